"""Names of the trade that are written in full or by their letters: IHA is a health assessment.

An action says *IHA*, and the appointment that answers it *Initial health assessment*. Both are
folded to the short form, so that either finds the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

FULL: Final[dict[str, tuple[str, ...]]] = {
    "abe": ("achieving best evidence",),
    "camhs": ("child and adolescent mental health",),
    "ehcp": ("education health and care plan", "education health care plan"),
    "fgc": ("family group conference",),
    "gcp": ("graded care profile",),
    "hst": ("hair strand test", "hair strand testing"),
    "iha": ("initial health assessment",),
    "lpm": ("legal planning meeting",),
    "nmo": ("non molestation order",),
    "nrm": ("national referral mechanism",),
    "pep": ("personal education plan", "personal education planning"),
    "rha": ("review health assessment",),
    "rhi": ("return home interview", "return interview"),
    "salt": ("speech and language therapy", "speech language therapy", "speech therapy"),
    "sdq": ("strengths and difficulties questionnaire",),
    "taf": ("team around the family",),
}
"""Short forms that name one thing in these records, and the words that they stand for."""
_SHORT: Final = {full: short for short, fulls in FULL.items() for full in fulls}


def folded(words: Sequence[str]) -> list[str]:
    """These folded words, with each full form as its short one."""
    text = f" {' '.join(words)} "
    for full, short in _SHORT.items():
        if f" {full} " in text:
            text = text.replace(f" {full} ", f" {short} ")
    return text.split()


def weight(word: str) -> int:
    """For how many words a word stands."""
    return len(FULL[word][0].split()) if word in FULL else 1
