"""Words, sentences and quotations of a text.

Everything is found in the *clean* text, which lacks the characters that neither part words nor
count (combining marks, zero-width and control characters); places are mapped back at the end.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

APOSTROPHES = "'’‘ʼ"
LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
CLOSERS = "\"'’”)]}»"
BULLETS = "•‣▪●◦∙"
MOST_CLOSERS = 3
_STOPPED = re.compile(
    rf"[{re.escape(CLOSERS)}]{{0,{MOST_CLOSERS}}}([.!?…]+)[{re.escape(CLOSERS)}]{{0,{MOST_CLOSERS}}}\s"
)
_LINE_BREAK = re.compile(rf"\r\n|[{LINE_BREAKS}]")


class Word(NamedTuple):
    """A word: folded, as written (without characters that do not count), and where.

    `start`, `end` are places in the original text; `clean` is the place of its first, `clean_end`
    the place after its last character in the clean text.
    """

    text: str
    written: str
    start: int
    end: int
    clean: int
    clean_end: int

    @property
    def bare(self) -> str:
        """Without a possessive ending."""
        return self.text.removesuffix("'s")

    @property
    def capitalised(self) -> bool:
        """A capital, and a small letter after it."""
        return len(self.written) > 1 and self.written[0].isupper() and self.written[1].islower()


class Sentence(NamedTuple):
    """The numbers of its first word and of the word after its last."""

    first: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A text, taken apart. `gaps[i]` is what stands in the clean text before word i.

    `places` maps the clean text to the original.
    """

    text: str
    clean: str
    places: list[int]
    words: list[Word]
    gaps: list[str]
    sentences: list[Sentence]
    of_word: list[int]


def read(
    text: str,
    abbreviations: Sequence[str] = (),
    no_name: frozenset[str] = frozenset(),
    answering: frozenset[str] = frozenset(),
) -> Reading:
    """Take a text apart; `no_name` are words that begin no name, `answering` those that say no."""
    places = [place for place, character in enumerate(text) if not _is_nothing(character)]
    clean = "".join(text[place] for place in places)
    letters = [_letters(character) for character in clean]
    words: list[Word] = []
    at = 0
    while at < len(clean):
        if not letters[at]:
            at += 1
            continue
        begin = at
        while at < len(clean) and (letters[at] or _joins(clean, letters, at)):
            at += 1
        end = places[at - 1] + 1
        while end < len(text) and unicodedata.category(text[end])[0] == "M":
            end += 1
        folded = "".join(letters[i] or "'" for i in range(begin, at))
        words.append(Word(folded, clean[begin:at], places[begin], end, begin, at))
    gaps = [
        clean[(words[i - 1].clean_end if i else 0) : word.clean] for i, word in enumerate(words)
    ]
    shortened = [tuple(each.split()) for each in abbreviations]
    sentences = _sentences(words, gaps, shortened, no_name, answering)
    of_word = [number for number, each in enumerate(sentences) for _ in range(*each)]
    return Reading(text, clean, places, words, gaps, sentences, of_word)


def _is_nothing(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "M" or (category in ("Cf", "Cc") and not character.isspace())


def _letters(character: str) -> str:
    """What a character counts as: the plain letters and digits it is made of."""
    if character == "&":
        return "&"
    if character in APOSTROPHES:
        return ""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(filter(str.isalnum, plain))


def _joins(clean: str, letters: list[str], at: int) -> bool:
    """An apostrophe between two letters or digits belongs to the word."""
    return (
        clean[at] in APOSTROPHES
        and 0 < at < len(clean) - 1
        and letters[at - 1] not in ("", "&")
        and letters[at + 1] not in ("", "&")
    )


def _sentences(
    words: list[Word],
    gaps: list[str],
    abbreviations: list[tuple[str, ...]],
    no_name: frozenset[str],
    answering: frozenset[str],
) -> list[Sentence]:
    # A "no" that stands alone belongs to the question before it, and ends what it answers.
    answers = {
        i
        for i in range(1, len(words))
        if words[i].text in answering
        and re.fullmatch(r"[?:]\s+", gaps[i])
        and (i + 1 == len(words) or len(gaps[i + 1]) > 1 or gaps[i + 1] in LINE_BREAKS)
    }
    firsts = [
        i
        for i in range(len(words))
        if i == 0
        or i - 1 in answers
        or (
            not (i in answers and gaps[i][0] == "?")
            and _parts(words, gaps, i, abbreviations, no_name)
        )
    ]
    ends = [*firsts[1:], len(words)]
    return [Sentence(first, end) for first, end in zip(firsts, ends, strict=bool(words))]


def _parts(
    words: list[Word],
    gaps: list[str],
    i: int,
    abbreviations: list[tuple[str, ...]],
    no_name: frozenset[str],
) -> bool:
    """Whether a sentence ends in the gap before a word."""
    return (
        _line_ends(gaps[i], words[i])
        or _stop_ends(gaps[i], words, i, abbreviations, no_name)
        or _stop_without_space(gaps[i], words[i - 1], words[i])
        or any(c in BULLETS or c == ";" for c in gaps[i])
    )


def _line_ends(gap: str, following: Word) -> bool:
    """A line break that is no wrapped line."""
    breaks = _LINE_BREAK.findall(gap)
    if not breaks:
        return False
    wrapped = len(breaks) == 1 and not gap.replace(",", "").strip()
    return not (wrapped and following.written[0].islower())


def _stop_ends(
    gap: str,
    words: list[Word],
    following: int,
    abbreviations: list[tuple[str, ...]],
    no_name: frozenset[str],
) -> bool:
    """A full stop, question or exclamation mark with white space after it."""
    found = _STOPPED.match(gap)
    if found is None:
        return False
    stop = found[1]
    before = words[following - 1]
    after = words[following]
    if stop == "." and after.text in no_name and after.written[0].isupper():
        return True
    if stop == ".":
        initial = len(before.text) == 1 and before.written.isupper()
        return not initial and not any(
            tuple(word.text for word in words[max(0, following - len(each)) : following]) == each
            for each in abbreviations
        )
    trailing = set(stop) <= set(".…")
    return not (trailing and words[following].written[0].islower())


def _stop_without_space(gap: str, before: Word, following: Word) -> bool:
    """A stop with no space after it: "today.She"."""
    return (
        gap in (".", "!", "?")
        and len(before.text) > 1
        and before.written[-1].islower()
        and following.capitalised
    )


def query_marks(reading: Reading) -> list[tuple[int, int]]:
    """Query marks ("? neglect"): (word that follows, place in the clean text)."""
    found = []
    for number, word in enumerate(reading.words):
        clean = reading.clean
        for place in (word.clean - 1, word.clean - 2):
            between = clean[place + 1 : word.clean]
            near = not between or (between.isspace() and between not in LINE_BREAKS)
            asks = place >= 0 and clean[place] == "?" and near
            if asks and (place == 0 or clean[place - 1].isspace()):
                found.append((number, place))
    return found


class Quotation(NamedTuple):
    """The words from `first` to before `end` stand in quotation marks; the first is at `mark`."""

    first: int
    end: int
    mark: int


def quotations(reading: Reading) -> list[Quotation]:
    """What stands in quotation marks.

    A double mark opens where the text goes on directly after it; a single one where moreover the
    text is parted before it. A quotation closes on its line (wrapped lines are one). A double mark
    that is never closed opens a quotation to the end of its sentence, and has no say beyond it: a
    mark in a later sentence opens another. A single one is none then, but an apostrophe ("'cause").
    """
    clean = reading.clean
    found: list[Quotation] = []
    at = 0
    while at < len(clean):
        single = clean[at] in "'‘"
        if not (_opens_single(clean, at) if single else _opens_double(clean, at)):
            at += 1
            continue
        inside = [i for i, word in enumerate(reading.words) if word.clean > at]
        if not inside:
            break
        first = inside[0]
        line_end = _line_end(reading, first)
        closes = _closes_single if single else _closes_double
        close = next((i for i in range(at + 1, line_end) if closes(clean, i)), None)
        if close is None and single:
            at += 1
            continue
        if close is None:
            end = reading.sentences[reading.of_word[first]].end
        else:
            end = sum(word.clean < close for word in reading.words)
        if end > first:
            found.append(Quotation(first, end, at))
        at = reading.words[end - 1].clean_end if close is None else close + 1
    return found


def _opens_double(clean: str, at: int) -> bool:
    return clean[at] in '"“' and not _parted(clean, at + 1)


def _opens_single(clean: str, at: int) -> bool:
    return clean[at] in "'‘" and _parted(clean, at - 1) and not _parted(clean, at + 1)


def _closes_double(clean: str, at: int) -> bool:
    return clean[at] in '"”'


def _closes_single(clean: str, at: int) -> bool:
    in_a_word = clean[at - 1].isalnum() and clean[at + 1 : at + 2].isalnum()
    return clean[at] in "'’" and not in_a_word and not _parted(clean, at - 1)


def _parted(clean: str, at: int) -> bool:
    """Whether a word cannot stand here: white space, an opening mark, a dash, the text's edge."""
    return not 0 <= at < len(clean) or clean[at].isspace() or clean[at] in '([{"“‘-–—/:'


def _line_end(reading: Reading, word: int) -> int:
    """Where the line of a word ends in the clean text: before a line break that is no wrap."""
    for number in range(word + 1, len(reading.words)):
        if _line_ends(reading.gaps[number], reading.words[number]):
            broken = _LINE_BREAK.search(reading.clean, reading.words[number - 1].clean_end)
            assert broken is not None
            return broken.start()
    return len(reading.clean)
