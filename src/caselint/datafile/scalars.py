"""What a scalar means, by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/, 10.3.2).

Only a plain scalar can be anything but text. `no`, `yes`, `on`, dates and `1:30` are text; `012` is
twelve; `0o17` and `0x1F` are octal and hexadecimal. PyYAML's own resolver follows YAML 1.1, which
says otherwise on each of these.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from caselint.datafile.wording import quoted

Scalar: TypeAlias = str | int | float | bool | None

DIGITS = 400
"""The most characters a number may have: room for any that a double can hold, written out."""

CORE = "tag:yaml.org,2002:"
"""What `!!` stands for in a tag."""


def plain(text: str) -> Scalar:
    """Read a plain scalar. ValueError where it is a number longer than `DIGITS`."""
    if text[:1] not in _MAY_BE_MORE_THAN_TEXT:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(_of_bounded_length(text), _BASES.get(text[:2], 10))
    if _FLOAT.fullmatch(text):
        return float(_of_bounded_length(text).replace(".inf", "inf").replace(".nan", "nan"))
    return text


def tagged(tag: str, text: str) -> Scalar:
    """Read a scalar by its explicit tag. ValueError, in words for the writer, where it cannot be.

    `!!str` makes text of anything; `!!int`, `!!float`, `!!bool` and `!!null` demand what they name.
    """
    name = tag.removeprefix(CORE)
    if name == "str":
        return text
    if tag == name or name not in _TYPES:
        raise ValueError(f"the tag {shown_tag(tag)} is not known here")
    value = plain(text)
    if name == "float" and type(value) is int:
        return float(value)
    if type(value) is not _TYPES[name]:
        raise ValueError(f"{quoted(text)} is not what {shown_tag(tag)} says")
    return value


def shown_tag(tag: str) -> str:
    """Write a tag as it stands in the file: `!!int`."""
    return quoted(tag.replace(CORE, "!!")).strip('"')


def _of_bounded_length(text: str) -> str:
    if len(text) > DIGITS:
        raise ValueError(f"a number may have at most {DIGITS} characters, this has {len(text):,}")
    return text.lower()


_TYPES: dict[str, type] = {"int": int, "float": float, "bool": bool, "null": type(None)}

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

_MAY_BE_MORE_THAN_TEXT = frozenset(["", *"~nNtTfF+-.0123456789"])

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_BASES = {"0o": 8, "0x": 16}
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)"
    r"|\.(?:nan|NaN|NAN)"
)
