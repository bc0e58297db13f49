"""A comparison as Markdown, for a paper or a page that others go on writing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, TextIO

from caselint.findings.comparing import Changed, Comparison
from caselint.reports.comparison.wording import (
    FEW,
    GONE,
    KEYS_DIFFER,
    direction,
    facts,
    files,
    fraction,
    fraction_both,
    has_occasions,
    listed_of,
    numbers,
    unlisted,
    why,
)
from caselint.reports.style import Style
from caselint.reports.wording import titled

_SPACE: Final = re.compile(r"\s+")
_STEERING: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_MEANT: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$^=:@])")


def write_markdown(comparison: Comparison, stream: TextIO, style: Style) -> None:
    """Write a comparison to a text stream."""
    lines = ["# Two runs compared", ""]
    lines += _table(("", "older run", "newer run"), facts(comparison))
    lines.append(plain(KEYS_DIFFER if comparison.keys_differ else files(comparison)))
    for label, ids in (("older", comparison.only_old), ("newer", comparison.only_new)):
        if ids:
            lines += ["", f"Only in the {label}: {', '.join(map(plain, ids))}."]
    lines += ["", "## By theme and rule", ""]
    lines += [plain(f"Occasions met, of all: older run → newer run. {FEW}"), ""]
    lines += _figures(comparison)
    if not comparison.keys_differ:
        lines += _part("Gone", comparison.gone, "newer", GONE)
        lines += _part("New", comparison.appeared, "older")
        still = numbers(one.now for one in comparison.still)
        lines += ["## Still there", "", f"{titled(still)}.", ""]
    lines += ["---", ""]
    for name in ("not_evidenced", "no_grade", "belongs"):
        lines += [plain(style.says(name)), ""]
    stream.write("\n".join(lines))


def plain(text: str) -> str:
    """Text on one line that means nothing to Markdown or HTML."""
    shown = _STEERING.sub("", _SPACE.sub(" ", text)).strip()
    return html.escape(_MEANT.sub(r"\\\1", shown), quote=False)


def _figures(comparison: Comparison) -> list[str]:
    titles = {one.id: one.title for one in comparison.old.header.rules}
    titles |= {one.id: one.title for one in comparison.new.header.rules}
    apart = not comparison.same_files and not comparison.keys_differ
    heads = ["", "what is looked for", "all case files", *(["files of both"] if apart else []), ""]
    rows = []
    rules = [one for one in comparison.rules if has_occasions(one)]
    of_theme = {theme: list(those) for theme, those in groupby(rules, key=lambda one: one.theme)}
    for theme in comparison.themes:
        if has_occasions(theme):
            for one in (theme, *of_theme.get(theme.name, ())):
                title = titled(theme.name) if one is theme else titles.get(one.name, "")
                both = [fraction_both(one)] if apart else []
                name = "" if one is theme else one.name
                rows.append([name, title, fraction(one), *both, direction(one)])
    return _table(heads, rows)


def _part(heading: str, those: Sequence[Changed], other: str, says: str = "") -> list[str]:
    shown = listed_of(those)
    number = titled(numbers(one.finding for one in those))
    lines = [f"## {heading}", "", " ".join([f"{number}.", *unlisted(those)]), ""]
    if says and shown:
        lines += [plain(says), ""]
    for case_id, of_case in groupby(shown, key=lambda one: one.finding.case_id):
        lines += [f"### {plain(case_id)}", ""]
        for one in of_case:
            found = one.finding
            lines.append(
                f"- **{titled(found.kind)}**, {plain(found.rule)}, {plain(found.title)}: "
                f"{plain(found.message)} *{plain(titled(why(one, other=other)))}.*"
            )
        lines.append("")
    return lines


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    lines += [f"| {' | '.join(map(plain, row))} |" for row in rows]
    return [*lines, ""]
