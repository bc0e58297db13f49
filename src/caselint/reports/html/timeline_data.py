"""What the timeline of one child holds: its marks in order, and the same as JSON for the picture.

The JSON is repeated for each child of a page, so it is lists of numbers: days count from the first
day of the picture, words stand once in a list and are pointed at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple

from caselint.casefile.outline import OutlinedPeriod, OutlinedRecord
from caselint.findings.finding import Finding, FindingKind
from caselint.findings.tally import CheckedCase
from caselint.reports.arranging import Child, listed_findings
from caselint.reports.html import timeline_words as words
from caselint.reports.html.report import anchor
from caselint.selecting.clocks import Clocks
from caselint.selecting.durations import read_duration

KINDS: Final[tuple[FindingKind, ...]] = ("strength", "concern", "query")
"""Findings in the order in which they are told."""


class Found(NamedTuple):
    """A finding where it lies: `first` and `last` are days; both None where nothing dates it."""

    finding: Finding
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Laid:
    """All that the timeline of one child shows.

    `records` and `periods` are in order of time and those of all its files; `undated` are records
    without a day. `opens` is the first day of the look-back, None where all of the file was judged
    or it is not known. `outlined` says whether the run kept what the files look like from afar.
    """

    case_id: str
    records: tuple[OutlinedRecord, ...]
    undated: int
    periods: tuple[OutlinedPeriod, ...]
    findings: tuple[Found, ...]
    as_at: date | None
    opens: date | None
    outlined: bool

    @property
    def dated(self) -> tuple[Found, ...]:
        """The findings that have a place in time."""
        return tuple(one for one in self.findings if one.first is not None)

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day that is shown; None where nothing is dated."""
        days = [day for day in self._days() if day is not None]
        if not days:
            return None
        last = max(days)
        return min(days), last if self.as_at is None else max(last, self.as_at)

    def _days(self) -> Iterator[date | None]:
        if self.records:
            yield self.records[0].day
            yield self.records[-1].day
        for period in self.periods:
            yield period.start
            yield period.end
        for found in self.findings:
            yield found.first
            yield found.last


def lay(child: Child, cases: Sequence[CheckedCase], look_back: str = "") -> Laid:
    """Lay out the timeline of a child whose case files these are."""
    records = [record for case in cases for record in case.outline.records]
    dated = [record for record in records if record.day is not None]
    dated.sort(key=_by_day)
    periods = {period for case in cases for period in case.outline.periods}
    as_at = max((case.as_at for case in cases), default=None)
    return Laid(
        child.case_id,
        tuple(dated),
        len(records) - len(dated),
        tuple(sorted(periods, key=_widest_first)),
        tuple(sorted(map(_placed, listed_findings(child)), key=_by_kind)),
        as_at,
        None if as_at is None else opening(as_at, look_back),
        outlined=bool(records) or not any(case.records for case in cases),
    )


@lru_cache(maxsize=256)
def opening(as_at: date, look_back: str) -> date | None:
    """The first day of a look-back such as ``12 months``; None for ``all`` or what is none."""
    duration = read_duration(look_back)
    if duration is None:
        return None
    try:
        return _plain_day(Clocks().before(as_at, duration)) + timedelta(days=1)
    except (OverflowError, ValueError):  # further back than there are years
        return None


def as_json(laid: Laid) -> str:
    """The timeline for the script that draws it, fit to stand inside a `<script>` element."""
    span = laid.span
    assert span is not None
    first = span[0].toordinal()

    def number(day: date | None) -> int | None:
        return None if day is None else day.toordinal() - first

    lanes = sorted(
        {words.agency(record.agency) for record in laid.records},
        key=lambda name: (name == words.UNNAMED, name.casefold(), name),
    )
    lane_of = {name: place for place, name in enumerate(lanes)}
    kinds: dict[tuple[str, str], int] = {}
    themes: dict[str, int] = {}
    ids = [words.short(record.record_id) for record in laid.records]
    shared = _shared(min(ids), max(ids)) if ids else ""
    days: list[int] = []
    places: list[int] = []
    marked: list[int] = []
    before = 0
    for record in laid.records:
        assert record.day is not None
        day = record.day.toordinal() - first
        days.append(day - before)
        before = day
        places.append(lane_of[words.agency(record.agency)])
        marked.append(kinds.setdefault((record.kind, record.type), len(kinds)))
    findings = [
        [
            KINDS.index(one.finding.kind),
            themes.setdefault(words.short(one.finding.theme), len(themes)),
            number(one.first),
            number(one.last),
            anchor(one.finding.fingerprint),
            int(one.finding.status == "known"),
        ]
        for one in laid.dated
    ]
    periods = [
        [
            words.period(period.name, period.type),
            number(period.start),
            number(period.end),
            int(period.start_known),
            int(period.end_known),
        ]
        for period in laid.periods
    ]
    data: dict[str, Any] = {
        "first": first,
        "last": number(span[1]),
        "asAt": number(laid.as_at),
        "opens": number(laid.opens),
        "lanes": lanes,
        "kinds": [
            [words.record(*kind), words.GROUP_OF.get(kind[0], len(words.GROUPS) - 1)]
            for kind in kinds
        ],
        "id": shared,
        "records": [days, places, marked, [one[len(shared) :] for one in ids]],
        "periods": periods,
        "themes": [_theme(theme) for theme in themes],
        "findings": findings,
    }
    return inert(json.dumps(data, separators=(",", ":")))


def _shared(one: str, other: str) -> str:
    """How far two texts begin alike; of the first and last in order, how far all do."""
    pairs = zip(one, other, strict=False)
    return one[: next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))]


def inert(text: str) -> str:
    """JSON, all of it ASCII, in which no tag, comment or entity can begin or end."""
    for sign in "<>&":
        if sign in text:
            text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


@lru_cache(maxsize=1024)
def _theme(code: str) -> str:
    said = code.replace("_", " ")
    return f"{said[:1].upper()}{said[1:]}".replace("Section47", "Section 47") or "No theme"


def _placed(finding: Finding) -> Found:
    """A finding where it lies; without days of its own, on the last day of its evidence."""
    first, last = finding.start or finding.end, finding.end or finding.start
    if first is None or last is None:
        days = [item.date for item in finding.evidence if item.date and not item.related]
        first = last = max(map(_plain_day, days), default=None)
    if first is not None and last is not None and last < first:
        first, last = last, first
    return Found(finding, first, last)


def _plain_day(moment: date) -> date:
    return date(moment.year, moment.month, moment.day)


def _by_day(record: OutlinedRecord) -> int:
    return 0 if record.day is None else record.day.toordinal()


def _widest_first(period: OutlinedPeriod) -> tuple[int, str, str, date, str, bool, bool]:
    end = "" if period.end is None else period.end.isoformat()
    known = period.start_known, period.end_known
    return words.place(period.name), period.name, period.type, period.start, end, *known


def _by_kind(one: Found) -> tuple[int, int, str, str]:
    """By kind and day, those without a day last."""
    first = date.max.toordinal() + 1 if one.first is None else one.first.toordinal()
    return KINDS.index(one.finding.kind), first, one.finding.rule, one.finding.fingerprint
