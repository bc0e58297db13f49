"""The forms of a word: those listed, and those that regular endings make.

A form that English does not have harms nothing, since nobody writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_VOWELS: Final = frozenset("aeiou")


def forms_of(word: str, listed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Every form of a word: as listed under it, else by the regular endings.

    >>> forms_of("talk", {})
    ('talk', 'talked', 'talking', 'talks')
    >>> forms_of("see", {"see": ("saw", "seen")})
    ('saw', 'see', 'seen')
    """
    known = listed.get(word)
    if known is not None:
        return tuple(sorted({word, *known}))
    return tuple(sorted({word, *_regular(word)}))


def _regular(word: str) -> list[str]:
    if len(word) > 1 and word.endswith("y") and word[-2] not in _VOWELS:
        return [word[:-1] + "ies", word[:-1] + "ied", word + "ing"]
    if word.endswith("e"):
        stem = word[:-1] if not word.endswith(("ee", "oe", "ye")) else word
        return [word + "s", word + "d", stem + "ing"]
    plural = "es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    forms = [word + plural, word + "ed", word + "ing"]
    if _doubles(word):
        forms += [word + word[-1] + "ed", word + word[-1] + "ing"]
    return forms


def _doubles(word: str) -> bool:
    """Whether the last letter is doubled before an ending: stop, stopped."""
    return (
        2 < len(word) < 6
        and word[-1] not in _VOWELS | set("wxyhrs")
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
    )
