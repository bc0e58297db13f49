"""The sentences that no phrase was written from: well formed, and measured as is documented."""

from __future__ import annotations

import runpy
from pathlib import Path

import shipped
from caselint.rulebook import shipped_rules
from language import unseen

DOCS = Path(__file__).parents[2] / "docs"


CAME_LATER = {"injury"}
"""Concepts that nobody knew of who wrote the sentences: they are not measured, and rules query."""


def test_there_are_enough_of_them_and_each_concept_is_carried():
    rows = unseen.rows()
    assert len(rows) >= 300
    carried = {one["concept"] for row in rows for one in row["carries"]}
    assert carried == set(shipped.lexicon().concepts) - CAME_LATER


def test_the_figures_that_rules_rest_on_are_those_measured_now():
    scores = unseen.score(shipped.engine(), unseen.rows())
    script = runpy.run_path(str(DOCS / "accuracy.py"))
    kept = (shipped_rules() / "accuracy.yaml").read_text(encoding="utf-8")
    assert script["figures"](shipped.lexicon(), scores) == kept, "run: python docs/accuracy.py"
