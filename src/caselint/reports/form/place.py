"""Where forms go: one file for one child, a folder with a file each for several.

People write in these files. A form that is there already and differs from what would be written may
have been filled in, and is never overwritten; forms are all written or none is.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caselint.errors import ConfigurationError
from caselint.findings.run import Run
from caselint.reports.file_names import file_name
from caselint.reports.form.sheet import LABEL, Sheet, cut
from caselint.reports.form.sheets import sheets
from caselint.reports.outputs import open_binary_output
from caselint.reports.style import Style

if TYPE_CHECKING:
    from caselint.reports.shares import Shared

_HINT: Final = "move it away, or write the forms under another name"


@dataclass(frozen=True, slots=True)
class Forms:
    """Makes the forms of the children of a run, or of a share of it.

    `make` gives the bytes of one. Those of several stand in a folder of which `folder` ends the
    name, and `suffix` that of each.
    """

    make: Callable[[Sheet], bytes]
    style: Style
    folder: str
    suffix: str

    def __call__(self, run: Run, folder: Path) -> None:
        """Write the form of each child into a folder."""
        for sheet in sheets(run, self.style):
            with _private(folder / self.name(sheet.case_id)) as number:
                _write(number, self.make(sheet))

    def name(self, case_id: str) -> str:
        """What the form with this case id is called."""
        return f"{file_name(case_id)}{self.suffix}"


def write_forms(run: Run, path: Path, forms: Forms, shared: Shared | None = None) -> list[Path]:
    """Write the form of each child of a run, and say what was written.

    One child's is the file at `path`; those of several stand in a folder beside it, which is then
    said first. Raises `ConfigurationError` where something else stands in its place.
    """
    children = sorted({case.case_id for case in run.cases})
    if not children:
        return write_one(forms.make(Sheet(forms.style.says("word_no_case"))), path)
    if len(children) == 1:
        return write_one(forms.make(next(sheets(run, forms.style))), path)
    stem = path.stem.removesuffix("-form")
    folder = path.parent.resolve() / f"{stem}{forms.folder}"
    with _beside(folder) as made:
        if shared is None:
            forms(run, made)
        else:
            shared.begin(forms, made)
            shared.finish()
        if not _is_free(folder):
            if not _same(made, folder):
                words = "forms stand here already, which may have been filled in"
                raise _standing(words, folder)
        else:
            made.rename(folder)
    return [folder, *(folder / forms.name(cut(case_id, LABEL)) for case_id in children)]


def write_one(form: bytes, path: Path) -> list[Path]:
    """Write the one form; raises `ConfigurationError` where another one stands."""
    if path.is_file() and path.read_bytes() != form:
        raise _standing("a form stands here already, which may have been filled in", path)
    with open_binary_output(path) as stream:
        stream.write(form)
    return [path]


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder for its owner alone, beside the one wanted; gone in the end unless it was moved."""
    try:
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:100]}."))
    except OSError as error:
        raise _unwritable(folder, error) from None
    try:
        yield made
    except OSError as error:
        raise _unwritable(folder, error) from None
    finally:
        if made.exists():
            shutil.rmtree(made, ignore_errors=True)


@contextmanager
def _private(path: Path) -> Iterator[int]:
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        yield number
    finally:
        os.close(number)


def _write(number: int, data: bytes) -> None:
    with os.fdopen(number, "wb", closefd=False) as stream:
        stream.write(data)


def _is_free(folder: Path) -> bool:
    """Whether nothing stands there, or a folder with nothing in it, which gives way."""
    if not folder.exists() and not folder.is_symlink():
        return True
    return folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())


def _same(made: Path, folder: Path) -> bool:
    """Whether each form that was made stands in the folder, byte for byte."""
    if not folder.is_dir():
        return False
    return all(
        (folder / one.name).is_file() and (folder / one.name).read_bytes() == one.read_bytes()
        for one in made.iterdir()
    )


def _standing(what: str, place: Path) -> ConfigurationError:
    return ConfigurationError(what, place=str(place), hint=_HINT)


def _unwritable(place: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        "the forms cannot be written here",
        place=str(place),
        hint=error.strerror or type(error).__name__,
    )
