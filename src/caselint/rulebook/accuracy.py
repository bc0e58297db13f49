"""How well text is read: what was measured of each concept, and what a rule may build on it.

`accuracy.yaml` of a folder of rules has the figures::

    measured:
      on: 900 sentences of other authors, none of which the concepts were written from
      concepts:
        child_seen_alone:
          precision: {right: 98, of: 100}   # of the passages recognised, how many carry it
          recall: {right: 45, of: 60}       # of the passages that carry it, how many are found

A concern needs at least `ENOUGH` of what it rests on: where something is to stand in the text, the
precision of the concept; where nothing may have been missed, its recall. Of several concepts of
which any will do, the worst precision counts, since any of them may raise the concern, and the best
recall, since together they miss no more than the best of them does. A rule with less, or of whose
concepts nothing was measured, or on fewer than `LEAST` passages, asks where it would have said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from caselint.datafile import Document, Fault, suggest, validate
from caselint.selecting.compiling import KnownConcept
from caselint.selecting.saying import Saying

ACCURACY_FILE: Final = "accuracy.yaml"
ENOUGH: Final = 0.95
"""How often reading has to be right before a concern may rest on it."""
LEAST: Final = 20
"""So many passages have to be measured before their share says anything."""


class Share(NamedTuple):
    """So many of so many."""

    right: int
    of: int

    @property
    def ratio(self) -> float:
        """The share, from 0 to 1."""
        return self.right / self.of if self.of else 0.0


class Measured(NamedTuple):
    """What was measured of one concept; None for what was not."""

    precision: Share | None = None
    recall: Share | None = None


Accuracy = Mapping[str, Measured]
"""What was measured, by concept."""


class Standing(NamedTuple):
    """What stands behind the concerns of a rule that reads text.

    `enough`: they may be concerns. `figures` say it in sentences, the weakest first, and after
    them what is asked of some children only. `on_absence`: what matters is what reading misses.
    """

    enough: bool = True
    figures: tuple[str, ...] = ()
    on_absence: bool = False

    @property
    def note(self) -> str:
        """What a finding says of it: the weakest figure, or that it is not enough for a concern.

        The figures of a rule whose findings only ask stand with what it is known to get wrong.
        """
        if not self.figures:
            return ""
        if self.enough:
            return self.figures[0]
        return f"Such words are at times {'missed' if self.on_absence else 'misread'}."


NO_TEXT: Final = Standing()
"""Nothing is read, so nothing of this kind has to be known."""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _ShareFile(_Shape):
    right: int = Field(ge=0)
    of: int = Field(ge=1)

    @model_validator(mode="after")
    def _no_more_than_all(self) -> _ShareFile:
        if self.right > self.of:
            raise ValueError("more are right than there are")
        return self


class _ConceptFile(_Shape):
    precision: _ShareFile | None = None
    recall: _ShareFile | None = None


class _MeasuredFile(_Shape):
    on: str
    concepts: dict[str, _ConceptFile]


class AccuracyFile(_Shape):
    """A file of measured figures."""

    measured: _MeasuredFile


def read_accuracy(
    document: Document, concepts: Mapping[str, KnownConcept] | None
) -> tuple[dict[str, Measured], list[Fault]]:
    """The figures of a file, and its faults; raises `DataFileError` where it has another shape."""
    given = validate(document, AccuracyFile).measured.concepts
    faults = [
        document.fault(
            ("measured", "concepts", id_),
            f'there is no concept "{id_}"',
            suggest(id_, concepts),
            key=True,
        )
        for id_ in given
        if concepts is not None and id_ not in concepts
    ]
    return {
        id_: Measured(_share(one.precision), _share(one.recall)) for id_, one in given.items()
    }, faults


def standing_of(sayings: Iterable[Saying], accuracy: Accuracy | None) -> Standing:
    """What stands behind concerns that rest on these; without `accuracy` nothing is asked."""
    if accuracy is None:
        return NO_TEXT
    asked = list(sayings)
    found = sorted({(one.of_some, *_weighed(one, accuracy)) for one in asked})
    if not found:
        return NO_TEXT
    weak = [one for one in found if one[1] < ENOUGH]
    figures = tuple(dict.fromkeys(words for *_, words in weak or found))
    return Standing(not weak, figures, any(one.on_absence for one in asked))


def _weighed(saying: Saying, accuracy: Accuracy) -> tuple[float, str]:
    """The share that stands behind one thing asked of narrative, and a sentence that says it."""
    figures = list(_figures(saying, accuracy))
    best = saying.on_absence and not saying.every_one
    ratio, share, title = (max if best else min)(figures, key=lambda one: one[0])
    if share is None:
        return ratio, f"“{title}” has not been measured."
    if share.of < LEAST:
        measured = f"“{title}” was measured on {share.of} passages alone"
        return -1.0, f"{measured}, {share.right} of them right."
    if saying.on_absence:
        return ratio, f"caselint recognises {share.right} of {share.of} passages of “{title}”."
    taken = f"{share.right} of {share.of} passages that caselint takes for “{title}”"
    return ratio, f"{taken} are that."


def _figures(saying: Saying, accuracy: Accuracy) -> Iterator[tuple[float, Share | None, str]]:
    for concept, title in zip(saying.concepts, saying.titles, strict=True):
        measured = accuracy.get(concept, Measured())
        share = measured.recall if saying.on_absence else measured.precision
        yield (-1.0 if share is None else share.ratio), share, title


def _share(given: _ShareFile | None) -> Share | None:
    return None if given is None else Share(given.right, given.of)


def plain_accuracy(accuracy: Accuracy) -> dict[str, Any]:
    """Figures as data for the cache."""
    return {id_: list(one) for id_, one in accuracy.items()}


def accuracy_of(plain: Mapping[str, Any]) -> dict[str, Measured]:
    """The figures of data from the cache."""
    return {
        id_: Measured(*(None if share is None else Share(*share) for share in one))
        for id_, one in plain.items()
    }
