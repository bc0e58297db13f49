"""Whether a later record speaks of an action that no list takes up again.

Lists are often not brought up to date: the clinic was attended, the call was made, and the plan
still says that it is to be done. A record whose words hold most of the telling words of the action
is worth a look. It proves nothing, so a rule that finds one asks.
"""

from __future__ import annotations

from typing import Any, Final

from caselint.casefile import Entry, Timeline
from caselint.casefile.narrative import narrative
from caselint.casefile.parts import Action
from caselint.casefile.threads import folded_words
from caselint.selecting.scope import Scope
from caselint.selecting.short_forms import folded, weight
from caselint.selecting.unknown import UNKNOWN

_SHORTEST: Final = 4
"""Letters of a word that another may begin with and still be the same: *plan*, *planning*."""
_SHARE: Final = 0.6
"""How many of the telling words have to be there, and never fewer than two."""
_FIELDS: Final = ("title", "service", "tool", "type", "what", "event_type", "to_school")
"""Short fields that say what a record is about, beside its narrative."""
_EMPTY: Final = frozenset(
    (
        *("a", "about", "again", "all", "an", "and", "any", "are", "as", "at", "be", "been", "by"),
        *("each", "every", "for", "from", "has", "have", "her", "him", "his", "how", "if", "in"),
        *("into", "is", "it", "its", "more", "new", "next", "no", "not", "of", "off", "on", "one"),
        *("or", "other", "out", "own", "re", "she", "so", "that", "the", "their", "them", "then"),
        *("they", "this", "to", "two", "until", "up", "was", "when", "where", "which", "who"),
        *("will", "with", "within"),
        *("attend", "begin", "carry", "complete", "continue", "ensure", "find", "get", "give"),
        *("go", "help", "hold", "keep", "look", "make", "need", "offer", "provide", "see", "seek"),
        *("send", "speak", "start", "support", "take", "tell", "use", "work", "write"),
        *("baby", "brother", "child", "children", "dad", "family", "father", "home", "mother"),
        *("mum", "parent", "parents", "person", "sister", "week", "weekly", "weeks", "worker"),
        *("social", "visit", "young"),
    )
)
"""Words that stand in any record: they tell one action from no other."""


def speaks_of_action(scope: Scope) -> Any:
    """Whether the record speaks of the trigger, an action, and is later than its listing."""
    entry = None if scope.hit is None else scope.hit.entry
    trigger = scope.trigger
    if entry is None or trigger is None or not isinstance(trigger.thing, Action):
        return UNKNOWN
    if entry.day is None or trigger.day is None or entry.day <= trigger.day:
        return "no"
    timeline = scope.view.timeline
    telling = _telling_words(trigger.thing, timeline)
    in_all = sum(map(weight, telling))
    if in_all < 2:
        return "no"
    words, beginnings = timeline.keep(("words of", entry), lambda: _words_of(entry))
    there = sum(
        weight(word)
        for word in telling
        if word in beginnings or any(word[:end] in words for end in range(_SHORTEST, len(word) + 1))
    )
    return "yes" if there >= max(2, _SHARE * in_all) else "no"


def _telling_words(action: Action, timeline: Timeline) -> list[str]:
    """The words of an action that tell it from others.

    Neither common ones do, nor the names of people on the file, nor numbers.
    """
    child = timeline.child
    names = [child.name, *(child.aliases or ()), *(person.name for person in timeline.people)]
    common = _EMPTY.union(*(folded_words(name) for name in names if name))
    words = dict.fromkeys(folded(folded_words(action.text or "")))
    return [word for word in words if word not in common and not word.isdigit() and len(word) > 1]


def _words_of(entry: Entry) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a record, and what they begin with, down to `_SHORTEST` letters."""
    record = entry.record
    given = record.__dict__
    texts = [text for _, text in narrative(record)]
    texts += [value for field in _FIELDS if isinstance(value := given.get(field), str)]
    texts += [entry.kind.replace("_", " "), *entry.involved_agencies]
    by_text = [folded_words(text.replace("_", " ")) for text in texts]
    # The full words stay beside the short form: another action may be told by them.
    words = frozenset(word for each in by_text for word in (*each, *folded(each)))
    beginnings = (word[:end] for word in words for end in range(_SHORTEST, len(word) + 1))
    return words, words.union(beginnings)
