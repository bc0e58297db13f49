"""Structured questions, answered true, false or unknown."""

import pytest

from building import AS_AT, a_view, ask, days, faults, plan, record, select, visit
from caselint.selecting.compiling import Compiling
from caselint.selecting.paths import Shape
from caselint.selecting.predicates import compile_predicate
from caselint.selecting.scope import Hit, Scope

VISIT = visit("2026-03-02", "yes", location="home", present=[{"agency": "school", "name": "Ms A"}])
BLANK = visit("2026-03-02", None)
UNCOVERED = {"visit": {"fields": ["date"]}}


@pytest.mark.parametrize(
    "predicate",
    [
        "child_seen: yes",
        "child_seen: {eq: yes}",
        "child_seen: {ne: no}",
        "child_seen: {in: [yes, not_applicable]}",
        "child_seen: {not: {eq: no}}",
        "location: {matches: ^HO}",
        "location: {contains: om}",
        "date: {gte: 2026-03-02}",
        "date: {lte: 2026-03-02}",
        "date: {gt: 2026-03-01, lt: 2026-03-03}",
        "present: {count: 1}",
        "present: {count: {gte: 1}}",
        "present: {any: {agency: school}}",
        "present: {all: {name: {exists: yes}}}",
        "present.agency: {contains: school}",
        "present: {count: {where: {agency: school}, eq: 1}}",
        "not: {child_seen: no}",
        "any: [{child_seen: no}, {location: home}]",
        "all: [{child_seen: yes}, {location: home}]",
        "date: {lt: {field: as_at}}",
        "date: {gte: {field: as_at, plus: 0 days}}",
    ],
)
def test_what_holds_is_true_and_its_opposite_false(predicate):
    holds = "plus: 0 days" not in predicate
    assert ask(predicate, VISIT) is holds
    assert ask(f"not: {{{predicate}}}", VISIT) is not holds


def test_the_words_of_a_text_are_equal_whatever_their_case():
    assert ask("location: HOME", VISIT) is True


@pytest.mark.parametrize(
    "predicate",
    [
        "child_seen: yes",
        "child_seen: {ne: yes}",
        "child_seen: {in: [yes, no]}",
        "location: {matches: home}",
        "location: {contains: home}",
        "recorded_at: {gt: 2026-01-01}",
        "present: {all: {agency: school}}",
        "date: {lt: {field: recorded_at}}",
        "date: {lt: {field: recorded_at, plus: 2 days}}",
    ],
)
def test_blank_is_unknown_to_comparisons(predicate):
    assert ask(predicate, BLANK) is None
    assert ask(f"not: {{{predicate}}}", BLANK) is None


def test_blank_is_false_to_exists():
    assert ask("child_seen: {exists: yes}", BLANK) is False
    assert ask("child_seen: {exists: no}", BLANK) is True


@pytest.mark.parametrize("present", [None, []])
def test_a_blank_list_and_an_empty_one_count_alike(present):
    asked = visit("2026-03-02", present=present) if present is not None else BLANK
    assert ask("present: {count: 0}", asked) is True
    assert ask("present: {any: {agency: school}}", asked) is False
    assert ask("present.agency: {contains: school}", asked) is False


def test_all_is_unknown_on_a_blank_list_and_true_on_an_empty_one():
    assert ask("present: {all: {agency: school}}", BLANK) is None
    assert ask("present: {all: {agency: school}}", visit("2026-03-02", present=[])) is True


def test_an_empty_list_exists_and_a_blank_one_does_not():
    assert ask("present: {exists: yes}", visit("2026-03-02", present=[])) is True
    assert ask("present: {exists: yes}", BLANK) is False


@pytest.mark.parametrize(
    "predicate",
    [
        "child_seen: yes",
        "child_seen: {exists: yes}",
        "child_seen: {exists: no}",
        "location: {matches: home}",
        "present: {count: 0}",
        "present: {any: {agency: school}}",
        "present: {all: {agency: school}}",
        "present.agency: {contains: school}",
        "present: {exists: no}",
    ],
)
def test_an_uncovered_field_is_unknown_to_every_operator(predicate):
    assert ask(predicate, BLANK, covers=UNCOVERED) is None


def test_what_stands_in_a_field_is_known_though_the_source_did_not_declare_it():
    assert ask("child_seen: yes", VISIT, covers=UNCOVERED) is True


@pytest.mark.parametrize(
    "predicate", ["child_seen: yes", "child_seen: {exists: yes}", "child_seen: {in: [yes, no]}"]
)
@pytest.mark.parametrize("seen", ["unknown", "perhaps"])
def test_an_explicit_unknown_and_an_unreadable_value_are_unknown_to_every_operator(predicate, seen):
    assert ask(predicate, visit("2026-03-02", seen)) is None


@pytest.mark.parametrize("status", ["in hand", "unknown"])
@pytest.mark.parametrize("test", ["{eq: done}", "{in: [done, dropped]}", "{exists: yes}"])
def test_an_unreadable_entry_of_a_list_is_unknown_too(status, test):
    asked = plan("2026-01-05", actions=[{"text": "Ring school", "status": status}])
    assert ask(f"actions.status: {{any: {test}}}", asked) is None
    assert ask(f"actions: {{any: {{status: {test}}}}}", asked) is None


def test_a_count_with_an_unknown_entry_is_known_where_the_entry_does_not_matter():
    actions = [{"status": "done"}, {"status": "done"}, {}]
    asked = plan("2026-01-05", actions=actions)
    assert ask("actions: {count: {where: {status: done}, gte: 2}}", asked) is True
    assert ask("actions: {count: {where: {status: done}, gte: 3}}", asked) is None
    assert ask("actions: {count: {where: {status: done}, gte: 4}}", asked) is False


def test_one_false_part_makes_the_whole_false_though_another_is_unknown():
    assert ask("{child_seen: no, location: home}", visit("2026-03-02", "yes")) is False
    assert ask("{child_seen: yes, location: home}", visit("2026-03-02", "yes")) is None


def test_one_true_alternative_makes_the_whole_true_though_another_is_unknown():
    assert ask("any: [{child_seen: yes}, {location: home}]", visit("2026-03-02", "yes")) is True
    assert ask("any: [{child_seen: no}, {location: home}]", visit("2026-03-02", "yes")) is None


def test_possibly_is_true_unless_surely_false():
    assert ask("possibly: {child_seen: yes}", BLANK) is True
    assert ask("possibly: {child_seen: yes}", visit("2026-03-02", "no")) is False


def test_a_field_may_stand_where_a_literal_may_with_time_added():
    asked = record("assessment", "2026-01-05", started_at="2026-01-05", completed_at="2026-03-09")
    within = "completed_at: {{lte: {{field: started_at, plus: {}}}}}"
    assert ask(within.format("45 working days"), asked) is True
    assert ask(within.format("44 working days"), asked) is False


def test_the_child_and_its_age_on_that_day_are_reached_from_a_record():
    child = {"child_id": "K1", "date_of_birth": "2024-03-02"}
    assert ask("child.age: 2", visit("2026-03-02"), child=child) is True
    assert ask("child.age: 1", visit("2026-03-01"), child=child) is True
    assert ask("child.age: {lt: 2}", visit("2026-03-02")) is None


def test_an_unborn_child_is_known_by_the_expected_date():
    child = {"child_id": "K1", "expected_date_of_birth": "2026-08-01"}
    assert ask("child.unborn: yes", visit("2026-03-02"), child=child) is True


MEETING = record("core_group", "2026-03-02")


@pytest.mark.parametrize(
    ("somebody", "answer"),
    [
        ({"role": "Mother"}, False),
        ("Maternal grandmother", False),
        ({"role": "young person"}, False),
        ({"name": "Ms Ash", "person_id": "p1"}, False),
        ({"role": "Family support worker"}, None),
        ({"role": "Chair"}, None),
        ({"role": "Mother", "organisation": "Ashfield Trust"}, None),
        ({"agency": "health_visiting"}, True),
    ],
)
def test_who_is_of_the_family_belongs_to_no_agency_and_of_others_it_is_unknown(somebody, answer):
    meeting = MEETING | {"attended": [{"agency": "school"}, somebody]}
    assert ask("attended.agency: {contains: health_visiting}", meeting) is answer
    assert ask("attended: {any: {agency: health_visiting}}", meeting) is answer


def test_somebody_of_the_family_has_no_agency_that_could_be_filled_in():
    meeting = MEETING | {"attended": [{"role": "father"}]}
    assert ask("attended: {any: {agency: {exists: yes}}}", meeting) is False
    assert ask("attended: {all: {agency: {ne: police}}}", meeting) is True


def test_an_answer_that_is_remembered_holds_for_what_the_question_looks_at_alone():
    said = [
        ("2026-03-02", "yes", "yes"),
        ("2026-03-03", "yes", "no"),
        ("2026-03-04", "yes", None),
        ("2026-03-05", None, "yes"),
        ("2026-03-06", "no", None),
        ("2026-03-07", "yes", "maybe"),
        ("2026-03-08", "yes", "yes"),
    ]
    visits = [
        visit(day, seen, record_id=day, **({"successful": tried} if tried else {}))
        for day, tried, seen in said
    ]
    selected = select("{kind: visit, where: {child_seen: yes, successful: yes}}", *visits)
    sure, unsure = ["2026-03-02", "2026-03-08"], ["2026-03-04?", "2026-03-05?", "2026-03-07?"]
    assert days(selected) == sorted(sure + unsure)


def test_an_answer_is_remembered_for_one_coverage_alone():
    ctx = Compiling()
    asked = compile_predicate({"bedroom_seen": {"exists": "yes"}}, (), ctx, Shape(("visit",)), None)
    answers = []
    for covers in (None, UNCOVERED, None):
        view = a_view(visit("2026-03-02"), covers=covers)
        answers.append(asked.test(Scope(view, Hit.of(view.timeline.entries[0]))))
    assert answers == [False, None, False]


def test_involved_agencies_are_author_present_from_and_to():
    asked = record(
        "communication",
        "2026-03-02",
        author={"agency": "social_care"},
        from_agency="school",
        to_agency="gp",
        **{"with": [{"agency": "police"}]},
    )
    for agency in ("social_care", "school", "gp", "police"):
        assert ask(f"involved.agencies: {{contains: {agency}}}", asked) is True
    assert ask("involved.agencies: {contains: housing}", asked) is False


STRATEGY = record("strategy_discussion", "2026-02-27", section47="yes")
ENQUIRY = record("section47", "2026-03-02", started_at="2026-03-02")


@pytest.mark.parametrize(
    ("records", "day"),
    [
        ([], "2026-03-02"),
        ([STRATEGY], "2026-02-27"),
        ([STRATEGY, record("strategy_discussion", "2026-03-02", section47="yes")], "2026-03-02"),
        ([record("strategy_discussion", "2026-02-09", section47="yes")], "2026-02-09"),
        ([record("strategy_discussion", "2026-02-06", section47="yes")], "2026-03-02"),
        ([record("strategy_discussion", "2026-02-27", section47="no")], "2026-03-02"),
        (
            [
                STRATEGY,
                record(
                    "strategy_discussion",
                    "2026-01-09",
                    section47="yes",
                    links=["section47 2026-03-02"],
                ),
            ],
            "2026-01-09",
        ),
    ],
    ids=[
        "no discussion",
        "the one before",
        "the latest",
        "15 working days",
        "too early",
        "no s47",
        "linked",
    ],
)
def test_an_enquiry_is_counted_from_its_strategy_discussion(records, day):
    assert ask(f"counted_from: {day}", ENQUIRY, *records) is True


@pytest.mark.parametrize(
    ("where", "fault"),
    [
        ("{child_sen: yes}", "did you mean"),
        ("{child_seen: {equals: yes}}", "unknown key"),
        ("{child_seen: maybe}", "not one of"),
        ("{date: soon}", "expected a date"),
        ("{child_seen: [yes]}", "a list stands here"),
        ("{present: {eq: school}}", "is a list"),
        ("{child_seen: {count: 1}}", "is no list"),
        ("{location: {matches: '('}}", "not a regular expression"),
        ("{author.agency: scool}", "no agency"),
        ("{location: $place}", "no parameter"),
        ("{trigger.date: 2026-01-01}", "nothing has been triggered"),
        ("{location: null}", "exists: no"),
    ],
)
def test_paths_operators_and_values_are_checked_when_the_rule_is_loaded(where, fault):
    found = faults(f"every: {{kind: visit, where: {where}}}\nmeets: {{child_seen: yes}}")
    assert fault in " ".join(found)
    assert bool(found) == bool(fault)


def test_judging_goes_by_the_as_at_date_and_no_clock():
    assert ask(f"as_at: {AS_AT}", VISIT) is True
