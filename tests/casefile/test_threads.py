"""One action through all its listings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.casefile import threads
from caselint.casefile.threads import thread_of

from .making import record, timeline

PLAN = record(
    "plan", plan_id="P", type="child_protection", started_at="2026-01-01", date="2026-01-01"
)
TEN = "Refer mum to the local drug and alcohol service today"
"""Ten words."""


def action(text=None, action_id=None, **fields):
    return {"text": text, "action_id": action_id, **fields}


def listed(day, *actions, kind="core_group", **fields):
    return record(kind, day, actions=list(actions), **fields)


def woven(*records, plan=True):
    """Each thread as the days of its listings."""
    line = timeline(*([PLAN] if plan else []), *records)
    return [[str(listing.day)[5:] for listing in thread.listings] for thread in threads(line)]


# Which listings are one action


def test_the_same_id_with_a_text_half_alike_is_one_action():
    one, other = action("Ring the school", "A1"), action("Ring the school office please now", "A1")
    assert woven(listed("2026-02-01", one), listed("2026-03-01", other)) == [["02-01", "03-01"]]


def test_the_same_id_with_another_text_is_another_action():
    one, other = action("Ring the school", "A1"), action("Book a dentist", "A1")
    assert woven(listed("2026-02-01", one), listed("2026-03-01", other)) == [["02-01"], ["03-01"]]


def test_the_same_id_without_a_text_is_the_same_action():
    one, other = action("Ring the school", "A1"), action(None, "A1", status="done")
    assert woven(listed("2026-02-01", one), listed("2026-03-01", other)) == [["02-01", "03-01"]]


def test_an_id_counts_in_its_own_plan_only():
    other_plan = record("plan", plan_id="Q", type="child_in_need", started_at="2026-01-01")
    one = listed("2026-02-01", action("Ring the school", "A1"))
    other = listed("2026-03-01", action("Ring the school", "A1"), kind="plan_review", plan_id="Q")
    assert woven(other_plan, one, other) == [["02-01"], ["03-01"]]


def test_where_a_meeting_numbers_afresh_the_words_tell():
    first = [action("Ring the school", "1", owner="A"), action("Book a dentist", "2", owner="A")]
    second = [action("Book a dentist", "1", owner="A"), action("Ring the school", "2", owner="A")]
    line = timeline(PLAN, listed("2026-02-01", *first), listed("2026-03-01", *second))
    texts = [{listing.action.text for listing in thread.listings} for thread in threads(line)]
    assert texts == [{"Ring the school"}, {"Book a dentist"}]


@pytest.mark.parametrize("who", [{"owner": "Jo"}, {"agency": "school"}])
def test_the_same_owner_or_agency_and_the_same_words_are_one_action(who):
    one, other = action("Ring the school.", **who), action("RING  the school", **who)
    records = (listed("2026-02-01", one), listed("2026-03-01", other))
    assert woven(*records, plan=False) == [["02-01", "03-01"]]


def test_a_new_worker_of_the_same_agency_takes_the_action_on():
    one = action("Ring the school", owner="Jo", agency="school")
    other = action("Ring the school", owner="Sam", agency="school")
    records = (listed("2026-02-01", one), listed("2026-03-01", other))
    assert woven(*records, plan=False) == [["02-01", "03-01"]]


def test_the_same_words_of_another_owner_are_another_action_outside_a_plan():
    one, other = action("Ring the school", owner="Jo"), action("Ring the school", owner="Sam")
    records = (listed("2026-02-01", one), listed("2026-03-01", other))
    assert woven(*records, plan=False) == [["02-01"], ["03-01"]]


def test_the_same_words_of_nobody_are_another_action_outside_a_plan():
    records = (listed("2026-02-01", action("Ring")), listed("2026-03-01", action("Ring")))
    assert woven(*records, plan=False) == [["02-01"], ["03-01"]]


def test_within_a_plan_nearly_the_same_words_in_the_next_list_are_one_action():
    records = (listed("2026-02-01", action(TEN)), listed("2026-03-01", action(f"{TEN} please")))
    assert woven(*records) == [["02-01", "03-01"]]


def test_less_than_nearly_the_same_words_are_another_action():
    changed = f"{TEN} please help"
    records = (listed("2026-02-01", action(TEN)), listed("2026-03-01", action(changed)))
    assert woven(*records) == [["02-01"], ["03-01"]]


def test_nearly_the_same_words_are_asked_for_in_the_next_list_only():
    records = (
        listed("2026-02-01", action(TEN)),
        listed("2026-03-01", action("Book a dentist")),
        listed("2026-04-01", action(f"{TEN} please")),
    )
    assert woven(*records) == [["02-01"], ["03-01"], ["04-01"]]


def test_a_list_of_another_kind_does_not_come_between():
    records = (
        listed("2026-02-01", action(TEN)),
        listed("2026-02-15", action("Book a dentist"), kind="supervision"),
        listed("2026-03-01", action(f"{TEN} please")),
    )
    assert woven(*records) == [["02-01", "03-01"], ["02-15"]]


def test_where_two_earlier_actions_could_be_meant_a_new_thread_begins():
    records = (
        listed("2026-02-01", action(f"{TEN} please"), action(f"{TEN} now")),
        listed("2026-03-01", action(TEN)),
    )
    assert woven(*records) == [["02-01"], ["02-01"], ["03-01"]]


def test_where_two_new_actions_could_be_meant_a_new_thread_begins_for_each():
    records = (
        listed("2026-02-01", action(TEN)),
        listed("2026-03-01", action(f"{TEN} please"), action(f"{TEN} now")),
    )
    assert woven(*records) == [["02-01"], ["03-01"], ["03-01"]]


def test_the_surer_match_of_a_list_comes_first():
    records = (
        listed("2026-02-01", action(TEN, owner="Jo")),
        listed("2026-03-01", action(f"{TEN} please", owner="Jo"), action(TEN, owner="Jo")),
    )
    line = timeline(PLAN, *records)
    assert [one.action.text for one in threads(line)[0].listings] == [TEN, TEN]


def test_twins_of_one_list_keep_their_places():
    twins = [action("Ring the school", owner="Jo", due=f"2026-0{month}-01") for month in (3, 9)]
    line = timeline(PLAN, listed("2026-02-01", *twins), listed("2026-03-01", *twins))
    assert [{str(one.action.due) for one in thread.listings} for thread in threads(line)] == [
        {"2026-03-01"},
        {"2026-09-01"},
    ]


def test_listings_on_one_day_count_as_one():
    one = action("Ring the school", owner="Jo")
    records = (listed("2026-02-01", one), listed("2026-02-01", one, kind="conference"))
    assert woven(*records) == [["02-01"]]


def test_every_kind_that_lists_actions_is_followed():
    one = action("Ring the school", owner="Jo")
    kinds = ("plan_review", "conference", "meeting", "supervision", "management_decision")
    records = [listed(f"2026-02-0{day}", one, kind=kind) for day, kind in enumerate(kinds, 1)]
    assert woven(*records) == [["02-01", "02-02", "02-03", "02-04", "02-05"]]


def test_actions_of_a_plan_go_on_in_its_core_groups():
    plan = {**PLAN, "actions": [action("Ring the school", "A1")]}
    line = timeline(plan, listed("2026-02-01", action("Ring the school", "A1")))
    assert len(threads(line)) == 1


def test_a_list_of_unreadable_date_is_in_no_thread():
    assert woven(listed("soon", action("Ring the school"))) == []


# What a thread knows


def thread(*actions, owner="Jo"):
    records = [
        listed(f"2026-0{month}-01", {"text": "Ring the school", "owner": owner, **each})
        for month, each in enumerate(actions, 2)
    ]
    (only,) = threads(timeline(PLAN, *records))
    return only


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-01-31", None), ("2026-02-01", "open"), ("2026-02-28", "open"), ("2026-03-01", "done")],
)
def test_a_thread_knows_its_state_on_a_day(day, state):
    found = thread({"status": "open"}, {"status": "done"})
    assert found.state_on(date.fromisoformat(day)) == state


def test_a_thread_knows_the_listing_before():
    found = thread({}, {})
    assert found.before(found.listings[1]) is found.listings[0]
    assert found.before(found.listings[0]) is None


@pytest.mark.parametrize(
    ("fields", "recurs"),
    [
        ({"recurring": "yes"}, True),
        ({"text": "Weekly visits"}, True),
        ({"text": "Ongoing support from Early Help"}, True),
        ({"text": "Visit twice a week"}, True),
        ({"text": "Ring every other week"}, True),
        ({"text": "Ring the school"}, False),
        ({"text": "Ring the school within a week"}, False),
        ({"text": "Send the weekly timetable by Friday", "recurring": "no"}, False),
    ],
)
def test_an_action_recurs_when_it_says_so(fields, recurs):
    assert thread(fields).recurring is recurs


def test_a_key_does_not_change_when_the_action_is_listed_again():
    one = listed("2026-02-01", action("Ring the school", "A1"))
    again = listed("2026-03-01", action("Ring the school", "A1"))
    (before,), (after,) = threads(timeline(PLAN, one)), threads(timeline(PLAN, one, again))
    assert before.key == after.key


def test_a_key_does_not_show_the_text():
    (found,) = threads(timeline(PLAN, listed("2026-02-01", action("Millie"))))
    assert "millie" not in found.key.casefold()


def test_twins_have_keys_of_their_own():
    line = timeline(PLAN, listed("2026-02-01", action("Ring"), action("Ring")))
    assert len({found.key for found in threads(line)}) == 2


def test_an_action_is_known_to_its_thread_also_where_another_list_of_the_day_stands_for_it():
    one = action("Ring the school", owner="Jo")
    line = timeline(PLAN, listed("2026-02-01", one), listed("2026-02-01", one, kind="conference"))
    (found,) = threads(line)
    for kind in ("core_group", "conference"):
        (entry,) = line.of([kind])
        assert thread_of(line, entry.record.actions[0]) is found


TEXTS = st.sampled_from(["Ring the school", "Ring the school now", TEN, f"{TEN} please", "", None])
ACTIONS = st.builds(
    action, TEXTS, st.sampled_from(["1", "2", None]), owner=st.sampled_from(["A", "B"])
)
LISTS = st.lists(st.lists(ACTIONS, max_size=3), max_size=5)


def lists(actions):
    return [listed(f"2026-02-{day:02}", *each) for day, each in enumerate(actions, 1)]


@given(LISTS)
def test_every_action_is_in_one_thread_once(actions):
    line = timeline(PLAN, *lists(actions))
    assert sum(len(found.listings) for found in threads(line)) == sum(map(len, actions))


@given(LISTS)
def test_no_thread_is_listed_twice_on_a_day(actions):
    for found in threads(timeline(PLAN, *lists(actions))):
        days = [one.day for one in found.listings]
        assert days == sorted(set(days))


@given(LISTS)
def test_no_two_threads_have_one_key(actions):
    keys = [found.key for found in threads(timeline(PLAN, *lists(actions)))]
    assert len(keys) == len(set(keys))


@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_no_thread(actions, random):
    records = lists(actions)
    before = [found.key for found in threads(timeline(PLAN, *records))]
    random.shuffle(records)
    assert [found.key for found in threads(timeline(PLAN, *records))] == before
