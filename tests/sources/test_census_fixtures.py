"""The census fixtures hold what `expected.yaml` says an auditor finds, by the calendar alone."""

from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
import yaml

from caselint.sources import read

from .inputs import split

FOLDER = Path(__file__).parents[2] / "fixtures" / "census"
AS_AT = date(2026, 3, 31)
BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG")
SUPPLIED, SET_ASIDE = split(read(FOLDER))
CASES = {item.case_file.case_id: item for item in SUPPLIED}
EXPECTED = {
    entry["case_id"]: entry
    for entry in yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
}


def test_every_child_has_its_right_findings():
    assert list(EXPECTED) == sorted(CASES)
    assert {case_id: Path(item.place.split(":")[0]).name for case_id, item in CASES.items()} == {
        case_id: entry["file"] for case_id, entry in EXPECTED.items()
    }


def test_only_the_child_without_an_identifier_is_set_aside():
    assert [item.why for item in SET_ASIDE] == ["the child has no LAchildID"]


@pytest.mark.parametrize("case_id", EXPECTED)
def test_only_dates_that_cannot_be_are_set_aside(case_id):
    set_aside = CASES[case_id].case_file.set_aside

    assert len(set_aside) == EXPECTED[case_id].get("set_aside", 0)
    assert CASES[case_id].case_file.tombstones == ()


@pytest.mark.parametrize("case_id", EXPECTED)
def test_the_assessment(case_id):
    (referral,) = of(case_id, "referral")
    (assessment,) = of(case_id, "assessment") or (None,)
    if assessment is None:
        said = "not due"
    else:
        said = told(referral.received_at, assessment.authorised_at, 45)
    assert said == EXPECTED[case_id]["assessment"]


@pytest.mark.parametrize("case_id", EXPECTED)
def test_the_initial_conference(case_id):
    enquiries = of(case_id, "section47")
    held = [each for each in of(case_id, "conference") if each.type == "initial"]
    if not enquiries or enquiries[0].outcome == "no_conference":
        said = "not due"
    else:
        said = told(enquiries[0].started_at, held[0].date if held else None, 15)
    assert said == EXPECTED[case_id]["icpc"]


@pytest.mark.parametrize("case_id", EXPECTED)
def test_the_reviews(case_id):
    conferences = of(case_id, "conference")
    plans = [each for each in of(case_id, "plan") if each.type == "child_protection"]
    said = []
    counted_from = next((each.date for each in conferences if each.type == "initial"), None)
    for months, review in zip(
        (3, *(6,) * 9), [each for each in conferences if each.type == "review"], strict=False
    ):
        due = after(counted_from, months)
        if not isinstance(review.date, date):
            said.append("cannot be told")
            break
        late = (review.date - due).days
        said.append(f"late by {late} day{'s' * (late > 1)}" if late > 0 else "in time")
        counted_from = review.date
    else:
        if plans and plans[-1].ended_at is None:
            overdue = (AS_AT - after(counted_from, 6 if said else 3)).days
            said.append(f"overdue by {overdue} days" if overdue > 0 else "not due yet")
    assert said == EXPECTED[case_id]["reviews"]


@pytest.mark.parametrize("case_id", EXPECTED)
def test_the_closure(case_id):
    closures = of(case_id, "closure")
    (referral,) = of(case_id, "referral")
    still_open = [each.type for each in of(case_id, "plan") if each.ended_at is None]
    if not closures:
        said = "not closed"
    elif closures[0].date < referral.date:
        said = "cannot be told"
    elif still_open:
        said = f"{still_open[0].replace('_', ' ')} plan still open"
    else:
        said = "nothing open"
    assert said == EXPECTED[case_id]["closure"]


def of(case_id, kind):
    """The records of one kind, by date."""
    found = [each for each in CASES[case_id].case_file.records if each.kind == kind]
    return sorted(found, key=lambda each: each.record_id)


def told(trigger, answer, limit):
    """In time, late or overdue, in working days."""
    if not isinstance(trigger, date) or not isinstance(answer, date | None):
        return "cannot be told"
    if answer is not None and answer < trigger:
        return "cannot be told"
    late = working_days(trigger, answer or AS_AT) - limit
    if late <= 0:
        return "not due yet" if answer is None else "in time"
    days = f"{late} working day{'s' * (late > 1)}"
    return f"overdue by {days}" if answer is None else f"late by {days}"


def working_days(first, last):
    """Working days after the first day, up to and with the last."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and day not in BANK_HOLIDAYS for day in days)


def after(day, months):
    """The same day some months on; the last day of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
