"""Measures how well text is read and writes accuracy.md and rules/accuracy.yaml.

python docs/accuracy.py

Two sets: the marked sentences that stand in the concept and cue files, from which phrases were
written, and those of tests/language/unseen.yaml, from which none was. What a rule may build on is
measured on the second alone.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from caselint.language.engine import Engine  # noqa: E402
from caselint.language.lexicon import Lexicon, read_lexicon  # noqa: E402
from caselint.rulebook import shipped_rules  # noqa: E402
from language import unseen  # noqa: E402

PAGE: Final = HERE / "accuracy.md"
_BLOCK: Final = r"(?<=<!-- {name} -->\n).*?(?=<!-- end of {name} -->)"


def main() -> None:
    """Measure, and write both files."""
    lexicon = read_lexicon([shipped_rules()])
    engine = Engine(lexicon)
    scores = unseen.score(engine, unseen.rows())
    (shipped_rules() / "accuracy.yaml").write_text(figures(lexicon, scores), encoding="utf-8")
    text = PAGE.read_text(encoding="utf-8")
    for name, table in (
        ("concepts", _concepts(lexicon, scores)),
        ("labels", _labels(scores)),
    ):
        pattern = re.compile(_BLOCK.format(name=name), re.DOTALL)
        text = pattern.sub(lambda _, table=table: f"\n{table}\n\n", text)
    PAGE.write_text(text, encoding="utf-8")


def figures(lexicon: Lexicon, scores: unseen.Scores) -> str:
    """The figures as rules use them: the text of accuracy.yaml."""
    lines = [
        "# Made by docs/accuracy.py from tests/language/unseen.yaml: not to be edited by hand.",
        "measured:",
        f"  on: {len(unseen.rows())} sentences and short notes that no phrase was written from",
        "  concepts:",
    ]
    for concept in _marked(lexicon, scores):
        found = scores.right[concept] + scores.wrong[concept]
        carried = scores.carried[concept]
        lines.append(f"    {concept}:")
        if found:
            lines.append(f"      precision: {{right: {scores.right[concept]}, of: {found}}}")
        lines.append(f"      recall: {{right: {scores.found[concept]}, of: {carried}}}")
    return "\n".join(lines) + "\n"


def _marked(lexicon: Lexicon, scores: unseen.Scores) -> list[str]:
    """The concepts that its writers marked: of one that came later the set can say nothing."""
    return [concept for concept in lexicon.concepts if scores.carried[concept]]


def _concepts(lexicon: Lexicon, scores: unseen.Scores) -> str:
    rows = ["| concept | found of those carried | right of those found |", "| --- | --- | --- |"]
    marked = _marked(lexicon, scores)
    for concept in marked:
        found = scores.right[concept] + scores.wrong[concept]
        rows.append(
            f"| {concept} | {scores.found[concept]} of {scores.carried[concept]} "
            f"| {scores.right[concept]} of {found} |"
        )
    everything = sum(scores.right[concept] + scores.wrong[concept] for concept in marked)
    rows.append(
        f"| **all** | **{scores.found.total()} of {scores.carried.total()}** "
        f"| **{scores.right.total()} of {everything}** |"
    )
    return "\n".join(rows)


def _labels(scores: unseen.Scores) -> str:
    rows = ["| label | as it should be | read so | read otherwise |", "| --- | --- | --- | --- |"]
    for label in unseen.LABELS:
        for value in sorted({wanted for name, wanted, _ in scores.labels if name == label}):
            right = scores.labels[label, value, True]
            total = right + scores.labels[label, value, False]
            others = sorted(
                (f"{count} {read}", read)
                for (name, wanted, read), count in scores.read_as.items()
                if name == label and wanted == value and read != value
            )
            shown = ", ".join(text for text, _ in others)
            rows.append(f"| {label} | {value} | {right} of {total} | {shown} |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
