"""Faults in rule files: each with its place and what may be meant, and all of them at once."""

from pathlib import Path

import pytest

from caselint.datafile import Fault
from caselint.errors import DataFileError
from caselint.rulebook import load

pytestmark = pytest.mark.usefixtures("a_small_rulebook")

RULE = """\
id: TRY001
name: child-seen
title: The child is seen
theme: trial
severity: low
status: stable
since: 0.1.0
audit: [C17-14]
standards: [T92]
rests_on: absence
why: To see what loading says.
params:
  max_gap: {default: 6 weeks, tightest: 2 weeks, loosest: 3 months, about: Between two visits.}
check:
  recurs: {kind: visit, where: {type: statutory, child_seen: yes}}
  within: $max_gap
applies: {while: {plan_open: child_protection}}
wording:
  concern: "No visit is evidenced from {start} to {end}."
gets_wrong: [A visit on another file.]
"""


def faults_of(folder: Path, *texts: str) -> list[Fault]:
    """What loading says of these rules, each in a file of its own that is named as it has to be."""
    for text in texts:
        head = dict(line.split(": ", 1) for line in text.splitlines()[:2])
        write(folder, f"{head['id']}-{head['name']}.yaml", text)
    return faults_in(folder)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "trial" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def faults_in(folder: Path) -> list[Fault]:
    try:
        load([folder], cache=False)
    except DataFileError as error:
        return list(error.faults)
    return []


def place_of(text: str, marked: str) -> tuple[int, int]:
    """Line and column, from 1, at which something first stands."""
    before = text[: text.index(marked)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def test_the_rule_of_these_tests_is_sound(tmp_path: Path) -> None:
    assert faults_of(tmp_path, RULE) == []


ONE_FAULT = [
    pytest.param(
        "title: The",
        "titel: The",
        "titel",
        'titel: unknown key "titel"',
        'did you mean "title"?',
        id="unknown key",
    ),
    pytest.param(
        "kind: visit",
        "kind: vist",
        "vist",
        'check.recurs.kind: "vist" is no kind of record',
        'did you mean "visit"?',
        id="unknown kind",
    ),
    pytest.param(
        "child_seen: yes",
        "child_sen: yes",
        "child_sen:",
        '"child_sen": there is no field "child_sen" here',
        'did you mean "child_seen"?',
        id="unknown field",
    ),
    pytest.param(
        "type: statutory",
        "type: statutary",
        "statutary",
        '"statutary" is not one of statutory',
        'did you mean "statutory"?',
        id="unknown choice",
    ),
    pytest.param(
        "child_seen: yes",
        "child_seen: maybe",
        "maybe",
        '"maybe" is not one of yes, no, not_applicable, unknown',
        "",
        id="no state of a flag",
    ),
    pytest.param(
        "child_seen: yes",
        "child_seen: {equals: yes}",
        "equals",
        'unknown key "equals"',
        "",
        id="unknown operator",
    ),
    pytest.param(
        "within: $max_gap",
        "within: $max_gep",
        "$max_gep",
        'check.within: no parameter "max_gep" is declared',
        'did you mean "max_gap"?',
        id="unknown parameter",
    ),
    pytest.param(
        "within: $max_gap",
        "within: 6 weeks",
        "max_gap:",
        'params.max_gap: the parameter "max_gap" is used nowhere',
        "",
        id="parameter without a use",
    ),
    pytest.param(
        "default: 6 weeks",
        "default: 6 fortnights",
        "$max_gap",
        "check.within: expected a duration",
        "such as `10 working days`",
        id="no duration",
    ),
    pytest.param(
        "{start} to",
        "{strat} to",
        '"No visit',
        'wording.concern: there is no placeholder "strat" here',
        'did you mean "start"?',
        id="unknown placeholder",
    ),
    pytest.param(
        "{start} to",
        "{start to",
        '"No visit',
        "wording.concern: the braces do not match",
        "",
        id="braces",
    ),
    pytest.param(
        "  concern:",
        "  strength:",
        "strength:",
        'wording: "concern" is missing',
        "",
        id="no wording for a concern",
    ),
    pytest.param(
        "[C17-14]",
        "[C17-114]",
        "C17-114",
        '"C17-114" is no finding of an audit',
        "did you mean",
        id="unknown audit finding",
    ),
    pytest.param(
        "[T92]",
        "[T92/liverpol]",
        "T92/liverpol",
        '"T92/liverpol" is no standard',
        "did you mean",
        id="unknown standard",
    ),
    pytest.param(
        "plan_open: child_protection",
        "plan_opn: child_protection",
        "plan_opn",
        '"plan_opn" is not one of plan_open',
        'did you mean "plan_open"?',
        id="unknown period",
    ),
    pytest.param(
        "plan_open: child_protection",
        "plan_open: child_protecton",
        "child_protecton",
        '"child_protecton" is no type of plan',
        'did you mean "child_protection"?',
        id="unknown type of plan",
    ),
    pytest.param(
        "  recurs:",
        "  recur:",
        "recur:",
        "check: a check is one of recurs, follows",
        'did you mean "recurs"?',
        id="unknown kind of check",
    ),
    pytest.param(
        "status: stable",
        "status: deprecated",
        "deprecated",
        "status: a deprecated rule says what it is replaced_by",
        "",
        id="deprecated without a successor",
    ),
    pytest.param(
        "theme: trial",
        "theme: trials",
        "trials",
        'theme: the rule stands in the folder "trial"',
        "",
        id="in another folder",
    ),
    pytest.param(
        "severity: low",
        "severity: lowest",
        "lowest",
        "severity:",
        "",
        id="unknown severity",
    ),
    pytest.param(
        "severity: low",
        "severity: low\nseverity: high",
        "severity: high",
        "severity",
        "",
        id="key twice",
    ),
    pytest.param(
        "type: statutory",
        "type: [statutory]",
        "[statutory]",
        "a list stands here",
        "use `in` or `contains`",
        id="list for a literal",
    ),
    pytest.param(
        "child_seen: yes",
        "says: seen_alone",
        "seen_alone",
        'there is no concept "seen_alone"',
        "",
        id="concept",
    ),
]


@pytest.mark.parametrize(("old", "new", "marked", "message", "hint"), ONE_FAULT)
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, marked: str, message: str, hint: str
) -> None:
    assert old in RULE
    text = RULE.replace(old, new, 1)
    faults = faults_of(tmp_path, text)
    (fault,) = [one for one in faults if message in str(one)]
    assert (fault.line, fault.column) == place_of(text, marked)
    assert Path(fault.file).parts[-2:] == ("trial", "TRY001-child-seen.yaml")
    assert str(fault).startswith(f"{fault.file}:{fault.line}:{fault.column}: ")
    assert hint in fault.hint


def test_several_faults_of_one_file_are_all_told_in_order(tmp_path: Path) -> None:
    text = RULE
    for old, new in (
        ("[C17-14]", "[C17-114]"),
        ("kind: visit", "kind: vist"),
        ("within: $max_gap", "within: $max_gep"),
        ("{start} to", "{strat} to"),
    ):
        text = text.replace(old, new, 1)
    faults = faults_of(tmp_path, text)
    told = "\n".join(map(str, faults))
    for word in ("C17-114", "vist", "max_gep", "strat"):
        assert word in told
    places = [(fault.line, fault.column) for fault in faults]
    assert places == sorted(places)


def test_faults_of_several_files_are_told_together(tmp_path: Path) -> None:
    other = RULE.replace("TRY001", "TRY002").replace("child-seen", "child-met")
    faults = faults_of(
        tmp_path,
        RULE.replace("kind: visit", "kind: vist"),
        other.replace("status: stable", "status: old"),
    )
    assert len({fault.file for fault in faults}) == 2


def test_an_id_that_is_taken_is_told_with_the_file_that_has_it(tmp_path: Path) -> None:
    write(tmp_path, "SUP001-child-seen.yaml", RULE.replace("TRY001", "SUP001"))
    (fault,) = faults_in(tmp_path)
    assert 'the id "SUP001" is taken by SUP001-supervision-keeps-pace.yaml' in str(fault)
    assert (fault.line, fault.path) == (1, "id")


def test_a_file_is_named_for_its_rule(tmp_path: Path) -> None:
    write(tmp_path, "seen.yaml", RULE)
    (fault,) = faults_in(tmp_path)
    assert 'the file is to be called "TRY001-child-seen.yaml"' in str(fault)


def following(rule: str, name: str, other: str) -> str:
    """A rule that is triggered by the concerns of another."""
    text = RULE.replace("TRY001", rule).replace("child-seen", name).replace("recurs:", "follows:")
    return text.replace(
        "{kind: visit, where: {type: statutory, child_seen: yes}}",
        f"{{trigger: {{concern: {other}}}, answer: {{kind: management_decision}}}}",
    )


def test_rules_that_follow_each_other_in_a_circle_are_told(tmp_path: Path) -> None:
    faults = faults_of(
        tmp_path, following("TRY001", "one", "TRY002"), following("TRY002", "two", "TRY001")
    )
    assert len(faults) == 2
    assert all("follows from its own concerns, in a circle" in str(fault) for fault in faults)


def test_a_rule_that_follows_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, following("TRY001", "one", "SUP100"))
    assert '"SUP100", whose concerns this rule follows, is no rule' in str(fault)
    assert "SUP0" in fault.hint


def test_what_can_excuse_needs_the_wording_of_a_query(tmp_path: Path) -> None:
    text = following("TRY001", "one", "SUP001").replace(
        "  within: $max_gap", "  within: $max_gap\n  excused_by: {kind: management_decision}"
    )
    (fault,) = faults_of(tmp_path, text)
    assert 'wording: "query" is missing, something can excuse here' in str(fault)


def test_related_records_nest_at_most_twice(tmp_path: Path) -> None:
    inner = "{kind: visit}"
    for _ in range(3):
        inner = f"{{kind: visit, where: {{has: {inner}}}}}"
    text = RULE.replace("{kind: visit, where: {type: statutory, child_seen: yes}}", inner)
    (fault,) = faults_of(tmp_path, text)
    assert "`has` nests at most twice" in str(fault)


def test_a_file_that_is_no_yaml_is_told_with_its_place(tmp_path: Path) -> None:
    write(tmp_path, "TRY001-child-seen.yaml", RULE.replace("check:", "check: ["))
    (fault,) = faults_in(tmp_path)
    assert fault.line > 1


@pytest.mark.parametrize("text", ["", "- a list\n", "just words\n"])
def test_a_file_that_holds_no_rule_is_told(tmp_path: Path, text: str) -> None:
    write(tmp_path, "TRY001-child-seen.yaml", text)
    assert faults_in(tmp_path) != []


def test_a_fault_quotes_nothing_of_a_case(tmp_path: Path) -> None:
    examples = "examples:\n  - {name: one, as_at: 2026-01-01, case: {nonsense: Secret Name}}\n"
    assert faults_of(tmp_path, RULE + examples) == []
