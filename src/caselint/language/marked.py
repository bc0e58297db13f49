"""The test sentences of concept files: text with marks that say what must be found.

`She was [seen alone] in her room.` · `He was not [seen alone | negated].` ·
`@cast Mia=child, Stacey=mother: Stacey said [Mia was scared | speaker=parent].`

A mark demands the concept at these words, and every field it names; where none is named, the
assertion is affirmed and the rest is free. What is found outside a mark is found wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, get_args

from caselint.datafile import suggest
from caselint.language.mention import MODES, Mention, Who, Whose

_VALUES: Final[Mapping[str, tuple[str, ...]]] = {
    "speaker": get_args(Who),
    "subject": get_args(Whose),
}
_BARE: Final = (*MODES, "hedged")
_OPENING: Final = re.compile(
    r"\s*(?P<all>(?:@(?:author\s+\w+|cast\s+(?:(?!\s@)[^:\[\]])+?)\s*)+):\s?", re.DOTALL
)
_ADDRESS: Final = re.compile(r"@(author|cast)\s+((?:(?!\s@).)+)", re.DOTALL)


class MarkError(ValueError):
    """A marked sentence that cannot be read."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What must be found from `start` to `end`; `fields` are those that the mark names."""

    start: int
    end: int
    text: str
    assertion: str = "affirmed"
    hedged: bool | None = None
    sense: str | None = None
    speaker: str | None = None
    subject: str | None = None

    def demands(self, mention: Mention) -> dict[str, tuple[object, object]]:
        """The fields that the mark names: what it demands of each, and what the mention has."""
        wanted = {
            "assertion": (self.assertion, mention.assertion),
            "hedged": (self.hedged, mention.hedged),
            "sense": (self.sense, mention.sense),
            "speaker": (self.speaker, mention.speaker),
            "subject": (self.subject, mention.subject),
        }
        return {name: pair for name, pair in wanted.items() if pair[0] is not None}

    def complaints(self, mention: Mention) -> list[str]:
        """What is other than the mark demands."""
        return [
            f"{name} is {found}, not {demanded}"
            for name, (demanded, found) in self.demands(mention).items()
            if found != demanded
        ]


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence without its marks, and the marks."""

    text: str
    marks: tuple[Mark, ...]
    cast: Mapping[str, str] = field(default_factory=dict)
    author: str = "professional"


def parse_marked(sentence: str) -> MarkedSentence:
    """Read a marked sentence; raises `MarkError`.

    >>> parse_marked("He was not [seen alone | negated].").marks[0].assertion
    'negated'
    """
    cast: dict[str, str] = {}
    author = "professional"
    opening = _OPENING.match(sentence)
    if opening is not None:
        for kind, value in _ADDRESS.findall(opening["all"]):
            if kind == "author":
                author = _known(value.strip(), get_args(Who), "author")
            else:
                cast.update(_people(value))
        sentence = sentence[opening.end() :]
    elif sentence.lstrip().startswith("@"):
        raise MarkError('"@author child:" or "@cast Mia=child:" ends with a colon')
    text = ""
    marks: list[Mark] = []
    rest = sentence
    while (at := min((i for i in map(rest.find, "[]") if i >= 0), default=-1)) >= 0:
        closing = rest.find("]", at)
        if rest[at] == "]" or closing < 0 or "[" in rest[at + 1 : closing]:
            raise MarkError("a mark opens with [ and closes with ], and holds no other")
        words, _, fields = rest[at + 1 : closing].partition("|")
        words = words.rstrip() if fields else words
        if not words.strip():
            raise MarkError("a mark has no words in it")
        text += rest[:at]
        marks.append(_mark(len(text), words, fields))
        text += words
        rest = rest[closing + 1 :]
    return MarkedSentence(text + rest, tuple(marks), cast, author)


def misses(marked: MarkedSentence, mentions: Iterable[Mention], concept: str) -> list[str]:
    """What is missing, wrong or too much among a concept's mentions; empty when all is well."""
    mine = [mention for mention in mentions if mention.concept == concept]
    found: list[str] = []
    for mark in marked.marks:
        here = [m for m in mine if m.start < mark.end and mark.start < m.end]
        if not here:
            found.append(f'"{mark.text}" is not found')
            continue
        complaints = min((mark.complaints(mention) for mention in here), key=len)
        found += [f'"{mark.text}": {complaint}' for complaint in complaints]
    for mention in mine:
        if not any(m.start < mention.end and mention.start < m.end for m in marked.marks):
            sense = f" ({mention.sense})" if mention.sense else ""
            found.append(f'"{mention.text}"{sense} is found where no mark stands: {mention.rule}')
    return found


def _people(value: str) -> dict[str, str]:
    people = {}
    for entry in value.split(","):
        name, equals, relationship = (part.strip() for part in entry.partition("="))
        if not (name and equals and relationship):
            raise MarkError(f'"{entry.strip()}" does not say who it is: write Mia=child')
        people[name] = relationship
    return people


def _mark(start: int, words: str, fields: str) -> Mark:
    named: dict[str, str] = {}
    assertion, hedged = "affirmed", None
    for each in fields.split():
        name, equals, value = each.partition("=")
        if not equals:
            if _known(each, _BARE, "field") == "hedged":
                hedged = True
            else:
                assertion = each
        elif name == "sense":
            named[name] = value
        else:
            known = _known(name, ("sense", *_VALUES), "field")
            named[known] = _known(value, _VALUES[known], known)
    return Mark(
        start,
        start + len(words),
        words,
        assertion,
        hedged,
        named.get("sense"),
        named.get("speaker"),
        named.get("subject"),
    )


def _known(value: str, allowed: tuple[str, ...], what: str) -> str:
    if value in allowed:
        return value
    hint = suggest(value, allowed)
    raise MarkError(f'no {what} is "{value}"' + (f", {hint}" if hint else ""))
