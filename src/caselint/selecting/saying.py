"""`says` inside a predicate: what the narrative of a record, or of an item in it, says.

::

    says: {concept: child_seen_alone}                       # affirmed, of this child
    says: {any_of: [drift_cue, next_step], section: [actions, body]}
    says: {concept: child_voice, speaker: child, assertion: [affirmed, historical]}
    says: {all_of: [worry_told, decision_rationale], within: sentence}

True when a mention fits. Without one: unknown where the source cannot hold the narrative, or where
nothing stands in the place that is asked about; otherwise false. A selector chooses by what a
record says, so there a record without text is not chosen.

Where a concern rests on absence, little text proves nothing: with fewer than `ENOUGH` words in all
the answer is unknown. Of a single thing that is asked here; of records that are selected, by
whoever concludes that there is none (`said_enough`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from caselint.casefile import RECORD_KINDS, Coverage, Entry
from caselint.casefile.narrative import SECTIONS, item_fields, narrative_fields
from caselint.datafile import Loc, suggest
from caselint.selecting.compiling import Compiling
from caselint.selecting.needs import NOTHING, Need, Text, all_of, any_of
from caselint.selecting.paths import SUBJECTS, Shape
from caselint.selecting.predicates import MENTIONED, TEXT, Predicate
from caselint.selecting.quoting import sentence_of
from caselint.selecting.reading import has_words
from caselint.selecting.scope import Hit, Scope
from caselint.selecting.unknown import UNKNOWN

if TYPE_CHECKING:
    from caselint.selecting.reading import Passage, RecordText, Said
    from caselint.selecting.selection import Selection

ENOUGH: Final = 40
"""Words that there must be in all before their silence proves anything."""
KEYS: Final = (
    "concept",
    "any_of",
    "all_of",
    "sense",
    "assertion",
    "speaker",
    "subject",
    "section",
    "within",
    "hedged",
)
ASSERTIONS: Final = ("affirmed", "negated", "planned", "hypothetical", "historical")
SPEAKERS: Final = ("child", "parent", "professional", "other", "unknown")
WHOSE: Final = ("this_child", "other_child", "parent", "professional", "other", "unknown")
_OF_THE_CHILD: Final = frozenset(("this_child", "unknown"))
_LISTS: Final = ("actions", "goals", "contributions")


@dataclass(frozen=True, slots=True, eq=False)
class Saying:
    """What is asked of narrative, compiled.

    `concepts` are those of which one is to be said, or every one (`every_one`), then perhaps in one
    sentence. A set that is None lets all through; `subjects` has one for each concept. `names` are
    the sections asked about; of the items of a list (`list_`) their fields. `entry`: what is asked
    is one of several, so that a blank one is no. `on_absence`: a concern rests on a no. `of_some`:
    it is asked only where the child is of a certain kind, such as very young. `titles` are the
    concepts as readers know them.
    """

    concepts: tuple[str, ...]
    titles: tuple[str, ...]
    every_one: bool
    senses: frozenset[str] | None
    assertions: frozenset[str] | None
    speakers: frozenset[str] | None
    subjects: Mapping[str, frozenset[str] | None]
    names: frozenset[str] | None
    in_a_sentence: bool
    hedged: bool | None
    kinds: tuple[str, ...]
    list_: str
    needs: Mapping[str, Need]
    entry: bool
    selecting: bool
    on_absence: bool
    of_some: bool = False

    def test(self, scope: Scope) -> bool | None:
        """Whether it is said of the thing at hand."""
        text, prefix = self._text(scope)
        if text is None:
            return None
        said = self._is_said(text, prefix)
        if said is not False:
            return said
        assert scope.hit is not None
        coverage = scope.view.coverage
        if not coverage.complete and self._is_uncovered(scope.hit.kind, coverage):
            return None
        if self.selecting:
            return False
        if self.on_absence and _words(self._passages(text, "")) < ENOUGH:
            return None
        return False if self.entry or any(map(_has_words, self._passages(text, prefix))) else None

    def truths(self, hits: Sequence[Hit], here: Scope) -> list[bool | None]:
        """Whether it is said of each of several things; `here` is moved from one to the next.

        Most records do not mention the concepts. That is a no of those that have any narrative, and
        among records that are chosen from also of the others; unless sections or little text
        have to be looked at.
        """
        test, reading, coverage = self.test, here.view.reading, here.view.coverage
        of_any_text = self.names is None and not self.on_absence
        quick = not self.list_ and not self.entry and (self.selecting or of_any_text)
        may_say: Set[Entry] = frozenset()
        if quick and reading is not None:
            first, *others = map(reading.mentioning, self.concepts)
            may_say = first.intersection(*others) if self.every_one else first.union(*others)
        truths: list[bool | None] = []
        for hit in hits:
            entry = hit.entry
            if (
                quick
                and reading is not None
                and entry is not None
                and entry not in may_say
                and (self.selecting or reading.has_words(entry))
                and (coverage.complete or not self._is_uncovered(hit.kind, coverage))
            ):
                truths.append(False)
            else:
                here.hit = hit
                truths.append(test(here))
        return truths

    def _is_uncovered(self, kind: str, coverage: Coverage) -> bool:
        """Whether the source cannot hold the narrative that is asked for of a kind of record."""
        return bool(self.needs.get(kind, NOTHING).missing(coverage))

    def found(self, scope: Scope) -> list[Said]:
        """The mentions that fit, in order of text."""
        text, prefix = self._text(scope)
        if text is None:
            return []
        said = self._fitting(text, prefix)
        if len(said) < 2:
            return said
        order = {id(passage): number for number, passage in enumerate(text.passages)}
        return sorted(said, key=lambda one: (order[id(one[0])], one[1].start))

    def values(self, scope: Scope, name: str) -> Any:
        """The concepts or senses that are said; `UNKNOWN` where it cannot be known."""
        if self.test(scope) is None:
            return UNKNOWN
        each = [getattr(mention, name) for _, mention in self.found(scope)]
        return [value for value in dict.fromkeys(each) if value]

    def passages(self, scope: Scope) -> Iterable[Passage]:
        """The passages of the thing at hand that are asked about."""
        text, prefix = self._text(scope)
        return () if text is None else self._passages(text, prefix)

    def _text(self, scope: Scope) -> tuple[RecordText | None, str]:
        """The narrative of the record at hand, and how the sections of an item in it begin.

        For a record of whose items this is asked, all of them are meant.
        """
        hit = scope.hit
        if hit is None or hit.entry is None or hit.thing is None or scope.view.reading is None:
            return None, ""
        record = hit.entry.record
        prefix = "" if hit.thing is record else _prefix(record, hit.thing)
        return (None if prefix is None else scope.view.reading.of(hit.entry)), prefix or ""

    def _passages(self, text: RecordText, prefix: str) -> Iterable[Passage]:
        if self.names is None and not self.list_:
            return text.passages
        return [passage for passage in text.passages if self._asks(passage, prefix)]

    def _asks(self, passage: Passage, prefix: str) -> bool:
        if not self.list_:
            return self.names is None or not self.names.isdisjoint(passage.names)
        section = passage.section
        if not section.startswith(prefix or f"{self.list_}["):
            return False
        return self.names is None or section.rpartition(".")[2] in self.names

    def _is_said(self, text: RecordText, prefix: str) -> bool | None:
        """Whether enough mentions fit; None where none of them is exact."""
        said_at_all = text.by_concept
        if self.every_one:
            found = self._fitting(text, prefix)
            return (all(m.certainty == "exact" for _, m in found) or None) if found else False
        said: bool | None = False
        for concept in self.concepts:
            for one in said_at_all.get(concept, ()):
                if self._fits(one, prefix):
                    if one[1].certainty == "exact":
                        return True
                    said = None
        return said

    def _fitting(self, text: RecordText, prefix: str) -> list[Said]:
        """The mentions that fit, exact ones if there are any; none where not all that must is."""
        said_at_all = text.by_concept
        if self.every_one and not all(map(said_at_all.__contains__, self.concepts)):
            return []
        each = [
            _exact([said for said in said_at_all.get(concept, ()) if self._fits(said, prefix)])
            for concept in self.concepts
        ]
        if not self.every_one:
            return _exact([said for one in each for said in one])
        if not all(each):
            return []
        together = [said for one in each for said in one]
        return _in_one_sentence(each) if self.in_a_sentence else together

    def _fits(self, said: Said, prefix: str) -> bool:
        passage, mention = said
        subjects = self.subjects[mention.concept]
        return (
            (self.assertions is None or mention.assertion in self.assertions)
            and (self.senses is None or mention.sense in self.senses)
            and (self.speakers is None or mention.speaker in self.speakers)
            and (subjects is None or mention.subject in subjects)
            and (self.hedged is None or mention.hedged is self.hedged)
            and ((self.names is None and not self.list_) or self._asks(passage, prefix))
        )


def _words(passages: Iterable[Passage]) -> int:
    return sum([passage.words for passage in passages])


def _has_words(passage: Passage) -> bool:
    return has_words(passage.text)


def _exact(said: list[Said]) -> list[Said]:
    exact = [one for one in said if one[1].certainty == "exact"]
    return exact or said


def _in_one_sentence(each: list[list[Said]]) -> list[Said]:
    """The mentions that stand in one sentence with one of every other concept."""
    places = [
        {
            (id(passage), sentence_of(passage.text, m.start, m.end)): (passage, m)
            for passage, m in one
        }
        for one in each
    ]
    shared = set.intersection(*(set(one) for one in places))
    return [one[place] for place in sorted(shared, key=lambda place: place[1]) for one in places]


def _prefix(record: Any, thing: Any) -> str | None:
    """How the sections of an item begin: ``actions[2].``; None for what has no narrative."""
    given = record.__dict__
    for name in _LISTS:
        for number, item in enumerate(given.get(name) or ()):
            if item is thing:
                return f"{name}[{number}]."
    return None


@dataclass(frozen=True, slots=True)
class Pool:
    """All that a selector might have selected, had it said so, and what was asked of its text."""

    select: Callable[[Scope], Selection]
    sayings: tuple[Saying, ...]


def said_enough(pools: Iterable[Pool], scope: Scope, holds: Callable[[Hit], bool]) -> bool:
    """Whether those that `holds` of have enough words for their silence to prove anything."""
    words = 0
    for _, more in _read(pools, scope, holds):
        words += more
        if words >= ENOUGH:
            return True
    return False


def read_for_it(pools: Iterable[Pool], scope: Scope, holds: Callable[[Hit], bool]) -> list[Hit]:
    """Those that `holds` of and that have text, for readers who want to look themselves."""
    return [hit.unsure() for hit, words in _read(pools, scope, holds) if words]


def _read(
    pools: Iterable[Pool], scope: Scope, holds: Callable[[Hit], bool]
) -> Iterator[tuple[Hit, int]]:
    """All that might have said it, with how many words were asked about."""
    here = scope.at(None)
    for pool in pools:
        for hit in pool.select(scope).hits:
            if hit.thing is not None and holds(hit):
                here.hit = hit
                asked = {id(one): one for each in pool.sayings for one in each.passages(here)}
                yield hit, _words(asked.values())


def unsaid(sayings: Iterable[Saying]) -> str:
    """A sentence for readers: what was looked for in vain; empty where nothing was."""
    titles = list(dict.fromkeys(title for one in sayings if one.on_absence for title in one.titles))
    if not titles:
        return ""
    shown = [f"“{title}”" for title in titles[:3]]
    if len(titles) > 3:
        shown.append(f"{len(titles) - 3} more")
    listed = f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
    return f"Looked for in the text: {listed}."


def compile_says(data: Any, loc: Loc, ctx: Compiling, shape: Shape | None) -> Predicate:
    """Compile `says` about records or items of a shape; a single word is a concept."""
    if isinstance(data, str):
        data = {"concept": data}
    plain = ctx.mapping(data, loc, KEYS, "what the narrative says")
    if shape is None or not shape.kinds or set(shape.kinds) & set(SUBJECTS):
        if shape is None or shape.kinds:
            ctx.fault(loc, "only records, and the items in them, have narrative", key=True)
        return Predicate(lambda _: None)
    concepts, every_one = _concepts(plain, loc, ctx)
    if ctx.blind:
        return Predicate(lambda _: None)
    inner = _fields_of_items(shape)
    names, needs = _places(plain.get("section"), (*loc, "section"), ctx, shape, inner)
    if not concepts or needs is None:
        return Predicate(lambda _: None)
    ctx.read.update(shape.kinds)
    known = ctx.concepts or {}
    asked = _listed(plain.get("subject"), WHOSE, (*loc, "subject"), ctx)
    subjects = {
        concept: _OF_THE_CHILD
        if "subject" not in plain and concept in known and known[concept].about == "child"
        else asked
        for concept in concepts
    }
    saying = Saying(
        concepts,
        tuple(known[one].title if one in known else one.replace("_", " ") for one in concepts),
        every_one,
        _senses(plain.get("sense"), (*loc, "sense"), ctx, concepts),
        _listed(plain.get("assertion", "affirmed"), ASSERTIONS, (*loc, "assertion"), ctx),
        _listed(plain.get("speaker"), SPEAKERS, (*loc, "speaker"), ctx),
        subjects,
        names,
        _within(plain.get("within"), (*loc, "within"), ctx, every_one=every_one),
        ctx.flag(plain["hedged"], (*loc, "hedged")) if "hedged" in plain else None,
        shape.kinds,
        "" if inner is None else inner[0],
        needs,
        shape.of_entries,
        ctx.selecting,
        ctx.on_absence,
    )

    def silent(scope: Scope) -> Sequence[Saying]:
        return (saying,) if saying.test(scope) is False else ()

    return Predicate(
        saying.test,
        all_of(needs.values()),
        sayings=(saying,),
        unsaid=silent,
        many=saying.truths,
        rank=MENTIONED if ctx.selecting else TEXT,
    )


def _concepts(plain: Mapping[str, Any], loc: Loc, ctx: Compiling) -> tuple[tuple[str, ...], bool]:
    """The concepts asked for, and whether every one of them must be said."""
    keys = [key for key in ("concept", "any_of", "all_of") if key in plain]
    if len(keys) != 1:
        ctx.fault(loc, "expected one of `concept`, `any_of`, `all_of`")
        return (), False
    at = (*loc, keys[0])
    given = ctx.value(plain[keys[0]], at)
    listed = given if isinstance(given, list) else [given]
    if not listed or (keys[0] == "concept") == isinstance(given, list):
        ctx.fault(
            at, "expected a concept" if keys[0] == "concept" else "expected a list of concepts"
        )
        return (), False
    for number, name in enumerate(listed):
        if ctx.concepts is not None and name not in ctx.concepts:
            place = (*at, number) if isinstance(given, list) else at
            ctx.fault(place, f'there is no concept "{name}"', suggest(str(name), ctx.concepts))
    return tuple(map(str, listed)), keys[0] == "all_of"


def _senses(
    given: Any, loc: Loc, ctx: Compiling, concepts: tuple[str, ...]
) -> frozenset[str] | None:
    given = ctx.value(given, loc)
    if given is None:
        return None
    listed = given if isinstance(given, list) else [given]
    if ctx.concepts is not None:
        known = {
            sense for one in concepts if one in ctx.concepts for sense in ctx.concepts[one].senses
        }
        for number, sense in enumerate(listed):
            if sense not in known:
                at = (*loc, number) if isinstance(given, list) else loc
                hint = suggest(str(sense), known)
                ctx.fault(at, f'{" and ".join(concepts)} has no sense "{sense}"', hint)
    return frozenset(map(str, listed))


def _listed(given: Any, known: Sequence[str], loc: Loc, ctx: Compiling) -> frozenset[str] | None:
    """One value, or a list of them, of those that are known; None for ``any``."""
    given = ctx.value(given, loc)
    if given is None or given == "any":
        return None
    listed = given if isinstance(given, list) else [given]
    for number, value in enumerate(listed):
        if value not in known:
            at = (*loc, number) if isinstance(given, list) else loc
            expected = ", ".join((*known, "any"))
            ctx.fault(at, f'"{value}" is not one of {expected}', suggest(str(value), known))
    return frozenset(map(str, listed))


def _within(given: Any, loc: Loc, ctx: Compiling, *, every_one: bool) -> bool:
    if given not in (None, "record", "sentence"):
        ctx.fault(loc, f'"{given}" is not one of sentence, record')
    if given == "sentence" and not every_one:
        ctx.fault(loc, "`within: sentence` goes with `all_of`", key=True)
    return bool(given == "sentence")


def _places(
    given: Any,
    loc: Loc,
    ctx: Compiling,
    shape: Shape,
    inner: tuple[str, tuple[str, ...]] | None,
) -> tuple[frozenset[str] | None, Mapping[str, Need] | None]:
    """The sections asked about, and what of narrative a source must hold of each kind.

    Without a section: where a concern rests on absence the narrative proper, else any of it.
    """
    given = ctx.value(given, loc)
    listed = [] if given is None else given if isinstance(given, list) else [given]
    if inner is not None:
        return _places_of_items(given, listed, loc, ctx, shape, inner)
    fields = {kind: narrative_fields(RECORD_KINDS[kind]) for kind in shape.kinds}
    names = {name for each in fields.values() for name in each if name != "text"}
    known = {*SECTIONS, "body", *names, *(name.partition(".")[0] for name in names)}
    for number, name in enumerate(listed):
        if name not in known:
            at = (*loc, number) if isinstance(given, list) else loc
            message = f'"{name}" is no section of narrative of {" or ".join(shape.kinds)}'
            ctx.fault(at, message, suggest(str(name), known))
    if not listed:
        needs: dict[str, Need] = {
            kind: Text(kind, ("text",) if ctx.on_absence else each) for kind, each in fields.items()
        }
        return None, needs
    return frozenset(map(str, listed)), {
        kind: any_of(_section_need(kind, str(name), each) for name in listed)
        for kind, each in fields.items()
    }


def _section_need(kind: str, name: str, fields: tuple[str, ...]) -> Need:
    found = [field for field in fields if name in (field, field.partition(".")[0])]
    if name in SECTIONS or name == "body":
        aliases = [alias.replace(" ", "_") for alias in (*SECTIONS.get(name, ()),)]
        found += [f"text.{each}" for each in (name, *SECTIONS.get(name, ()), *aliases)]
    return Text(kind, tuple(found) or (f"text.{name}",))


def _fields_of_items(shape: Shape) -> tuple[str, tuple[str, ...]] | None:
    """For the items of a list, the list and their fields that are narrative; None for records."""
    if not shape.items and not shape.of_entries:
        return None
    for name in _LISTS:
        if any(Shape((kind,), name).models == shape.models for kind in _holding(shape, name)):
            return name, item_fields(name)
    return shape.items, ()


def _holding(shape: Shape, name: str) -> Iterator[str]:
    """The kinds of a shape that have a list of this name."""
    return (kind for kind in shape.kinds if name in RECORD_KINDS[kind].model_fields)


def _places_of_items(
    given: Any,
    listed: list[Any],
    loc: Loc,
    ctx: Compiling,
    shape: Shape,
    inner: tuple[str, tuple[str, ...]],
) -> tuple[frozenset[str] | None, Mapping[str, Need] | None]:
    list_, fields = inner
    if not fields:
        ctx.fault(
            loc[:-1], f"{list_} have no narrative", "only actions, goals and contributions do"
        )
        return None, None
    for number, name in enumerate(listed):
        if name not in fields:
            at = (*loc, number) if isinstance(given, list) else loc
            expected = ", ".join(fields)
            ctx.fault(at, f'"{name}" is not one of {expected}', suggest(str(name), fields))
    asked = tuple(map(str, listed)) or fields
    needs: dict[str, Need] = {
        kind: Text(kind, tuple(f"{list_}.{field}" for field in asked)) for kind in shape.kinds
    }
    return (frozenset(asked) if listed else None), needs
