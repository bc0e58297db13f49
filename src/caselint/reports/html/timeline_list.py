"""The timeline as a list: what the picture shows, for reading, printing and screen readers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from caselint.casefile.outline import OutlinedPeriod
from caselint.reports.html import timeline_words as words
from caselint.reports.html.report import anchor
from caselint.reports.html.timeline_data import Found, Laid
from caselint.reports.wording import counted, day, listed


class YearLine(NamedTuple):
    """The records of one agency in one year: how many, and of which kinds."""

    agency: str
    number: int
    kinds: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The list: periods in words, years with their records by agency, findings, and what is not.

    `findings` are ready as markup, since there are so many of them; `notes` are sentences about
    what has no place in time.
    """

    periods: tuple[tuple[str, str], ...]
    years: tuple[tuple[int, tuple[YearLine, ...]], ...]
    findings: tuple[Markup, ...]
    notes: tuple[str, ...]


def in_words(laid: Laid) -> Listed:
    """A timeline as a list."""
    return Listed(
        tuple(
            (words.period(period.name, period.type), _lasting(period)) for period in laid.periods
        ),
        tuple(_years(laid)),
        tuple(map(_found, laid.findings)),
        tuple(_notes(laid)),
    )


def _lasting(period: OutlinedPeriod) -> str:
    start = f"from {day(period.start)}"
    if not period.start_known:
        start = f"{start} or earlier (its start is not on the file)"
    if period.end is None:
        end = "still open" if period.end_known else "its end is not on the file"
        return f"{start}, {end}"
    end = f"to {day(period.end)}"
    return f"{start} {end}" if period.end_known else f"{start} {end} (its end is not certain)"


def _years(laid: Laid) -> Iterator[tuple[int, tuple[YearLine, ...]]]:
    counts: dict[tuple[int, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for record in laid.records:
        assert record.day is not None
        counts[record.day.year, record.agency][record.kind, record.type] += 1
    years: dict[int, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for (year, agency), kinds in counts.items():
        lane = years[year][words.agency(agency)]
        for kind, number in kinds.items():
            lane[words.record(*kind)] += number
    for year, lanes in sorted(years.items()):
        order = sorted(lanes, key=lambda name: (name == words.UNNAMED, name.casefold(), name))
        yield (
            year,
            tuple(YearLine(name, lanes[name].total(), _tallied(lanes[name])) for name in order),
        )


def _tallied(kinds: Counter[str]) -> str:
    return ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))


def _found(one: Found) -> Markup:
    finding = one.finding
    known = ", known from an earlier run" if finding.status == "known" else ""
    return Markup(  # noqa: S704 - made of escaped pieces and words of our own
        f"<b>{finding.kind.capitalize()}</b>, {_when(one.first, one.last)}{known}, rule "
        f'<a href="#f-{anchor(finding.fingerprint)}">{_rule(finding.rule, finding.title)}</a>'
    )


@lru_cache(maxsize=1024)
def _rule(rule: str, title: str) -> str:
    return str(escape(f"{words.short(rule)}: {words.short(title)}"))


def _when(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "without a day"
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def _notes(laid: Laid) -> Iterator[str]:
    if not laid.outlined:
        yield "This run does not hold the days of the records, so only findings are shown."
    left_out = []
    if laid.undated:
        left_out.append(counted(laid.undated, "record"))
    if undated := len(laid.findings) - len(laid.dated):
        left_out.append(counted(undated, "finding"))
    if left_out:
        one = laid.undated + undated == 1
        those = (
            "is not shown in the picture: it has"
            if one
            else "are not shown in the picture: they have"
        )
        yield f"{listed(left_out)} {those} no day."
