"""Names that nobody listed, and that the text itself shows to be a child's.

An age beside the name ("Kayden, 14", "Kayden (8)"), what is written of children alone ("Kayden
attends nursery") and what children alone have ("Kayden's foster carer"). Where the cast has no
child it is this one; else it is another.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from caselint.language.casts import Casts
from caselint.language.finding_people import TITLES
from caselint.language.folding import Folded, Ints
from caselint.language.labels import OLDEST
from caselint.language.near import Matches
from caselint.language.people import People
from caselint.language.ranges import where
from caselint.language.reporting import ReportPlan
from caselint.language.terms import NAME, OTHER_CHILD, THIS_CHILD

_BEFORE_AGE: Final = re.compile(r"\s?\(\s?|, ?")
_AFTER_AGE: Final = re.compile(r"[),;]|\.?(\s*$|\s*\n)|\.\s")


def name_children(
    plan: ReportPlan,
    speaker_piece: Ints,
    found: Matches,
    people: People,
    casts: Casts,
    texts: Folded,
) -> None:
    """Make children of those names, wherever they stand in their text."""
    unlisted = where(people.category == NAME)
    if not unlisted.size:
        return
    behind = np.minimum(people.last[unlisted] + 1, len(texts.start) - 1)
    figure = texts.row[texts.begin[behind]]
    near_age = unlisted[(figure >= ord("0")) & (figure <= ord("9"))]
    shown = {row for row in near_age.tolist() if _aged(int(people.last[row]), texts)}
    names = dict(zip(people.first[unlisted].tolist(), unlisted.tolist(), strict=True))
    for at in where(plan.child_named[found.pattern]).tolist():
        pattern = int(found.pattern[at])
        pieces = found.pieces[at]
        first, last = pieces[speaker_piece[pattern]].tolist()
        row = names.get(first, -1)
        if first and texts.written(first - 1) in TITLES:
            continue
        if row < 0 or int(people.last[row]) != last:
            continue
        if plan.owning[pattern] and not texts.written(last).endswith(b"'s"):
            continue
        if all(_young(texts.written(int(word))) for word in pieces[:, 0] if word >= 0):
            shown.add(row)
    if not shown:
        return
    rows = np.array(sorted(shown), np.int64)
    of_cast = zip((casts.lookup >> 32).tolist(), casts.person.tolist(), strict=True)
    with_child = {cast for cast, person in of_cast if casts.people[person].category == "this_child"}
    children = unlisted[np.isin(_keys(people, texts, unlisted), _keys(people, texts, rows))]
    cast = casts.of_text[texts.of_text[people.first[children]]]
    known = np.isin(cast, list(with_child))
    people.category[children] = np.where(known, OTHER_CHILD, THIS_CHILD)


def _keys(people: People, texts: Folded, rows: Ints) -> Ints:
    """One number for each name of each text."""
    return (texts.of_text[people.first[rows]] << 32) + people.identity[rows]


def _young(written: bytes) -> bool:
    """Whether a word is no number, or the age of a child."""
    return not written.isdigit() or int(written) <= OLDEST


def _aged(last: int, texts: Folded) -> bool:
    """Whether an age stands behind a name, in brackets or between commas."""
    age = last + 1
    if age >= len(texts.start) or texts.of_text[age] != texts.of_text[last]:
        return False
    written = texts.written(age)
    if not written.isdigit() or not _young(written):
        return False
    before = "".join(map(chr, texts.codes[texts.end[last] : texts.start[age]]))
    behind = "".join(map(chr, texts.codes[texts.end[age] : texts.end[age] + 2]))
    return bool(_BEFORE_AGE.fullmatch(before)) and bool(_AFTER_AGE.match(behind))
