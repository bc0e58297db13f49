from dataclasses import replace

from caselint.findings import Result, Run
from caselint.reports.arranging import branches, children, folded, silences, unheld


def rules_answered_by(run, **answers):
    """The same run, with other kinds that answer its rules."""
    rules = tuple(
        replace(rule, absence_of=answers.get(rule.id, rule.absence_of)) for rule in run.header.rules
    )
    run.header = replace(run.header, rules=rules)
    return run


def test_a_concern_that_another_kind_could_answer_is_not_folded(suspects):
    run = rules_answered_by(suspects, SUP001=("supervision", "management_decision"))
    assert folded(run) == {}


def test_what_follows_from_a_folded_concern_is_folded_with_it(suspects):
    first = suspects.findings[0]
    assert first.rule == "SUP001"
    suspects.findings[1] = suspects.findings[1]._replace(follows_from=(first.fingerprint,))
    away = folded(suspects)
    assert away[suspects.findings[1].fingerprint].kind == "supervision"
    assert len(away) == 35


def test_too_few_case_files_fold_nothing(children):
    assert folded(children) == {}


def test_every_finding_stands_in_one_place(children, suspects, crowd):
    def size(branch):
        return 1 + sum(map(size, branch.beneath))

    for run in (children, suspects, crowd):
        away = folded(run)
        places = len(away)
        for child in children_of(run, away):
            roots = (*child.strengths, *child.concerns, *child.queries)
            places += sum(map(size, roots)) + child.suppressed
        assert places == len(run.findings)


def children_of(run, away):
    return children(run, away)


def test_a_finding_whose_ground_is_not_listed_stands_by_itself(children):
    orphan = next(found for found in children.findings if found.follows_from)
    assert [branch.finding for branch in branches([orphan])] == [orphan]


def test_files_that_share_a_case_id_are_one_child(children):
    twin = replace(children.cases[0], source="health extract", place="health.csv")
    children.add(twin, [])
    first = next(iter(children_of(children, ())))
    assert [case.source for case in first.files] == ["native", "health extract"]


def test_silences_of_one_source_are_grouped_by_what_is_missing(children):
    missing = {silence.missing: silence.rules for silence in silences(children)}
    assert missing["core_group",] == (("CGR002", 1), ("CGR006", 1))


def test_what_a_source_lacks_is_gathered_with_the_rules_that_it_silences(children):
    (census,) = unheld(children)
    assert census.source == "CIN census 2026"
    assert census.kinds == ("core_group", "supervision")
    assert census.fields == {"visit": ("child_seen_alone", "text")}
    assert census.never == {
        "child's voice": ("VOI004",),
        "core_groups": ("CGR002", "CGR006"),
        "supervision": ("SUP001",),
    }
    assert (census.in_part, census.types, census.at_times) == ((), (), {})


def test_fields_and_types_of_a_kind_that_is_not_held_at_all_go_without_saying(children):
    census = children.cases[2]
    needs = ("core_group.minutes", "core_group (review)", "core_group")
    result = Result("X1", "t", (), (), "verdict", "C-9", "not_assessable", needs_missing=needs)
    children.add(replace(census, case_id="C-9"), [result])
    (told,) = unheld(children)
    assert "core_group" in told.kinds
    assert told.types == ()
    assert list(told.fields) == ["visit"]
    assert told.never == {}
    assert sum(map(len, told.at_times.values())) == 5


def test_a_run_without_case_files_has_neither_children_nor_silences(nothing):
    assert isinstance(nothing, Run)
    assert children(nothing) == []
    assert silences(nothing) == []
    assert unheld(nothing) == []
