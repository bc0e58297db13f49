"""Results of a saved run, of which most are alike but for their case: those are read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from pydantic import TypeAdapter

from caselint.findings import CheckedCase, Result
from caselint.reports.saved.values import Unread, line_of, loaded, valid

_result: Final = TypeAdapter(Result)

_BEFORE_CASE: Final = ',"case_id":'
_AFTER_CASE: Final = ',"team":'
"""What stands around the case of a result as caselint writes it.

Within a text of JSON quotation marks are escaped, so that these can be keys alone.
"""
_BETWEEN_LINES: Final = ",\n"


class Alike:
    """The results read so far. `shapes` are results of no case, each another."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.shapes: list[Result] = []
        self._numbers: dict[Result, int] = {}
        self._read: dict[tuple[str, str], int] = {}
        self._of_case: dict[str, list[int]] = {}
        self._case = ""
        self._around_case = _BEFORE_CASE
        self._row: list[int] = []

    def is_again(self, line: str) -> bool:
        """Take in a line if it is like one before, and of the case that came last.

        Most lines of a run are, so no more is done for them than this.
        """
        before, _, after = line.partition(self._around_case)
        number = self._read.get((before, after))
        if number is None:
            return False
        self._row.append(number)
        return True

    def take(self, value: Any, line: int) -> None:
        """Take in a result as its text, or as data, of a line of the document."""
        before, case, after = _parted(value) if isinstance(value, Unread) else ("", "", "")
        if not case:
            self._new(value, line)
            return
        alike = before, after + _BETWEEN_LINES
        number = self._read.get(alike)
        if number is None:
            self._read[alike] = self._new(value, line)
            return
        if case != self._case:
            self._case, self._around_case = case, f"{_BEFORE_CASE}{case}{_AFTER_CASE}"
            self._row = self._of(str(loaded(case, line_of(self._path, line))))
        self._row.append(number)

    def rows(self, cases: Iterable[CheckedCase]) -> Iterator[tuple[CheckedCase, list[int]]]:
        """Each case file with the shapes of its own results, as their numbers.

        Case files of one id are told apart by their order: each has a result of each rule.
        """
        for id_, files in groupby(cases, lambda one: one.case_id):
            here = list(files)
            row = self._of_case.pop(id_, [])
            if len(here) == 1:
                yield here[0], row
                continue
            own: list[list[int]] = [[] for _ in here]
            for _, same in groupby(row, lambda number: self.shapes[number].rule):
                for mine, number in zip(own, same, strict=False):
                    mine.append(number)
            yield from zip(here, own, strict=True)

    def _new(self, value: Any, line: int) -> int:
        place = line_of(self._path, line)
        if isinstance(value, Unread):
            value = loaded(value, place)
        result = result_of(value, place)
        shape = result.of_case("")._replace(findings=())
        number = self._numbers.setdefault(shape, len(self.shapes))
        if number == len(self.shapes):
            self.shapes.append(shape)
        self._of(result.case_id).append(number)
        return number

    def _of(self, case_id: str) -> list[int]:
        return self._of_case.setdefault(case_id, [])


def result_of(given: Any, place: str) -> Result:
    """A result of its data, with its parameters as pairs, as `Result` has them."""
    if isinstance(given, dict) and isinstance(params := given.get("params"), dict):
        given["params"] = tuple(params.items())
    made: Result = valid(_result, given, place)
    return made


def _parted(text: str) -> tuple[str, str, str]:
    """What stands before, in and after the case of a result; the whole before, if it has none."""
    before, _, rest = text.partition(_BEFORE_CASE)
    case, _, after = rest.partition(_AFTER_CASE)
    return (before, case, after) if after else (text, "", "")
