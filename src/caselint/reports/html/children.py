"""The view of the children: what can be chosen among their findings, and a list that leads to each.

Where each child has a page of its own, the list carries how many findings of each sort every child
has, so that it can be narrowed without them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

from caselint.findings.finding import SEVERITIES, Finding
from caselint.reports.arranging import Child, listed_findings
from caselint.reports.filling import fit
from caselint.reports.html.report import NONE, ChildFile, Report, agency_of, anchor, team_of
from caselint.reports.wording import agency, counted, day, found, source, titled

_ORDERS: Final[Mapping[str, Sequence[str]]] = {
    "kind": ("strength", "concern", "query"),
    "severity": SEVERITIES,
    "status": ("new", "known"),
}
_LABELS: Final[Mapping[str, str]] = {
    "theme": "Theme",
    "team": "Team",
    "agency": "Agency",
    "severity": "Severity",
    "kind": "Kind of finding",
    "status": "New or known",
}
_SAYS: Final[Mapping[str, Callable[[str], str]]] = {
    "theme": titled,
    "agency": agency,
    "severity": titled,
    "kind": titled,
}
_STATUS: Final = {"new": "New", "known": "Already known"}


def of_run(report: Report) -> Markup | None:
    """The filters and the list of children; None where no file could be checked."""
    if not report.children:
        return None
    values = {
        "report": report,
        **form(report.children),
        "find": True,
        "rows": [_row(report, child) for child in report.children],
        "teams": any(case.team for case in report.run.cases),
        "agencies": any(case.agency for case in report.run.cases),
        "counts": None if report.is_one_page else _counts(report.children),
    }
    return report.filling.fill("html/children.html", values)


def form(children: Sequence[Child]) -> dict[str, Any]:
    """What the findings of these children can be narrowed by, and how many there are.

    What has one value alone is left out: nothing could be chosen.
    """
    sorts = {_values(one, child) for child in children for one in listed_findings(child)}
    seen = dict(zip(_LABELS, map(set, zip(*sorts, strict=True)), strict=False))
    return {
        "filters": [
            {
                "name": name,
                "label": _LABELS[name],
                "choices": [(value, _label(name, value)) for value in _ordered(name, values)],
            }
            for name, values in seen.items()
            if len(values) > 1
        ],
        "findings": sum(child.numbers.total() for child in children),
        "with_findings": sum(bool(child.numbers.total()) for child in children),
    }


def head(report: Report, child: ChildFile) -> dict[str, Any]:
    """What stands above a child's findings."""
    of = child.child
    facts = sorted({case.team for case in of.files if case.team})
    facts += sorted({agency(case.agency) for case in of.files if case.agency})
    facts.append(counted(sum(case.records for case in of.files), "record"))
    facts += [f"as at {day(moment)}" for moment in sorted({case.as_at for case in of.files})]
    numbers = of.numbers
    return {
        "case_id": of.case_id,
        "anchor": anchor(of.case_id),
        "team": of.files[0].team or NONE,
        "agency": of.files[0].agency or NONE,
        "facts": facts,
        "numbers": [
            (kind, words)
            for kind, number in (
                ("strength", found(numbers["strength"], 0, 0)),
                ("concern", found(0, numbers["concern"], 0)),
                ("query", found(0, 0, numbers["query"])),
            )
            for words in number
        ],
        "folded": of.folded,
        "suppressed": of.suppressed,
        "read_from": [f"{source(case.source)}, {case.place}" for case in of.files],
        "before": child.before and (child.before, report.child_link(child.before)),
        "after": child.after and (child.after, report.child_link(child.after)),
        "all": report.findings_link(),
    }


def _row(report: Report, child: Child) -> dict[str, Any]:
    return {
        "case_id": child.case_id,
        "link": report.child_link(child.case_id),
        "team": ", ".join(sorted({case.team for case in child.files if case.team})),
        "agency": ", ".join(sorted({agency(c.agency) for c in child.files if c.agency})),
        "records": sum(case.records for case in child.files),
        "strengths": child.numbers["strength"],
        "concerns": child.numbers["concern"],
        "queries": child.numbers["query"],
    }


def _values(one: Finding, child: Child) -> tuple[str, ...]:
    """Of a finding what it can be chosen by, in the order of `_LABELS`."""
    return (
        one.theme,
        team_of(one, child) or NONE,
        agency_of(one, child) or NONE,
        one.severity,
        one.kind,
        "known" if one.status == "known" else "new",
    )


def _ordered(name: str, values: set[str]) -> list[str]:
    if name in _ORDERS:
        return [value for value in _ORDERS[name] if value in values]
    return sorted(values)


def _label(name: str, value: str) -> str:
    if value == NONE:
        return "None named"
    if name == "status":
        return _STATUS[value]
    return _SAYS.get(name, str)(value)


def _counts(children: Sequence[Child]) -> Markup:
    """How many findings of each sort each child has, as JSON that is safe within a page.

    `names` and `values` say what the numbers of a sort stand for; a child is a flat list of a
    sort's number and how many it has of it.
    """
    sorts: dict[tuple[str, ...], int] = {}
    of_child = []
    for child in children:
        own = Counter((*_values(one, child), one.rule) for one in listed_findings(child))
        flat: list[int] = []
        for sort in sorted(own):
            flat += (sorts.setdefault(sort, len(sorts)), own[sort])
        of_child.append(flat)
    given = {
        "names": [*_LABELS, "rule"],
        "sorts": [[fit(value) for value in sort] for sort in sorts],
        "children": of_child,
    }
    text = json.dumps(given, ensure_ascii=True, separators=(",", ":"))
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - nothing in it can end the script that holds it
