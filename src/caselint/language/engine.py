"""The engine: texts go in by the batch, arrays of mentions come out, objects are made last.

A batch is read as far as everything that mentions are made of (`batch`), its mentions are found as
arrays (`finding`), and objects are made of them (`making`). No step looks at one text alone, so the
cost of a text does not depend on how many there are, nor its mentions on which others stand beside
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from caselint.language import asserting, speakers, subjects
from caselint.language.acted import acted_on
from caselint.language.batch import Reader, status_of
from caselint.language.compiled import Compiled, compile_lexicon
from caselint.language.finding import Finder, Found
from caselint.language.lexicon import Lexicon
from caselint.language.making import Maker
from caselint.language.mention import Assertion, Mention, Who
from caselint.language.naming import (
    PASSING_ON,
    SUBJECTS,
    as_subject,
    named,
    speaker_at,
    steps_of,
)
from caselint.language.near import Matches
from caselint.language.parsed import Parser, fill_unknown_speakers
from caselint.language.people import AUTHOR
from caselint.language.ranges import where
from caselint.language.token_patterns import TokenPatterns

BATCH_TEXTS: Final = 250
BATCH_CHARACTERS: Final = 500_000


class Engine:
    """Reads text by a lexicon. Safe to be used by several threads at once."""

    def __init__(self, lexicon: Lexicon, compiled: Compiled | None = None) -> None:
        self.lexicon = lexicon
        tokens = TokenPatterns(lexicon)
        self._reader = Reader(lexicon, compiled or compile_lexicon(lexicon))
        self._finder = Finder(lexicon, tokens)
        self._maker = Maker(lexicon, self._finder, tokens)
        self.concepts = self._finder.concepts
        self.senses = self._finder.senses

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
        return self._mentions([text], self._found([text], [cast], parser), [author], parser)[0]

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
            found = self._found(
                [text for text, _, _ in batch], [cast for _, cast, _ in batch], parser
            )
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
        read = self._reader.read([text], [cast], everything=True)
        words = where((read.folded.given_start < end) & (read.folded.given_end > start))
        if not words.size:
            raise ValueError("there is no word in the span")
        first = words[:1]
        sentence = read.sentences.of_word[first]
        last = np.minimum(words[-1:], read.sentences.last[sentence])
        pieces = np.array([[[first[0], last[0]]]], np.int64)
        target = Matches(np.zeros(1, np.int64), first, last, last, first, pieces)
        acting, spoken, about = status_of(read, target, sentence, *np.zeros((2, 1), bool))
        denied = bool(spoken.denied[0] >= 0)
        bits = int(acting.bits[0]) | (asserting.NEGATED if denied else 0)
        label, modes, hedged = asserting.modes_of(bits)
        (cues,) = acted_on(read, [text], acting, spoken)
        person, subject = int(spoken.person[0]), int(about.person[0])
        whom = int(read.people.whose(about.person)[0])
        speaker, name = speaker_at(read, person, 0)
        mention = Mention(
            "",
            "",
            start,
            end,
            text[start:end],
            label,
            modes,
            hedged,
            author if person == AUTHOR or author in PASSING_ON else speaker,
            None if author in PASSING_ON else name,
            as_subject(author) if subject == AUTHOR else SUBJECTS.get(whom, "unknown"),
            named(read, subject, 0) if whom >= 0 else None,
            cues=cues,
            rule="span"
            + steps_of(speakers.STEPS[int(spoken.step[0])], subjects.STEPS[int(about.step[0])]),
        )
        return mention, denied

    def find(self, texts: Sequence[str], casts: Sequence[Mapping[str, str] | None]) -> Found:
        """The mentions of a batch as arrays."""
        return self._finder.find(texts, self._reader.read(texts, casts))

    def _found(
        self,
        texts: Sequence[str],
        casts: Sequence[Mapping[str, str] | None],
        parser: Parser | None,
    ) -> Found:
        """The mentions of a batch as arrays; a parser may ask who stands anywhere in the texts."""
        read = self._reader.read(texts, casts, everything=parser is not None)
        return self._finder.find(texts, read)

    def _mentions(
        self, texts: Sequence[str], found: Found, authors: Sequence[Who], parser: Parser | None
    ) -> list[list[Mention]]:
        """The objects of a batch, a list for each text."""
        made = self._maker.mentions(texts, found, authors)
        if parser is not None:
            fill_unknown_speakers(self.lexicon, texts, found.read, made, parser)
        return made


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
