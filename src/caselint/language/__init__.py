"""Text to mentions: what a narrative says, whether it is so, who says it, and of whom.

    from caselint.language import analyse
    analyse("Mum said he was not seen alone.", cast={"Millie": "child"})

Texts are read by the concepts and cues of the shipped rulebook; `Engine` reads by any `Lexicon`.
Numpy is imported when the first text is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from caselint.language.mention import Assertion, Cue, Mention, Mode, Who, Whose
from caselint.language.shipped import shipped_engine

__all__ = [
    "Assertion",
    "Cue",
    "Mention",
    "Mode",
    "Who",
    "Whose",
    "analyse",
    "analyse_many",
    "assert_modes",
    "assert_status",
    "shipped_engine",
]


def analyse(
    text: str, *, cast: Mapping[str, str] | None = None, author: Who = "professional"
) -> list[Mention]:
    """The mentions of one text, in order of place.

    `cast` maps names to relationships to the child (``{"Millie": "child", "Stacey": "mother"}``);
    `author` is who wrote the text.
    """
    return shipped_engine().analyse(text, cast=cast, author=author)


def analyse_many(
    texts: Iterable[str],
    *,
    casts: Iterable[Mapping[str, str] | None] | None = None,
    authors: Iterable[Who] | None = None,
) -> Iterator[list[Mention]]:
    """The mentions of each of many texts, lazily and in order; `casts` and `authors` go along."""
    return shipped_engine().analyse_many(texts, casts=casts, authors=authors)


def assert_status(text: str, start: int, end: int) -> Assertion:
    """Whether what a span of any English text says is so; `start` and `end` are code points."""
    return shipped_engine().assert_status(text, start, end)


def assert_modes(text: str, start: int, end: int) -> frozenset[Mode]:
    """All that holds of a span: negated and historical, say; affirmed where nothing else does."""
    return assert_status(text, start, end).modes
