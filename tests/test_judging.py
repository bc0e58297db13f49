"""From opportunities to an outcome: the look-back, the counts, and what they say."""

from datetime import date

import pytest

from building import CP, counted, judge, plan, record, strengths, visit
from caselint.checks import Opportunity
from caselint.errors import ConfigurationError
from caselint.findings import Counts
from caselint.judging import count, is_strength, outcome_of, read_look_back
from caselint.selecting.clocks import Clocks

AS_AT = date(2026, 3, 31)


def on(text):
    return date.fromisoformat(text)


def inside(one, look_back="12 months"):
    return bool(read_look_back(look_back).judged([one], AS_AT, Clocks()))


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        (Counts(), "not_applicable"),
        (Counts(pending=1, excused=1), "not_applicable"),
        (Counts(unknown=1, pending=1), "not_assessable"),
        (Counts(met=2, unknown=1, excused=1), "evidenced"),
        (Counts(met=1, unmet=1, unknown=3), "partly_evidenced"),
        (Counts(unmet=1, pending=1), "not_evidenced"),
    ],
)
def test_the_first_outcome_that_fits(counts, outcome):
    assert outcome_of(counts)[0] == outcome


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        (Counts(), "nothing in the file calls for it"),
        (Counts(pending=1), "what is due is not due yet"),
        (Counts(excused=1), "a reason is recorded"),
        (Counts(excused=1, pending=1), "what is due is not due yet, or a reason is recorded"),
    ],
)
def test_why_says_which_of_several_reasons_an_outcome_has(counts, why):
    assert outcome_of(counts)[1] == why


def test_n_of_n_is_met_of_met_and_unmet():
    assert Counts(met=2, unmet=1, excused=4, unknown=5, pending=6).judged == 3


def test_every_state_is_counted():
    states = ("met", "unmet", "excused", "unknown", "pending", "met")
    assert count(Opportunity(state, "k") for state in states) == Counts(2, 1, 1, 1, 1)


@pytest.mark.parametrize(("day", "judged"), [("2025-03-31", False), ("2025-04-01", True)])
def test_the_look_back_is_12_months_ending_on_the_as_at_date(day, judged):
    assert inside(Opportunity("met", "k", breach=on("2024-01-01"), answered=on(day))) is judged
    ended = Opportunity("unmet", "k", breach=on(day), until=on(day))
    assert inside(ended) is judged


@pytest.mark.parametrize("state", ["excused", "unknown"])
@pytest.mark.parametrize(("day", "judged"), [("2025-03-31", False), ("2025-04-01", True)])
def test_what_is_excused_or_unknown_goes_by_its_breach_day(state, day, judged):
    assert inside(Opportunity(state, "k", breach=on(day), until=None)) is judged


@pytest.mark.parametrize(
    ("until", "judged"), [(None, True), ("2025-04-01", True), ("2025-03-31", False)]
)
def test_a_breach_still_running_when_the_window_opens_is_judged(until, judged):
    one = Opportunity(
        "unmet", "k", breach=on("2020-01-01"), until=None if until is None else on(until)
    )
    assert inside(one) is judged


def test_what_is_pending_is_always_judged():
    assert inside(Opportunity("pending", "k", breach=on("2020-01-01")))


def test_all_looks_back_over_the_whole_file():
    assert inside(Opportunity("met", "k", answered=on("2001-01-01")), "all")


def test_a_shorter_look_back():
    one = Opportunity("met", "k", answered=on("2025-09-30"))
    assert inside(one, "6 months") is False
    assert inside(one, "7 months") is True


@pytest.mark.parametrize("text", ["a year", "", "always"])
def test_what_is_no_look_back_is_refused(text):
    with pytest.raises(ConfigurationError, match="no look-back"):
        read_look_back(text)


@pytest.mark.parametrize(
    ("counts", "strong"),
    [
        (Counts(met=3), True),
        (Counts(met=2), False),
        (Counts(met=3, unmet=1), False),
        (Counts(met=3, unknown=1), False),
        (Counts(met=3, excused=1, pending=1), True),
        (Counts(met=3, excused=4), False),
    ],
)
def test_a_strength_is_where_nothing_is_unmet_or_unknown_and_enough_was_met(counts, strong):
    met = [Opportunity("met", "k")] * counts.met
    assert is_strength(met, counts, 3, worded=True) is strong
    assert is_strength(met, counts, 3, worded=False) is False


# The look-back of whole files

VISITS = "recurs: {kind: visit}\nwithin: 30 days"


def seen(look_back, *records):
    return judge(VISITS, *records, applies=CP, settings={"look_back": look_back})


def test_a_recurring_breach_that_ran_into_the_window_is_judged_and_an_earlier_one_not():
    gap = [visit("2025-01-05"), visit("2025-07-01"), visit("2025-07-20")]
    records = [plan("2025-01-05", ended_at="2025-08-01"), *gap]
    assert counted(seen("12 months", *records)) == {"met": 1, "unmet": 1}
    assert counted(seen("11 months", *records)) == {}
    assert counted(seen("all", *records)) == {"met": 1, "unmet": 1}


def test_an_item_of_every_goes_by_the_date_of_its_record():
    check = "every: {kind: visit}\nmeets: {location: home}"
    for day, counts in (("2025-06-30", {}), ("2025-07-01", {"unmet": 1})):
        result = judge(check, visit(day, location="school"), settings={"look_back": "12 months"})
        assert counted(result) == counts


def test_a_late_answer_in_the_window_is_judged():
    check = "follows: {trigger: {kind: section47}, answer: {kind: conference}}\nwithin: 5 days"
    enquiry = record("section47", "2025-01-05")
    for day, counts in (("2025-06-30", {}), ("2025-07-01", {"unmet": 1})):
        answer = record("conference", day)
        result = judge(check, enquiry, answer, settings={"look_back": "12 months"})
        assert counted(result) == counts


def test_history_stays_visible_to_related_records():
    check = "every: {kind: visit}\nmeets: {has: {kind: plan}}"
    result = judge(
        check, visit("2026-06-01"), plan("2020-01-05"), settings={"look_back": "1 month"}
    )
    assert counted(result) == {"met": 1}


def test_pending_and_excused_ones_do_not_stand_in_the_way_of_a_strength():
    result = judge(
        "follows: {trigger: {kind: section47}, answer: {kind: conference}}\nwithin: 30 days",
        record("section47", "2026-03-02"),
        record("conference", "2026-03-09"),
        record("section47", "2026-06-29"),
    )
    assert counted(result) == {"met": 1, "pending": 1}
    assert len(strengths(result)) == 1
