"""A rule from a few lines of YAML, a case file from a few records, what the one says of the other.

::

    check = "recurs: {kind: visit}\nwithin: 10 days"
    result = judge(check, plan("2026-01-05"), visit("2026-01-09"), applies=CP)
    assert result.outcome == "not_evidenced"
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caselint.casefile import CaseFile, Coverage, Timeline, assemble
from caselint.config import Configuration, settings_of
from caselint.datafile import read_text
from caselint.findings import Finding, Result
from caselint.linter import Linter
from caselint.rulebook import Pack, Rule, Rulebook, RuleFile, compile_rule, in_force
from caselint.rulebook.rulefile import rule_of
from caselint.selecting.clocks import BankHolidays, Clocks
from caselint.selecting.compiling import Compiling
from caselint.selecting.paths import Shape
from caselint.selecting.predicates import compile_predicate
from caselint.selecting.scope import Hit, Scope, View
from caselint.selecting.selectors import Selection, compile_selector

AS_AT = "2026-06-30"
CP = "{while: {plan_open: child_protection}}"
WORDING = {
    "concern": "From {start}.",
    "strength": "{met} of {opportunities}",
    "query": "{start}: {why}",
}


def yaml(text: str | Any) -> Any:
    """Plain data from YAML as rule files have it; anything but text as it is."""
    return read_text(text, "rule.yaml").data if isinstance(text, str) and text else text


def rule(
    check: str,
    *,
    applies: str = "",
    params: str = "",
    id: str = "TST001",  # noqa: A002
    **keys: Any,
) -> Rule:
    """A stable rule of high severity with this check; `keys` are other keys of a rule file."""
    data = {
        "id": id,
        "name": id.lower(),
        "title": "A rule",
        "theme": "trial",
        "severity": "high",
        "status": "stable",
        "since": "0.1.0",
        "rests_on": "absence",
        "why": "To see what it says.",
        "applies": yaml(applies) or {},
        "params": yaml(params) or {},
        "check": yaml(check),
        "wording": WORDING,
        **keys,
    }
    return rule_of(RuleFile.model_validate(data), "rule.yaml", "good_practice")


def faults(check: str, **keys: Any) -> list[str]:
    """What is wrong with a rule, as it is told when rules are loaded."""
    built = rule(check, **keys)
    _, found = compile_rule(built, in_force(built, {}))
    return [f"{fault.message} {fault.hint}".strip() for fault in found]


def rulebook(*rules: Rule) -> Rulebook:
    """A rulebook of these rules alone."""
    for one in rules:
        found = compile_rule(one, in_force(one, {}))[1]
        assert not found, [f"{fault.loc}: {fault.message}" for fault in found]
    pack = Pack(id="trial", version="1", title="Trial", engine="")
    return Rulebook(pack, "0" * 64, {one.id: one for one in rules}, {}, {})


def linter(*rules: Rule, **settings: Any) -> Linter:
    """A linter of these rules, which judges all of the file unless told otherwise."""
    settings = {"look_back": "all", **settings}
    return Linter(Configuration(settings_of(settings)), rulebook=rulebook(*rules))


def judge(
    check: str | Rule,
    *records: Mapping[str, Any],
    as_at: str = AS_AT,
    covers: Mapping[str, Any] | None = None,
    applies: str = "",
    params: str = "",
    settings: Mapping[str, Any] | None = None,
    keys: Mapping[str, Any] | None = None,
    **case: Any,
) -> Result:
    """What one rule says of one case file. `covers` names the kinds that the source covers."""
    one = (
        rule(check, applies=applies, params=params, **(keys or {}))
        if isinstance(check, str)
        else check
    )
    return linter(one, **(settings or {})).check(a_case(*records, covers=covers, **case), as_at)[0]


def a_case(
    *records: Mapping[str, Any], covers: Mapping[str, Any] | None = None, **case: Any
) -> CaseFile:
    """A case file of these records."""
    data: dict[str, Any] = {"case_id": "C1", "child": {"child_id": "K1"}, "records": list(records)}
    if covers is not None:
        kinds = {kind: what or {} for kind, what in covers.items() if kind != "records_from"}
        declared: dict[str, Any] = {"kinds": kinds} if kinds else {}
        if "records_from" in covers:
            declared["records_from"] = covers["records_from"]
        data["source"] = {"covers": declared}
    data.update(case)
    return assemble(data, lambda path: "/".join(map(str, path)))


def record(kind: str, day: str | None = None, **fields: Any) -> dict[str, Any]:
    """A record; its id is its kind and day unless another is given."""
    made = {"record_id": f"{kind} {day}", "kind": kind, **fields}
    return {**made, "date": day} if day is not None else made


def plan(start: str, type: str = "child_protection", **fields: Any) -> dict[str, Any]:  # noqa: A002
    """A plan made on the day it starts."""
    return record("plan", start, **{"type": type, "started_at": start, **fields})


def visit(day: str, seen: str | None = "yes", **fields: Any) -> dict[str, Any]:
    """A visit at which the child was seen, or not, or it is not said."""
    return record("visit", day, **({} if seen is None else {"child_seen": seen}), **fields)


def set_aside(kind: str, day: str, **fields: Any) -> dict[str, Any]:
    """A record that is set aside, because it has a field that no record has."""
    return record(kind, day, **fields, no_such_field=1)


def concerns(result: Result) -> list[Finding]:
    """The concerns of a result, by start."""
    return _of("concern", result)


def queries(result: Result) -> list[Finding]:
    """The queries of a result, by start."""
    return _of("query", result)


def strengths(result: Result) -> list[Finding]:
    """The strengths of a result."""
    return _of("strength", result)


def _of(kind: str, result: Result) -> list[Finding]:
    found = [finding for finding in result.findings if finding.kind == kind]
    return sorted(found, key=lambda finding: str(finding.start))


def spans(findings: list[Finding]) -> list[tuple[str, str]]:
    """The first and last day of each finding."""
    return [(str(finding.start), str(finding.end)) for finding in findings]


def cited(finding: Finding, *, related: bool = False) -> list[str]:
    """The ids of the records that a finding cites, as its ground or beside it."""
    return [item.record_id for item in finding.evidence if item.related is related]


def counted(result: Result) -> dict[str, int]:
    """The counts of a result, those above nought."""
    names = ("met", "unmet", "excused", "unknown", "pending")
    return {name: number for name in names if (number := getattr(result.counts, name))}


def a_view(
    *records: Mapping[str, Any],
    as_at: str = AS_AT,
    covers: Mapping[str, Any] | None = None,
    bank_holidays: BankHolidays = "free",
    **case: Any,
) -> View:
    """A case file as selectors and predicates see it."""
    case_file = a_case(*records, covers=covers, **case)
    coverage = Coverage(case_file.source.covers)
    timeline = Timeline(case_file, date.fromisoformat(as_at), coverage)
    return View(timeline, coverage, Clocks(bank_holidays), {}, case_file.covered_agencies)


def ask(predicate: str, asked: Mapping[str, Any], *others: Mapping[str, Any], **more: Any) -> Any:
    """Whether a predicate holds of a record: true, false or None for unknown."""
    view = a_view(asked, *others, **more)
    entry = view.timeline.by_id[asked["record_id"]]
    ctx = Compiling()
    compiled = compile_predicate(yaml(predicate), (), ctx, Shape((entry.kind,)), None)
    assert not ctx.faults, ctx.faults
    hit = Hit(entry.record, entry, entry.kind, entry.moment, True, entry.record.record_id)
    return compiled.test(Scope(view, hit))


def select(selector: str, *records: Mapping[str, Any], **more: Any) -> Selection:
    """What a selector selects from a case file."""
    ctx = Compiling()
    compiled = compile_selector(yaml(selector), (), ctx)
    assert not ctx.faults, ctx.faults
    return compiled.select(Scope(a_view(*records, **more)))


def days(selection: Selection) -> list[str]:
    """The days of what was selected; what is not sure has a question mark."""
    return [f"{hit.day}{'' if hit.certain else '?'}" for hit in selection.hits]
