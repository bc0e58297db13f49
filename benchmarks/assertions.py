"""Whether what a span says is so: caselint's cues and medspaCy's ConText, on sentences you have.

    python -m venv /tmp/medspacy
    /tmp/medspacy/bin/pip install medspacy==1.3.1
    python benchmarks/assertions.py SENTENCES.tsv [--medspacy /tmp/medspacy/bin/python]

The file is a table parted by tabs, a sentence a row, under a line of headings. Its columns: a
number; the words asked about; the sentence; Negated or Affirmed; Historical, Recent or Not
particular (Hypothetical is the same); any further ones are passed over. It may hold text that is
not yours to pass on: none of it is kept, and only `--errors` prints any.

The words are looked for in their sentence without regard to case, first in capitals, as some sets
mark them, and then in any; rows in which they do not stand are left out. Both programs are asked
about the same characters. Of caselint a sentence is negated, historical or hypothetical when that
is among the modes; *planned* is none of the three. Of medspaCy its own attributes of these names
count, by its own rules and, with `--whole`, with each row as one sentence.

Rows with an odd number are for development: whoever writes cues may look at them (`--errors`).
Rows with an even number are for the test and are only counted; once more those of them whose
sentence stands in no development row, as a set may ask about several words of one sentence.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caselint.language import assert_modes

LABELS: Final = ("negated", "historical", "hypothetical")
HALVES: Final = ("development", "test")
_GOLD: Final = {
    "negated": "negated",
    "historical": "historical",
    "hypothetical": "hypothetical",
    "not particular": "hypothetical",
}

_MEDSPACY: Final = """
import json, sys
import medspacy
from spacy.language import Language
given = json.load(open(sys.argv[1]))
nlp = medspacy.load(medspacy_enable=["medspacy_tokenizer", "medspacy_pyrush", "medspacy_context"])
pyrush, context = nlp.get_pipe("medspacy_pyrush"), nlp.get_pipe("medspacy_context")
read = []
for text, start, end in given["asked"]:
    doc = nlp.make_doc(text)
    if given["whole"]:
        for token in doc:
            token.is_sent_start = token.i == 0
    else:
        doc = pyrush(doc)
    doc.ents = [doc.char_span(start, end, label="CONCEPT", alignment_mode="expand")]
    (span,) = context(doc).ents
    read.append([each for each in given["labels"] if getattr(span._, "is_" + each)])
print(json.dumps(read))
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence, the characters asked about, and what is so of them."""

    number: int
    text: str
    start: int
    end: int
    gold: frozenset[str]

    @property
    def half(self) -> str:
        """Which half of the set the row belongs to."""
        return HALVES[self.number % 2 == 0]


def main() -> None:
    """Score caselint, and medspaCy where its Python is given, and print F1 side by side."""
    options = _options()
    rows, left_out = _rows(options.sentences)
    print(f"{len(rows)} rows; {left_out} left out, as the words do not stand in their sentence")
    readings: dict[str, list[frozenset[str]]] = {
        "caselint": [assert_modes(row.text, row.start, row.end) for row in rows]
    }
    if options.medspacy:
        readings["medspaCy"] = _by_medspacy(options.medspacy, rows, whole=options.whole)
    for name, some in _parts(rows).items():
        print(f"\n{name}, {len(some)} rows")
        for label in LABELS:
            print(f"  {label}: {_shown(label, rows, readings, some)}")
    if options.errors:
        _print_errors(rows, readings["caselint"])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("sentences", type=Path, help="the table of sentences")
    parser.add_argument("--medspacy", help="the Python of an environment with medspaCy")
    parser.add_argument("--whole", action="store_true", help="for medspaCy a row is one sentence")
    parser.add_argument("--errors", action="store_true", help="print development rows read wrongly")
    return parser.parse_args()


def _rows(table: Path) -> tuple[list[Row], int]:
    """The rows in which the words asked about stand, and the number of those left out."""
    lines = table.read_text(encoding="utf-8").splitlines()[1:]
    found, left_out = [], 0
    for line in filter(str.strip, lines):
        number, words, text, *said = line.split("\t")
        span = _place(words.strip(), text)
        if span is None:
            left_out += 1
            continue
        gold = {_GOLD[each.strip().lower()] for each in said[:2] if each.strip().lower() in _GOLD}
        found.append(Row(int(number), text, *span, frozenset(gold)))
    return found, left_out


def _place(words: str, text: str) -> tuple[int, int] | None:
    """Where the words stand: in capitals, or else in any case; not in the midst of a word."""
    for wanted, flags in ((words.upper(), 0), (words, re.IGNORECASE)):
        match = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text, flags)
        if match:
            return match.span()
    return None


def _parts(rows: list[Row]) -> dict[str, list[int]]:
    """The places of the rows of each part of the set that is scored."""
    development, test = ([at for at, row in enumerate(rows) if row.half == half] for half in HALVES)
    seen = {rows[at].text.casefold() for at in development}
    return {
        "development": development,
        "test": test,
        "test, of other sentences": [at for at in test if rows[at].text.casefold() not in seen],
        "all": list(range(len(rows))),
    }


def _by_medspacy(python: str, rows: list[Row], *, whole: bool) -> list[frozenset[str]]:
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given.json"
        asked = [(row.text, row.start, row.end) for row in rows]
        given.write_text(json.dumps({"asked": asked, "labels": LABELS, "whole": whole}))
        command = [python, "-W", "ignore", "-c", _MEDSPACY, str(given)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return [frozenset(each) for each in json.loads(done.stdout.strip().splitlines()[-1])]


def _shown(
    label: str, rows: list[Row], readings: dict[str, list[frozenset[str]]], some: list[int]
) -> str:
    gold = {at for at in some if label in rows[at].gold}
    parts = [f"{len(gold)} in the set"]
    for name, read in readings.items():
        found = {at for at in some if label in read[at]}
        parts.append(f"{name} {_f1(gold, found)} ({len(gold & found)} right of {len(found)} found)")
    return "; ".join(parts)


def _f1(gold: Iterable[int], found: Iterable[int]) -> str:
    gold, found = set(gold), set(found)
    both = len(gold) + len(found)
    return f"{2 * len(gold & found) / both:.3f}" if both else "-"


def _print_errors(rows: list[Row], read: list[frozenset[str]]) -> None:
    for row, modes in zip(rows, read, strict=True):
        got = modes & set(LABELS)
        if row.half == "development" and got != row.gold:
            marked = (
                f"{row.text[: row.start]}[{row.text[row.start : row.end]}]{row.text[row.end :]}"
            )
            print(f"\n{row.number}: is {_list(row.gold)}, read {_list(got)}\n  {marked}")


def _list(labels: Iterable[str]) -> str:
    return ", ".join(sorted(labels)) or "none"


if __name__ == "__main__":
    main()
