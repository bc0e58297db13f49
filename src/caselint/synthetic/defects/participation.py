"""People and agencies who should be part of it and are not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from caselint.synthetic import calendar
from caselint.synthetic.defects.planting import (
    EXPLOITED,
    EXPLOITED_IN_NEED,
    NEED,
    PROTECTION,
    Case,
    Place,
    day_of,
    defect,
    place,
)

WORK = (*PROTECTION, *NEED)
MEETINGS = ("conference", "core_group", "meeting")


@defect(
    "agency-by-name-only",
    "C17-02",
    "An agency is named on the plan and heard of nowhere else.",
    WORK,
    also="A13-13b C17-25 A13-07a C17-10",
)
def _by_name(case: Case) -> Place | None:
    plans = case.of("plan")
    for plan in plans:
        plan["members"].append({"agency": "probation", "role": "Probation officer"})
    start = day_of(plans[0])
    if (case.as_at - start).days < 70:
        return None
    return place(*plans, start=start, end=case.as_at)


@defect(
    "agency-in-isolation",
    "C17-25",
    "Health sat in every meeting; between them nobody rang health, and health rang nobody.",
    WORK,
    also="C17-97 C17-10 A13-04 C17-95",
)
def _alone(case: Case) -> Place | None:
    plans = case.of("plan")
    start = day_of(plans[0])
    members = {one["agency"] for one in plans[-1]["members"] if "agency" in one}
    if (case.as_at - start).days < 75:
        return None
    for agency in ("school_nursing", "health_visiting"):
        if agency not in members:
            continue
        calls = [
            call
            for call in case.of("communication")
            if agency in (call.get("to_agency"), call.get("from_agency"))
        ]
        case.remove(calls)
        case.remove(one for one in case.of("information_share") if one["to_agency"] == agency)
        return place(*calls, *plans, start=start, end=case.as_at)
    return None


@defect(
    "school-kept-out",
    "C17-51",
    "Between meetings nobody spoke with school, where the child is every day.",
    WORK,
    also="C17-25 C17-53 A13-04 C17-10 C17-97",
)
def _no_school(case: Case) -> Place | None:
    calls = [
        call
        for call in case.of("communication")
        if "school" in (call.get("to_agency"), call.get("from_agency"))
    ]
    if not calls:
        return None
    case.remove(calls)
    return place(*calls, end=case.as_at)


@defect(
    "school-came-and-was-not-heard",
    "C17-53",
    "School came to each meeting, and no word of theirs is in the record.",
    WORK,
)
def _unheard(case: Case) -> Place | None:
    shown = []
    for meeting in case.lately(*MEETINGS):
        if any(who.get("agency") == "school" for who in meeting["attended"]):
            meeting["contributions"] = [
                one for one in meeting["contributions"] if one["agency"] != "school"
            ]
            shown.append(meeting)
    return place(*shown) if len(shown) > 2 else None


def _without(record: dict[str, Any], person_id: str) -> None:
    for field in ("invited", "attended", "apologies", "present", "with", "members"):
        if field in record:
            record[field] = [who for who in record[field] if who.get("person_id") != person_id]


@defect(
    "father-left-out",
    "C17-22",
    "The father lives nearby, has parental responsibility, and nobody asked him anything.",
    WORK,
    also="C17-26",
)
def _no_father(case: Case) -> Place | None:
    father = next(one for one in case.file["people"] if one["relationship"] == "father")
    name = father["name"].split()[0]
    shown = []
    for record in case.file["records"]:
        _without(record, father["person_id"])
        text = record.get("text")
        if isinstance(text, dict):
            for section, words in text.items():
                text[section] = words.replace(name, "the grandmother")
        elif isinstance(text, str):
            record["text"] = text.replace(name, "the grandmother")
        for action in record.get("actions") or ():
            for field in ("text", "impact", "next_step"):
                if field in action:
                    action[field] = action[field].replace(name, "the grandmother")
        if record["kind"] in (*MEETINGS, "plan"):
            shown.append(record)
    where = place(*shown, start=case.recent, end=case.as_at)
    return replace(where, records=where.records | {father["person_id"]})


@defect(
    "child-not-asked-nor-represented",
    "C17-79 C17-26",
    "The child was old enough, was not invited, and nobody brought the child's view.",
    WORK,
    also="A13-07b",
)
def _child(case: Case) -> Place | None:
    meetings = [one for one in case.of(*MEETINGS) if "child_invited" in one]
    if not meetings or meetings[-1]["child_invited"] == "not_applicable":
        return None
    if meetings[0]["child_invited"] == "not_applicable":
        return None
    for meeting in meetings:
        meeting["child_invited"] = meeting["child_attended"] = "no"
        meeting.pop("child_views_by", None)
        _without(meeting, case.file["child"]["child_id"])
        if isinstance(meeting.get("text"), dict):
            meeting["text"].pop("child_views", None)
    for plan in case.of("plan"):
        plan.pop("child_view", None)
    for offer in case.of("advocacy"):
        offer["accepted"] = "no"
        offer.pop("advocate", None)
    return place(*meetings)


@defect(
    "parents-not-invited",
    "C17-26",
    "Meetings were held about the family without the family.",
    WORK,
    also="C17-32 C17-22",
)
def _parents(case: Case) -> Place | None:
    meetings = [one for one in case.lately(*MEETINGS) if "parents_invited" in one]
    for meeting in meetings:
        meeting["parents_invited"] = meeting["parents_attended"] = "no"
        for person in case.file["people"]:
            _without(meeting, person["person_id"])
    return place(*meetings) if meetings else None


@defect(
    "no-advocate-offered",
    "C17-71",
    "The child was of an age to have an advocate, and none was offered.",
    PROTECTION,
)
def _advocate(case: Case) -> Place | None:
    offers = case.of("advocacy")
    plan = case.of("plan")[0]
    open_for = (case.as_at - day_of(plan)).days
    if not offers or open_for < 120 or day_of(plan) < case.recent:
        return None
    if calendar.age_on(day_of(case.file["child"], "date_of_birth"), day_of(plan)) < 10:
        return None
    case.remove(offers)
    return place(*offers, plan, start=day_of(plan), end=case.as_at)


@defect(
    "family-never-met",
    "C17-32",
    "Five agencies were involved, and the family was never brought together to plan.",
    WORK,
    also="C17-26",
)
def _family(case: Case) -> Place | None:
    met = case.of("meeting", type="family_group")
    case.remove(met)
    plan = case.of("plan")[0]
    return place(*met, plan, end=case.as_at) if met else None


@defect(
    "professionals-met-and-decided-nothing",
    "C17-86",
    "Professionals met without the family and left no decision.",
    WORK,
    also="C17-26 A13-05 C17-10",
)
def _professionals(case: Case) -> Place | None:
    groups = case.lately("core_group", "meeting")
    if len(groups) < 2:
        return None
    model = groups[-2]
    asked = [who for who in model["invited"] if "agency" in who]
    meeting = case.add(
        "meeting",
        day_of(model),
        type="professionals",
        chair="Team manager",
        invited=asked,
        attended=asked,
        apologies=[],
        actions=[],
        author={"agency": "social_care", "role": "Social worker"},
        text="Each spoke about the case.",
    )
    return place(meeting)


@defect(
    "exploited-and-agencies-never-met",
    "C17-15",
    "A child in need who was being exploited; agencies worked side by side and never met.",
    EXPLOITED_IN_NEED,
    also="C17-26 C17-32 C17-05 C17-16b C17-14 C17-06 A13-02 A13-04 A13-11 C17-85",
)
def _never_met(case: Case) -> Place | None:
    gone = case.of("meeting", "strategy_discussion")
    case.remove(gone)
    return place(*gone, *case.of("plan")[:1], *case.of("screening"), end=case.as_at)


@defect(
    "map-without-health",
    "C17-100",
    "The exploitation meeting was held without anybody from health.",
    EXPLOITED,
    also="C17-02 C17-10",
)
def _no_health(case: Case) -> Place | None:
    maps = case.lately("meeting", type="map")
    for meeting in maps:
        for field in ("invited", "attended", "apologies", "contributions"):
            meeting[field] = [
                one
                for one in meeting[field]
                if one.get("agency") not in ("school_nursing", "sexual_health")
            ]
    return place(*maps) if maps else None
