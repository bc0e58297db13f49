"""Threads: one action through all its listings in plans, reviews, meetings and supervisions.

Some systems number actions afresh at each meeting, so an id alone is not trusted; people reword, so
equal text alone is not asked for. Where two earlier actions could be meant, a new thread begins: a
thread broken in two hides drift, a wrong one invents it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
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
    r"(?:once|twice|times) (?:a|per|each|every) (?:day|week|fortnight|month|term)|"
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
        for listing in self.listings:
            action = listing.action
            if _recurs(action.recurring, action.text or ""):
                return True
        return False

    def listing_on(self, day: date) -> Listing | None:
        """The last listing by that day."""
        last = None
        for listing in self.listings:
            if listing.day <= day:
                last = listing
        return last

    def state_on(self, day: date) -> str | None:
        """The status of the action as last listed by that day."""
        last = self.listing_on(day)
        status = None if last is None else last.action.status
        return status if isinstance(status, str) else None

    def before(self, listing: Listing) -> Listing | None:
        """The listing before this one."""
        position = self.listings.index(listing)
        return self.listings[position - 1] if position else None


def _recurs(flag: object, text: str) -> bool:
    if flag in ("yes", "no"):
        return flag == "yes"
    return _means_to_go_on(text)


@lru_cache(maxsize=1024)
def _means_to_go_on(text: str) -> bool:
    return _RECURS.search(text.casefold()) is not None


def threads(timeline: Timeline) -> list[Thread]:
    """Every thread of a case file, in order of first listing."""
    return _woven(timeline)[0]


def thread_of(timeline: Timeline, action: Action) -> Thread | None:
    """The thread in which an action of the timeline is listed.

    Also where another list of the same day stands for it in `Thread.listings`.
    """
    return _woven(timeline)[1].get(id(action))


def _woven(timeline: Timeline) -> tuple[list[Thread], dict[int, Thread]]:
    return timeline.keep("threads", lambda: _Loom(timeline).weave())


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded: case, accents' form and punctuation do not count."""
    return _fold(text)


@lru_cache(maxsize=8192)
def _fold(text: str) -> tuple[str, ...]:
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return tuple(_WORDS.findall(composed.casefold()))


@lru_cache(maxsize=8192)
def _set_of(text: str) -> frozenset[str]:
    return frozenset(_fold(text))


def _alike(one: str, other: str, at_least: float) -> bool:
    """Whether the Jaccard similarity of folded words reaches a mark; two blanks are alike."""
    if one == other:
        return True
    a, b = _set_of(one), _set_of(other)
    if min(len(a), len(b)) < at_least * max(len(a), len(b)):
        return False
    both = len(a & b)
    return both >= at_least * (len(a) + len(b) - both)


class _Loom:
    """Weaves lists of actions into threads, the surest matches of each list first."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._found: list[Thread] = []
        self._of_action: dict[int, Thread] = {}
        self._keys: Counter[str] = Counter()
        self._by_id: dict[tuple[str, str], list[Thread]] = defaultdict(list)
        self._by_text: dict[tuple[str, ...], list[Thread]] = defaultdict(list)
        self._last_list: dict[tuple[str, str], list[Thread]] = {}

    def weave(self) -> tuple[list[Thread], dict[int, Thread]]:
        """Every thread, and for each action (by identity) the thread it is listed in."""
        for entry in self._timeline.of(LISTING_KINDS):
            actions: list[Action] | None = entry.record.__dict__.get("actions")
            if actions and entry.day is not None:
                self._take_in(entry, entry.day, actions)
        return self._found, self._of_action

    def _take_in(self, entry: Entry, day: date, actions: list[Action]) -> None:
        plan = plan_of(self._timeline, entry)
        taken: dict[int, Thread] = {}
        used: set[int] = set()

        def take(number: int, thread: Thread | None) -> None:
            if thread is not None:
                taken[number] = thread
                used.add(id(thread))

        for find in (self._of_id, self._of_owner, self._of_agency):
            for number, action in enumerate(actions):
                if number not in taken:
                    take(number, find(action, plan, number, used))
        if plan is not None:
            left = [number for number in range(len(actions)) if number not in taken]
            for number, thread in self._of_likeness(actions, left, plan, entry.kind, used):
                take(number, thread)
        here: list[Thread] = []
        for number, action in enumerate(actions):
            thread = taken.get(number) or self._begin(action, plan)
            here.append(thread)
            self._list(thread, Listing(entry, action, day, number), plan)
        if plan is not None:
            self._last_list[plan, ""] = self._last_list[plan, entry.kind] = here

    def _of_id(
        self, action: Action, plan: str | None, number: int, used: set[int]
    ) -> Thread | None:
        """In one plan, the same id and a text half alike; a listing without text has no other."""
        if not action.action_id or plan is None:
            return None
        for thread in reversed(self._by_id.get((plan, action.action_id), ())):
            text = next(
                (one.action.text for one in reversed(thread.listings) if one.action.text), None
            )
            if id(thread) not in used and (
                not action.text or not text or _alike(text, action.text, _SAME_ID)
            ):
                return thread
        return None

    def _of_owner(
        self, action: Action, plan: str | None, number: int, used: set[int]
    ) -> Thread | None:
        """The same owner and the same words."""
        owner = _fold(action.owner or "")
        return self._of_words(
            action, number, used, lambda last: bool(owner) and _fold(last.owner or "") == owner
        )

    def _of_agency(
        self, action: Action, plan: str | None, number: int, used: set[int]
    ) -> Thread | None:
        """The same agency and the same words: workers change."""
        agency = action.agency
        return self._of_words(
            action, number, used, lambda last: agency is not None and last.agency == agency
        )

    def _of_words(
        self, action: Action, number: int, used: set[int], same: Callable[[Action], bool]
    ) -> Thread | None:
        words = _fold(action.text or "")
        listed = self._by_text.get(words) if words else None
        if not listed:
            return None
        fitting = [
            thread
            for thread in listed
            if id(thread) not in used
            and _fold(thread.listings[-1].action.text or "") == words
            and same(thread.listings[-1].action)
        ]
        if not fitting:
            return None
        # Of twins, the one listed last, and in the same place of the list.
        return max(
            fitting,
            key=lambda each: (each.listings[-1].day, -abs(each.listings[-1].number - number)),
        )

    def _of_likeness(
        self, actions: list[Action], left: list[int], plan: str, kind: str, used: set[int]
    ) -> list[tuple[int, Thread]]:
        """Nearly the same words in the list before, of the plan or of this kind of record."""
        before = [*self._last_list.get((plan, ""), ()), *self._last_list.get((plan, kind), ())]
        earlier = {id(thread): thread for thread in before if id(thread) not in used}
        pairs = [
            (number, thread)
            for number in left
            if (text := actions[number].text) and _fold(text)
            for thread in earlier.values()
            if _alike(thread.listings[-1].action.text or "", text, _SAME_TEXT)
        ]
        if not pairs:
            return []
        numbers = Counter(number for number, _ in pairs)
        candidates = Counter(id(thread) for _, thread in pairs)
        return [
            (number, thread)
            for number, thread in pairs
            if numbers[number] == 1 and candidates[id(thread)] == 1
        ]

    def _begin(self, action: Action, plan: str | None) -> Thread:
        text = " ".join(_fold(action.text or ""))
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]
        key = f"{plan or '-'}/{action.action_id or '-'}/{digest}"
        self._keys[key] += 1
        twins = self._keys[key]
        thread = Thread(f"{key}#{twins}" if twins > 1 else key, plan)
        self._found.append(thread)
        return thread

    def _list(self, thread: Thread, listing: Listing, plan: str | None) -> None:
        if thread.listings and thread.listings[-1].day == listing.day:
            thread.listings[-1] = listing
        else:
            thread.listings.append(listing)
        action = listing.action
        self._of_action[id(action)] = thread
        if plan is not None and action.action_id:
            known = self._by_id[plan, action.action_id]
            if thread not in known:
                known.append(thread)
        by_text = self._by_text[_fold(action.text or "")]
        if thread not in by_text:
            by_text.append(thread)
