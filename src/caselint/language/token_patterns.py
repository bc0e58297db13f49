"""Token patterns: what phrases cannot say, said for spaCy's Matcher.

A concept file may have patterns for https://spacy.io/api/matcher, each with an *anchor*, a phrase
of literal words. The matcher runs on a blank English pipeline and only on sentences in which an
anchor stands; spaCy is imported only then. What it finds is a match like that of a phrase, from
whole word to whole word: it gives way to exclusions and to smaller matches, and cues, reports and
people act on it in the same way. Words that a token without conditions took up (``{}``) are gaps.

The matcher sees a sentence from its first word to the next sentence's, with plain quotation marks,
one space for any white space and without invisible characters. A sentence of more than
`WHOLE_SENTENCE` words it sees in stretches, each with `NEAR_ANCHOR` words before and after it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from caselint.language.folding import APOSTROPHES, Folded, Ints
from caselint.language.lexicon import Lexicon, Owner
from caselint.language.near import Matches
from caselint.language.ranges import where
from caselint.language.token_syntax import counted, says_something

if TYPE_CHECKING:
    from caselint.language.batch import Read

WHOLE_SENTENCE: Final = 200
"""Sentences of more words than this are seen in stretches of so many."""
NEAR_ANCHOR: Final = 60
"""How many words before and after a stretch are seen with it."""
_QUOTES: Final = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("“”„«»", '"'))


class TokenPatterns:
    """The token patterns of a lexicon; false where it has none.

    They are numbered after the patterns of the lexicon. `owners` says what each stands for, `rules`
    how a mention names it.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        given = [
            (Owner("concept", name, each.sense, each.anchor), each.pattern)
            for name, concept in lexicon.concepts.items()
            for each in concept.token_patterns
        ]
        self.owners = tuple(owner for owner, _ in given)
        self.rules = tuple(f'token pattern at "{owner.phrase}"' for owner in self.owners)
        self._patterns = [pattern for _, pattern in given]
        self._after = len(lexicon.patterns)
        numbers: dict[tuple[str, str], list[int]] = {}
        for number, owner in enumerate(self.owners):
            numbers.setdefault((owner.name, owner.phrase), []).append(number)
        self._of_anchor = [
            tuple(numbers.get((owner.name, owner.phrase), ())) if owner.role == "anchor" else ()
            for _, owner in lexicon.patterns
        ]
        self._is_anchor = np.array([bool(each) for each in self._of_anchor], bool)
        self._lock = Lock()
        self._matchers: list[Any] = []
        self._tokenise: Any = None

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def complaints(self) -> Iterator[tuple[Owner, str]]:
        """What spaCy says against the patterns: whose, and its words."""
        from spacy import blank
        from spacy.matcher import Matcher

        vocab = blank("en").vocab
        for owner, pattern in zip(self.owners, self._patterns, strict=True):
            try:
                Matcher(vocab, validate=True).add("pattern", [pattern])
            except Exception as error:  # noqa: BLE001 - spaCy has many ways to refuse a pattern
                yield owner, " ".join(str(error).split())

    def joined(self, texts: Sequence[str], read: Read) -> Matches:
        """All matches of a batch: those of phrases, and those of token patterns after them."""
        matches = read.matches
        anchors = where(self._is_anchor[matches.pattern])
        if not anchors.size:
            return matches
        asked: dict[tuple[int, int], set[int]] = {}
        for row in anchors.tolist():
            numbers = self._of_anchor[int(matches.pattern[row])]
            seen = _seen(read, int(matches.first[row]))
            asked.setdefault(seen, set()).update(numbers)
        with self._lock:
            found = [
                (number + self._after, pieces)
                for (first, last), numbers in sorted(asked.items())
                for number, pieces in self._match(texts, read.folded, first, last, sorted(numbers))
            ]
        return _together(matches, dict.fromkeys(found))

    def _match(
        self, texts: Sequence[str], folded: Folded, first: int, last: int, numbers: Iterable[int]
    ) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
        """The matches from one word to another: (token pattern, words of each piece)."""
        if not self._matchers:
            self._load()
        number = int(folded.of_text[first])
        base = int(folded.base[number])
        start = int(folded.given_start[first])
        another = last + 1 < len(folded.start) and folded.of_text[last + 1] == number
        end = int(folded.given_start[last + 1]) if another else base + len(texts[number])
        plain, place = _plain(texts[number][start - base : end - base], start)
        doc = self._tokenise(plain)
        edges = [(token.idx, token.idx + len(token)) for token in doc]
        tokens = [_words_of(folded, place[begin], place[stop - 1] + 1) for begin, stop in edges]
        for each in numbers:
            for _, begin, stop, aligned in self._matchers[each](doc, with_alignments=True):
                pattern = self._patterns[each]
                if _gaps_hold(aligned, pattern):
                    pieces = _pieces(tokens[begin:stop], aligned, pattern)
                    if pieces:
                        yield each, pieces

    def _load(self) -> None:
        from spacy import blank
        from spacy.matcher import Matcher

        pipeline = blank("en")
        self._tokenise = pipeline.tokenizer
        for pattern in self._patterns:
            matcher = Matcher(pipeline.vocab)
            matcher.add("pattern", [[_widened(token) for token in pattern]])
            self._matchers.append(matcher)


def _seen(read: Read, anchor: int) -> tuple[int, int]:
    """The words that the matcher sees for an anchor: its sentence, or its stretch of a long one."""
    sentence = read.sentences.of_word[anchor]
    opens, closes = int(read.sentences.first[sentence]), int(read.sentences.last[sentence])
    if closes - opens < WHOLE_SENTENCE:
        return opens, closes
    begins = opens + (anchor - opens) // WHOLE_SENTENCE * WHOLE_SENTENCE
    ends = begins + WHOLE_SENTENCE - 1
    return max(opens, begins - NEAR_ANCHOR), min(closes, ends + NEAR_ANCHOR)


def _plain(content: str, start: int) -> tuple[str, list[int]]:
    """A sentence as the matcher sees it, and where each of its characters stands."""
    kept: list[str] = []
    place: list[int] = []
    for at, character in enumerate(content.translate(_QUOTES), start):
        if character.isspace() or "\ud800" <= character <= "\udfff":
            if kept and kept[-1] != " ":
                kept.append(" ")
                place.append(at)
        elif unicodedata.category(character) not in ("Cf", "Cc"):
            kept.append(character)
            place.append(at)
    return "".join(kept).rstrip(), place


def _widened(token: dict[str, object]) -> dict[str, object]:
    """A token for the matcher: a gap of so many as one of any number, whose words are counted here.

    The matcher follows each way in which ``{,12}`` may leave words out, thousands for one place.
    """
    gap = not says_something(token) and counted(token.get("OP")) is not None
    return {"OP": "*"} if gap else token


def _gaps_hold(aligned: Sequence[int], pattern: Sequence[dict[str, object]]) -> bool:
    """Whether each gap that is counted took up as many words as it may."""
    for number, token in enumerate(pattern):
        times = None if says_something(token) else counted(token.get("OP"))
        if times is not None and not times[0] <= aligned.count(number) <= times[1]:
            return False
    return True


def _words_of(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """The first and last word of which a part stands here; the last is before where none does."""
    first = int(np.searchsorted(folded.given_end, start, side="right"))
    return first, int(np.searchsorted(folded.given_start, end)) - 1


def _pieces(
    tokens: Sequence[tuple[int, int]],
    aligned: Sequence[int],
    pattern: Sequence[dict[str, object]],
) -> tuple[tuple[int, int], ...]:
    """The words of each run of tokens that the pattern asks something of."""
    asked = [says_something(pattern[number]) for number in aligned]
    runs: list[tuple[int, int]] = []
    goes_on = False
    for (first, last), counts in zip(tokens, asked, strict=True):
        if last < first:
            continue
        if counts and runs and (goes_on or first <= runs[-1][1]):
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        elif counts:
            runs.append((first, last))
        goes_on = counts
    return tuple(runs)


def _together(
    matches: Matches, found: Iterable[tuple[int, tuple[tuple[int, int], ...]]]
) -> Matches:
    """The matches of phrases and those of token patterns, in one."""
    rows = list(found)
    width = max([matches.pieces.shape[1], *(len(pieces) for _, pieces in rows)])
    spans = np.full((len(rows), width, 2), -1, np.int64)
    for row, (_, pieces) in enumerate(rows):
        spans[row, : len(pieces)] = pieces
    filled = np.full((len(matches.first), width, 2), -1, np.int64)
    filled[:, : matches.pieces.shape[1]] = matches.pieces

    def column(known: Ints, new: Iterable[int]) -> Ints:
        return np.concatenate([known, np.fromiter(new, np.int64, len(rows))])

    return Matches(
        column(matches.pattern, (number for number, _ in rows)),
        column(matches.first, (pieces[0][0] for _, pieces in rows)),
        column(matches.last, (pieces[-1][1] for _, pieces in rows)),
        column(matches.head, (pieces[0][1] for _, pieces in rows)),
        column(matches.tail, (pieces[-1][0] for _, pieces in rows)),
        np.concatenate([filled, spans]),
    )
