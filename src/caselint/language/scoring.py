"""How well the marked sentences of concept and cue files are read.

A mark of a concept file demands its concept, and the fields that it names. A mark of a cue file
demands no concept: its words are read as if they were a mention, and only the fields count. What is
found of the file's concept outside its marks is false.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, cast, get_args

from caselint.language.marked import MarkedSentence, MarkError, misses, parse_marked
from caselint.language.mention import Mention, Who

if TYPE_CHECKING:
    from caselint.language.engine import Engine

FIELDS: Final = ("assertion", "hedged", "sense", "speaker", "subject")
CUES: Final = "cues/"
"""What the name of a cue file's sentences begins with."""


class Tally(NamedTuple):
    """So many right of so many that were demanded."""

    right: int = 0
    of: int = 0

    def __add__(self, other: object) -> Tally:
        """Two tallies in one."""
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(self.right + other.right, self.of + other.of)


class Fault(NamedTuple):
    """A sentence that is not read as it is marked: its number from 0, and what is wrong."""

    number: int
    sentence: str
    complaints: tuple[str, ...]


@dataclass(slots=True)
class Score:
    """The marked sentences of one file.

    `right` and `missed` count marks by whether the concept is found there, `false` what is found
    elsewhere. `fields` tells of the marks that are found how often each field is as demanded, by
    field and demanded value (``assertion``, ``negated``).
    """

    name: str
    sentences: int = 0
    right: int = 0
    missed: int = 0
    false: int = 0
    fields: dict[tuple[str, str], Tally] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def of(self, name: str) -> Tally:
        """One field, whatever was demanded of it."""
        return sum((tally for (each, _), tally in self.fields.items() if each == name), Tally())

    def add(self, marked: MarkedSentence, mentions: Sequence[Mention]) -> None:
        """Count a sentence; `mentions` are those of the file's concept in it."""
        self.sentences += 1
        for mark in marked.marks:
            here = [m for m in mentions if m.start < mark.end and mark.start < m.end]
            self.right += bool(here)
            self.missed += not here
            if here:
                best = min(here, key=lambda mention: len(mark.complaints(mention)))
                for name, (demanded, found) in mark.demands(best).items():
                    key = (name, str(demanded).lower())
                    tally = self.fields.get(key, Tally())
                    self.fields[key] = tally + Tally(int(found == demanded), 1)
        self.false += sum(
            not any(mark.start < mention.end and mention.start < mark.end for mark in marked.marks)
            for mention in mentions
        )


def score(
    engine: Engine, sentences: Mapping[str, Sequence[str]], names: Iterable[str] | None = None
) -> list[Score]:
    """Score the sentences of each file by the engine; `names` are those to be scored, or all."""
    return [_score(engine, name, sentences[name]) for name in names or sentences]


def _score(engine: Engine, name: str, sentences: Sequence[str]) -> Score:
    found = Score(name)
    parsed: list[tuple[int, MarkedSentence]] = []
    for number, sentence in enumerate(sentences):
        try:
            parsed.append((number, parse_marked(sentence)))
        except MarkError as error:
            found.sentences += 1
            found.faults.append(Fault(number, sentence, (str(error),)))
    read = _read(engine, name, [marked for _, marked in parsed])
    for (number, marked), mentions in zip(parsed, read, strict=True):
        found.add(marked, mentions)
        wrong = misses(marked, mentions, _concept(name))
        if wrong:
            found.faults.append(Fault(number, sentences[number], tuple(wrong)))
    found.faults.sort()
    return found


def _concept(name: str) -> str:
    return "" if name.startswith(CUES) else name


def _read(engine: Engine, name: str, marked: Sequence[MarkedSentence]) -> Iterator[list[Mention]]:
    """The mentions of each sentence that count for a file; of a cue file its marks, as spans."""
    if name.startswith(CUES):
        for one in marked:
            yield list(_spans(engine, one))
        return
    read = engine.analyse_many(
        [one.text for one in marked],
        casts=[one.cast for one in marked],
        authors=[_who(one.author) for one in marked],
    )
    for mentions in read:
        yield [mention for mention in mentions if mention.concept == name]


def _spans(engine: Engine, marked: MarkedSentence) -> Iterator[Mention]:
    """The marked words as if they were mentions; marks without a word are left out."""
    for mark in marked.marks:
        with suppress(ValueError):
            yield engine.read_span(
                marked.text, mark.start, mark.end, cast=marked.cast, author=_who(marked.author)
            )


def _who(author: str) -> Who:
    assert author in get_args(Who)
    return cast(Who, author)


def by_demand(scores: Iterable[Score]) -> dict[tuple[str, str], Tally]:
    """Over all files, each field and value that was demanded."""
    counted: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for one in scores:
        for key, tally in one.fields.items():
            right[key] += tally.right
            counted[key] += tally.of
    order = sorted(counted, key=lambda key: (FIELDS.index(key[0]), -counted[key], key[1]))
    return {key: Tally(right[key], counted[key]) for key in order}
