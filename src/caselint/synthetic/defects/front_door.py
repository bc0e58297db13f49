"""What goes wrong when a child is referred, and in the enquiry."""

from __future__ import annotations

from caselint.synthetic import calendar
from caselint.synthetic.defects.planting import (
    CARE,
    EXPLOITED,
    NEED,
    PROTECTION,
    UNBORN,
    Case,
    Place,
    day_of,
    defect,
    place,
)

ANY = (*PROTECTION, *NEED)


def _referral(case: Case):  # type: ignore[no-untyped-def]
    found = case.lately("referral")
    return found[0] if found else None


@defect("referral-decided-late", "A13-01", "The referral lay in a tray for six working days.", NEED)
def _late(case: Case) -> Place | None:
    referral = _referral(case)
    if referral is None:
        return None
    decided = calendar.plus(day_of(referral), 6)
    referral["decided_at"] = decided.isoformat()
    referral["feedback_at"] = calendar.plus(decided, 1).isoformat()
    return place(referral, end=decided)


@defect("referrer-not-told", "A13-01", "The referrer never heard what was decided.", ANY)
def _not_told(case: Case) -> Place | None:
    referral = _referral(case)
    if referral is None:
        return None
    del referral["feedback_at"]
    return place(referral)


@defect(
    "referral-half-empty",
    "A13-01",
    "The form came without the child's views, the history, and who lives at home.",
    ANY,
    also="C17-43",
)
def _half_empty(case: Case) -> Place | None:
    referral = _referral(case)
    if referral is None:
        return None
    referral["fields_missing"] = ["views of the child", "history", "household", "consent"]
    referral["text"] = "Form received by email. Most of it is blank."
    return place(referral)


@defect("threshold-not-stated", "C17-93", "Nobody wrote down which threshold was met.", ANY)
def _no_threshold(case: Case) -> Place | None:
    referral = _referral(case)
    if referral is None:
        return None
    del referral["threshold"]
    return place(referral)


@defect(
    "consent-not-asked",
    "C17-87",
    "The parents were not asked, and no reason was given for not asking.",
    NEED,
    also="C17-43 C17-62 A13-01",
)
def _no_consent(case: Case) -> Place | None:
    referral = _referral(case)
    if referral is None:
        return None
    consents = case.of("consent")
    case.remove(consents)
    referral.pop("consent", None)
    return place(referral, *consents)


@defect(
    "consent-overridden-without-reason",
    "C17-87",
    "Consent was refused and set aside without a word on why.",
    PROTECTION,
    also="C17-62",
)
def _overridden(case: Case) -> Place | None:
    for consent in case.lately("consent"):
        if "overridden_because" in consent:
            del consent["overridden_because"]
            return place(consent, *case.of("referral"))
    return None


@defect(
    "strategy-discussion-late",
    "C17-18c",
    "A strategy discussion was agreed on and held a week later.",
    UNBORN,
    also="C17-94",
)
def _strategy_late(case: Case) -> Place | None:
    for strategy in case.lately("strategy_discussion", section47="yes"):
        decided = calendar.plus(day_of(strategy), -6)
        strategy["decided_at"] = f"{decided.isoformat()}T11:00"
        return place(strategy, start=decided)
    return None


@defect(
    "strategy-without-police",
    "C17-18a",
    "Social care and health spoke; police were not part of it.",
    PROTECTION,
    also="C17-94",
)
def _without_police(case: Case) -> Place | None:
    for strategy in case.lately("strategy_discussion"):
        for field in ("attended", "invited"):
            strategy[field] = [who for who in strategy[field] if who.get("agency") != "police"]
        strategy["minutes"]["sent_to"] = [
            to for to in strategy["minutes"]["sent_to"] if to["agency"] != "police"
        ]
        for action in strategy["actions"]:
            if action.get("agency") == "police":
                action["agency"], action["owner"] = "social_care", "Duty worker"
        return place(strategy)
    return None


@defect(
    "strategy-without-school",
    "C17-18a",
    "A girl or boy of school age was being exploited, and school was not asked.",
    EXPLOITED,
    also="C17-06 C17-53",
)
def _without_school(case: Case) -> Place | None:
    signs = [day_of(one) for one in case.of("screening", "missing_episode")]
    found = [
        strategy
        for strategy in case.lately("strategy_discussion")
        if any(sign <= day_of(strategy) for sign in signs)
    ]
    if not found:
        return None
    for strategy in found:
        for field in ("attended", "invited"):
            strategy[field] = [who for who in strategy[field] if who.get("agency") != "school"]
    return place(*found)


@defect(
    "strategy-without-plan",
    "C17-18b",
    "An enquiry was begun, and nobody wrote down who does what by when.",
    PROTECTION,
    also="A13-05 C17-94",
)
def _without_plan(case: Case) -> Place | None:
    for strategy in case.lately("strategy_discussion", section47="yes"):
        strategy["actions"] = []
        return place(strategy)
    return None


@defect(
    "strategy-without-decision",
    "C17-18b",
    "They talked, and the record does not say whether there is to be an enquiry.",
    EXPLOITED,
    also="C17-93 C17-94",
)
def _without_decision(case: Case) -> Place | None:
    for strategy in case.lately("strategy_discussion", section47="no"):
        for field in ("outcome", "outcome_text", "section47"):
            strategy.pop(field, None)
        case.remove(
            decision
            for decision in case.of("management_decision")
            if strategy["record_id"] in decision.get("links", ())
        )
        return place(strategy)
    return None


@defect(
    "conference-late",
    "C17-94",
    "The initial conference was held five weeks after the enquiry began.",
    UNBORN,
    also="C17-18c",
)
def _conference_late(case: Case) -> Place | None:
    for enquiry in case.lately("section47", outcome="conference"):
        early = calendar.plus(day_of(enquiry), -9)
        for strategy in case.of("strategy_discussion", date=enquiry["date"]):
            strategy["date"] = early.isoformat()
            strategy["decided_at"] = f"{early.isoformat()}T10:00"
            strategy["recorded_at"] = early.isoformat()
            strategy["minutes"]["sent_at"] = early.isoformat()
            for to in strategy["minutes"]["sent_to"]:
                to["sent_at"] = early.isoformat()
            for action in strategy["actions"]:
                action["due"] = calendar.plus(early, 1).isoformat()
        seen = case.add(
            "visit", calendar.plus(early, 1), type="statutory", successful="yes",
            child_seen="not_applicable" if case.of("conference", type="pre_birth") else "yes",
            location="home", author={"agency": "social_care", "role": "Social worker"},
            text="Seen as part of the enquiry.",
        )  # fmt: skip
        if seen["child_seen"] == "yes":
            seen["child_seen_alone"] = "no"
            seen["reason_not_alone"] = "Seen with Mum, to be seen alone next time"
        enquiry["date"] = enquiry["started_at"] = early.isoformat()
        conference = case.of("conference")[0]
        return place(enquiry, conference, *case.of("strategy_discussion"))
    return None


@defect(
    "enquiry-without-outcome",
    "C17-94",
    "The enquiry has no outcome, and nobody signed it off.",
    CARE,
    also="C17-18b",
)
def _no_outcome(case: Case) -> Place | None:
    for enquiry in case.lately("section47"):
        for field in ("outcome", "outcome_text", "completed_at"):
            enquiry.pop(field, None)
        return place(enquiry, end=case.as_at)
    return None


@defect(
    "child-not-seen-in-enquiry",
    "C17-94 A13-07a",
    "The enquiry was done by telephone; nobody saw the child.",
    PROTECTION,
)
def _not_seen(case: Case) -> Place | None:
    for enquiry in case.lately("section47"):
        if enquiry["child_seen"] != "yes":
            continue
        enquiry["child_seen"] = enquiry["child_seen_alone"] = "no"
        first = day_of(enquiry)
        visits = [
            visit
            for visit in case.of("visit")
            if first <= day_of(visit) <= calendar.plus(first, 11)
        ]
        case.remove(visits)
        return place(enquiry, *visits)
    return None


@defect(
    "assessment-late",
    "A13-01",
    "The assessment took three months.",
    NEED,
    also="C17-14",
)
def _assessment_late(case: Case) -> Place | None:
    for assessment in case.lately("assessment", type="child_and_family"):
        done = calendar.plus(day_of(assessment), 60)
        if "completed_at" not in assessment or done > case.as_at:
            continue
        assessment["completed_at"] = assessment["authorised_at"] = done.isoformat()
        return place(assessment, *case.of("referral"), end=done)
    return None
