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
from records of other kinds are left out (`likeness`). With the family, what counts is how much of
the child's own text stands in the other: a sister's may be longer and have more to say. A record of
one id, or one that covers several children, is one document where the texts are nearly the same,
and is not compared with itself.

`with: family` needs the files of all brothers and sisters whose files this one names. Where one is
not at hand, or a record in it could not be read, a likeness to the others is one all the same, but
that there is none is unknown. So it is without any of their files, unless the people of the file
are listed and no brother or sister is among them: an only child's assessment has nothing that it
should differ from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from caselint.casefile import Timeline, day_of
from caselint.casefile.identity import is_derived
from caselint.casefile.narrative import SECTIONS, section_meaning
from caselint.casefile.people import Person
from caselint.casefile.records import BaseRecord, event_moment
from caselint.checks.check import Check
from caselint.checks.likeness import Likened, likened, sentences_of
from caselint.checks.opportunity import Frame, Opportunity, State, not_held
from caselint.datafile import Loc, suggest
from caselint.selecting.compiling import Compiling
from caselint.selecting.kin import kin_of, may_be_a_child
from caselint.selecting.needs import Text, all_of
from caselint.selecting.scope import Elsewhere, Hit, Scope, View
from caselint.selecting.selectors import Selector, compile_selector

KEYS: Final = ("similar", "section", "limit", "words", "with")
SAYS: Final = frozenset({"start", "end", "likeness", "limit"})
ENOUGH: Final = 40
_LIMIT: Final = 80
_SAME: Final = 0.9
"""From this likeness two records that may be one document are; one file may have a late edit."""
_OWN: Final = 0.5
"""At most so much of a text may stand in a sister's for its own words to be a strength."""


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
        family=with_ == "family",
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
    """One document: where it stands, and its text made ready."""

    hit: Hit
    record: BaseRecord
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
        inside = [one for one in inside if likened(self._text(one[1])).words >= self.words]
        if self.family and not view.family:
            yield from (_not_compared(hit, frame, NONE_AT_HAND) for hit, _ in inside)
            return
        if len(inside) < (1 if self.family else 2):
            return
        beside = list(_in_family(view, self.selector.kinds)) if self.family else []
        texts = [self._text(record) for _, record in (*inside, *beside)]
        elsewhere = _elsewhere(view, self.selector.kinds, texts)
        mine, others = (
            [_Text(hit, record, likened(self._text(record), elsewhere)) for hit, record in each]
            for each in (inside, beside)
        )
        long = [each for each in mine if each.text.words >= self.words]
        if self.family:
            yield from self._with_family(long, others, view, frame)
            return
        for number, each in enumerate(long):
            if number:
                yield self._judge(each, long[:number], frame)

    def _with_family(
        self, mine: Iterable[_Text], others: Sequence[_Text], view: View, frame: Frame
    ) -> Iterator[Opportunity]:
        lacking = _lacking(view, self.selector.kinds)
        for each in mine:
            apart = [other for other in others if not _one_document(each, other)]
            judged = self._judge(each, apart, frame) if apart else None
            if lacking and (judged is None or judged.state == "met"):
                yield _not_compared(each.hit, frame, lacking)
            elif judged is not None:
                yield judged

    def _judge(self, one: _Text, others: Iterable[_Text], frame: Frame) -> Opportunity:
        """The record with the one that it is most like; of equals the last."""
        alike = one.text.shared_with if self.family else one.text.likeness
        likeness, _, other = max(
            (alike(other.text), number, other) for number, other in enumerate(others)
        )
        state: State = "unmet" if likeness >= self.limit else "met"
        if frame.unsure or (state == "unmet" and not frame.end_known):
            state = "unknown"
        both = (one.hit, other.hit) if self.family else (other.hit, one.hit)
        return Opportunity(
            state,
            key=f"{other.record.record_id}|{one.hit.key}",
            breach=one.hit.day,
            answered=one.hit.day if state == "met" else None,
            until=one.hit.day,
            start=one.hit.day if self.family else other.hit.day,
            end=one.hit.day,
            part=frame.label,
            duty=both,
            strong=not self.family or likeness <= _OWN,
            values=lambda: {
                "likeness": f"{round(likeness * 100)} of 100 runs of three words",
                "limit": f"{round(self.limit * 100)} of 100",
            },
        )

    def _text(self, record: BaseRecord) -> str:
        return "\n".join(
            text
            for section, text in (record.text or {}).items()
            if self.sections is None or section_meaning(section) in self.sections
        )


NONE_AT_HAND: Final = (
    "the files of brothers and sisters were not supplied, or came in a way that is read only once"
)
ONE_LACKING: Final = "the file of a brother or sister was not supplied, or could not be read"
RECORD_LACKING: Final = "a record in the file of a brother or sister could not be read"


def _not_compared(hit: Hit, frame: Frame, lacking: str) -> Opportunity:
    return Opportunity(
        "unknown",
        key=hit.key,
        breach=hit.day,
        start=hit.day,
        part=frame.label,
        duty=(hit,),
        lacking=lacking,
    )


def _in_family(view: View, kinds: Sequence[str]) -> Iterator[tuple[Hit, BaseRecord]]:
    """The records of these kinds in the files of brothers and sisters, as known on the day."""
    for case_file in view.family:
        for record in case_file.records:
            if record.kind in kinds:
                moment = event_moment(record)
                if isinstance(moment, date) and day_of(moment) <= view.as_at:
                    yield Elsewhere(record, moment, case_file.case_id), record


def _lacking(view: View, kinds: Sequence[str]) -> str:
    """What of the family's files is not at hand; nothing where all is."""
    at_hand = {case_file.case_id for case_file in view.family}
    if not at_hand.issuperset(kin_of(view.timeline.case_file.people).children):
        return ONE_LACKING
    marks = (mark for case_file in view.family for mark in case_file.tombstones)
    return RECORD_LACKING if any(mark.kind in (None, *kinds) for mark in marks) else ""


def _elsewhere(view: View, kinds: Iterable[str], texts: Iterable[str]) -> frozenset[str]:
    """The sentences of these texts that records of other kinds have too: what a form pulls through.

    Most records have none of them, which the two longest words of each sentence tell soonest.
    """
    own = {sentence for text in texts for sentence in sentences_of(text)}
    by_length = (sorted(sentence.split(), key=len) for sentence in own)
    telling = {(words[-1], words[-2:][0]) for words in by_length}
    others = [
        text
        for kind in view.timeline.by_kind.keys() - set(kinds)
        for text in _texts_of(view.timeline, kind)
    ]
    # First in all of them at once, where few sentences have both of their words.
    whole = "\n".join([plain for _, plain in others])
    likely = [words for words in telling if words[0] in whole and words[1] in whole]
    read = {text for one, two in likely for text, plain in others if one in plain and two in plain}
    return frozenset(
        sentence for text in read for sentence in sentences_of(text) if sentence in own
    )


def _texts_of(timeline: Timeline, kind: str) -> list[tuple[str, str]]:
    """The narrative of the records of a kind, as it stands and casefolded."""
    return timeline.keep(
        ("texts of", kind),
        lambda: [
            (text, text.casefold())
            for entry in timeline.by_kind[kind]
            for text in (entry.record.text or {}).values()
        ],
    )


def _only_child(people: Sequence[Person] | None) -> bool:
    """Whether people are listed, what each is to the child is told, and none may be another child.

    Somebody who was not there any more, or is so no longer, counts too.
    """
    return bool(people) and not any(map(may_be_a_child, people or ()))


def _one_document(one: _Text, other: _Text) -> bool:
    """Whether two records are one document that stands in two files.

    Ids may be numbered afresh in each file, and an assessment of several children may have been
    written out for each: only the text tells.
    """
    if one.text.likeness(other.text) < _SAME:
        return False
    mine, theirs = one.record, other.record
    if mine.record_id == theirs.record_id and mine.kind == theirs.kind and not is_derived(mine):
        return True
    return _of_several(mine) and set(_covered(mine)) == set(_covered(theirs))


def _of_several(record: BaseRecord) -> bool:
    """Whether a record covers several children."""
    return len(_covered(record)) > 1


def _covered(record: BaseRecord) -> Sequence[str]:
    covers = record.__dict__.get("covers")
    return covers if isinstance(covers, list) else ()
