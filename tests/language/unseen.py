"""How the sentences that no phrase was written from are read, scored by concept and by label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from caselint.language.engine import Engine
from caselint.language.mention import Mention

FILE: Final = Path(__file__).with_name("unseen.yaml")
LABELS: Final = ("assertion", "speaker", "subject")


@dataclass(slots=True)
class Scores:
    """Of each concept the passages that carry it, how many are found, and what is found elsewhere.

    `labels` counts, of the passages found, how often a label that is given is read so, by label
    and value; `taken_for` what was read instead.
    """

    carried: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    labels: Counter[tuple[str, str, bool]] = field(default_factory=Counter)
    read_as: Counter[tuple[str, str, str]] = field(default_factory=Counter)


def rows() -> list[dict[str, Any]]:
    """The sentences as they stand in the file."""
    data: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return data


def score(engine: Engine, data: Sequence[dict[str, Any]]) -> Scores:
    """Read all of the sentences and compare."""
    scores = Scores()
    mentions = engine.analyse_many(
        [row["text"] for row in data],
        casts=[row.get("cast") for row in data],
        authors=[row.get("author", "professional") for row in data],
    )
    for row, found in zip(data, mentions, strict=True):
        _score_one(scores, row, found)
    return scores


def _score_one(scores: Scores, row: dict[str, Any], found: Sequence[Mention]) -> None:
    spans = []
    for carried in row["carries"]:
        start = row["text"].index(carried["words"])
        spans.append((carried["concept"], start, start + len(carried["words"]), carried))
    for concept, start, end, carried in spans:
        scores.carried[concept] += 1
        hits = [m for m in found if m.concept == concept and m.start < end and m.end > start]
        if hits:
            scores.found[concept] += 1
            _score_labels(scores, carried, hits)
    agreed = [(concept, start, end) for concept, start, end, _ in spans]
    for also in row.get("also", ()):
        start = row["text"].index(also["words"])
        agreed.append((also["concept"], start, start + len(also["words"])))
    for mention in found:
        if any(
            concept == mention.concept and mention.start < end and mention.end > start
            for concept, start, end in agreed
        ):
            scores.right[mention.concept] += 1
        elif mention.concept not in row.get("unsure", ()):
            scores.wrong[mention.concept] += 1


def _score_labels(scores: Scores, carried: dict[str, Any], hits: Sequence[Mention]) -> None:
    for label in LABELS:
        if label in carried:
            read = [getattr(mention, label) for mention in hits]
            wanted = carried[label]
            scores.labels[label, wanted, wanted in read] += 1
            scores.read_as[label, wanted, wanted if wanted in read else read[0]] += 1
