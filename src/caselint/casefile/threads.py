"""Threads: one action through all its listings in plans, reviews, meetings and supervisions.

Some systems number actions afresh at each meeting, so an id alone is not trusted; people reword, so
equal text alone is not asked for. Where two earlier actions could be meant, a new thread begins: a
thread broken in two hides drift, a wrong one invents it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from caselint.casefile.parts import Action
from caselint.casefile.plans import plan_of
from caselint.casefile.timeline import Entry, Timeline

LISTING_KINDS: Final = (
    "plan",
    "plan_review",
    "conference",
    "core_group",
    "meeting",
    "strategy_discussion",
    "supervision",
    "management_decision",
    "case_note",
)
_SAME_ID: Final = 0.5
_SAME_TEXT: Final = 0.9
_RECURS: Final = re.compile(
    r"\b(?:daily|weekly|fortnightly|monthly|termly|ongoing support|regularly|each week|"
    r"every (?:other )?(?:day|week|fortnight|month|term|visit))\b"
)
_WORDS: Final = re.compile(r"[^\W_]+")


@dataclass(slots=True, eq=False)
class Listing:
    """One listing of an action: where it stood, and how."""

    entry: Entry
    action: Action
    day: date
    number: int


@dataclass(slots=True, eq=False)
class Thread:
    """One action through all its listings, in order of day."""

    key: str
    plan: str | None
    listings: list[Listing] = field(default_factory=list)

    @property
    def recurring(self) -> bool:
        """Whether the action is meant to go on, and so never drifts."""
        return any(
            listing.action.recurring == "yes"
            or _RECURS.search((listing.action.text or "").casefold()) is not None
            for listing in self.listings
        )

    def state_on(self, day: date) -> str | None:
        """The status of the action as last listed by that day."""
        last = None
        for listing in self.listings:
            if listing.day <= day:
                last = listing
        return (
            None
            if last is None or not isinstance(last.action.status, str)
            else (last.action.status)
        )

    def before(self, listing: Listing) -> Listing | None:
        """The listing before this one."""
        position = self.listings.index(listing)
        return self.listings[position - 1] if position else None


def threads(timeline: Timeline) -> list[Thread]:
    """Every thread of a case file, in order of first listing."""
    return timeline.keep("threads", lambda: _weave(timeline))


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded: case, accents' form and punctuation do not count."""
    return _fold(text)


@lru_cache(maxsize=8192)
def _fold(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(unicodedata.normalize("NFC", text).casefold()))


def _alike(one: str | None, other: str | None) -> float:
    """Jaccard similarity of folded words; two blanks are alike."""
    a, b = set(_fold(one or "")), set(_fold(other or ""))
    return len(a & b) / len(a | b) if a or b else 1.0


def _weave(timeline: Timeline) -> list[Thread]:
    found: list[Thread] = []
    previous_list: dict[str | None, list[Thread]] = {}
    for entry in timeline.of(LISTING_KINDS):
        actions = getattr(entry.record, "actions", None)
        if not actions or entry.day is None:
            continue
        plan = plan_of(timeline, entry)
        here: list[Thread] = []
        for number, action in enumerate(actions):
            free = [thread for thread in found if thread not in here]
            thread = _thread_of(action, plan, free, previous_list.get(plan, []), here)
            if thread is None:
                thread = Thread(_key(action, plan, found), plan)
                found.append(thread)
            here.append(thread)
            listing = Listing(entry, action, entry.day, number)
            if thread.listings and thread.listings[-1].day == entry.day:
                thread.listings[-1] = listing
            else:
                thread.listings.append(listing)
        previous_list[plan] = here
    return found


def _thread_of(
    action: Action,
    plan: str | None,
    free: list[Thread],
    previous: list[Thread],
    here: list[Thread],
) -> Thread | None:
    if action.action_id and plan is not None:
        for thread in reversed(free):
            last = thread.listings[-1].action
            if (
                thread.plan == plan
                and last.action_id == action.action_id
                and _alike(last.text, action.text) >= _SAME_ID
            ):
                return thread
    words = _fold(action.text or "")
    if words:
        for thread in reversed(free):
            last = thread.listings[-1].action
            if _same_owner(last, action) and _fold(last.text or "") == words:
                return thread
    if plan is None:
        return None
    candidates = [
        thread
        for thread in previous
        if thread not in here and _alike(thread.listings[-1].action.text, action.text) >= _SAME_TEXT
    ]
    return candidates[0] if len(candidates) == 1 and words else None


def _same_owner(one: Action, other: Action) -> bool:
    if one.owner and other.owner:
        return _fold(one.owner) == _fold(other.owner)
    return bool(one.agency and one.agency == other.agency)


def _key(action: Action, plan: str | None, found: list[Thread]) -> str:
    text = " ".join(_fold(action.text or ""))
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    key = f"{plan or '-'}/{action.action_id or '-'}/{digest}"
    twins = sum(1 for thread in found if thread.key == key or thread.key.startswith(f"{key}#"))
    return f"{key}#{twins + 1}" if twins else key
