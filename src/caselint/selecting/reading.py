"""What the narrative of one case file says: each passage read once, with its mentions.

Nothing is read until a rule asks. Then the whole file is read at once, and files that are checked
together are read together, since reading goes by volume. Of equal passages one is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol

from caselint.casefile import BaseRecord, Entry, Timeline
from caselint.casefile.narrative import narrative, section_meaning
from caselint.selecting.voices import author_of, cast_of

if TYPE_CHECKING:
    from caselint.language.mention import Mention, Who

TEXTS: Final = 1000
"""Passages that are read together, about."""
CHARACTERS: Final = 2_000_000
"""Characters that are read together, about."""


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
        self._read: dict[tuple[Who, str], Sequence[Mention]] | None = None
        self._texts: dict[str, RecordText] = {}

    def of(self, entry: Entry) -> RecordText:
        """The narrative of a record."""
        record = entry.record
        found = self._texts.get(record.record_id)
        if found is None:
            found = self._texts[record.record_id] = self._text(record)
        return found

    def _text(self, record: BaseRecord) -> RecordText:
        if self._read is None:
            read_together([self])
        assert self._read is not None
        return RecordText(
            tuple(
                Passage(
                    section,
                    text,
                    names_of(section, of_text=section in (record.text or {})),
                    self._read.get((author_of(record, section, self._cast), text), ()),
                )
                for section, text in narrative(record)
            )
        )

    @cached_property
    def _cast(self) -> dict[str, str]:
        return cast_of(self._timeline.case_file)

    @cached_property
    def to_read(self) -> list[tuple[Who, str]]:
        """What there is to read, each passage once: who writes, and the text."""
        return list(
            dict.fromkeys(
                (author_of(entry.record, section, self._cast), text)
                for entry in self._timeline.entries
                if entry.kind in self._kinds
                for section, text in narrative(entry.record)
            )
        )

    @property
    def size(self) -> tuple[int, int]:
        """How many passages there are to read, and how many characters."""
        return len(self.to_read), sum(len(text) for _, text in self.to_read)


def read_together(readings: Sequence[Reading]) -> None:
    """Read the narrative of several case files in one go."""
    unread = [reading for reading in readings if reading._read is None]
    passages = [(reading, author, text) for reading in unread for author, text in reading.to_read]
    for reading in unread:
        reading._read = {}
    if not passages:
        return
    found = (
        passages[0][0]
        ._reader()
        .analyse_many(
            [text for _, _, text in passages],
            casts=[reading._cast for reading, _, _ in passages],
            authors=[author for _, author, _ in passages],
        )
    )
    for (reading, author, text), mentions in zip(passages, found, strict=True):
        assert reading._read is not None
        reading._read[author, text] = mentions


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
