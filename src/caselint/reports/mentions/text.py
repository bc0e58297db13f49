"""The text with its mentions in brackets and numbered, and below it what each says.

Marks are brackets and numbers first, colour second, so that a file, a pipe and a terminal without
colours show the same. Everything goes through `Page`, which lets nothing through that could steer a
terminal or turn the reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from caselint.language.lexicon import Concept
from caselint.language.mention import Mention
from caselint.reports.mentions import wording
from caselint.reports.mentions.stretches import stretches
from caselint.reports.terminal.page import Page
from caselint.reports.wording import counted

Part = str | tuple[str, str]

_LINE: Final = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_LONGEST: Final = 2000
"""A line of more characters is written in pieces, so that a huge one does not take for ever."""
_STYLES: Final = {
    "affirmed": "bold green",
    "negated": "bold red",
    "planned": "bold blue",
    "hypothetical": "bold magenta",
    "historical": "bold yellow",
}


def write_text(
    text: str,
    mentions: Sequence[Mention],
    concepts: Mapping[str, Concept],
    page: Page,
    *,
    explain: bool = False,
) -> None:
    """Write a text with its mentions; `concepts` are those that they may be of."""
    for line in _lines(text, mentions):
        if line:
            page.put(*line)
        else:
            page.blank()
    if mentions:
        page.blank()
    for number, mention in enumerate(mentions, 1):
        label = str(number)
        page.put((f"“{mention.text}”", _STYLES[mention.assertion]), label=label, hang=_HANG)
        concept = concepts[mention.concept]
        said = f"{wording.concept(mention, concept)}: {wording.asserted(mention)}."
        page.put(said, indent=_HANG)
        who = f"Speaker: {wording.speaker(mention)}. Subject: {wording.subject(mention)}."
        page.put(who, indent=_HANG)
        if explain:
            for reason in wording.reasons(mention, concept):
                page.put((reason, "dim"), indent=_HANG, hang=2)
    page.blank()
    several = len({mention.concept for mention in mentions})
    page.put(f"{counted(len(mentions), 'mention')} of {counted(several, 'concept')}.")


_HANG: Final = 5


def _lines(text: str, mentions: Sequence[Mention]) -> Iterator[list[Part]]:
    """The lines of a text as parts with their styles; the breaks within a mark stay inside it."""
    line: list[Part] = []
    size = 0
    for stretch in stretches(text, mentions):
        if stretch.numbers:
            numbers = ", ".join(map(str, stretch.numbers))
            style = _STYLES[mentions[stretch.numbers[0] - 1].assertion]
            line.append((f"[{numbers}: {stretch.text}]", style))
            size += len(stretch.text)
            continue
        first, *others = _LINE.split(stretch.text)
        for piece in (first, *others):
            if piece is not first:
                yield line
                line, size = [], 0
            for begin in range(0, len(piece), _LONGEST):
                if size >= _LONGEST:
                    yield line
                    line, size = [], 0
                line.append(piece[begin : begin + _LONGEST])
                size += len(piece[begin : begin + _LONGEST])
    if line:
        yield line
