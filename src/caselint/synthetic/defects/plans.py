"""Plans that cannot be measured, drift, or are two plans about one child."""

from __future__ import annotations

from typing import Any

from caselint.synthetic import calendar
from caselint.synthetic.defects.planting import (
    CARE,
    EXPLOITED,
    EXPLOITED_IN_NEED,
    NEED,
    PROTECTION,
    UNBORN,
    Case,
    Place,
    day_of,
    defect,
    lists_of_actions,
    place,
)

PLANNED = (*PROTECTION, *NEED)


def _goals(case: Case, *fields: str) -> Place | None:
    plans = case.lately("plan")
    for plan in plans:
        for goal in plan["goals"]:
            for field in fields:
                goal.pop(field, None)
    return place(*plans) if plans else None


@defect("goals-without-measure", "A13-02", "Nobody could tell when a goal is reached.", PLANNED)
def _no_measure(case: Case) -> Place | None:
    return _goals(case, "measure", "baseline")


@defect("goals-without-owner-or-date", "A13-02", "The goals are everybody's, for one day.", PLANNED)
def _no_owner(case: Case) -> Place | None:
    return _goals(case, "owner", "due")


@defect(
    "same-action-again-and-again",
    "C17-14",
    "One action was copied from meeting to meeting long after its day had passed.",
    PLANNED,
    also="A13-02 A13-11 A13-05",
)
def _copied(case: Case) -> Place | None:
    meetings = [
        meeting
        for meeting in case.lately("core_group", "meeting")
        if meeting["kind"] == "core_group" or meeting.get("type") == "child_in_need"
    ][-4:]
    if len(meetings) < 4:
        return None
    action: dict[str, Any] = {
        "action_id": "A90",
        "text": "Arrange counselling for the young person",
        "owner": "School counsellor",
        "agency": "school",
        "target": "child",
        "due": calendar.plus(day_of(meetings[0]), 5).isoformat(),
        "status": "open",
    }
    for meeting in meetings:
        meeting["actions"].append(dict(action))
        for review in case.of("plan_review", date=meeting["date"]):
            review["actions"].append(dict(action))
    return place(*meetings)


@defect(
    "date-put-off-each-time",
    "C17-14",
    "At each meeting the date was moved on, without a reason.",
    PLANNED,
    also="A13-02 A13-11",
)
def _put_off(case: Case) -> Place | None:
    meetings = [
        meeting
        for meeting in case.lately("core_group", "meeting")
        if meeting["kind"] == "core_group" or meeting.get("type") == "child_in_need"
    ][-4:]
    if len(meetings) < 4:
        return None
    for meeting in meetings:
        action: dict[str, Any] = {
            "action_id": "A91",
            "text": "Complete the referral for the parenting course",
            "owner": "Family support worker",
            "agency": "early_help",
            "target": "parent",
            "due": calendar.days_after(day_of(meeting), 21).isoformat(),
            "status": "open",
        }
        meeting["actions"].append(action)
        for review in case.of("plan_review", date=meeting["date"]):
            review["actions"].append(dict(action))
    return place(*meetings, end=case.as_at)


@defect(
    "task-done-impact-blank",
    "C17-36a",
    "Things were ticked off, and what they changed for the child was left blank.",
    PLANNED,
    also="C17-01",
)
def _no_impact(case: Case) -> Place | None:
    shown = []
    for record, action in lists_of_actions(case):
        if action["status"] == "done" and day_of(record) > case.recent:
            action.pop("impact", None)
            shown.append(record)
    return place(*shown) if len(shown) > 2 else None


@defect(
    "not-met-and-no-next-step",
    "C17-36b",
    "An action did not help, and nothing was put in its place.",
    PLANNED,
)
def _no_next_step(case: Case) -> Place | None:
    shown = []
    for record, action in lists_of_actions(case):
        wanted = record["kind"] in ("core_group", "conference", "meeting", "plan_review")
        if wanted and action["status"] == "done" and day_of(record) > case.recent:
            action["outcome_met"] = "no"
            action["impact"] = "It made no difference for the child."
            action.pop("next_step", None)
            shown.append(record)
    return place(*shown) if shown else None


@defect(
    "action-long-overdue",
    "C17-14",
    "An action for the summer is still open, and nobody speaks of it.",
    PLANNED,
    also="A13-02 A13-05",
)
def _overdue(case: Case) -> Place | None:
    meetings = case.lately("core_group", "meeting")
    last = [
        one for one in meetings if one["kind"] == "core_group" or one["type"] == "child_in_need"
    ]
    if len(last) < 3:
        return None
    meeting = last[-3]
    meeting["actions"].append(
        {
            "action_id": "A92",
            "text": "Request the housing report",
            "owner": "Social worker",
            "agency": "social_care",
            "target": "network",
            "due": calendar.plus(day_of(meeting), 4).isoformat(),
            "status": "open",
        }
    )
    for review in case.of("plan_review", date=meeting["date"]):
        review["actions"].append(dict(meeting["actions"][-1]))
    return place(meeting, end=case.as_at)


@defect(
    "map-and-plan-not-linked",
    "A13-09a",
    "The exploitation meetings and the child's plan do not know of each other.",
    EXPLOITED,
)
def _not_linked(case: Case) -> Place | None:
    maps = case.lately("meeting", type="map")
    ids = {meeting["record_id"] for meeting in maps}
    for meeting in maps:
        meeting["links"] = []
    for plan in case.of("plan"):
        plan["links"] = [link for link in plan.get("links", ()) if link not in ids]
    return place(*maps) if maps else None


@defect(
    "map-actions-not-in-plan",
    "A13-09a",
    "What the exploitation meeting agreed never reached the child's plan.",
    EXPLOITED,
)
def _not_in_plan(case: Case) -> Place | None:
    maps = case.lately("meeting", type="map")
    agreed = {action["text"] for meeting in maps for action in meeting["actions"]}
    for record, _ in lists_of_actions(case):
        if record.get("type") != "map":
            record["actions"] = [one for one in record["actions"] if one["text"] not in agreed]
    return place(*maps) if maps else None


@defect(
    "nothing-to-disrupt",
    "C17-103",
    "All that was agreed was for the child to do; nothing against those who exploit.",
    EXPLOITED,
    also="C17-23",
)
def _no_disruption(case: Case) -> Place | None:
    disruptions = case.of("disruption")
    case.remove(disruptions)
    gone = {"police"}
    for record, _ in lists_of_actions(case):
        record["actions"] = [one for one in record["actions"] if one.get("agency") not in gone]
    return place(*case.lately("meeting", type="map"), *disruptions)


@defect(
    "disruption-without-outcome",
    "C17-23",
    "A notice was served, and what came of it was not passed on.",
    EXPLOITED,
    also="C17-103",
)
def _no_result(case: Case) -> Place | None:
    disruptions = case.lately("disruption")
    for one in disruptions:
        one.pop("outcome", None)
    return place(*disruptions) if disruptions else None


@defect(
    "only-the-child-has-tasks",
    "C17-21",
    "A plan about exploitation in which no help goes to the parents.",
    EXPLOITED_IN_NEED,
    also="A13-09a A13-02 C17-14 C17-36a",
)
def _child_only(case: Case) -> Place | None:
    shown = []
    words = ["parent", "mum", "mother", "dad", "father", "famil"]
    words += [person["name"].split()[0].casefold() for person in case.file["people"]]
    for record, _ in lists_of_actions(case):
        kept = [
            action
            for action in record["actions"]
            if action.get("target") != "parent"
            and not any(word in action["text"].casefold() for word in words)
        ]
        if len(kept) < len(record["actions"]):
            first = record["actions"][0]
            record["actions"] = kept or [
                {
                    **first,
                    "target": "child",
                    "text": "Come to each session and hand in the phone at night",
                }
            ]
            shown.append(record)
    return place(*shown) if shown else None


@defect(
    "no-contingency",
    "C17-05",
    "The plan does not say what happens if it does not work.",
    PLANNED,
    also="C17-01",
)
def _no_contingency(case: Case) -> Place | None:
    plans = case.of("plan")
    for plan in plans:
        plan.pop("contingency", None)
    return place(*plans)


@defect(
    "high-risk-without-plan",
    "C17-05",
    "The screening was high, and for months there was no plan of any type.",
    EXPLOITED_IN_NEED,
    also="A13-09a C17-15 C17-14 C17-21 C17-26",
)
def _no_plan(case: Case) -> Place | None:
    plans = case.of("plan", "plan_review")
    case.remove(plans)
    gone = case.of("meeting", type="child_in_need")
    case.remove(gone)
    return place(*case.of("screening"), *plans)


@defect(
    "care-review-late",
    "C17-14",
    "The first review of a child in care was held after nine weeks.",
    CARE,
)
def _care_review(case: Case) -> Place | None:
    status = case.lately("legal_status")
    reviews = case.of("meeting", type="looked_after_review")
    if not status or len(reviews) < 2:
        return None
    case.remove(reviews[:1])
    return place(status[0], reviews[0], reviews[1])


@defect(
    "no-discharge-plan",
    "A13-08",
    "The baby was due, and nobody had agreed how mother and child would come home.",
    UNBORN,
)
def _no_discharge(case: Case) -> Place | None:
    meetings = case.of("meeting", type="discharge")
    told = [
        call
        for call in case.of("communication")
        if "hospital" in (call.get("to_agency"), call.get("from_agency"))
    ]
    if not meetings or not case.of("significant_event", event_type="birth"):
        return None
    case.remove([*meetings, *told])
    return place(*meetings, start=day_of(case.of("plan")[0]), end=case.as_at)
