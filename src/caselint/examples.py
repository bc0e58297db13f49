"""The examples in rule files: small case files with what the rule is to say of them.

They are the rule's tests and its documentation, and say what a rule finds, whatever was measured of
how well text is read. `caselint rules test` tries them, and so does the test suite. An example
names the records that matter and nothing else; `case_id` and `child` may be left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from caselint.casefile import CaseFile, assemble
from caselint.config import Configuration, ParameterValue, Settings
from caselint.datafile import read, validate
from caselint.errors import CaselintError, DataFileError
from caselint.findings import Finding, Outcome, Result
from caselint.linter import Linter
from caselint.rulebook import Rule, Rulebook, RuleFile

Shows = Literal["edge", "gets_wrong"]


class Expectation(BaseModel):
    """What a rule is to say of an example.

    `concerns`, `strengths` and `queries` are numbers, or lists of what each finding must have:
    fields of the finding, `message` as a part of it, `records` among its evidence. Concerns and
    queries that are not named are not expected.
    """

    model_config = ConfigDict(extra="forbid")

    outcome: Outcome
    why: str | None = None
    counts: dict[Literal["met", "unmet", "excused", "unknown", "pending"], int] | None = None
    concerns: int | list[dict[str, Any]] = 0
    strengths: int | list[dict[str, Any]] | None = None
    queries: int | list[dict[str, Any]] = 0
    needs_missing: list[str] | None = None
    set_aside: int = 0


class ExampleFile(BaseModel):
    """An example as it stands in a rule file."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1)
    audit: list[str] = Field(default_factory=list)
    shows: list[Shows] = Field(default_factory=list)
    as_at: str
    look_back: str = "12 months"
    params: dict[str, Any] = Field(default_factory=dict)
    case: dict[str, Any]
    family: list[dict[str, Any]] = Field(default_factory=list)
    """Case files of brothers and sisters, handed over with this one."""
    expect: Expectation


@dataclass(frozen=True, slots=True)
class Example:
    """One example of one rule, ready to be tried. `line` is where it stands."""

    rule: Rule
    shape: ExampleFile
    case_file: CaseFile
    line: int
    family: tuple[CaseFile, ...] = ()

    @property
    def name(self) -> str:
        """The example's name."""
        return self.shape.name


def examples_of(rule: Rule, known_rows: Mapping[str, Any]) -> list[Example]:
    """The examples of a rule, validated; raises `DataFileError` with every fault."""
    document = read(Path(rule.file))
    shapes = validate(document, RuleFile).examples
    faults = []
    found = []
    names: set[str] = set()
    for number in range(len(shapes)):
        loc = ("examples", number)
        try:
            shape = validate(document, ExampleFile, loc=loc)
            if shape.name in names:
                faults.append(document.fault((*loc, "name"), "an example has this name already"))
            names.add(shape.name)
            faults += [
                document.fault((*loc, "audit", position), f'"{row}" is no finding of an audit')
                for position, row in enumerate(shape.audit)
                if row not in known_rows
            ]
            case_file = _case_file(shape.case)
            family = tuple(map(_case_file, shape.family))
            if len(case_file.set_aside) != shape.expect.set_aside:
                faults += [
                    document.fault((*loc, "case"), f"{fault.place}: {fault.why}")
                    for fault in case_file.set_aside
                ]
            found.append(Example(rule, shape, case_file, document.place(loc)[0], family))
        except DataFileError as error:
            faults.extend(error.faults)
        except CaselintError as error:
            faults.append(document.fault((*loc, "case"), str(error)))
    if faults:
        raise DataFileError(faults)
    return found


def _case_file(case: Mapping[str, Any]) -> CaseFile:
    data = {"case_id": "EXAMPLE", **case}
    data["child"] = {"child_id": "CHILD", **(data.get("child") or {})}

    def place(path: tuple[str | int, ...]) -> str:
        return ".".join(map(str, path))

    return assemble(data, place)


def missing_examples(rule: Rule, examples: Sequence[Example]) -> list[str]:
    """What a rule still lacks: it fires, stays silent, does not apply, cannot be assessed, edge.

    A rule that gives context may look for what is wrong alone, and then is silent by not applying.
    """
    outcomes = {example.shape.expect.outcome for example in examples}
    shown = {what for example in examples for what in example.shape.shows}
    context = rule.gives == "context"
    fires = {"not_evidenced", "partly_evidenced"} & outcomes
    lacks = []
    if not fires:
        lacks.append("one in which it fires")
    if "evidenced" not in outcomes and not context:
        lacks.append("one in which it stays silent")
    if "not_applicable" not in outcomes:
        lacks.append("one that does not apply")
    if "not_assessable" not in outcomes:
        lacks.append("one that cannot be assessed")
    if "within" in rule.check and "edge" not in shown and not context:
        lacks.append("one exactly on the limit (shows: [edge])")
    if rule.gets_wrong and "gets_wrong" not in shown:
        lacks.append("one of what it gets wrong (shows: [gets_wrong])")
    return lacks


def check_example(example: Example, rulebook: Rulebook) -> Result:
    """What the rule says of one of its examples."""
    linter = _linter(example, rulebook.trusting())
    return linter.check(example.case_file, example.shape.as_at, family=example.family)[0]


def differences(example: Example, rulebook: Rulebook) -> list[str]:
    """Where what the rule says is not what the example expects; empty when it is."""
    return list(_compare(check_example(example, rulebook), example.shape.expect))


def _linter(example: Example, rulebook: Rulebook) -> Linter:
    values = {
        name: ParameterValue(value=value, reason="as the example has it")
        for name, value in example.shape.params.items()
    }
    settings = Settings(
        select=[example.rule.id],
        look_back=example.shape.look_back,
        parameters={example.rule.id: values} if values else {},
    )
    return Linter(Configuration(settings), rulebook=rulebook)


def _compare(result: Result, expect: Expectation) -> Iterator[str]:
    if result.outcome != expect.outcome:
        why = f" ({result.why})" if result.why else ""
        yield f"the outcome is {result.outcome}{why}, expected {expect.outcome}"
    if expect.why is not None and expect.why not in result.why:
        yield f'why is "{result.why}", expected "{expect.why}"'
    for state, number in (expect.counts or {}).items():
        if getattr(result.counts, state) != number:
            yield f"{state} is {getattr(result.counts, state)}, expected {number}"
    if expect.needs_missing is not None and sorted(expect.needs_missing) != sorted(
        result.needs_missing
    ):
        yield f"needs_missing is {list(result.needs_missing)}"
    for kind, wanted in (
        ("concern", expect.concerns),
        ("strength", expect.strengths),
        ("query", expect.queries),
    ):
        if wanted is not None:
            yield from _compare_findings(kind, wanted, result.findings)
    for finding in result.findings:
        if not finding.evidence:
            yield f"a {finding.kind} has no evidence"


def _compare_findings(
    kind: str, wanted: int | list[dict[str, Any]], findings: Sequence[Finding]
) -> Iterator[str]:
    found = sorted(
        (finding for finding in findings if finding.kind == kind),
        key=lambda finding: (str(finding.start), finding.message),
    )
    number = wanted if isinstance(wanted, int) else len(wanted)
    if len(found) != number:
        told = "; ".join(f"{one.message}" for one in found) or "none"
        yield f"{len(found)} findings of kind {kind}, expected {number}: {told}"
        return
    if isinstance(wanted, list):
        for one, fields in zip(found, wanted, strict=True):
            yield from _compare_finding(one, fields)


def _compare_finding(finding: Finding, fields: Mapping[str, Any]) -> Iterator[str]:
    for name, value in fields.items():
        if name == "message":
            if value not in finding.message:
                yield f'the message is "{finding.message}"'
        elif name == "records":
            cited = [item.record_id for item in finding.evidence]
            if not set(value) <= set(cited):
                yield f"the evidence names {cited}, expected {value}"
        elif not hasattr(finding, name):
            yield f'a finding has no field "{name}"'
        elif str(getattr(finding, name)) != str(value):
            yield f"{name} is {getattr(finding, name)}, expected {value}"
