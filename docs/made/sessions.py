"""Commands in the documentation, run, so that what a page shows is what a reader will see.

A page's commands run in one scratch folder, in page order. A fenced block whose first line names a
file (```` ```yaml rule file=rules/… ````) is put there before the commands that come after it, and
``<!-- edit: FILE | OLD | NEW -->`` changes one that is there.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, Self
from unittest.mock import patch

from click.testing import CliRunner

_FENCE: Final = re.compile(
    r"^```(?P<language>\w+)(?P<marks>[^\n]*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
_EDIT: Final = re.compile(r"^<!-- edit: (\S+) \| (.*?) \| (.*?) -->$", re.MULTILINE)
_HASH: Final = re.compile(r"\([0-9a-f]{12}\)")
_SURROUNDINGS: Final = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}


@dataclass(frozen=True, slots=True)
class Snippet:
    """One fenced block. `kind` is the word after its language: what it is, for the tests."""

    language: str
    kind: str
    argument: str
    file: str
    text: str
    start: int
    line: int


def snippets(page: str) -> Iterator[Snippet]:
    """The fenced blocks of a page, in order."""
    for match in _FENCE.finditer(page):
        words = match["marks"].split()
        file = next((word[5:] for word in words if word.startswith("file=")), "")
        kind, *rest = [word for word in words if not word.startswith("file=")] or [""]
        line = page.count("\n", 0, match.start()) + 1
        yield Snippet(
            match["language"], kind, " ".join(rest), file, match["text"], match.start(), line
        )


@dataclass(slots=True)
class Session:
    """The scratch folder of one page."""

    page: str
    _folder: tempfile.TemporaryDirectory[str] | None = field(default=None, init=False)
    _written: int = field(default=0, init=False)

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="caselint-docs-")
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    @property
    def folder(self) -> Path:
        """Where the commands run."""
        assert self._folder is not None
        return Path(self._folder.name).resolve()

    def write(self, until: int) -> None:
        """Put down and change the files that the page names, up to a place in it."""
        steps: list[tuple[int, Callable[[], None]]] = [
            (snippet.start, partial(self._put, snippet))
            for snippet in snippets(self.page)
            if snippet.file
        ]
        steps += [
            (match.start(), partial(self._edit, *match.groups()))
            for match in _EDIT.finditer(self.page)
        ]
        for start, step in sorted(steps, key=lambda pair: pair[0]):
            if self._written <= start < until:
                step()
        self._written = max(self._written, until)

    def _put(self, snippet: Snippet) -> None:
        path = self.folder / snippet.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(snippet.text, encoding="utf-8")

    def _edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, command: str, until: int) -> str:
        """Run a command, and give it with what it wrote, as a fenced block."""
        self.write(until)
        output = self.output(command)
        return f"```console\n$ {command}\n{output}```"

    def output(self, command: str) -> str:
        """What a command writes, on either stream.

        The folder's own name is left out, and so is the hash of the rulebook: it changes with every
        rule file, and no page need change with it.
        """
        from caselint.cli import main

        program, *arguments = shlex.split(command)
        assert program == "caselint"
        # What is kept between runs changes no output: a cache that is at hand spares the reading.
        kept = os.environ.get("CASELINT_CACHE", str(self.folder / ".cache"))
        around = _SURROUNDINGS | {"CASELINT_CACHE": kept}
        with chdir(self.folder), patch.dict(os.environ, around):
            result = CliRunner().invoke(main, arguments, prog_name="caselint")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        text = _HASH.sub("(…)", result.output.replace(f"{self.folder}/", ""))
        return "".join(f"{line.rstrip()}\n" for line in text.rstrip().splitlines())
