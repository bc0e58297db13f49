"""What a rule checks, said in plain English from its rule file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from caselint.cli.explaining.selecting_words import SelectingWords, a, periods
from caselint.reports.wording import coded, kind, plain, titled
from caselint.rulebook import InForce, Rule
from caselint.selecting.needs import AllOf, AnyOf, Field, Need, Text


def in_words(rule: Rule, params: Mapping[str, InForce]) -> list[str]:
    """Sentences: when the rule applies, what it asks, what lifts or excuses the duty."""
    per = rule.check.get("per")
    part = next(iter(per)) if isinstance(per, Mapping) else str(per or "part")
    words = SelectingWords({name: given.value for name, given in params.items()}, part)
    return [f"{titled(said)}." for said in _Sentences(rule, words).all()]


class _Sentences:
    def __init__(self, rule: Rule, words: SelectingWords) -> None:
        self.rule = rule
        self.check = rule.check
        self.words = words

    def all(self) -> Iterator[str]:
        if self.rule.while_ is not None or self.rule.when is not None:
            yield self._applies()
        kind = next((name for name in self.check if hasattr(self, f"_{name}")), "")
        if kind:
            yield getattr(self, f"_{kind}")()
        if "per" in self.check:
            yield self._per(self.check["per"])
        for key, says in (("unless", "no duty"), ("excused_by", "a query instead of a concern")):
            if key in self.check:
                yield f"it is {says} where {self._when(key)}"

    def _applies(self) -> str:
        parts = []
        if self.rule.while_ is not None:
            parts.append(f"while {periods(self.rule.while_)}")
        if self.rule.when is not None:
            parts.append(f"where {self.words.predicate(self.rule.when)}")
        return f"it applies {', '.join(parts)}"

    def _recurs(self) -> str:
        what = self.words.selector(self.check["recurs"])
        start = ", counted from the first" if self.check.get("from") == "first_record" else ""
        return (
            f"{a(what)} is expected at least every {self._frequency(self.check['within'])}{start}"
        )

    def _frequency(self, within: Any) -> str:
        if not isinstance(within, Mapping):
            return self.words.value(within)
        said = " or ".join(self.words.value(term) for term in within["tightest_of"])
        if len(within["tightest_of"]) > 1:
            said += ", whichever is tightest"
        if "looser_needs" in within:
            looser = self.words.selector(within["looser_needs"])
            said += f" (a looser frequency on the plan needs {a(looser)})"
        if within.get("without_august") == "yes":
            said += ", the days of August left out"
        if "grace" in within:
            said += f", with a grace of {self.words.value(within['grace'])}"
        return said

    def _follows(self) -> str:
        follows = self.check["follows"]
        trigger = self.words.selector(follows["trigger"])
        answer = follows["answer"]
        if isinstance(answer, Mapping) and "itself" in answer:
            what = f"its {self._itself(answer['itself'])}"
        else:
            what = f"{a(self.words.selector(answer))}{self.words.same(self.check.get('same'))}"
        return f"for each {trigger}, {what} is expected{self._limit()}"

    def _itself(self, itself: Any) -> str:
        at = itself.get("at") if isinstance(itself, Mapping) else None
        paths = at if isinstance(at, list) else [at]
        where = itself.get("where") if isinstance(itself, Mapping) else None
        asked = f" where {self.words.predicate(where)}" if where else ""
        return " or else ".join(self.words.path(path) for path in paths) + asked

    def _limit(self) -> str:
        within = self.check.get("within")
        if isinstance(within, Mapping) and set(within) == {"before"}:
            return f" at least {self.words.value(within['before'])} before"
        return self.words.window(within)

    def _present(self) -> str:
        bound = "at_most" if "at_most" in self.check else "at_least"
        number = self.words.value(self.check.get(bound, 1))
        how = "at most" if bound == "at_most" else "at least"
        what = self.words.selector(self.check["present"])
        if (bound, number) == ("at_most", "0"):
            return f"no {what} is expected"
        return f"{how} {number} {what} is expected"

    def _series(self) -> str:
        series = self.check["series"]
        pattern = {
            "unchanged": "stays word for word the same",
            "slipping": "has its due day moved on, without being done,",
            "worsening": f"worsens in {self.words.path(series.get('by', ''))}",
        }[self.check.get("pattern", "unchanged")]
        of = series["of"]
        what = "action" if of == "actions" else self.words.selector(of)
        return (
            f"no {what} {pattern} over {self.words.value(self.check.get('at_least', 2))} listings"
        )

    def _plugin(self) -> str:
        return f"it is measured by the installed check {self.check['plugin']}"

    def _every(self) -> str:
        what = self.words.selector(self.check["every"])
        return f"for every {what}: {self.words.predicate(self.check['meets'])}"

    def _per(self, per: Any) -> str:
        if isinstance(per, Mapping):
            (part, where), *_ = per.items()
            return f"each {part} is measured apart, where {self.words.predicate(where)}"
        return f"each {per} is measured apart"

    def _when(self, key: str) -> str:
        """When a duty lapses, or is asked about; of what recurs, as things are on the due day."""
        if key == "unless" and "recurs" in self.check:
            return f"on the due day {self.words.predicate(self.check[key])}"
        return self._reasons(self.check[key])

    def _reasons(self, data: Any) -> str:
        reasons = data if isinstance(data, list) else [data]
        return " or ".join(self._reason(reason) for reason in reasons)

    def _reason(self, reason: Any) -> str:
        if isinstance(reason, Mapping) and "itself" in reason:
            return f"its own record says that {self.words.predicate(reason['itself'])}"
        same = reason.get("same") if isinstance(reason, Mapping) else None
        return f"there is {a(self.words.selector(reason))}{self.words.same(same)}"


def needs_in_words(need: Need) -> list[str]:
    """What a source has to hold, one entry each: ``visit: child seen``."""
    if isinstance(need, Field):
        return [_field(need)]
    if isinstance(need, Text):
        return [f"{kind(need.kind)}: narrative"]
    if isinstance(need, AllOf):
        return list(dict.fromkeys(one for inner in need.needs for one in needs_in_words(inner)))
    if isinstance(need, AnyOf):
        options = dict.fromkeys(" with ".join(needs_in_words(inner)) for inner in need.needs)
        return [" or ".join(options)]
    return [str(need)]


def _field(need: Field) -> str:
    words = kind(need.kind)
    if need.field:
        words += f": {plain(need.field)}"
    if need.types:
        words += f" (of type {' or '.join(map(coded, need.types))})"
    return words
