"""What the narrative of one case file says: each passage read once, with its mentions.

Nothing is read until a rule asks. Then the whole file is read at once, and files that are checked
together are read together, since reading goes by volume. Of equal passages one is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, Protocol

from caselint.casefile import BaseRecord, Entry, Timeline
from caselint.casefile.narrative import narrative, section_meaning
from caselint.selecting.voices import author_of, cast_of, heard_in

if TYPE_CHECKING:
    from caselint.language.mention import Mention, Who

TEXTS: Final = 1000
"""Passages that are read together, about."""
CHARACTERS: Final = 2_000_000
"""Characters that are read together, about."""
_NOWHERE: Final[frozenset[Entry]] = frozenset()


class Reader(Protocol):
    """What finds mentions in texts: the engine of `caselint.language`."""

    def analyse_many(
        self,
        texts: Sequence[str],
        *,
        casts: Sequence[Mapping[str, str]] | None = None,
        authors: Sequence[Who] | None = None,
    ) -> Iterable[Sequence[Mention]]:
        """The mentions of each text, with who is who in it and who writes."""


@dataclass(frozen=True, eq=False)
class Passage:
    """One section of narrative. `names` are those by which a rule may ask for it."""

    section: str
    text: str
    names: frozenset[str]
    mentions: Sequence[Mention]

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


Said = tuple[Passage, "Mention"]
"""A mention, and the passage it stands in."""


@dataclass(slots=True, eq=False)
class RecordText:
    """The narrative of one record: its passages, and their mentions by concept."""

    passages: tuple[Passage, ...]
    by_concept: dict[str, list[Said]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for passage in self.passages:
            for mention in passage.mentions:
                self.by_concept.setdefault(mention.concept, []).append((passage, mention))


class Reading:
    """The narrative of one case file as it stood, read when it is first asked for.

    `kinds` are the kinds of record that rules read; the others are left alone.
    """

    def __init__(
        self, timeline: Timeline, reader: Callable[[], Reader], kinds: frozenset[str]
    ) -> None:
        self._timeline = timeline
        self._reader = reader
        self._kinds = kinds
        self._read: Mapping[tuple[Who, str], Sequence[Mention]] | None = None
        self._texts: dict[Entry, RecordText] = {}
        self._by_concept: dict[str, set[Entry]] = {}
        self._has_words: dict[Entry, bool] = {}

    def of(self, entry: Entry) -> RecordText:
        """The narrative of a record."""
        found = self._texts.get(entry)
        if found is None:
            found = self._texts[entry] = self._text(entry)
        return found

    def mentioning(self, concept: str) -> set[Entry] | frozenset[Entry]:
        """The records of whose narrative some passage has a mention of a concept."""
        self._mentions()
        return self._by_concept.get(concept, _NOWHERE)

    def has_words(self, entry: Entry) -> bool:
        """Whether a record has any narrative but white space."""
        found = self._has_words.get(entry)
        if found is None:
            texts = self._narrative(entry)
            found = self._has_words[entry] = any(has_words(text) for _, _, text in texts)
        return found

    def take_in(self, mentions: Mapping[tuple[Who, str], Sequence[Mention]]) -> None:
        """Keep what was found in each passage, and which records it makes mention what."""
        self._read = mentions
        by_concept = self._by_concept
        for entry, sections in self._sections.items():
            for _, author, text in sections:
                for mention in mentions.get((author, text), ()):
                    by_concept.setdefault(mention.concept, set()).add(entry)

    def _mentions(self) -> Mapping[tuple[Who, str], Sequence[Mention]]:
        """What was found in each passage, which is read now if it was not yet."""
        if self._read is None:
            read_together([self])
        assert self._read is not None
        return self._read

    def _text(self, entry: Entry) -> RecordText:
        read = self._mentions()
        own = entry.record.text or {}
        passages = []
        for section, author, text in self._narrative(entry):
            mentions = read.get((author, text), ())
            if mentions and section in own:
                mentions = heard_in(section, mentions)
            names = names_of(section, of_text=section in own)
            passages.append(Passage(section, text, names, mentions))
        return RecordText(tuple(passages))

    def _narrative(self, entry: Entry) -> list[tuple[str, Who, str]]:
        found = self._sections.get(entry)
        return self._sections_of(entry.record) if found is None else found

    def _sections_of(self, record: BaseRecord) -> list[tuple[str, Who, str]]:
        """The narrative of a record: section, who writes, and the text."""
        cast = self._cast
        return [
            (section, author_of(record, section, cast), text) for section, text in narrative(record)
        ]

    @cached_property
    def _cast(self) -> dict[str, str]:
        return cast_of(self._timeline.case_file)

    @cached_property
    def _sections(self) -> dict[Entry, list[tuple[str, Who, str]]]:
        """The narrative of each record that rules read."""
        return {
            entry: self._sections_of(entry.record)
            for entry in self._timeline.entries
            if entry.kind in self._kinds
        }

    @cached_property
    def to_read(self) -> list[tuple[Who, str]]:
        """What there is to read, each passage once: who writes, and the text."""
        return list(
            dict.fromkeys(
                (author, text)
                for sections in self._sections.values()
                for _, author, text in sections
            )
        )

    @property
    def is_read(self) -> bool:
        """Whether it was read."""
        return self._read is not None

    @property
    def size(self) -> tuple[int, int]:
        """How many passages there are to read, and how many characters."""
        return len(self.to_read), sum(len(text) for _, text in self.to_read)


def read_together(readings: Sequence[Reading]) -> None:
    """Read the narrative of several case files in one go."""
    unread = [reading for reading in readings if not reading.is_read]
    passages = [(reading, author, text) for reading in unread for author, text in reading.to_read]
    found: dict[Reading, dict[tuple[Who, str], Sequence[Mention]]] = {one: {} for one in unread}
    if passages:
        read = (
            passages[0][0]
            ._reader()
            .analyse_many(
                [text for _, _, text in passages],
                casts=[reading._cast for reading, _, _ in passages],
                authors=[author for _, author, _ in passages],
            )
        )
        for (reading, author, text), mentions in zip(passages, read, strict=True):
            found[reading][author, text] = mentions
    for reading, of_it in found.items():
        reading.take_in(of_it)


def has_words(text: str) -> bool:
    """Whether there is more in a text than white space."""
    return text != "" and not text.isspace()


@lru_cache(maxsize=1024)
def names_of(section: str, *, of_text: bool) -> frozenset[str]:
    """The names by which a rule may ask for a section.

    >>> sorted(names_of("actions[0].impact", of_text=False))
    ['actions', 'actions.impact']
    """
    if of_text:
        return frozenset((section_meaning(section), section.casefold()))
    list_, _, field_ = section.partition("[")
    if not field_:
        return frozenset((section,))
    return frozenset((list_, f"{list_}.{field_.partition('.')[2]}"))
