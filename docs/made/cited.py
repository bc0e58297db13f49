"""`standards.md` and `audits.md`, made wholly from the rulebook's own files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from caselint.datafile import read
from caselint.reports.wording import binding
from caselint.rulebook import Rule, Rulebook, load, shipped_rules
from made.markdown import code, plain, table

_READ: Final = {
    "yes": "yes",
    "secondary": "through another source",
    "no": "no",
}


@cache
def rulebook() -> Rulebook:
    """The rulebook that ships with caselint."""
    return load()


def standards() -> str:
    """Every standard with its variants, and the rules that use it."""
    used = _rules_by(lambda rule: (name.partition("/")[0] for name in rule.standards))
    named = _rules_by(lambda rule: rule.standards)
    listed = _data("standards.yaml")["standards"]
    rows = [
        [f"[{one['id']}](#{one['id'].lower()})", one["title"], _links(used.get(one["id"], ()))]
        for one in listed
        if used.get(one["id"])
    ]
    head = "## Standards that a rule uses\n\n"
    head += table(["standard", "title", "rules"], rows)
    return "\n\n".join([head, "## All standards", *(_standard(one, named) for one in listed)])


def _standard(one: Mapping[str, Any], named: Mapping[str, list[Rule]]) -> str:
    rows = []
    for number, variant in enumerate(one["variants"]):
        name = f"{one['id']}/{variant['name']}"
        rules = [*(named.get(one["id"], ()) if number == 0 else ()), *named.get(name, ())]
        rows.append(
            [
                code(name),
                _number(variant),
                plain(variant["force"]),
                _READ[variant["read"]],
                _source(variant),
                _in_force(variant),
                _links(rules),
            ]
        )
    parts = [
        f"### {one['id']}",
        f"**{one['title']}.** From: {one['trigger']}. Due: {one['due']}.",
        " ".join(one["note"].split()) if one.get("note") else "",
        table(["variant", "number", "how binding", "read", "source", "holds", "rules"], rows),
    ]
    return "\n\n".join(part for part in parts if part)


def _number(variant: Mapping[str, Any]) -> str:
    number, unit = variant.get("number"), str(variant["unit"])
    if number is None:
        return "to be there" if unit == "presence" else f"no number ({unit})"
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}"


def _source(variant: Mapping[str, Any]) -> str:
    said = [variant["source"], *([code(variant["address"])] if variant.get("address") else [])]
    note = f". {variant['note']}" if variant.get("note") else ""
    return ", ".join(said) + note


def _in_force(variant: Mapping[str, Any]) -> str:
    dates = variant.get("in_force") or {}
    said = [f"{word} {dates[word]}" for word in ("from", "to") if dates.get(word)]
    nation = variant.get("nation", "england")
    return ", ".join(([] if nation == "england" else [nation.title()]) + said)


def audits() -> str:
    """Every finding of every audit, and what serves it."""
    folder = shipped_rules() / "audits"
    return "\n\n".join(_audit(path) for path in sorted(folder.glob("*.yaml")))


def _audit(path: Path) -> str:
    data = _data(f"audits/{path.name}")
    cites = _rules_by(lambda rule: rule.audit)
    serves = _rules_by(lambda rule: rule.serves)
    rows = [
        [row["id"], row["finding"], _testable(row["testable"]), _served(row, cites, serves)]
        for row in data["findings"]
    ]
    served = sum(1 for row in data["findings"] if serves.get(row["id"]))
    able = sum(1 for row in data["findings"] if row["testable"] != "no")
    return "\n\n".join(
        [
            f"## {data['audit']}: {data['title']}",
            " ".join(data["about"].split()),
            f"{len(data['findings'])} findings; case files could show {able} of them, at least in "
            f"part. {served} of {able} are served by a rule now.",
            table(["finding", "what the audit found", "can a case file show it", "rules"], rows),
        ]
    )


def _testable(word: str) -> str:
    return {
        "structured": "yes, by its fields",
        "text": "yes, by what is written",
        "both": "yes, by its fields and what is written",
        "partial": "in part",
        "no": "no",
    }[word]


def _served(
    row: Mapping[str, Any], cites: Mapping[str, list[Rule]], serves: Mapping[str, list[Rule]]
) -> str:
    rules = {rule.id: rule for rule in (*serves.get(row["id"], ()), *cites.get(row["id"], ()))}
    if rules:
        return _links([rules[id_] for id_ in sorted(rules)])
    if row.get("why_not"):
        return f"None: {' '.join(row['why_not'].split())}"
    return "None yet."


def _rules_by(names: Callable[[Rule], Iterable[str]]) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rulebook().rules.values():
        for name in dict.fromkeys(names(rule)):
            found[name].append(rule)
    return found


def _links(rules: Iterable[Rule]) -> str:
    return ", ".join(f"[{rule.id}](../{_path(rule)})" for rule in rules)


def _path(rule: Rule) -> str:
    return f"rules/{Path(rule.file).relative_to(shipped_rules()).as_posix()}"


def themes() -> str:
    """The rules that ship, by theme."""
    by_theme: dict[str, list[Rule]] = defaultdict(list)
    for rule in rulebook().rules.values():
        by_theme[rule.theme].append(rule)
    rows = [
        [code(theme) if number == 0 else "", f"[{rule.id}](../{_path(rule)})", rule.title]
        for theme, rules in sorted(by_theme.items())
        for number, rule in enumerate(rules)
    ]
    return table(["theme", "rule", "what it asks"], rows)


def forces() -> str:
    """How binding a standard can be, from the most to the least."""
    from caselint.rulebook import FORCES

    return table(["force", "what it means"], [[code(one), binding(one)] for one in FORCES])


@cache
def _data(name: str) -> Any:
    return read(shipped_rules() / name).data


def unsuppressible() -> str:
    """The rules of which nothing may be put aside, each with what its file says beside that."""
    rows = [
        [_links([rule]), rule.title, _beside(rule)]
        for rule in rulebook().rules.values()
        if not rule.suppressible
    ]
    return table(["rule", "what it asks", "why nothing may be put aside"], rows)


def _beside(rule: Rule) -> str:
    text = Path(rule.file).read_text(encoding="utf-8")
    found = re.search(r"^suppressible: false +# (.+)$", text, re.MULTILINE)
    return found[1] if found else ""


BLOCKS: Final[Mapping[str, Callable[[], str]]] = {
    "unsuppressible": unsuppressible,
    "standards": standards,
    "audits": audits,
    "rules by theme": themes,
    "forces": forces,
}
