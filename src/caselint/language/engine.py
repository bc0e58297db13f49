"""The engine: texts go in by the batch, arrays of mentions come out, objects are made last.

A batch is folded into one row of words (`folding`), scanned once (`terms`), parted into sentences
(`bounds`), its people found (`people`), its patterns matched (`joins`), and each mention gets its
assertion (`asserting`), speaker (`speakers`) and subject (`subjects`). No step looks at one text
alone, so the cost of a text does not depend on how many there are, nor its mentions on which others
stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from caselint.language import asserting, joins, quotations, speakers, subjects
from caselint.language.bounds import Sentences, bound
from caselint.language.compiled import Compiled, compile_lexicon
from caselint.language.folding import Flags, Folded, Ints, fold
from caselint.language.joins import Matches, Near
from caselint.language.lexicon import Lexicon
from caselint.language.mention import Assertion, Cue, Mention, Who, Whose
from caselint.language.parsed import Parser, fill_unknown_speakers
from caselint.language.people import AUTHOR, Casts, People, find_people, gather_casts
from caselint.language.ranges import spread, where
from caselint.language.terms import (
    CATEGORIES,
    OTHER_CHILD,
    OTHER_PERSON,
    PARENT,
    PROFESSIONAL,
    THIS_CHILD,
    Hits,
    Terms,
)
from caselint.language.token_patterns import TokenPatterns

BATCH_TEXTS: Final = 250
BATCH_CHARACTERS: Final = 500_000
_ROW: Final = 1 << 40

_STEPS: Final = tuple(
    tuple(f"; speaker: {by}; subject: {of}" for of in subjects.STEPS) for by in speakers.STEPS
)
_SPEAKERS: Final[dict[int, Who]] = {
    THIS_CHILD: "child",
    OTHER_CHILD: "other",
    PARENT: "parent",
    PROFESSIONAL: "professional",
    OTHER_PERSON: "other",
}
_SUBJECTS: Final[dict[int, Whose]] = {
    THIS_CHILD: "this_child",
    OTHER_CHILD: "other_child",
    PARENT: "parent",
    PROFESSIONAL: "professional",
    OTHER_PERSON: "other",
}


@dataclass(slots=True)
class Read:
    """A batch as far as everything is read from: words, sentences, people, matches and cues."""

    folded: Folded
    sentences: Sentences
    people: People
    casts: Casts
    matches: Matches
    stops: asserting.Stops
    cues: asserting.Cues
    reports: speakers.Reports
    quotations: quotations.Quotations
    author: Hits
    """Words by which the author is meant: I, me, the writer."""

    @property
    def people_words(self) -> Flags:
        """Which words mean somebody."""
        flags = np.zeros(len(self.folded.start) + 1, bool)
        for somebody in (self.people, self.author):
            flags[spread(somebody.first, somebody.last + 1)[1]] = True
        return flags


@dataclass(slots=True)
class Found:
    """The mentions of a batch as arrays, in order of text and place.

    `text` is the number of the text, `start` and `end` code points of it; `concept` and `sense` are
    positions in the engine's `concepts` and `senses`; `bits` what cues set (`asserting.modes_of`).
    """

    read: Read
    matches: Matches
    text: Ints
    start: Ints
    end: Ints
    concept: Ints
    sense: Ints
    bits: Ints
    acting: asserting.Acting
    spoken: speakers.Spoken
    subjects: subjects.Subjects


class Engine:
    """Reads text by a lexicon. Safe to be used by several threads at once."""

    def __init__(self, lexicon: Lexicon, compiled: Compiled | None = None) -> None:
        self.lexicon = lexicon
        compiled = compiled or compile_lexicon(lexicon)
        self.terms = Terms(compiled.terms)
        self.plan = compiled.plan
        self.cue_plan = asserting.cue_plan(lexicon)
        self.report_plan = speakers.report_plan(lexicon)
        self.concepts = tuple(lexicon.concepts)
        self._tokens = TokenPatterns(lexicon)
        owners = [owner for _, owner in lexicon.patterns] + [*self._tokens.owners]
        number = {name: at for at, name in enumerate(self.concepts)}
        self._concept = _numbers([number[o.name] if o.role == "concept" else -1 for o in owners])
        self._excluded = _numbers([number[o.name] if o.role == "exclusion" else -1 for o in owners])
        self.senses = tuple(sorted({o.way for o in owners if o.role == "concept"} | {""}))
        self._sense = _numbers(
            [self.senses.index(o.way) if o.role == "concept" else 0 for o in owners]
        )
        about = [lexicon.concepts[name].about == "child" for name in self.concepts]
        ahead = [lexicon.concepts[name].looks_ahead for name in self.concepts]
        self._about_child = np.array(about, bool)
        self._looks_ahead = np.array(ahead, bool)
        self._rules = (
            *(f'phrase "{owner.phrase}"' for _, owner in lexicon.patterns),
            *self._tokens.rules,
        )
        self._filtered = frozenset(
            at
            for at, name in enumerate(self.concepts)
            if lexicon.concepts[name].capitals or lexicon.concepts[name].first_use
        )

    def analyse(
        self,
        text: str,
        *,
        cast: Mapping[str, str] | None = None,
        author: Who = "professional",
        parser: Parser | None = None,
    ) -> list[Mention]:
        """The mentions of one text, in order of place.

        `cast` maps names to relationships to the child (``{"Millie": "child", "Stacey":
        "mother"}``); `author` is who wrote the text; a `parser` fills in unknown speakers
        (`parsed`).
        """
        return self._mentions([text], self.find([text], [cast]), [author], parser)[0]

    def analyse_many(
        self,
        texts: Iterable[str],
        *,
        casts: Iterable[Mapping[str, str] | None] | None = None,
        authors: Iterable[Who] | None = None,
        parser: Parser | None = None,
    ) -> Iterator[list[Mention]]:
        """The mentions of each of many texts, lazily and in order; texts are read by the batch.

        `casts` and `authors` go along with `texts`; where they end early, a text has no cast and a
        professional for its author.
        """
        for batch in _batches(texts, casts, authors):
            found = self.find([text for text, _, _ in batch], [cast for _, cast, _ in batch])
            yield from self._mentions(
                [text for text, _, _ in batch], found, [author for _, _, author in batch], parser
            )

    def assert_status(self, text: str, start: int, end: int) -> Assertion:
        """Whether what a span of any English text says is so: `start` and `end` in code points.

        Raises `ValueError` where the span has no word.
        """
        mention, denied = self._span(text, start, end, None, "professional")
        cues = tuple(cue for cue in mention.cues if denied or cue.sets != "speaker")
        return Assertion(mention.assertion, mention.modes, mention.hedged, cues)

    def read_span(
        self,
        text: str,
        start: int,
        end: int,
        *,
        cast: Mapping[str, str] | None = None,
        author: Who = "professional",
    ) -> Mention:
        """What a mention of these words would be, whatever they mean; its concept is empty.

        Of words in several sentences those of the first count. Raises `ValueError` where the span
        has no word.
        """
        return self._span(text, start, end, cast, author)[0]

    def _span(
        self, text: str, start: int, end: int, cast: Mapping[str, str] | None, author: Who
    ) -> tuple[Mention, bool]:
        """A span as a mention, and whether somebody denies it."""
        read = self.read([text], [cast])
        words = where((read.folded.start < end) & (read.folded.end > start))
        if not words.size:
            raise ValueError("there is no word in the span")
        first = words[:1]
        sentence = read.sentences.of_word[first]
        last = np.minimum(words[-1:], read.sentences.last[sentence])
        pieces = np.array([[[first[0], last[0]]]], np.int64)
        target = Matches(np.zeros(1, np.int64), first, last, last, first, pieces)
        acting, spoken, about = _status(read, target, sentence, np.zeros(1, bool))
        denied = int(spoken.denied[0])
        bits = int(acting.bits[0]) | (asserting.NEGATED if denied >= 0 else 0)
        label, modes, hedged = asserting.modes_of(bits)
        cues = self._acted(read, acting.cue.tolist(), int(spoken.report[0]), denied, text, 0, {})
        person, subject = int(spoken.person[0]), int(about.person[0])
        whom = int(read.people.whose(about.person)[0])
        speaker, named = self.speaker_at(read, person, 0)
        mention = Mention(
            "",
            "",
            start,
            end,
            text[start:end],
            label,
            modes,
            hedged,
            author if person == AUTHOR else speaker,
            named,
            _as_subject(author) if subject == AUTHOR else _SUBJECTS.get(whom, "unknown"),
            self._named(read, subject, 0) if whom >= 0 else None,
            cues=cues,
            rule="span" + _STEPS[int(spoken.step[0])][int(about.step[0])],
        )
        return mention, denied >= 0

    def speaker_at(self, read: Read, person: int, text: int) -> tuple[Who, str | None]:
        """Who a row of people is as a speaker, with the name where the cast of the text has it."""
        category = int(read.people.whose(np.array([person]))[0])
        if person < 0 or category < 0:
            return "unknown", None
        return _SPEAKERS.get(category, "unknown"), self._named(read, person, text)

    def read(self, texts: Sequence[str], casts: Sequence[Mapping[str, str] | None]) -> Read:
        """Everything that a batch is read by."""
        folded = fold(texts)
        hits, known = self.terms.scan(folded)
        abbreviated = np.zeros(len(folded.start), bool)
        abbreviated[hits.last[self.terms.abbreviation[hits.term]]] = True
        sentences = bound(folded, abbreviated)
        whole = sentences.of_word[hits.first] == sentences.of_word[hits.last]
        hits = Hits(hits.term[whole], hits.first[whole], hits.last[whole])
        gathered = gather_casts(casts, self.terms.common)
        quoted = quotations.find_quotations(folded, sentences)
        persons = find_people(folded, sentences, self.terms, hits, known, gathered, quoted)
        near = self._near(folded, hits, persons)
        matches = joins.match(self.plan, near, sentences)
        stops = asserting.find_stops(self.cue_plan, matches)
        names = np.zeros(len(folded.start), bool)
        named = where(persons.named >= 0)
        names[spread(persons.first[named], persons.last[named] + 1)[1]] = True
        cues = asserting.find_cues(self.cue_plan, matches, stops, sentences, names)
        reports = speakers.find_reports(
            self.report_plan,
            self.plan.speaker,
            matches,
            near,
            persons,
            stops,
            sentences,
            folded,
            quoted,
        )
        author = near.of("me")
        return Read(
            folded, sentences, persons, gathered, matches, stops, cues, reports, quoted, author
        )

    def find(self, texts: Sequence[str], casts: Sequence[Mapping[str, str] | None]) -> Found:
        """The mentions of a batch as arrays."""
        read = self.read(texts, casts)
        matches = self._tokens.joined(texts, read) if self._tokens else read.matches
        targets = self._mentioned(matches)
        sentence = read.sentences.of_word[targets.first] if len(targets.first) else targets.first
        concept = self._concept[targets.pattern]
        acting, spoken, about = _status(read, targets, sentence, self._about_child[concept])
        bits = acting.bits | np.where(spoken.denied >= 0, asserting.NEGATED, 0)
        ahead = self._looks_ahead[concept]
        bits = np.where(ahead, bits & ~asserting.PLANNED, bits)
        planned = read.cues.sets[acting.cue] == asserting.SETS.index("planned")
        counts = ~(planned & ahead[acting.mention])
        acting.mention, acting.cue = acting.mention[counts], acting.cue[counts]
        text = read.folded.of_text[targets.first]
        base = read.folded.base[text]
        return Found(
            read,
            targets,
            text,
            read.folded.start[targets.first] - base,
            read.folded.end[targets.last] - base,
            concept,
            self._sense[targets.pattern],
            bits,
            acting,
            spoken,
            about,
        )

    def _near(self, folded: Folded, hits: Hits, persons: People) -> Near:
        """Everything that a piece of a pattern may be: terms, people, numbers."""
        figures = _figures(folded)
        number = self.terms.somebody + len(CATEGORIES)
        role = where(persons.term >= 0)
        narrower = self.terms.narrower[persons.term[role]]
        role, narrower = role[narrower >= 0], narrower[narrower >= 0]
        lay = (persons.category == PARENT) | (persons.category == OTHER_PERSON)
        grown = where(lay & (persons.gender > 0))
        term = np.concatenate(
            [
                hits.term,
                self.terms.somebody + persons.category,
                narrower,
                number + persons.gender[grown],
                np.full(len(figures), number),
            ]
        )
        row = np.concatenate([np.arange(len(persons.first)), role, grown])
        first = np.concatenate([hits.first, persons.first[row], figures])
        last = np.concatenate([hits.last, persons.last[row], figures])
        return Near(self.terms, Hits(term, first, last), len(folded.start))

    def _mentioned(self, matches: Matches) -> Matches:
        """The matches that are mentions, in order of place."""
        found = matches.take(where(self._concept[matches.pattern] >= 0))
        excluded = matches.take(where(self._excluded[matches.pattern] >= 0))
        if len(excluded.first) and len(found.first):
            found = found.take(
                ~_overlapping(
                    self._concept[found.pattern],
                    found,
                    self._excluded[excluded.pattern],
                    excluded,
                )
            )
        group = self._concept[found.pattern] * len(self.senses) + self._sense[found.pattern]
        found = found.take(_smallest(group, found))
        order = np.lexsort((found.pattern, found.last, found.first))
        return found.take(order)

    def _mentions(
        self, texts: Sequence[str], found: Found, authors: Sequence[Who], parser: Parser | None
    ) -> list[list[Mention]]:
        """The objects of a batch, a list for each text."""
        made: list[list[Mention]] = [[] for _ in texts]
        if len(found.text):
            self._make(texts, found, authors, made)
        if parser is not None:
            fill_unknown_speakers(self, texts, found.read, made, parser)
        return made

    def _make(
        self,
        texts: Sequence[str],
        found: Found,
        authors: Sequence[Who],
        made: list[list[Mention]],
    ) -> None:
        read = found.read
        spoken, about = found.spoken, found.subjects
        who = read.people.whose(spoken.person).tolist()
        whom = read.people.whose(about.person).tolist()
        cues: dict[int, list[int]] = {}
        for row, cue in zip(found.acting.mention.tolist(), found.acting.cue.tolist(), strict=True):
            cues.setdefault(row, []).append(cue)
        concepts, senses, rules = self.concepts, self.senses, self._rules
        named, own = self._named, AUTHOR
        made_cues: dict[int, Cue] = {}
        uses = self._uses(found) if self._filtered else {}
        columns = zip(
            found.text.tolist(),
            found.start.tolist(),
            found.end.tolist(),
            found.concept.tolist(),
            found.sense.tolist(),
            found.bits.tolist(),
            found.matches.pattern.tolist(),
            who,
            spoken.person.tolist(),
            spoken.step.tolist(),
            spoken.report.tolist(),
            spoken.denied.tolist(),
            whom,
            about.person.tolist(),
            about.step.tolist(),
            strict=True,
        )
        for row, (
            text,
            start,
            end,
            concept,
            sense,
            bits,
            pattern,
            speaker,
            person,
            step,
            report,
            denied,
            subject,
            subject_row,
            subject_step,
        ) in enumerate(columns):
            label, modes, hedged = asserting.modes_of(bits)
            content = texts[text]
            quote = content[start:end]
            if concept in self._filtered and not self._passes((text, concept), quote, start, uses):
                continue
            acted: tuple[Cue, ...] = ()
            if row in cues or report >= 0 or denied >= 0:
                acted = self._acted(
                    read, cues.get(row, ()), report, denied, content, text, made_cues
                )
            fields = (
                concepts[concept],
                senses[sense],
                start,
                end,
                quote,
                label,
                modes,
                hedged,
                authors[text] if person == own else _SPEAKERS.get(speaker, "unknown"),
                named(read, person, text) if speaker >= 0 else None,
                _as_subject(authors[text])
                if subject_row == own
                else _SUBJECTS.get(subject, "unknown"),
                named(read, subject_row, text) if subject >= 0 else None,
                "exact",
                1.0,
                acted,
                rules[pattern] + _STEPS[step][subject_step],
            )
            made[text].append(tuple.__new__(Mention, fields))

    def _uses(self, found: Found) -> dict[tuple[int, int], list[tuple[int, str]]]:
        """By text and concept: where words stand that an exclusion has, of first-use concepts."""
        uses: dict[tuple[int, int], list[tuple[int, str]]] = {}
        folded, matches = found.read.folded, found.read.matches
        concept = self._excluded[matches.pattern]
        for row in where(np.isin(concept, [*self._filtered])).tolist():
            first, last = int(matches.first[row]), int(matches.last[row])
            text = int(folded.of_text[first])
            start = int(folded.start[first]) - int(folded.base[text])
            for word in range(first, last + 1):
                codes = folded.codes[int(folded.start[word]) : int(folded.end[word])]
                written = "".join(map(chr, codes.tolist())).casefold()
                uses.setdefault((text, int(concept[row])), []).append((start, written))
        return uses

    def _passes(
        self,
        key: tuple[int, int],
        quote: str,
        start: int,
        uses: dict[tuple[int, int], list[tuple[int, str]]],
    ) -> bool:
        """Whether a mention of a concept that asks for capitals, or for the first use, counts."""
        concept = self.lexicon.concepts[self.concepts[key[1]]]
        if concept.capitals and quote != quote.upper():
            return False
        if not concept.first_use:
            return True
        content = quote.casefold()
        earlier = uses.setdefault(key, [])
        used = any(begin < start and words == content for begin, words in earlier)
        earlier.append((start, content))
        return not used

    def _named(self, read: Read, row: int, text: int) -> str | None:
        """The name of the person meant, where the cast has it.

        A pronoun or a role means the one child, mother or father of the cast; of two it names none.
        """
        if not read.casts.people:
            return None
        people = read.people
        meant = int(people.means[row])
        category = int(people.category[meant])
        gender = ("", "he", "she")[int(people.gender[meant])] if category == PARENT else ""
        named = int(people.named[meant])
        merged = category == THIS_CHILD or (category == PARENT and gender)
        if named >= 0 and (meant == row or not merged or _only(read, meant, text)):
            return read.casts.people[named].name
        if people.also_named[meant]:
            return None
        roles = read.casts.roles[int(read.casts.of_text[text])]
        return roles.get((CATEGORIES[category], gender))

    def _acted(
        self,
        read: Read,
        rows: Sequence[int],
        report: int,
        denied: int,
        content: str,
        text: int,
        made: dict[int, Cue],
    ) -> tuple[Cue, ...]:
        """The words that set a field of a mention, in order of place."""
        acted = {made.get(row) or self._cue(read, row, content, text, made) for row in rows}
        if report >= 0:
            acted.add(made.get(-1 - report) or self._report(read, report, content, text, made))
        if denied >= 0:
            cue = made.get(-1 - denied) or self._report(read, denied, content, text, made)
            acted.add(cue._replace(sets="negated"))
        if len(acted) == 1:
            return tuple(acted)
        return tuple(sorted(acted, key=lambda cue: (cue.start, cue.end, cue.sets)))

    def _cue(self, read: Read, row: int, content: str, text: int, made: dict[int, Cue]) -> Cue:
        base = int(read.folded.base[text])
        sets = asserting.SETS[int(read.cues.sets[row])]
        mark = int(read.cues.query[row])
        if mark >= 0:
            cue = Cue(sets, mark - base, mark - base + 1, "?")
        else:
            start = int(read.folded.start[read.cues.first[row]]) - base
            end = int(read.folded.end[read.cues.last[row]]) - base
            cue = Cue(sets, start, end, content[start:end])
        return made.setdefault(row, cue)

    def _report(self, read: Read, row: int, content: str, text: int, made: dict[int, Cue]) -> Cue:
        """The words of a report as a cue; reports are told from cues by numbers below 0."""
        base = int(read.folded.base[text])
        start = int(read.folded.start[read.reports.first[row]]) - base
        end = int(read.folded.end[read.reports.last[row]]) - base
        return made.setdefault(-1 - row, Cue("speaker", start, end, content[start:end]))


def _as_subject(author: Who) -> Whose:
    return "this_child" if author == "child" else author


def _only(read: Read, row: int, text: int) -> bool:
    """Whether nobody else is named in the text who could be meant by the same pronoun."""
    people = read.people
    alike = (people.identity == people.identity[row]) & (people.named >= 0)
    alike &= read.folded.of_text[people.first] == text
    return len(set(people.named[alike].tolist())) == 1


def _status(
    read: Read, targets: Matches, sentence: Ints, about_child: Flags
) -> tuple[asserting.Acting, speakers.Spoken, subjects.Subjects]:
    """What is said of targets: the cues that act on each, who says it, and whom it is about."""
    acting = asserting.act(read.cues, targets, sentence, read.people_words)
    spoken = speakers.attribute(
        targets,
        sentence,
        read.reports,
        read.people,
        read.quotations,
        read.folded,
        read.sentences,
    )
    about = subjects.find_subjects(
        targets, sentence, about_child, read.people, read.author, read.sentences.of_word
    )
    _own_in_quotations(about, spoken)
    return acting, spoken, about


def _own_in_quotations(about: subjects.Subjects, spoken: speakers.Spoken) -> None:
    """In a quotation "I" is whoever speaks it."""
    own = where((about.person == AUTHOR) & (spoken.step == speakers.BY_QUOTATION))
    about.person[own] = spoken.person[own]


def _numbers(values: Sequence[int]) -> Ints:
    return np.array(values, np.int64)


def _figures(folded: Folded) -> Ints:
    """Words that are numbers in figures: they begin and end with a figure."""
    if not len(folded.start):
        return folded.start
    row = np.frombuffer(folded.buffer, np.uint8)
    begins = np.cumsum(folded.length + 1) - folded.length
    head = row[begins]
    tail = row[begins + folded.length - 1]
    likely = where((head >= 0x30) & (head <= 0x39) & (tail >= 0x30) & (tail <= 0x39))
    exact = [
        folded.buffer[begin:end].isdigit()
        for begin, end in zip(
            begins[likely].tolist(), (begins + folded.length)[likely].tolist(), strict=True
        )
    ]
    return likely[np.array(exact, bool)] if exact else likely


def _overlapping(concept: Ints, found: Matches, of: Ints, excluded: Matches) -> Flags:
    """Which of the found share words with an exclusion of their own concept."""
    order = np.argsort(of * _ROW + excluded.first, kind="stable")
    key = of[order] * _ROW + excluded.first[order]
    reach = np.maximum.accumulate(of[order] * _ROW + excluded.last[order])
    # Of the exclusions that begin no later than the mention ends, the one that reaches farthest.
    at = np.searchsorted(key, concept * _ROW + found.last, side="right") - 1
    return (at >= 0) & (reach[np.maximum(at, 0)] >= concept * _ROW + found.first)


def _smallest(group: Ints, found: Matches) -> Ints:
    """Of matches of one concept and sense that share words, those that end first, the shortest."""
    order = np.lexsort((found.pattern, -found.first, found.last, group))
    first = group[order] * _ROW + found.first[order]
    last = group[order] * _ROW + found.last[order]
    before = np.maximum.accumulate(np.concatenate([[-1], first]))[:-1]
    order = order[first > before]
    first, last = first[first > before], last[first > before]
    if not (first[1:] <= last[:-1]).any():
        return order
    kept: list[int] = []
    end = -1
    for at, (begins, ends) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        if begins > end:
            kept.append(at)
            end = ends
    return order[np.array(kept, np.int64)]


def _batches(
    texts: Iterable[str],
    casts: Iterable[Mapping[str, str] | None] | None,
    authors: Iterable[Who] | None,
) -> Iterator[list[tuple[str, Mapping[str, str] | None, Who]]]:
    """Texts with their casts and authors, about a thousand or two million characters at a time."""
    cast_of, author_of = iter(casts or ()), iter(authors or ())
    batch: list[tuple[str, Mapping[str, str] | None, Who]] = []
    size = 0
    for text in texts:
        batch.append((text, next(cast_of, None), next(author_of, "professional")))
        size += len(text)
        if len(batch) >= BATCH_TEXTS or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
