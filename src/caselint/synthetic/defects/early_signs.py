"""Early signs that nobody put together, help that never began, and knowledge kept by one agency."""

from __future__ import annotations

from datetime import timedelta

from caselint.synthetic import calendar
from caselint.synthetic.defects.planting import (
    EXPLOITED,
    EXPLOITED_IN_NEED,
    NEED,
    Case,
    Place,
    day_of,
    defect,
    place,
)

EARLY = ("early_help",)
BOTH = ("exploitation_and_protection",)


@defect(
    "early-help-never-began",
    "C17-03 C17-17",
    "It was decided that the family should have early help, and nobody came.",
    EARLY,
)
def _never_began(case: Case) -> Place | None:
    contact = case.lately("contact", decision="early_help")
    if not contact:
        return None
    gone = [one for one in case.file["records"] if day_of(one) > day_of(contact[-1])]
    gone += case.of("early_help", "assessment", "plan")
    case.remove(gone)
    return place(contact[-1], end=case.as_at)


@defect(
    "contacts-again-and-again",
    "C17-17",
    "Four contacts in a year, each closed with no further action; nobody looked at them together.",
    NEED,
    also="C17-43 C17-13 A13-01",
)
def _again(case: Case) -> Place | None:
    referral = case.of("referral")[0]
    case.remove(case.of("contact", "early_help"))
    made = []
    for number in range(4):
        day = calendar.on_or_before(day_of(referral) - timedelta(60 * (number + 1)))
        made.append(
            case.add(
                "contact",
                day,
                from_agency="school" if number % 2 else "police",
                to_agency="social_care",
                received_at=day.isoformat(),
                reason="Worried about the child: hungry, tired, picked up by adults school does "
                "not know.",
                decision="no_further_action",
                decided_at=day.isoformat(),
                feedback_at=day.isoformat(),
                threshold="none",
                fields_missing=[],
                consent="yes",
                author={"agency": "social_care", "role": "Duty worker"},
            )
        )
    return place(*made, referral)


@defect(
    "missing-not-reported",
    "C17-105",
    "The child was away for a night, and whether police were told is not written down.",
    EXPLOITED,
    also="C17-10 C17-06",
)
def _not_reported(case: Case) -> Place | None:
    episodes = case.lately("missing_episode")
    for episode in episodes:
        first = day_of(episode)
        episode.pop("reported_to", None)
        case.remove(
            call
            for call in case.of("communication")
            if first - timedelta(3) <= day_of(call) <= first + timedelta(14)
        )
    return place(*episodes) if episodes else None


@defect(
    "risk-known-to-one-agency",
    "C17-16c",
    "The screening showed a high risk, and no other agency was told of it.",
    EXPLOITED_IN_NEED,
    also="C17-95 C17-10 C17-15 C17-16b C17-05 C17-85 C17-14 C17-26 C17-31 A13-02",
)
def _one_agency(case: Case) -> Place | None:
    screenings = case.lately("screening")
    if not screenings:
        return None
    first = screenings[0]
    later = calendar.plus(day_of(case.of("referral")[0]), 12).isoformat()
    first["date"] = first["recorded_at"] = later
    start, last = day_of(first), day_of(first) + timedelta(25)
    case.remove(
        one
        for one in case.of(
            "communication", "information_share", "meeting", "strategy_discussion", "plan_review",
            "information_request", "screening",
        )
        if start <= day_of(one) <= last and one is not first
    )  # fmt: skip
    return place(first, end=last)


@defect(
    "chair-silent-on-two-plans",
    "A13-09c",
    "Meetings on exploitation and the protection plan ran side by side, and the chair let it be.",
    BOTH,
    also="A13-09a",
)
def _chair(case: Case) -> Place | None:
    maps = case.lately("meeting", type="map")
    ids = {meeting["record_id"] for meeting in maps}
    for meeting in maps:
        meeting["links"] = []
    for plan in case.of("plan"):
        plan["links"] = [link for link in plan.get("links", ()) if link not in ids]
    return place(*maps, end=case.as_at) if maps else None


@defect(
    "camhs-asked-and-never-heard",
    "C17-09",
    "CAMHS was asked to see the child; no word of whether they did.",
    NEED,
    also="C17-64 C17-25 C17-97 C17-31 C17-10 A13-07a C17-95",
)
def _camhs(case: Case) -> Place | None:
    if not any(one["agency"] == "camhs" for one in case.file["agencies"]):
        return None
    plans = case.of("plan")
    day = calendar.plus(day_of(plans[0]), 3)
    if calendar.working_days_from(day, case.as_at) < 70:
        return None
    case.remove(
        call
        for call in case.of("communication", "visit")
        if "camhs" in (call.get("from_agency"), call.get("to_agency"), call["author"].get("agency"))
    )
    for record in case.file["records"]:
        for field in ("attended", "apologies", "contributions"):
            if field in record:
                record[field] = [one for one in record[field] if one.get("agency") != "camhs"]
    asked = case.add(
        "communication",
        day,
        from_agency="social_care",
        to_agency="camhs",
        direction="out",
        method="letter",
        text="Referral to CAMHS sent with the consent of the mother.",
        author={"agency": "social_care", "role": "Social worker"},
    )
    return place(asked, end=case.as_at)
