"""`caselint rules test --concepts`: every marked sentence read, and counted by concept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from caselint.cli.writing import paper
from caselint.datafile import read, suggest
from caselint.errors import ConfigurationError
from caselint.language.compiled import engine_of
from caselint.language.lexicon import Lexicon, read_lexicon
from caselint.language.scoring import CUES, FIELDS, Score, Tally, by_demand, score
from caselint.language.token_patterns import TokenPatterns
from caselint.reports.terminal.page import Page
from caselint.rulebook import Rulebook

_SHOWN = ("assertion", "speaker", "subject")


def try_concepts(
    rulebook: Rulebook, names: Sequence[str], folders: Sequence[Path], form: str
) -> bool:
    """Write how well the marked sentences are read; give whether all are read as marked.

    With `names` those of these concepts and cue files; else with `folders` those that stand in
    them; otherwise all. Raises `ConfigurationError` for a name that there is not.
    """
    language = rulebook.language
    lexicon = read_lexicon(rulebook.folders) if language is None else language.marked
    places = {name: _file(name, lexicon, rulebook.folders) for name in lexicon.sentences}
    for name in names:
        if name not in places:
            hint = suggest(name, places)
            raise ConfigurationError(f'there is no concept and no cue file "{name}"', hint=hint)
    chosen = names or [name for name in places if _within(places[name], folders)]
    scores = score(engine_of(lexicon), lexicon.sentences, chosen)
    refused = [
        f"{places[owner.name]}:1: token pattern at “{owner.phrase}”: {words}"
        for owner, words in TokenPatterns(lexicon).complaints()
        if owner.name in chosen
    ]
    right = not refused and not any(one.faults for one in scores)
    if form == "json":
        click.echo(json.dumps(_plain(scores, places, refused), indent=2))
        return right
    page = Page(paper())
    for line in (*refused, *(line for one in scores for line in _told(one, places[one.name]))):
        click.echo(page.text(line).plain)
    for line in _markdown(scores) if form == "markdown" else _table(scores):
        click.echo(line)
    return right


def _file(name: str, lexicon: Lexicon, folders: Iterable[Path]) -> Path:
    """The file that sentences stand in."""
    if name in lexicon.concepts:
        return Path(lexicon.concepts[name].file)
    files = [folder / f"{name}.yaml" for folder in folders]
    return next(file for file in reversed(files) if file.exists())


def _within(file: Path, folders: Sequence[Path]) -> bool:
    places = [folder.resolve() for folder in folders]
    return not places or any(file.resolve().is_relative_to(place) for place in places)


def _told(one: Score, file: Path) -> Iterator[str]:
    """A line for each complaint, at the place of its sentence."""
    if not one.faults:
        return
    document = read(file)
    for fault in one.faults:
        line, column = document.place(("sentences", fault.number))
        for complaint in fault.complaints:
            yield f"{file}:{line}:{column}: {one.name}: {complaint}"


def _rows(scores: Iterable[Score]) -> Iterator[list[str]]:
    """The table: a row for each file that has sentences, and the sum."""
    scores = [one for one in scores if one.sentences]
    for one in scores:
        counts = [str(getattr(one, name)) for name in _COUNTS]
        yield [one.name, *counts, *(_share(one.of(name)) for name in _SHOWN)]
    whole = [sum(getattr(one, name) for one in scores) for name in _COUNTS]
    sums = [sum((one.of(name) for one in scores), Tally()) for name in _SHOWN]
    yield ["all", *map(str, whole), *map(_share, sums)]


_COUNTS = ("right", "missed", "false")
_HEAD = ["concept", *_COUNTS, *_SHOWN]


def _demands(scores: Iterable[Score]) -> Iterator[list[str]]:
    for (name, value), tally in by_demand(scores).items():
        yield [name, value, _share(tally)]


def _share(tally: Tally) -> str:
    return f"{tally.right} of {tally.of}" if tally.of else "-"


def _table(scores: Sequence[Score]) -> Iterator[str]:
    for head, rows in _tables(scores):
        cells = [head, *rows]
        widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
        for row in cells:
            name, *others = zip(row, widths, strict=True)
            yield "  ".join([name[0].ljust(name[1]), *(cell.rjust(w) for cell, w in others)])
        if head is _HEAD:
            yield ""


def _tables(scores: Sequence[Score]) -> Iterator[tuple[list[str], list[list[str]]]]:
    yield _HEAD, list(_rows(scores))
    yield ["field", "demanded", "right"], list(_demands(scores))


def _markdown(scores: Sequence[Score]) -> Iterator[str]:
    for head, rows in _tables(scores):
        yield f"| {' | '.join(head)} |"
        yield f"|{' --- |' * len(head)}"
        yield from (f"| {' | '.join(row)} |" for row in rows)
        if head is _HEAD:
            yield ""


def _plain(
    scores: Sequence[Score], places: dict[str, Path], refused: Sequence[str]
) -> dict[str, Any]:
    def fields(tallies: Iterable[tuple[str, Tally]]) -> dict[str, dict[str, int]]:
        return {name: {"right": one.right, "of": one.of} for name, one in tallies if one.of}

    return {
        "concepts": [
            {
                "name": one.name,
                "cues": one.name.startswith(CUES),
                "file": str(places[one.name]),
                "sentences": one.sentences,
                **{name: getattr(one, name) for name in _COUNTS},
                "fields": fields((name, one.of(name)) for name in FIELDS),
                "wrong": [
                    {"sentence": fault.sentence, "complaints": list(fault.complaints)}
                    for fault in one.faults
                ],
            }
            for one in scores
        ],
        "demanded": [
            {"field": name, "value": value, "right": tally.right, "of": tally.of}
            for (name, value), tally in by_demand(scores).items()
        ],
        "token_patterns_refused": list(refused),
    }
