"""Selectors and predicates of a rule file, said in plain English.

The rule has been verified, so every form that stands here is one that the compiler knows; whatever
has no words of its own is said as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from caselint.reports.wording import coded, kind, listed, plain
from caselint.selecting.comparing import OPERATORS

PERIOD_WORDS: Final[Mapping[str, str]] = {
    "plan_open": "a plan is open",
    "looked_after": "the child is looked after",
    "section47_open": "a section 47 enquiry is open",
    "episode": "the case is open, from referral to closure",
    "period": "that period lasts",
}
_KINDS: Final[Mapping[str, str]] = {
    "any": "record of any kind",
    "agency": "agency's spell of work",
}
_ITEMS: Final[Mapping[str, str]] = {
    "actions": "action",
    "goals": "goal",
    "members": "member",
    "attended": "person attending",
    "invited": "person invited",
    "apologies": "person sending apologies",
    "contributions": "contribution",
    "minutes.sent_to": "recipient of the minutes",
}
_OTHERS: Final = {"record": "the record's", "child": "the child's", "trigger": "the first one's"}
_PEOPLE: Final = {
    "child": "the child",
    "this_child": "the child",
    "other_child": "another child",
    "parent": "a parent or carer",
    "professional": "a professional",
    "other": "somebody else",
    "unknown": "somebody who cannot be told",
}
_CLASS: Final = re.compile(r"\[[^]]*\][?*+]?|\.\*")
_SPECIAL: Final = re.compile(r"[\\()?*+{}^$\[\].]")
_ORDER: Final = {
    "gt": ("after", "more than"),
    "gte": ("on or after", "at least"),
    "lt": ("before", "less than"),
    "lte": ("on or before", "at most"),
}


@dataclass(frozen=True, slots=True)
class SelectingWords:
    """Says selectors and predicates with the parameters in force filled in."""

    params: Mapping[str, Any]
    part: str = "part"

    def selector(self, data: Any) -> str:
        """What is selected, without an article: ``visit whose child seen is yes``."""
        if not isinstance(data, Mapping):
            return str(data)
        if "any_of" in data:
            return " or ".join(self.selector(entry) for entry in data["any_of"])
        if "concern" in data:
            return f"concern of {either(_listed(data['concern']))}"
        words = self._noun(data)
        if data.get("where"):
            words += f" where {self.predicate(data['where'])}"
        if "at" in data:
            paths = [self.path(path) for path in _listed(data["at"])]
            words += f" (dated by {' or else '.join(paths)})"
        return words + self._during(data.get("during")) + self._records_of(data)

    def predicate(self, data: Any) -> str:
        """What is asked of one thing: ``type is initial and chair is recorded``."""
        if not isinstance(data, Mapping):
            return str(data)
        return " and ".join(self._clause(str(key), value) for key, value in data.items())

    def path(self, text: Any) -> str:
        """A field: ``trigger.agency`` is ``the first one's agency``."""
        first, _, rest = str(text).partition(".")
        if rest and first == "period":
            return f"the plan's {_field(rest)}"
        if rest and first in _OTHERS:
            return f"{_OTHERS[first]} {_field(rest)}"
        return _field(str(text))

    def value(self, value: Any) -> str:
        """A literal, a parameter in force, a field, or the part that is measured."""
        if isinstance(value, Mapping) and "field" in value:
            plus = f" plus {self.value(value['plus'])}" if "plus" in value else ""
            return self.path(value["field"]) + plus
        if value == "$part":
            return f"that {self.part}"
        if isinstance(value, str) and value.startswith("$"):
            return self.value(self.params.get(value[1:], value[1:]))
        if isinstance(value, list):
            return either(self.value(entry) for entry in value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return coded(value) if isinstance(value, str) else str(value)

    def window(self, within: Any) -> str:
        """How far around: `` within 5 working days before or 10 working days after``."""
        if within is None:
            return ""
        if not isinstance(within, Mapping):
            return f" within {self.value(within)}"
        parts = [
            f"{self.value(within[name])} {name}" for name in ("before", "after") if name in within
        ]
        return f" within {' or '.join(parts)}"

    def same(self, same: Any) -> str:
        """What both have to share: `` of the same agency``."""
        if not same:
            return ""
        names = same if isinstance(same, list) else list(same)
        return f" of the same {listed(_field(str(name)) for name in names)}"

    def _noun(self, data: Mapping[str, Any]) -> str:
        kinds = _listed(data.get("subject", data.get("kind", "record")))
        words = either(_KINDS.get(one, kind(str(one))) for one in kinds)
        if "items" in data:
            item = _ITEMS.get(data["items"], f"entry of {_field(data['items'])}")
            words = f"{item} in a {words}"
        if data.get("take") in ("first", "last"):
            words = f"{data['take']} {words}"
        if "cluster" in data:
            words = f"{self._cluster(data['cluster'])} {words}"
        return words

    def _cluster(self, data: Mapping[str, Any]) -> str:
        row = " in a row" if data.get("in_a_row") in (True, "yes") else ""
        within = f" within {self.value(data['within'])}" if "within" in data else ""
        distinct = f" of different {_field(data['distinct'])}" if "distinct" in data else ""
        return f"run of {self.value(data.get('at_least', 2))}{row}{within}{distinct}:"

    def _during(self, data: Any) -> str:
        if data is None or data == "period":
            return ""
        if isinstance(data, Mapping) and "between" in data:
            return f" between one {self.selector(data['between'])} and the next"
        return f" while {periods(data)}"

    def _records_of(self, data: Mapping[str, Any]) -> str:
        if "records_of" not in data:
            return ""
        return f" in the own records of {self.value(data['records_of'])}"

    def _clause(self, key: str, value: Any) -> str:
        if key in ("any", "all") and isinstance(value, list):
            joint = " or " if key == "any" else " and "
            return f"({joint.join(self.predicate(entry) for entry in value)})"
        if key == "not":
            return f"not ({self.predicate(value)})"
        if key == "possibly":
            return f"(as far as is recorded) {self.predicate(value)}"
        if key == "has":
            return self._has(value)
        if key == "says":
            return self._says(value)
        name = key.removeprefix("record.").removeprefix("trigger.")
        if name.startswith("plan_open.") and value in ("yes", "no", True, False):
            type_ = plain(name.removeprefix("plan_open."))
            return f"{'a' if value in ('yes', True) else 'no'} {type_} plan is open that day"
        return self._tests(self.path(key), value)

    def _has(self, data: Mapping[str, Any]) -> str:
        where = (
            f"{self.selector(data)}{self.window(data.get('within'))}{self.same(data.get('same'))}"
        )
        if "at_most" in data:
            number = self.value(data["at_most"])
            return f"there is no {where}" if number == "0" else f"there is at most {number} {where}"
        number = self.value(data.get("at_least", 1))
        return f"there is {a(where)}" if number == "1" else f"there are at least {number} {where}"

    def _says(self, data: Any) -> str:
        """What the narrative says: ``its text says “drift cue”, as negated, in its actions``."""
        if not isinstance(data, Mapping):
            data = {"concept": data}
        given = data.get("concept", data.get("any_of", data.get("all_of")))
        names = [f"“{self.value(name)}”" for name in _listed(given)]
        said = listed(names) if "all_of" in data else either(names)
        parts = [f"its text says {said}"]
        if "sense" in data:
            parts.append(f"in the sense of {self.value(data['sense'])}")
        if data.get("assertion", "affirmed") != "affirmed":
            said_so = self.value(data["assertion"])
            parts.append("affirmed or not" if said_so == "any" else f"as {said_so}")
        if data.get("speaker", "any") != "any":
            parts.append(f"in the words of {_people(data['speaker'])}")
        if data.get("subject", "any") != "any":
            parts.append(f"of {_people(data['subject'])}")
        if "hedged" in data:
            doubt = "with" if data["hedged"] in (True, "yes") else "without"
            parts.append(f"{doubt} a doubt")
        if data.get("within") == "sentence":
            parts.append("in one sentence")
        if "section" in data:
            parts.append(f"in its {either(_field(str(one)) for one in _listed(data['section']))}")
        return ", ".join(parts)

    def _tests(self, path: str, value: Any) -> str:
        if not isinstance(value, Mapping) or "field" in value:
            return f"{path} is {self.value(value)}"
        tests = {name: operand for name, operand in value.items() if name != "exists"}
        tests = tests or dict(value)
        return " and ".join(self._test(path, name, operand) for name, operand in tests.items())

    def _test(self, path: str, name: str, operand: Any) -> str:
        if name == "exists":
            return f"{path} is {'recorded' if operand in (True, 'yes') else 'not recorded'}"
        if name in _ORDER:
            words = _ORDER[name][0 if isinstance(operand, Mapping) else 1]
            return f"{path} is {words} {self.value(operand)}"
        if name in ("eq", "in"):
            return f"{path} is {self.value(operand)}"
        if name == "ne":
            return f"{path} is not {self.value(operand)}"
        if name == "matches":
            return f"{path} has {_pattern(self.value(operand))}"
        if name == "contains":
            return f"{path} has {self.value(operand)}"
        if name == "not":
            return f"not ({self._tests(path, operand)})"
        if name == "count":
            return self._count(path, operand)
        which = f"one of {path}" if name == "any" else f"every one of {path}"
        if _is_plain(operand):
            return self._tests(which, operand)
        return f"{which} is such that {self.predicate(operand)}"

    def _count(self, path: str, operand: Any) -> str:
        if not isinstance(operand, Mapping):
            return f"the number of {path} is {self.value(operand)}"
        where = ""
        if "where" in operand:
            asked = operand["where"]
            said = self._tests("it", asked) if _is_plain(asked) else self.predicate(asked)
            where = f" where {said}"
        rest = {name: value for name, value in operand.items() if name != "where"}
        return self._tests(f"the number of {path}{where}", rest)


def periods(data: Any) -> str:
    """Named periods: ``a child protection or child in need plan is open``."""
    if isinstance(data, Mapping):
        return " or ".join(_typed(str(name), types) for name, types in data.items())
    return " or ".join(PERIOD_WORDS.get(name, plain(str(name))) for name in _listed(data))


def a(noun: str) -> str:
    """The noun with its article: ``an assessment``."""
    return f"an {noun}" if noun[:1].lower() in "aeio" else f"a {noun}"


def either(names: Iterable[str]) -> str:
    """``a, b or c``."""
    *before, last = names
    return f"{', '.join(before)} or {last}" if before else last


def _is_plain(operand: Any) -> bool:
    """Whether what is asked of the entries of a list is a test of values, not of parts."""
    return not isinstance(operand, Mapping) or set(operand) <= set(OPERATORS)


def _typed(name: str, types: Any) -> str:
    if name != "plan_open" or types in (None, "all", []):
        return PERIOD_WORDS.get(name, plain(name))
    return f"a {either(coded(str(type_)) for type_ in _listed(types))} plan is open"


def _people(given: Any) -> str:
    return either(_PEOPLE.get(str(one), plain(str(one))) for one in _listed(given))


def _pattern(pattern: str) -> str:
    """A regular expression: its words, where it is no more than alternatives."""
    words = [_CLASS.sub("…", word).replace("\\b", "") for word in pattern.split("|")]
    if any(_SPECIAL.search(word) for word in words):
        return f"the pattern “{pattern}”"
    return f"words such as {either(f'“{word}”' for word in words)}"


def _field(path: str) -> str:
    return plain(path).replace(".", ": ")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
