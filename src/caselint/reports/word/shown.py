"""Numbers as a meeting may see them: small ones are held back."""

from __future__ import annotations

from collections.abc import Sequence

from caselint.findings.small_numbers import is_small, masked, part_of
from caselint.reports.style import Style
from caselint.reports.wording import counted


class Shown:
    """Writes counts of case files and occasions for people who are not to know whose they are."""

    def __init__(self, style: Style) -> None:
        self._most = style.small_numbers
        self.held_back = style.says("word_held_back")

    @property
    def holds_back(self) -> bool:
        """Whether there are numbers that are not shown."""
        return self._most > 0

    def is_shown(self, number: int) -> bool:
        """Whether a count by itself may be told."""
        return not is_small(number, self._most)

    def number(self, number: int) -> str:
        """A count by itself."""
        return f"{number:,}" if self.is_shown(number) else self.held_back

    def column(self, numbers: Sequence[int], *, total_shown: bool = True) -> list[str]:
        """Counts beneath each other; `total_shown`: the paper says how many these are in all."""
        return [
            self.held_back if number is None else f"{number:,}"
            for number in masked(numbers, self._most, total_shown=total_shown)
        ]

    def part(self, number: int, of: int) -> str:
        """Give n of N: of occasions, or of case files."""
        part = part_of(number, of, self._most)
        if part.of is None:
            return self.held_back
        if part.number is None:
            return f"{self.held_back}, of {part.of:,}"
        return f"{part.number:,} of {part.of:,}"

    def files(self, number: int) -> str:
        """``12 case files``."""
        if self.is_shown(number):
            return counted(number, "case file")
        return f"case files: {self.held_back}"
