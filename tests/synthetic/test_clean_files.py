"""Clean files are valid, repeatable, whole, and keep the standards of the domain."""

import json
from datetime import date, timedelta
from functools import cache
from itertools import islice, pairwise
from typing import Any

import pytest

from caselint.synthetic import AS_AT, KINDS, as_case_file, calendar, case_files, clean, families


@cache
def some_files() -> list[dict[str, Any]]:
    return list(clean(90, seed="tests"))


def day(record: dict[str, Any], field: str = "date") -> date:
    return date.fromisoformat(record[field][:10])


def of(file: dict[str, Any], kind: str, **fields: Any) -> list[dict[str, Any]]:
    return [
        record
        for record in tidy(file)
        if record["kind"] == kind
        and all(record.get(name) in value for name, value in fields.items())
    ]


def tidy(file: dict[str, Any]) -> list[dict[str, Any]]:
    return file["records"]


def one_of(kind: str) -> list[dict[str, Any]]:
    return [file for family in islice(families("kinds", kinds=(kind,)), 12) for file in family]


def test_the_same_seed_gives_the_same_files() -> None:
    assert list(clean(12, seed=3)) == list(clean(12, seed=3))


def test_another_seed_gives_others() -> None:
    assert list(clean(5, seed=3)) != list(clean(5, seed=4))


def test_fewer_files_are_the_first_of_more() -> None:
    assert list(clean(7, seed=3)) == list(clean(12, seed=3))[:7]


def test_files_are_written_as_json() -> None:
    assert json.loads(json.dumps(some_files())) == some_files()


def test_nothing_of_a_file_is_set_aside() -> None:
    assert [as_case_file(file).set_aside for file in some_files()] == [()] * len(some_files())


def test_case_files_are_the_same_as_native_ones() -> None:
    ids = [file.case_id for file in case_files(6, seed="tests")]
    assert ids == [file["case_id"] for file in some_files()[:6]]


def test_no_two_files_have_one_id() -> None:
    assert len({file["case_id"] for file in some_files()}) == len(some_files())


def test_every_kind_of_work_is_there() -> None:
    plans = {
        plan["type"].casefold().replace(" ", "_")
        for file in some_files()
        for plan in of(file, "plan")
    }
    assert {
        "child_protection",
        "child_in_need",
        "looked_after",
        "early_help",
        "exploitation",
    } <= plans
    assert any(of(file, "closure") for file in some_files())
    assert any(of(file, "meeting", type=("map",)) for file in some_files())
    assert any("expected_date_of_birth" in file["child"] for file in some_files())


def test_most_kinds_of_record_are_used() -> None:
    kinds = {record["kind"] for file in some_files() for record in tidy(file)}
    assert len(kinds) >= 30


def test_a_file_has_a_size_that_people_know() -> None:
    sizes = sorted(len(file["records"]) for file in some_files())
    assert sizes[0] >= 15
    assert 50 <= sizes[len(sizes) // 2] <= 120
    assert sizes[-1] <= 220


def test_nothing_is_dated_after_the_export() -> None:
    latest = max(day(record) for file in some_files() for record in tidy(file))
    assert latest <= AS_AT


def test_most_records_of_people_are_narrated() -> None:
    told = [
        "text" in record
        for file in some_files()
        for record in tidy(file)
        if record["kind"] in ("visit", "supervision", "core_group", "case_note", "communication")
    ]
    assert sum(told) / len(told) > 0.95


def test_no_place_in_a_wording_is_left_open() -> None:
    assert "{" not in json.dumps(
        [record.get("text") for file in some_files() for record in tidy(file)]
    ).replace('{"', "").replace("{}", "")


@pytest.mark.parametrize("kind", KINDS)
def test_brothers_and_sisters_name_each_other(kind: str) -> None:
    for family in islice(families("siblings", kinds=(kind,)), 8):
        born = {file["case_id"] for file in family if "date_of_birth" in file["child"]}
        for file in family:
            named = {
                person["child_case_id"] for person in file["people"] if "child_case_id" in person
            }
            assert named == born - {file["case_id"]}


def test_brothers_and_sisters_have_words_of_their_own() -> None:
    for family in islice(families("words", kinds=("child_protection", "looked_after")), 20):
        visits = [
            {json.dumps(visit["text"]) for visit in of(file, "visit", child_seen=("yes", True))}
            for file in family
        ]
        for number, one in enumerate(visits):
            for other in visits[number + 1 :]:
                assert not one & other


def test_brothers_and_sisters_share_their_conferences() -> None:
    for family in islice(families("shared", kinds=("child_protection",)), 12):
        held = {tuple(one["date"] for one in of(file, "conference")) for file in family}
        assert len(held) == 1


def test_a_child_on_a_protection_plan_is_seen_every_ten_working_days() -> None:
    for file in one_of("child_protection"):
        start = day(of(file, "conference")[0])
        seen = sorted(
            day(visit)
            for visit in of(file, "visit", child_seen=("yes", True))
            if day(visit) >= start and visit["type"] != "other"
        )
        for before, after in pairwise([start, *seen]):
            assert calendar.working_days_from(before, after) <= 10


def test_core_groups_meet_every_six_weeks() -> None:
    for file in one_of("child_protection"):
        groups = [day(group) for group in of(file, "core_group")]
        for before, after in pairwise(groups):
            assert after - before <= timedelta(42)


def test_the_initial_conference_is_within_fifteen_working_days() -> None:
    for file in one_of("child_protection"):
        started = day(of(file, "strategy_discussion")[0])
        assert calendar.working_days_from(started, day(of(file, "conference")[0])) <= 15


def test_a_return_interview_is_held_within_three_days_or_declined() -> None:
    found = 0
    for file in one_of("exploitation"):
        for interview in of(file, "return_interview"):
            episode = next(
                one for one in tidy(file) if one.get("record_id") == interview["episode_id"]
            )
            found += 1
            if "held_at" in interview:
                assert day(interview, "held_at") - day(episode, "ended_at") <= timedelta(2)
            else:
                assert interview["accepted"] in ("no", False)
    assert found > 5


def test_after_a_birth_the_core_group_meets_within_ten_days() -> None:
    for file in one_of("pre_birth"):
        births = of(file, "significant_event", event_type=("birth",))
        for birth in births:
            later = [day(group) for group in of(file, "core_group") if day(group) >= day(birth)]
            assert not later or later[0] - day(birth) <= timedelta(10)


def test_a_case_is_closed_with_everything_done() -> None:
    for file in one_of("closed_child_in_need"):
        last = of(file, "plan_review")[-1]
        assert {action["status"] for action in last["actions"]} <= {"done"}
