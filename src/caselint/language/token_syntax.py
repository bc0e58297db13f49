"""What a token pattern may say, checked without spaCy.

A pattern is a list of tokens for https://spacy.io/api/matcher. The pipeline is blank: it knows how
a token is written, and neither its lemma nor its part of speech; keys that ask for those are
faults, for they would never match. spaCy itself checks the rest when concepts are tested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from caselint.datafile import suggest

TEXTS: Final = ("ORTH", "TEXT", "LOWER", "NORM", "SHAPE")
NUMBERS: Final = ("LENGTH",)
FLAGS: Final = (
    "IS_ALPHA",
    "IS_ASCII",
    "IS_BRACKET",
    "IS_CURRENCY",
    "IS_DIGIT",
    "IS_LEFT_PUNCT",
    "IS_LOWER",
    "IS_PUNCT",
    "IS_QUOTE",
    "IS_RIGHT_PUNCT",
    "IS_SPACE",
    "IS_STOP",
    "IS_TITLE",
    "IS_UPPER",
    "LIKE_EMAIL",
    "LIKE_NUM",
    "LIKE_URL",
    "SPACY",
)
TRAINED: Final = (
    "LEMMA",
    "POS",
    "TAG",
    "MORPH",
    "DEP",
    "ENT_TYPE",
    "ENT_IOB",
    "ENT_ID",
    "ENT_KB_ID",
    "IS_SENT_START",
    "SENT_START",
    "_",
)
"""What only a trained pipeline, or one with more components, could answer."""
LISTS: Final = ("IN", "NOT_IN")
COMPARISONS: Final = ("==", "!=", ">=", "<=", ">", "<")
REPEATS: Final = ("?", "!", "*", "+")
WIDEST_GAP: Final = 12
"""How many words a token without conditions may take up, as in phrases."""
_COUNTED: Final = re.compile(r"\{(\d+)\}|\{(\d*),(\d*)\}", re.ASCII)


class TokenFault(NamedTuple):
    """One thing wrong in a pattern: the way to it from the pattern, what, and what to try."""

    loc: tuple[str | int, ...]
    message: str
    hint: str = ""
    key: bool = False


def token_faults(pattern: Sequence[Mapping[str, object]]) -> Iterator[TokenFault]:
    """Everything that is wrong with a pattern, as far as can be told without spaCy."""
    for number, token in enumerate(pattern):
        for key, value in token.items():
            for fault in _attribute(key, value):
                yield fault._replace(loc=(number, *fault.loc))
        if not set(token) - {"OP"} and not _bounded(token.get("OP")):
            message = f"a gap needs a most, of up to {WIDEST_GAP} words"
            yield TokenFault((number, "OP"), message, "write {,4} for up to four")
    if pattern and not any(says_something(token) for token in pattern):
        yield TokenFault((), "one of the tokens has to say what stands there")


def says_something(token: Mapping[str, object]) -> bool:
    """Whether a token asks for anything: `{}` and what must not stand there are only gaps."""
    return token.get("OP") != "!" and any(key != "OP" for key in token)


def counted(value: object) -> tuple[int, int] | None:
    """The least and the most of an `OP` in braces; a great number where there is no most."""
    found = _COUNTED.fullmatch(value) if isinstance(value, str) else None
    if found is None or not (found[1] or found[2] or found[3]):
        return None
    if found[1]:
        return int(found[1]), int(found[1])
    return int(found[2] or 0), int(found[3] or 1 << 30)


def _attribute(key: str, value: object) -> Iterator[TokenFault]:
    if key == "OP":
        yield from _repeat(value)
    elif key in TEXTS:
        yield from _text(key, value)
    elif key in NUMBERS:
        yield from _number(key, value)
    elif key in FLAGS:
        if not isinstance(value, bool):
            yield TokenFault((key,), f"{key} is true or false")
    elif key in TRAINED:
        message = f"{key} is not known: the pipeline is blank, without lemmas or parts of speech"
        yield TokenFault((key,), message, "use LOWER, with IN for several words", True)
    else:
        known = ("OP", *TEXTS, *NUMBERS, *FLAGS)
        yield TokenFault((key,), f'a token has no "{key}"', suggest(key, known), True)


def _repeat(value: object) -> Iterator[TokenFault]:
    times = counted(value)
    if times is not None:
        if times[0] > times[1]:
            yield TokenFault(("OP",), "the least is more than the most")
        elif WIDEST_GAP < times[1] < 1 << 30:
            yield TokenFault(("OP",), f"{WIDEST_GAP} times is the most")
    elif not isinstance(value, str) or value not in REPEATS:
        yield TokenFault(("OP",), f"OP is one of {' '.join(REPEATS)} {{n}} {{n,m}} {{n,}} {{,m}}")


def _bounded(value: object) -> bool:
    """Whether a repeat has a most that is no wider than a gap may be; wrong ones are told apart."""
    times = counted(value)
    return value not in ("*", "+") if times is None else times[1] <= WIDEST_GAP


def _text(key: str, value: object) -> Iterator[TokenFault]:
    if isinstance(value, str):
        yield from _written(key, value, (key,))
    elif isinstance(value, Mapping) and value:
        for name, operand in value.items():
            at = (key, str(name))
            if name in LISTS:
                if not (isinstance(operand, list) and all(isinstance(o, str) for o in operand)):
                    yield TokenFault(at, f"{name} takes a list of words")
                    continue
                for number, each in enumerate(operand):
                    yield from _written(key, each, (*at, number))
            elif name == "REGEX":
                yield from _expression(operand, at)
            else:
                hint = suggest(str(name), (*LISTS, "REGEX")) or "IN, NOT_IN and REGEX do"
                yield TokenFault(at, f'"{name}" cannot be asked of a text', hint, True)
    else:
        yield TokenFault((key,), f"{key} is a word, or {{IN: […]}}, {{NOT_IN: […]}}, {{REGEX: …}}")


def _written(key: str, word: str, at: tuple[str | int, ...]) -> Iterator[TokenFault]:
    if key == "LOWER" and word != word.lower():
        message = "LOWER is compared with small letters, and this would never match"
        yield TokenFault(at, message, f'write "{word.lower()}"')
    elif not word or " " in word:
        yield TokenFault(at, "a token is one word, without a space")


def _expression(operand: object, at: tuple[str | int, ...]) -> Iterator[TokenFault]:
    if not isinstance(operand, str):
        yield TokenFault(at, "REGEX takes a regular expression")
        return
    try:
        re.compile(operand)
    except re.error as error:
        yield TokenFault(at, f"this is no regular expression: {error.msg}")


def _number(key: str, value: object) -> Iterator[TokenFault]:
    if isinstance(value, Mapping) and value:
        for name, operand in value.items():
            at = (key, str(name))
            if name in LISTS:
                if not (isinstance(operand, list) and all(map(_whole, operand))):
                    yield TokenFault(at, f"{name} takes a list of whole numbers")
            elif name not in COMPARISONS:
                hint = f"{' '.join(COMPARISONS)} and {' '.join(LISTS)} do"
                yield TokenFault(at, f'"{name}" cannot be asked of a number', hint, True)
            elif not _whole(operand):
                yield TokenFault(at, f"{name} takes a whole number")
    elif not _whole(value):
        yield TokenFault((key,), f'{key} is a whole number, or a comparison such as {{">=": 3}}')


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
