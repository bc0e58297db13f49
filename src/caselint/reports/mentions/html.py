"""One page that shows a text with its mentions: nothing to load, no scripts, not by colour alone.

Each mark has its number and, where it is not simply so, the word for it; its underline differs as
well. The table below says the rest; marks and rows lead to one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final, TextIO

from caselint.language.lexicon import Concept
from caselint.language.mention import Mention
from caselint.reports.mentions import wording
from caselint.reports.mentions.stretches import Stretch, stretches
from caselint.reports.wording import counted

_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What has no place in a page, or would turn its reading order."""
_HEAD: Final = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>What caselint reads in this text</title>
<style>
:root { color-scheme: light; }
body { font: 1rem/1.6 system-ui, sans-serif; color: #111; background: #fff; max-width: 60rem;
  margin: 0 auto; padding: 1rem; }
.text { white-space: pre-wrap; unicode-bidi: plaintext; overflow-wrap: anywhere;
  border: 1px solid #767676; padding: 1rem; }
mark { color: #111; background: #e8f1e4; text-decoration: underline solid 2px;
  text-underline-offset: .2em; }
mark.negated { background: #fbe3e1; text-decoration-style: wavy; }
mark.planned { background: #e1ebf8; text-decoration-style: dashed; }
mark.hypothetical { background: #f0e4f5; text-decoration-style: dotted; }
mark.historical { background: #f8efd4; text-decoration-style: double; }
mark sup { font-size: .75em; margin-left: .15em; }
a { color: #003f8a; }
a:focus-visible, :target { outline: 3px solid #003f8a; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { border: 1px solid #767676; padding: .4rem .6rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
ul { margin: 0; padding-left: 1.2rem; }
</style>
</head>
<body>
<main>
<h1>What caselint reads in this text</h1>
"""
_COLUMNS: Final = ("Number", "Words", "Concept", "Is it so?", "Speaker", "Subject")


def write_html(
    text: str,
    mentions: Sequence[Mention],
    concepts: Mapping[str, Concept],
    stream: TextIO,
    *,
    explain: bool = False,
) -> None:
    """Write the page; `concepts` are those that the mentions may be of."""
    several = len({mention.concept for mention in mentions})
    stream.write(_HEAD)
    found = f"{counted(len(mentions), 'mention')} of {counted(several, 'concept')}."
    stream.write(f"<p>{found}</p>\n<h2>The text</h2>\n")
    stream.write('<div class="text" dir="auto">')
    for stretch in stretches(text, mentions):
        stream.write(
            _marked(stretch, mentions, concepts) if stretch.numbers else safe(stretch.text)
        )
    stream.write("</div>\n")
    if mentions:
        stream.writelines(_table(mentions, concepts, explain))
    stream.write("</main>\n</body>\n</html>\n")


def safe(text: str) -> str:
    """Text as it may stand in a page, also within the quotation marks of an attribute."""
    return escape(_UNFIT.sub("", text))


def _marked(stretch: Stretch, mentions: Sequence[Mention], concepts: Mapping[str, Concept]) -> str:
    links = []
    for number in stretch.numbers:
        mention = mentions[number - 1]
        word = "" if mention.assertion == "affirmed" else f" {mention.assertion}"
        label = safe(f"Mention {number}: {concepts[mention.concept].title}, {mention.assertion}")
        link = f'<a id="text-{number}" href="#mention-{number}" aria-label="{label}">'
        links.append(f"{link}{number}{word}</a>")
    style = mentions[stretch.numbers[0] - 1].assertion
    return (
        f'<mark class="{style}"><bdi>{safe(stretch.text)}</bdi>'
        f'<sup dir="ltr">{", ".join(links)}</sup></mark>'
    )


def _table(
    mentions: Sequence[Mention], concepts: Mapping[str, Concept], explain: bool
) -> Iterator[str]:
    columns = (*_COLUMNS, "Why") if explain else _COLUMNS
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    yield '<h2>The mentions</h2>\n<div class="wide" tabindex="0" role="region" '
    yield 'aria-label="The mentions">\n<table>\n<caption>Each mention, in the order of the text'
    yield f"</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
    for number, mention in enumerate(mentions, 1):
        concept = concepts[mention.concept]
        cells = [
            f"<bdi>{safe(mention.text)}</bdi>",
            safe(wording.concept(mention, concept)),
            safe(wording.asserted(mention)),
            safe(wording.speaker(mention)),
            safe(wording.subject(mention)),
        ]
        if explain:
            why = wording.reasons(mention, concept)
            reasons = "".join(f"<li>{safe(reason)}</li>" for reason in why)
            cells.append(f"<ul>{reasons}</ul>")
        row = "".join(f"<td>{cell}</td>" for cell in cells)
        link = f'<a href="#text-{number}">{number}</a>'
        yield f'<tr id="mention-{number}"><th scope="row">{link}</th>{row}</tr>\n'
    yield "</tbody>\n</table>\n</div>\n"
