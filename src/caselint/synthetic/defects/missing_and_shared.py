"""Going missing, screening, and what is not passed on."""

from __future__ import annotations

from datetime import timedelta

from caselint.synthetic import calendar
from caselint.synthetic.defects.planting import (
    CARE,
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


@defect(
    "return-interview-late", "C17-06", "The return interview was held after nine days.", EXPLOITED
)
def _late(case: Case) -> Place | None:
    for interview in case.lately("return_interview"):
        if "held_at" in interview:
            held = day_of(interview, "held_at") + timedelta(7)
            if held > case.as_at:
                continue
            interview["held_at"] = f"{held.isoformat()}T12:00"
            return place(interview, *case.of("missing_episode"), end=held)
    return None


@defect(
    "return-interview-not-offered",
    "C17-06",
    "Nobody asked where the child had been.",
    EXPLOITED,
    also="C17-104 C17-107",
)
def _none(case: Case) -> Place | None:
    interviews = case.lately("return_interview")
    if not interviews:
        return None
    case.remove(interviews)
    return place(*interviews, *case.of("missing_episode"), end=case.as_at)


@defect(
    "interview-by-own-worker",
    "C17-06",
    "The return interview was held by somebody from the same team.",
    EXPLOITED,
    also="C17-104",
)
def _own(case: Case) -> Place | None:
    interviews = case.lately("return_interview")
    for interview in interviews:
        interview["independent"] = "no"
        interview["interviewer"] = "Social worker"
    return place(*interviews) if interviews else None


@defect(
    "interview-not-used",
    "C17-06",
    "What the child said in the interviews changed nothing in plan or risk.",
    EXPLOITED_IN_NEED,
    also="C17-16b C17-85 A13-09a C17-14 C17-103 C17-23 A13-02 A13-04 C17-15 C17-26 C17-32 C17-19 "
    "C17-10 C17-36a",
)
def _unused(case: Case) -> Place | None:
    interviews = [one for one in case.lately("return_interview") if "held_at" in one]
    if len(interviews) < 2:
        return None
    first = day_of(interviews[0], "held_at")
    last = day_of(interviews[-1], "held_at") + timedelta(60)
    after = [
        record
        for record in case.of(
            "plan",
            "plan_review",
            "screening",
            "strategy_discussion",
            "meeting",
            "management_decision",
        )
        if first <= day_of(record) <= last
    ] + [one for one in case.of("assessment", type="risk") if first <= day_of(one) <= last]
    case.remove(after)
    return place(*interviews, *after)


@defect(
    "never-screened",
    "C17-16b",
    "Two families of warning signs, and the screening tool was never used.",
    EXPLOITED,
    also="C17-85 C17-05 C17-19",
)
def _unscreened(case: Case) -> Place | None:
    gone = case.of("screening")
    case.remove(gone)
    return place(*gone, *case.lately("meeting", type="map"), *case.of("missing_episode"))


@defect(
    "not-screened-again-after-missing",
    "C17-16b",
    "The child went missing, and the old screening stood as it was.",
    EXPLOITED,
    also="C17-85 C17-06",
)
def _not_again(case: Case) -> Place | None:
    episodes = case.lately("missing_episode")
    if not episodes:
        return None
    first = day_of(episodes[0])
    gone = [one for one in case.of("screening") if day_of(one) >= first]
    case.remove(gone)
    return place(*episodes, *gone)


@defect(
    "missing-and-nobody-told",
    "C17-10",
    "The child was missing for a night, and neither school nor police were told by social care.",
    EXPLOITED,
    also="C17-105 C17-06 A13-04",
)
def _untold(case: Case) -> Place | None:
    for episode in case.lately("missing_episode"):
        first, last = day_of(episode), day_of(episode) + timedelta(21)
        around = [one for one in case.file["records"] if first <= day_of(one) <= last]
        meetings = ("core_group", "meeting", "conference", "strategy_discussion")
        if last > case.as_at or any(one["kind"] in meetings for one in around):
            continue
        calls = [one for one in around if one["kind"] in ("communication", "information_share")]
        episode.pop("reported_to", None)
        case.remove(calls)
        return place(episode, *calls, *case.of("significant_event", date=episode["date"]))
    return None


@defect(
    "missing-again-and-nobody-met",
    "C17-06",
    "Three times missing in a month, and no strategy discussion or meeting.",
    NEED,
    also="C17-14 A13-02 C17-16b C17-85 C17-105 C17-10 C17-107 C17-05 C17-15",
)
def _again(case: Case) -> Place | None:
    meetings = [
        one
        for one in case.of("meeting", type="child_in_need")
        if (case.as_at - day_of(one)).days > 40
    ]
    if (
        not meetings
        or calendar.age_on(
            day_of({"date": case.file["child"]["date_of_birth"]}), day_of(meetings[-1])
        )
        < 11
    ):
        return None
    first = day_of(meetings[-1]) + timedelta(2)
    last = first + timedelta(45)
    case.remove(
        one
        for one in case.of("meeting", "strategy_discussion", "plan_review", "conference")
        if first <= day_of(one) <= last
    )
    made = []
    for number in range(3):
        day = first + timedelta(6 * number)
        back = day + timedelta(1)
        episode = case.add(
            "missing_episode",
            day,
            started_at=f"{day.isoformat()}T20:00",
            ended_at=f"{back.isoformat()}T09:00",
            reported_to="police",
            author={"agency": "social_care", "role": "Social worker"},
        )
        case.add(
            "return_interview",
            back,
            episode_id=episode["record_id"],
            offered="yes",
            accepted="yes",
            held_at=f"{back.isoformat()}T16:00",
            independent="yes",
            author={"agency": "voluntary_sector", "role": "Interviewer"},
        )
        made.append(episode)
    return place(*made, end=last)


@defect(
    "map-minutes-not-to-gp-and-school",
    "C17-19 A13-09b",
    "The minutes went round among those who came; GP and school were left out.",
    EXPLOITED,
    also="C17-10 C17-53 C17-100",
)
def _minutes(case: Case) -> Place | None:
    maps = case.lately("meeting", type="map")
    for meeting in maps:
        minutes = meeting["minutes"]
        minutes["sent_to"] = [
            to for to in minutes.get("sent_to", ()) if to["agency"] not in ("gp", "school")
        ]
    old = [one for one in maps if calendar.working_days_from(day_of(one), case.as_at) > 30]
    return place(*maps) if old else None


@defect(
    "map-minutes-without-receipt",
    "C17-19 A13-09b",
    "Minutes were sent, and nobody knows whether they arrived.",
    EXPLOITED,
)
def _receipt(case: Case) -> Place | None:
    maps = case.lately("meeting", type="map")
    for meeting in maps:
        for to in meeting["minutes"].get("sent_to", ()):
            to["acknowledged"] = "no"
    old = [one for one in maps if calendar.working_days_from(day_of(one), case.as_at) > 30]
    return place(*maps) if old else None


@defect(
    "request-unanswered",
    "C17-64",
    "The GP was asked for the record, did not reply, and nobody asked again.",
    WORK,
    also="C17-31 C17-62 C17-07",
)
def _unanswered(case: Case) -> Place | None:
    for request in case.lately("information_request"):
        if calendar.working_days_from(day_of(request), case.as_at) < 50:
            continue
        for field in ("replied_at", "decision"):
            request.pop(field, None)
        calls = [
            call
            for call in case.of("communication")
            if call.get("to_agency") == "gp" and day_of(call) >= day_of(request)
        ]
        case.remove(calls)
        return place(request, end=case.as_at)
    return None


@defect(
    "asked-twice-and-left",
    "C17-31",
    "The same thing was asked for twice, and then it was let go.",
    WORK,
    also="C17-64 C17-62",
)
def _twice(case: Case) -> Place | None:
    for request in case.lately("information_request"):
        day = calendar.plus(day_of(request), 15)
        if calendar.working_days_from(day, case.as_at) < 40:
            continue
        for field in ("replied_at", "decision"):
            request.pop(field, None)
        again = case.add(
            "information_request",
            day,
            **{name: request[name] for name in ("from_agency", "to_agency", "basis", "author")},
        )
        case.remove(
            call
            for call in case.of("communication")
            if call.get("to_agency") == "gp" and day_of(call) >= day_of(request)
        )
        case.remove(case.of("escalation"))
        return place(request, again, end=case.as_at)
    return None


@defect(
    "shared-without-basis",
    "C17-62",
    "Information was given out, and nobody wrote down on what basis.",
    WORK,
    also="C17-88 C17-91 C17-87 C17-43",
)
def _no_basis(case: Case) -> Place | None:
    shared = case.lately("information_share")
    for share in shared:
        for field in ("basis", "decision"):
            share.pop(field, None)
    case.remove(case.of("consent"))
    return place(*shared) if shared else None


@defect(
    "moved-area-and-host-not-told",
    "C17-20",
    "The child was placed in another authority's area, which heard of it by chance.",
    CARE,
    also="C17-10",
)
def _host(case: Case) -> Place | None:
    for placement in case.lately("placement"):
        if placement.get("from_area") != placement.get("to_area"):
            for field in ("host_notified_at", "host_notified"):
                placement.pop(field, None)
            return place(placement, end=case.as_at)
    return None
