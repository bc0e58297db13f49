"""Core groups that do not meet, are not attended, or leave no trace; and silence between them."""

from __future__ import annotations

from itertools import pairwise

from caselint.synthetic import calendar
from caselint.synthetic.defects.planting import (
    PROTECTION,
    Case,
    Place,
    day_of,
    defect,
    place,
)
from caselint.synthetic.draft import Record


def _chair_told(case: Case, after: Record) -> None:
    day = calendar.plus(calendar.days_after(day_of(after), 42), 2)
    case.add(
        "communication",
        day,
        from_agency="social_care",
        to_agency="independent_reviewing",
        direction="out",
        method="email",
        author={"agency": "social_care", "role": "Social worker"},
        text="Told the chair that the core group did not take place, and when it will.",
    )


def _gap(case: Case) -> tuple[list[Record], Record, Record] | None:
    groups = case.lately("core_group")
    for before, missed, after in zip(groups, groups[1:], groups[2:], strict=False):
        if (day_of(after) - day_of(before)).days > 45:
            case.remove([missed])
            return [missed], before, after
    return None


@defect(
    "core-group-not-held",
    "A13-05 A13-13a",
    "One core group was cancelled and not put in again; the chair was told.",
    PROTECTION,
    also="C17-14 A13-02",
)
def _not_held(case: Case) -> Place | None:
    gap = _gap(case)
    if gap is None:
        return None
    missed, before, after = gap
    _chair_told(case, before)
    return place(*missed, before, after)


@defect(
    "chair-not-told",
    "A13-13c",
    "A core group did not take place, and nobody told the chair of the conference.",
    PROTECTION,
    also="A13-05 A13-13a C17-14 A13-02",
)
def _not_told(case: Case) -> Place | None:
    gap = _gap(case)
    return None if gap is None else place(*gap[0], gap[1], gap[2])


@defect(
    "first-core-group-late",
    "A13-13a",
    "The first core group met seven weeks after the conference; the chair knew.",
    PROTECTION,
    also="A13-05 C17-14 A13-02",
)
def _first_late(case: Case) -> Place | None:
    conferences = case.lately("conference")
    groups = case.of("core_group")
    if not conferences or len(groups) < 2 or conferences[0]["type"] != "initial":
        return None
    case.remove(groups[:1])
    _chair_told(case, {"date": calendar.days_after(day_of(conferences[0]), -28).isoformat()})
    return place(groups[0], groups[1], conferences[0])


@defect(
    "agency-away-again-and-again",
    "A13-13b",
    "One agency missed three core groups running and sent neither a report nor word.",
    PROTECTION,
    also="A13-13c C17-26 C17-25 C17-02",
)
def _away(case: Case) -> Place | None:
    groups = case.lately("core_group")[-3:]
    if len(groups) < 3:
        return None
    asked = [who["agency"] for who in groups[0]["invited"] if "agency" in who]
    agency = case.chance.one([one for one in asked if one != "social_care"])
    for group in groups:
        for field in ("attended", "apologies"):
            group[field] = [who for who in group[field] if who.get("agency") != agency]
        group["contributions"] = [one for one in group["contributions"] if one["agency"] != agency]
    return place(*groups)


@defect(
    "core-group-of-two",
    "A13-13b",
    "Only the social worker and the mother came; it was held all the same.",
    PROTECTION,
    also="A13-13c C17-26",
)
def _of_two(case: Case) -> Place | None:
    groups = case.lately("core_group")
    if not groups:
        return None
    group = groups[-1]
    gone = [who for who in group["attended"] if who.get("agency") not in (None, "social_care")]
    group["attended"] = [who for who in group["attended"] if who not in gone]
    group["apologies"] = []
    group["contributions"] = []
    group["quorate"] = "no"
    return place(group)


@defect(
    "actions-of-nobody",
    "A13-05 C17-18b",
    "The core group agreed on things to do, without saying who or by when.",
    PROTECTION,
)
def _of_nobody(case: Case) -> Place | None:
    for group in case.lately("core_group"):
        open_ = [action for action in group["actions"] if action["status"] == "open"]
        if open_:
            for action in open_:
                for field in ("owner", "agency", "due"):
                    action.pop(field, None)
            return place(group)
    return None


@defect(
    "core-group-minutes-not-sent",
    "A13-05",
    "The record of the core group was never sent to those who came.",
    PROTECTION,
    also="C17-10",
)
def _not_sent(case: Case) -> Place | None:
    groups = [
        group
        for group in case.lately("core_group")
        if calendar.working_days_from(day_of(group), case.as_at) > 30
    ]
    if not groups:
        return None
    for group in groups:
        group["minutes"] = {"sent_to": []}
    return place(*groups)


@defect(
    "silence-between-core-groups",
    "A13-04",
    "From one core group to the next nobody rang anybody.",
    PROTECTION,
    also="C17-10 C17-51 C17-25 C17-97",
)
def _silence(case: Case) -> Place | None:
    groups = case.lately("core_group")
    for before, after in pairwise(groups):
        first, last = day_of(before), day_of(after)
        if (last - first).days < 20:
            continue
        if any(first < day_of(held) < last for held in case.of("conference")):
            continue  # They met there.
        said = [call for call in case.of("communication") if first <= day_of(call) <= last]
        case.remove(said)
        return place(before, after, *said)
    return None


@defect(
    "conference-record-not-sent",
    "C17-10",
    "The record of the conference did not go out.",
    PROTECTION,
)
def _conference_record(case: Case) -> Place | None:
    for conference in case.lately("conference"):
        if calendar.working_days_from(day_of(conference), case.as_at) > 40:
            conference["minutes"] = {"sent_to": []}
            return place(conference)
    return None


@defect(
    "review-conference-late",
    "C17-14",
    "The first review conference was put off until after the fourth month.",
    PROTECTION,
)
def _review_late(case: Case) -> Place | None:
    reviews = case.lately("conference", type="review")
    if not reviews:
        return None
    initial = case.of("conference")[0]
    plans = [
        plan
        for plan in case.of("plan")
        if any(review["record_id"] in plan.get("links", ()) for review in reviews)
    ]
    case.remove([*reviews, *plans])
    return place(initial, *reviews)
