"""Children who are not seen, not alone, not by all, or by somebody else each time."""

from __future__ import annotations

from caselint.synthetic import calendar
from caselint.synthetic.defects.planting import (
    CARE,
    NEED,
    PROTECTION,
    Case,
    Place,
    day_of,
    defect,
    place,
)
from caselint.synthetic.draft import Record

NOBODY = "No reply. Card left."


def _unseen(visits: list[Record]) -> None:
    for visit in visits:
        visit["successful"] = visit["child_seen"] = visit["child_seen_alone"] = "no"
        visit["text"] = NOBODY
        for field in ("present", "bedroom_seen", "reason_not_alone"):
            visit.pop(field, None)


def _own(case: Case, type_: str) -> list[Record]:
    return [
        visit
        for visit in case.lately("visit", type=type_)
        if visit["author"].get("agency") == "social_care" and visit.get("child_seen") == "yes"
    ]


@defect(
    "child-not-seen",
    "A13-07a",
    "Two visits running nobody answered, and they were counted as visits.",
    PROTECTION,
    also="C17-68 A13-11",
)
def _not_seen(case: Case) -> Place | None:
    visits = _own(case, "child_protection")
    if len(visits) < 5:
        return None
    _unseen(visits[2:4])
    return place(*visits[1:5])


@defect(
    "child-in-need-not-seen",
    "A13-07a",
    "For ten weeks nobody saw a child who had a child in need plan.",
    NEED,
    also="C17-68",
)
def _need_not_seen(case: Case) -> Place | None:
    visits = _own(case, "child_in_need")
    if len(visits) < 4:
        return None
    case.remove(visits[1:3])
    return place(*visits[:4])


@defect(
    "looked-after-child-not-visited",
    "A13-07a",
    "Two visits to the foster home fell out when the worker was ill.",
    CARE,
    also="C17-68",
)
def _care_not_seen(case: Case) -> Place | None:
    visits = _own(case, "looked_after")
    if len(visits) < 4:
        return None
    case.remove(visits[1:3])
    return place(*visits[:4])


@defect(
    "first-visit-to-new-home-late",
    "C17-68",
    "Nobody visited in the first weeks in the new home.",
    CARE,
    also="A13-07a",
)
def _first_visit(case: Case) -> Place | None:
    placements = case.lately("placement")
    if not placements:
        return None
    start = day_of(placements[-1], "started_at")
    early = [
        visit
        for visit in case.of("visit")
        if start <= day_of(visit) <= calendar.days_after(start, 8)
    ]
    case.remove(early)
    return place(placements[-1], *early) if early else None


@defect(
    "never-alone",
    "A13-07a",
    "The child was seen with Mum in the room each time, and nobody says why.",
    PROTECTION,
)
def _never_alone(case: Case) -> Place | None:
    visits = _own(case, "child_protection")[1:]
    born = case.file["child"].get("date_of_birth", "2026-01-01")
    if len(visits) < 4 or calendar.age_on(day_of({"date": born}), day_of(visits[0])) < 8:
        return None
    for visit in visits:
        visit["child_seen_alone"] = "no"
        visit.pop("reason_not_alone", None)
    return place(*visits)


@defect(
    "agency-never-saw-the-child",
    "A13-07a",
    "Health is on the plan and has written notes, and never saw the child.",
    PROTECTION,
)
def _never_saw(case: Case) -> Place | None:
    for agency in ("health_visiting", "school_nursing"):
        seen = [visit for visit in case.of("visit") if visit["author"].get("agency") == agency]
        if len(seen) >= 1:
            for visit in seen:
                visit["kind"] = "case_note"
                visit["type"] = "agency_update"
                for field in (
                    "successful", "child_seen", "child_seen_alone", "reason_not_alone", "location",
                    "present", "bedroom_seen", "announced",
                ):  # fmt: skip
                    visit.pop(field, None)
                visit["text"] = "Records checked. Nothing new since the last meeting."
            return place(*seen, start=day_of(case.of("plan")[0]), end=case.as_at)
    return None


@defect(
    "bedroom-never-seen",
    "T32",
    "In all that time nobody looked where the child sleeps.",
    PROTECTION,
)
def _bedroom(case: Case) -> Place | None:
    visits = case.of("visit", type="child_protection")
    for visit in visits:
        if "bedroom_seen" in visit:
            visit["bedroom_seen"] = "no"
    return place(*visits) if len(visits) > 5 else None


@defect(
    "four-social-workers",
    "C17-50",
    "Four social workers in a year; each met the child alone and new.",
    (*PROTECTION, *NEED),
    also="C17-68 C17-60",
)
def _four(case: Case) -> Place | None:
    spells = case.of("allocation")
    first = day_of(spells[0], "started_at")
    if (case.as_at - first).days < 150 or first < case.recent:
        return None
    base = {name: spells[0][name] for name in ("role", "team")}
    case.remove(spells)
    notes = [
        note for note in case.of("case_note") if note.get("title") == "Handover with the family"
    ]
    case.remove(notes)
    step = (case.as_at - first).days // 4
    made = []
    for number, name in enumerate(("Jo Frith", "Ed Sallow", "Una Kerr", "Max Broadley")):
        start = calendar.days_after(first, step * number)
        spell = {**base, "worker": name, "started_at": start.isoformat()}
        if number < 3:
            spell["ended_at"] = calendar.days_after(first, step * (number + 1)).isoformat()
        made.append(
            case.add("allocation", start, handover="no" if number else "not_applicable", **spell)
        )
    return place(*made)


@defect(
    "no-handover",
    "C17-50",
    "The worker changed and the next one began from the file; the child was not told.",
    (*PROTECTION, *NEED),
)
def _no_handover(case: Case) -> Place | None:
    spells = case.lately("allocation")
    if not spells or spells[-1].get("handover") != "yes":
        return None
    spells[-1]["handover"] = "no"
    case.remove(
        note for note in case.of("case_note") if note.get("title") == "Handover with the family"
    )
    return place(spells[-1])


@defect(
    "weeks-without-a-worker",
    "C17-50",
    "The worker left and for six weeks nobody was allocated.",
    (*PROTECTION, *NEED),
)
def _nobody(case: Case) -> Place | None:
    spells = case.lately("allocation")
    if len(case.of("allocation")) != 2 or not spells or "ended_at" in spells[-1]:
        return None
    last = spells[-1]
    start = calendar.on_or_after(calendar.days_after(day_of(last), 45))
    if start >= calendar.days_after(case.as_at, -10):
        return None
    gap = day_of(last)
    last["date"] = last["started_at"] = start.isoformat()
    last["recorded_at"] = start.isoformat()
    return place(last, *case.of("allocation"), start=gap, end=start)


@defect(
    "cannot-be-reached",
    "A13-11",
    "A teenager was not in four times running, and everybody went on as before.",
    (*PROTECTION, *NEED),
    also="A13-07a C17-68 C17-14 A13-02 A13-03 A13-04 A13-05 A13-13a A13-13c C17-26 C17-31 C17-32",
)
def _drift(case: Case) -> Place | None:
    visits = _own(case, "child_protection") + _own(case, "child_in_need")
    born = case.file["child"].get("date_of_birth", "2026-01-01")
    if len(visits) < 6 or calendar.age_on(day_of({"date": born}), day_of(visits[0])) < 12:
        return None
    _unseen(visits[1:5])
    first, last = day_of(visits[1]), calendar.days_after(day_of(visits[4]), 50)
    case.remove(
        one
        for one in case.of(
            "management_decision", "escalation", "supervision", "core_group", "meeting",
            "plan_review", "conference", "strategy_discussion",
        )
        if first <= day_of(one) <= last
    )  # fmt: skip
    return place(*visits[:6])
