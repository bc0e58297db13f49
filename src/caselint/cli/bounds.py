"""The border of the program: what goes wrong within it leaves as a line and an exit code.

0 clean, 1 findings, 2 nothing could be checked, wrong usage or a faulty rulebook; 130 when the user
stopped it, 141 when whoever read the output went away. No traceback and no text of a case file ever
stands in a message.
"""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from caselint.cli.lazily import LazyGroup
from caselint.errors import CaselintError, DataFileError

FAULTY: Final = 2
STOPPED: Final = 130
UNREAD: Final = 141


class BoundedGroup(LazyGroup):
    """The outermost group of commands."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command, and turn what it raises into a message and an exit code."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except CaselintError as error:
            _complain(error)
            ctx.exit(FAULTY)
        except KeyboardInterrupt:
            _leave(ctx, STOPPED)
        except BrokenPipeError:
            _leave(ctx, UNREAD)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except OSError as error:
            what = error.strerror or type(error).__name__
            _say(f"{error.filename}: {what}" if error.filename else what)
            _leave(ctx, FAULTY)
        except ImportError as error:
            _say(f"caselint is not installed whole: {error.msg}")
            ctx.exit(FAULTY)
        except Exception as error:  # noqa: BLE001 - its text may quote a case file
            _say(
                f"something is wrong in caselint itself: {type(error).__name__} {_place(error)} "
                "(please report this line; it holds nothing of a case file)"
            )
            ctx.exit(FAULTY)


def _complain(error: CaselintError) -> None:
    if not isinstance(error, DataFileError):
        _say(str(error))
        return
    for fault in error.faults:
        click.echo(_harmless(str(fault)), err=True)
    number = len(error.faults)
    _say("1 fault in a data file" if number == 1 else f"{number} faults in data files")


def _say(words: str) -> None:
    click.echo(f"caselint: {_harmless(words)}", err=True)


def _harmless(words: str) -> str:
    """A message on one line, without what could steer a terminal: places name files."""
    return "".join(letter if letter.isprintable() else "?" for letter in " ".join(words.split()))


def _place(error: Exception) -> str:
    """The lines of caselint that an error passed through last: code, never data."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "caselint" in Path(frame.filename).parts]
    return "".join(f"[{Path(frame.filename).name}:{frame.lineno}]" for frame in ours[-3:])


def _leave(ctx: click.Context, code: int) -> NoReturn:
    """Exit where standard output can take nothing more, so that closing it is no error either."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    ctx.exit(code)
