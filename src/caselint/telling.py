"""From opportunities to findings: the words of a rule filled in, and the evidence cited.

A finding quotes what stands in the file, names the records, and blames nobody. An absence cites
what makes the duty and the records on both sides of the hole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from string import Formatter
from typing import Any, Final

from caselint.casefile import BaseRecord, day_of
from caselint.casefile.agencies import is_listed
from caselint.casefile.narrative import FREE_TEXTS
from caselint.casefile.parts import Action, Goal, Part
from caselint.checks import Opportunity
from caselint.findings import Counts, Evidence, Finding, FindingKind, fingerprint
from caselint.rulebook import CompiledRule
from caselint.selecting.paths import Path
from caselint.selecting.quoting import quotation
from caselint.selecting.saying import Saying
from caselint.selecting.scope import Elsewhere, Hit, Scope, View
from caselint.selecting.unknown import UNKNOWN

SHOWN: Final = 6
"""Records that a strength cites: the latest ones; its message says how many there are."""

QUOTED: Final = 3
"""Passages of one record that a finding quotes at most."""

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The months as British readers write them, whatever the language of the machine."""

_CALLED: Final = ("agency", "organisation", "role", "text", "outcome")
"""The fields by which somebody or something in a list is called; never a name."""

KIND_NAMES: Final[dict[str, str]] = {
    "section47": "section 47 enquiry",
    "map": "MAP",
    "concern": "concern",
}

_LACKING: Final = {"child": "details of the child", "person": "people"}
"""What a source lacks that holds nothing of these at all."""


@dataclass(slots=True, eq=False)
class Teller:
    """Writes the findings of one rule on one case file."""

    compiled: CompiledRule
    view: View
    case_id: str
    team: str
    agency: str
    soft_missing: tuple[str, ...] = ()
    cited: dict[tuple[object, ...], tuple[Evidence, ...]] = field(default_factory=dict)

    def findings(self, judged: Sequence[Opportunity], counts: Counts) -> Iterator[Finding]:
        """Every concern and query; the strength is `strength`'s business."""
        rule = self.compiled.rule
        unmet = [one for one in judged if one.state == "unmet"]
        kind: FindingKind = "concern"
        context = rule.gives == "context" and rule.severity != "advice"
        if context or not self.compiled.standing.enough:
            kind = "query"
        for group in _grouped(unmet):
            yield self._finding(kind, group, judged, counts)
        for one in judged:
            if one.state == "excused":
                yield self._finding("query", [one], judged, counts)

    def strength(self, judged: Sequence[Opportunity], counts: Counts) -> Finding:
        """The strength of a rule that was met throughout."""
        met = [one for one in judged if one.state == "met"]
        latest = sorted(met, key=_answered)[-SHOWN:] if len(met) > 1 else met
        points = _each([hit for one in latest for hit in (*one.points, *one.duty)])
        if len(points) < SHOWN:
            # What met it, where that lies in other records: the latest of them that have room.
            met_by = _each([hit for one in latest for hit in one.met_by()])
            keys = {hit.key for hit in points}
            others = sorted((hit for hit in met_by if hit.key not in keys), key=_by_day)
            points += others[len(points) - SHOWN :]
        if len(points) > 1:
            points.sort(key=_by_day)
        starts = [one.start for one in met if one.start is not None]
        ends = [end for one in met if (end := one.answered or one.end) is not None]
        first, last = min(starts, default=None), max(ends, default=None)
        told = {"start": first, "end": last, "items": counts.met, "of_items": counts.met}
        message = self._say("strength", _Filling(self, met[0], counts, told, met))
        if counts.excused:
            # No "each" and no "all" over occasions of which a question is asked.
            message = f"Where no question is asked, {_within_a_sentence(message)}"
        # The child's own records first, which is where a strength is shown.
        cited = sorted(points[-SHOWN:], key=lambda hit: isinstance(hit, Elsewhere))
        evidence = self._evidence(cited, (), met=True)
        return self._make("strength", "strength", "", message, "", evidence, first, last, None)

    def _finding(
        self,
        kind: FindingKind,
        group: Sequence[Opportunity],
        judged: Sequence[Opportunity],
        counts: Counts,
    ) -> Finding:
        one = group[0]
        told: dict[str, Any] = {}
        if one.group:
            told["items"] = len(group)
            told["of_items"] = sum(1 for other in judged if other.group == one.group)
        filling = _Filling(self, one, counts, told, group if one.group else ())
        unmet = one.state == "unmet"
        context = self.compiled.rule.gives == "context"
        wording = "query" if kind == "query" and (context or not unmet) else "concern"
        if wording == "concern" and unmet and one.points and self.compiled.check.kind == "follows":
            wording = "late"
        if wording not in self.compiled.rule.wording:
            wording = "concern"
        message = self._say(wording, filling)
        notes = dict.fromkeys(each.note for each in group if each.note)
        if unmet and not context and (standing := self.compiled.standing.note):
            notes[standing] = None
        message = " ".join((message, *notes))
        if kind == "concern" and self.soft_missing:
            *before, last = map(_kind_in_words, self.soft_missing)
            kinds = f"{', '.join(before)} or {last}" if before else last
            message += f" A recorded reason could not be looked for: the source holds no {kinds}."
        duty = _each(hit for each in group for hit in each.duty)
        points = _each(hit for each in group for hit in each.points)
        related = _each(hit for each in group for hit in each.related)
        return self._make(
            kind,
            one.group or one.key,
            one.part,
            message,
            self._say("next_step", filling),
            self._evidence([*duty, *points], related),
            one.start,
            one.end,
            one.due,
        )

    def _make(
        self,
        kind: FindingKind,
        key: str,
        part: str,
        message: str,
        next_step: str,
        evidence: tuple[Evidence, ...],
        start: date | None,
        end: date | None,
        due: date | None,
    ) -> Finding:
        rule = self.compiled.rule
        return Finding(
            kind,
            rule.id,
            rule.title,
            rule.theme,
            rule.severity,
            rule.force,
            rule.audit,
            rule.standards,
            self.case_id,
            message,
            evidence,
            fingerprint(rule.id, self.case_id, kind, part, key),
            self.team,
            self.agency,
            part,
            start,
            end,
            due,
            next_step,
        )

    def _say(self, wording: str, filling: _Filling) -> str:
        said = []
        for text, name in _pieces(self.compiled.rule.wording.get(wording, "")):
            said.append(text)
            if name is not None:
                said.append(in_words(filling.value(name)))
        return "".join(said)

    def _evidence(
        self, hits: Sequence[Hit], related: Sequence[Hit], *, met: bool = False
    ) -> tuple[Evidence, ...]:
        found: list[Evidence] = []
        for hit in hits:
            found += self._cite(hit, related=False, met=met)
        if not found:
            # A duty that rests on no record, such as one of the whole file: it is the child's.
            child = self.view.timeline.child
            found.append(Evidence(child.child_id, "child"))
        if related:
            grounds = {(item.case_id, item.record_id) for item in found}
            for hit in related:
                beside = self._cite(hit, related=True)
                found += [one for one in beside if (one.case_id, one.record_id) not in grounds]
        if len(found) == 1:
            return tuple(found)
        # Several items of one record may be cited by the same words.
        told: dict[tuple[str, str, str, str], Evidence] = {}
        for item in found:
            told.setdefault((item.case_id, item.record_id, item.section, item.quote), item)
        return tuple(told.values())

    def _cite(self, hit: Hit, *, related: bool, met: bool = False) -> tuple[Evidence, ...]:
        """A hit as evidence; what several findings rest on is put together once."""
        if hit.kind == "concern":
            return ()
        key = (hit.kind, hit.key, hit.moment, related, met)
        found = self.cited.get(key)
        if found is None:
            check = self.compiled.check
            passed_over = check.choosing if met else ()
            sayings = [one for one in check.sayings if one not in passed_over]
            said = tuple(self._said(hit, sayings, related=related)) if sayings else ()
            found = self._named_first(hit, said) if said else ()
            self.cited[key] = found = found or (self._evidence_of(hit, related=related),)
        return found

    def _named_first(self, hit: Hit, said: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """Passages of a record, that in a free text which the rule asks for by name put first."""
        named = self._evidence_of(hit, related=said[0].related)
        if named.section not in FREE_TEXTS:
            return said
        there = [one for one in said if one.section == named.section] or [named]
        return (*there, *(one for one in said if one.section != named.section))[:QUOTED]

    def _said(self, hit: Hit, sayings: Sequence[Saying], *, related: bool) -> Iterator[Evidence]:
        """What the narrative of a hit says that the rule asks for: each mention's sentence."""
        record, entry = hit.record, hit.entry
        if record is None or entry is None:
            return
        scope = Scope(self.view, hit)
        moment = hit.moment if entry.moment is None else entry.moment
        told: set[tuple[str, int]] = set()
        for saying in sayings:
            for passage, mention in saying.found(scope) if hit.kind in saying.kinds else ():
                start, end = quotation(passage.text, mention.start, mention.end)
                if (passage.section, start) in told or len(told) == QUOTED:
                    continue
                told.add((passage.section, start))
                quote = passage.text[start:end]
                yield Evidence(
                    record.record_id, hit.kind, moment, passage.section, start, end, quote, related
                )
            if told:
                return

    def _evidence_of(self, hit: Hit, *, related: bool) -> Evidence:
        entry, moment = hit.entry, hit.moment
        if isinstance(hit, Elsewhere):
            record_id = hit.thing.record_id
            return Evidence(record_id, hit.kind, moment, related=related, case_id=hit.case_id)
        section, quote = self._quote(hit)
        if entry is None:
            return Evidence(hit.key, hit.kind, moment, section, None, None, quote, related)
        record = entry.record
        if not section and moment is not None:
            section, quote = _date_field(record, moment), _written(moment)
        if entry.moment is not None:
            moment = entry.moment
        return Evidence(record.record_id, hit.kind, moment, section, None, None, quote, related)

    def _quote(self, hit: Hit) -> tuple[str, str]:
        """What an action or a goal is called by; else the first filled field of the rule."""
        thing, entry = hit.thing, hit.entry
        if thing is None:
            return "", ""
        if entry is None or thing is not entry.record:
            if text := getattr(thing, "text", None):
                return "actions", str(text)
            if isinstance(thing, Goal) and thing.outcome:
                return "goals", str(thing.outcome)
        scope = Scope(self.view, hit)
        for path in self.compiled.quoted:
            value = _read(path, scope)
            if value is not None:
                return path.text, value
        return "", ""


_DAYS: Final = ("start", "end", "due")
"""What every opportunity has, and no check says in a way of its own."""


@dataclass(slots=True, eq=False)
class _Filling:
    """What fills the wordings of one finding: `told` first, then what the opportunity itself says.

    That is asked for where a wording has it: a length of time, say, is worked out for nobody else.
    `of` are the opportunities of which the things are `named`.
    """

    teller: Teller
    one: Opportunity
    counts: Counts
    told: Mapping[str, Any]
    of: Sequence[Opportunity]
    own: Mapping[str, Any] | None = None

    def value(self, name: str) -> Any:
        """What stands for a placeholder."""
        if name in self.told:
            return self.told[name]
        if name == "named" and self.of:
            return [hit.thing for each in self.of for hit in each.duty]
        compiled, one = self.teller.compiled, self.one
        if compiled.check.kind == "plugin" or (name in compiled.check.says and name not in _DAYS):
            if self.own is None:
                self.own = one.values()
            if name in self.own:
                return self.own[name]
        if name in compiled.params:
            return compiled.params[name].value
        if name in _DAYS or name == "why":
            return getattr(one, name)
        if name == "part":
            return one.part.removeprefix("other: ")
        if name == "case":
            return self.teller.case_id
        return self.counts.judged if name == "opportunities" else getattr(self.counts, name)


@lru_cache(maxsize=4096)
def _pieces(wording: str) -> tuple[tuple[str, str | None], ...]:
    """A wording taken apart: text, and the placeholder that comes after it."""
    return tuple((text, name) for text, name, _, _ in Formatter().parse(wording))


def _read(path: Path, scope: Scope) -> str | None:
    value = path.read(scope)
    if value is None or value is UNKNOWN or isinstance(value, str):
        return None if value is UNKNOWN else value
    if isinstance(value, list):
        parts = [_written(entry) for entry in value if isinstance(entry, (str, date, int))]
        return "; ".join(parts) or None
    return _written(value) if isinstance(value, (str, date, int, float)) else None


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _agency_in_words(agency: str) -> str:
    """An agency of the list as people name it."""
    return agency.upper() if agency in ("gp", "camhs") else agency.replace("_", " ")


def _kind_in_words(need: str) -> str:
    """What a source lacks, as a reader says it: ``visit.child_seen`` is *child seen of a visit*."""
    kind, _, field = need.replace("_", " ").partition(".")
    name = KIND_NAMES.get(kind, kind)
    if not field:
        return _LACKING.get(name, name)
    return f"{field} of {'the' if name == 'child' else 'a'} {name}"


def _date_field(record: BaseRecord, moment: date) -> str:
    """The field that holds a moment, or else its day, to be shown beside it."""
    found = "date"
    for name, value in record.__dict__.items():
        if isinstance(value, date):
            if value == moment:
                return name.rstrip("_")
            if found == "date" and day_of(value) == day_of(moment):
                found = name
    return found.rstrip("_")


def _grouped(opportunities: Iterable[Opportunity]) -> Iterator[list[Opportunity]]:
    groups: dict[str, list[Opportunity]] = {}
    for one in opportunities:
        groups.setdefault(one.group or f"\0{one.key}", []).append(one)
    yield from groups.values()


def _answered(one: Opportunity) -> date:
    return one.answered or date.min


def _by_day(hit: Hit) -> tuple[date, str]:
    return hit.day or date.min, hit.key


def _within_a_sentence(message: str) -> str:
    """A message as it goes on in a sentence: its first word in lower case, but an abbreviation."""
    return message if message[1:2].isupper() else message[:1].lower() + message[1:]


def _each(hits: Iterable[Hit]) -> list[Hit]:
    found: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        found.setdefault((hit.kind, hit.key), hit)
    return list(found.values())


@lru_cache(maxsize=4096)
def _day_in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_words(value: Any) -> str:
    """A value as a message says it: dates as people write them, records by kind and date."""
    if isinstance(value, str):
        return _agency_in_words(value) if is_listed(value) else value
    if isinstance(value, int):
        return str(value)
    if value is None or value is UNKNOWN:
        return "an unknown day"
    if isinstance(value, datetime):
        return f"{_day_in_words(value.date())} at {value:%H:%M}"
    if isinstance(value, date):
        return _day_in_words(value)
    if isinstance(value, Hit):
        name = KIND_NAMES.get(value.kind, value.kind.replace("_", " "))
        if value.kind == "information_request" and (asked := getattr(value.thing, "to_agency", "")):
            name = f"request to {in_words(asked).removeprefix('other: ')} for information"
        return f"{name} of {in_words(value.day)}" if value.day is not None else name
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(in_words(entry) for entry in value))
    if isinstance(value, Action) and value.text:
        return f"“{value.text}”"
    if isinstance(value, Part):
        given = value.__dict__
        return in_words(next((given[name] for name in _CALLED if given.get(name)), "one not named"))
    return str(value)
