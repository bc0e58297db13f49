"""`similar`: how alike are texts that should differ?

::

    check:
      similar: {kind: visit}           # the records whose texts should differ
      section: [body, observations]    # meanings of sections; without it all narrative in `text`
      limit: 80                        # runs of three words in a hundred: so many are too much
      words: 40                        # shorter texts say too little to be compared
      with: earlier                    # or family: the same kind in brothers' and sisters' files

An opportunity is each record with the one that it is most like: an earlier one of the file, or one
in the file of a brother or sister. Names, pronouns, figures, headings and sentences pulled through
from records of other kinds are left out (`likeness`). A record that covers several children is one
document and is not compared with itself. Without the family's files `with: family` is unknown,
unless the people of the file are listed and no brother or sister is among them: an only child's
assessment has nothing that it should differ from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from caselint.casefile import Entry
from caselint.casefile.narrative import SECTIONS, section_meaning
from caselint.casefile.people import Person
from caselint.casefile.records import BaseRecord
from caselint.checks.check import Check
from caselint.checks.likeness import Likened, likened, sentences_of
from caselint.checks.opportunity import Frame, Opportunity, State, not_held
from caselint.datafile import Loc, suggest
from caselint.selecting.compiling import Compiling
from caselint.selecting.needs import Text, all_of
from caselint.selecting.scope import Hit, Scope, View
from caselint.selecting.selectors import Selector, compile_selector

KEYS: Final = ("similar", "section", "limit", "words", "with")
SAYS: Final = frozenset({"start", "end", "likeness", "limit"})
ENOUGH: Final = 40
_LIMIT: Final = 80
_SAYS_NOTHING: Final = frozenset({"", "other", "unknown", "relative", "family", "family member"})
"""Relationships that do not tell whether somebody is another child."""


def compile_check(data: dict[str, Any], loc: Loc, ctx: Compiling) -> Check:
    """Compile the check; faults go to `ctx`."""
    selector = compile_selector(data["similar"], (*loc, "similar"), ctx)
    sections = _sections(data.get("section"), (*loc, "section"), ctx)
    limit = ctx.number(data.get("limit", _LIMIT), (*loc, "limit"))
    if not 0 < limit <= 100:
        ctx.fault((*loc, "limit"), "expected a number of runs in a hundred")
    words = ctx.number(data.get("words", ENOUGH), (*loc, "words"))
    with_ = data.get("with", "earlier")
    if with_ not in ("earlier", "family"):
        ctx.fault((*loc, "with"), f'"{with_}" is neither earlier nor family')
    texts = all_of([Text(kind, ("text",)) for kind in selector.kinds])
    return Check(
        "similar",
        _Similar(selector, sections, limit / 100, words, with_ == "family").measure,
        need=all_of([selector.need, texts]),
        says=SAYS,
        signature=("similar", repr(data["similar"]), str(with_)),
        silent_strength=True,
        calls_for=selector.kinds,
    )


def _sections(given: Any, loc: Loc, ctx: Compiling) -> frozenset[str] | None:
    if given is None:
        return None
    names = given if isinstance(given, list) else [given]
    known = (*SECTIONS, "body")
    for name in names:
        if name not in known:
            ctx.fault(loc, f'"{name}" is no section of narrative', suggest(str(name), known))
    return frozenset(map(str, names))


@dataclass(frozen=True, slots=True)
class _Text:
    """One document: where it stands, its day, and its text made ready."""

    hit: Hit | None
    record: BaseRecord
    day: date | None
    text: Likened


@dataclass(frozen=True, slots=True)
class _Similar:
    selector: Selector
    sections: frozenset[str] | None
    limit: float
    words: int
    family: bool

    def measure(self, view: View, frame: Frame) -> Iterator[Opportunity]:
        selection = self.selector.select(Scope(view, None, None, frame.period, frame.part))
        if selection.unknown:
            yield not_held(frame)
        inside = [
            (hit, hit.entry.record)
            for hit in selection.hits
            if hit.entry is not None and hit.certain and frame.has(hit)
        ]
        if self.family and not view.family and _only_child(view.timeline.case_file.people):
            inside = [(hit, record) for hit, record in inside if _of_several(record)]
        # What stands elsewhere is left out, which makes texts shorter still.
        inside = [one for one in inside if self._likened(one[1]).words >= self.words]
        if self.family and not view.family:
            yield from map(_without_family, (hit for hit, _ in inside))
            return
        if len(inside) < (1 if self.family else 2):
            return
        elsewhere = _elsewhere(view, self.selector.kinds)
        mine = [_Text(hit, rec, hit.day, self._likened(rec, elsewhere)) for hit, rec in inside]
        long = [each for each in mine if each.text.words >= self.words]
        if self.family:
            yield from self._with_family(long, view, frame, elsewhere)
            return
        for number, each in enumerate(long):
            if number:
                yield self._judge(each, long[:number], frame)

    def _with_family(
        self, mine: list[_Text], view: View, frame: Frame, elsewhere: frozenset[str]
    ) -> Iterator[Opportunity]:
        others = [
            _Text(None, record, None, self._likened(record, elsewhere))
            for case_file in view.family
            for record in case_file.records
            if record.kind in self.selector.kinds
        ]
        for each in mine:
            apart = [other for other in others if not _one_document(each.record, other.record)]
            if apart:
                yield self._judge(each, apart, frame)

    def _judge(self, one: _Text, others: Iterable[_Text], frame: Frame) -> Opportunity:
        """The record with the one that it is most like; of equals the last."""
        likeness, _, other = max(
            (one.text.likeness(other.text), number, other) for number, other in enumerate(others)
        )
        assert one.hit is not None
        state: State = "unmet" if likeness >= self.limit else "met"
        if frame.unsure or (state == "unmet" and not frame.end_known):
            state = "unknown"
        earlier = () if other.hit is None else (other.hit,)
        return Opportunity(
            state,
            key=f"{other.record.record_id}|{one.hit.key}",
            breach=one.day,
            answered=one.day if state == "met" else None,
            until=one.day,
            start=other.day or one.day,
            end=one.day,
            part=frame.label,
            duty=(*earlier, one.hit),
            values=lambda: {
                "likeness": f"{round(likeness * 100)} of 100 runs of three words",
                "limit": f"{round(self.limit * 100)} of 100",
            },
        )

    def _likened(self, record: BaseRecord, elsewhere: frozenset[str] = frozenset()) -> Likened:
        return likened(
            "\n".join(
                text
                for section, text in (record.text or {}).items()
                if self.sections is None or section_meaning(section) in self.sections
            ),
            elsewhere,
        )


def _without_family(hit: Hit) -> Opportunity:
    return Opportunity(
        "unknown",
        key=hit.key,
        breach=hit.day,
        start=hit.day,
        duty=(hit,),
        why="the files of brothers and sisters were not supplied with this one",
    )


def _elsewhere(view: View, kinds: Iterable[str]) -> frozenset[str]:
    """The sentences of records of other kinds: what a form pulls through from them."""
    timeline = view.timeline
    by_kind = timeline.keep("sentences", lambda: dict[str, frozenset[str]]())
    others = timeline.by_kind.keys() - set(kinds)
    for kind in others - by_kind.keys():
        by_kind[kind] = _sentences(timeline.by_kind[kind])
    return frozenset().union(*(by_kind[kind] for kind in others))


def _sentences(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(
        sentence
        for entry in entries
        for text in (entry.record.text or {}).values()
        for sentence in sentences_of(text)
    )


def _only_child(people: Sequence[Person] | None) -> bool:
    """Whether people are listed, what each is to the child is told, and none may be another child.

    Somebody who was not there any more, or is so no longer, counts too.
    """
    return bool(people) and not any(map(_may_be_a_child, people or ()))


def _may_be_a_child(person: Person) -> bool:
    """Whether somebody may be a brother or sister, or a child of the same home."""
    from caselint.language.cast import relation

    told = person.relationship
    if person.child_case_id or not isinstance(told, str) or told in _SAYS_NOTHING:
        return True
    return relation(told.replace("_", " "))[0] in ("this_child", "other_child")


def _one_document(one: BaseRecord, other: BaseRecord) -> bool:
    """Whether two records are one document that stands in two files."""
    if one.record_id == other.record_id and one.kind == other.kind:
        return True
    return _of_several(one) and set(_covered(one)) == set(_covered(other))


def _of_several(record: BaseRecord) -> bool:
    """Whether a record covers several children."""
    return len(_covered(record)) > 1


def _covered(record: BaseRecord) -> Sequence[str]:
    covers = record.__dict__.get("covers")
    return covers if isinstance(covers, list) else ()
