"""Supervision, decisions and the papers on the file."""

from __future__ import annotations

from caselint.synthetic import calendar
from caselint.synthetic.defects.planting import (
    EXPLOITED,
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
    "no-supervision-for-months",
    "C17-14",
    "The manager's post was empty, and the case was not discussed for over three months.",
    WORK,
    also="A13-03 C17-30 C17-34",
)
def _gap(case: Case) -> Place | None:
    held = case.lately("supervision")
    if len(held) < 5:
        return None
    case.remove(held[1:4])
    return place(*held[:5])


@defect(
    "decision-without-reason",
    "C17-14",
    "Managers decided, and did not write why.",
    WORK,
    also="C17-91",
)
def _no_reason(case: Case) -> Place | None:
    decisions = case.lately("management_decision", "supervision")
    for decision in decisions:
        decision.pop("rationale", None)
    return place(*decisions) if decisions else None


@defect(
    "supervision-actions-vanish",
    "A13-03",
    "What was agreed in supervision is never heard of again.",
    WORK,
)
def _vanish(case: Case) -> Place | None:
    held = case.lately("supervision")
    if len(held) < 3:
        return None
    for supervision in case.of("supervision"):
        supervision["actions"] = [
            action for action in supervision["actions"] if action["status"] == "open"
        ]
    return place(*held, end=case.as_at)


@defect("chronology-missing", "C17-16a C17-52", "There is no chronology on the file.", WORK)
def _no_chronology(case: Case) -> Place | None:
    gone = case.of("document", type="chronology")
    case.remove(gone)
    return place(*gone, start=case.recent, end=case.as_at)


@defect(
    "chronology-stale",
    "C17-16a",
    "The chronology ends half a year before the last thing that happened.",
    EXPLOITED,
    also="C17-52",
)
def _stale(case: Case) -> Place | None:
    first = day_of(case.of("referral")[0])
    for chronology in case.of("document", type="chronology"):
        chronology["date"] = chronology["recorded_at"] = first.isoformat()
        chronology["updated_at"] = chronology["last_entry_at"] = first.isoformat()
        if (case.as_at - first).days < 120:
            return None
        return place(chronology, *case.of("significant_event"), start=first, end=case.as_at)
    return None


@defect("no-genogram", "C17-52", "Nobody drew who belongs to the family.", WORK)
def _no_genogram(case: Case) -> Place | None:
    gone = case.of("document", type="genogram")
    case.remove(gone)
    return place(*gone, start=case.recent, end=case.as_at)


@defect("summary-out-of-date", "C17-52", "The case summary is from before the plan.", WORK)
def _old_summary(case: Case) -> Place | None:
    for summary in case.of("document", type="case_summary"):
        made = day_of(summary)
        if (case.as_at - made).days < 200:
            return None
        summary["updated_at"] = summary["date"]
        return place(summary, start=made, end=case.as_at)
    return None


@defect(
    "risk-assessment-missing",
    "C17-85 C17-16b",
    "Exploitation was talked about at each meeting, and the risk never assessed on paper.",
    EXPLOITED,
    also="C17-19 C17-05",
)
def _no_risk(case: Case) -> Place | None:
    gone = [*case.of("assessment", type="risk"), *case.of("screening")]
    case.remove(gone)
    return place(*gone, *case.lately("meeting", type="map"))


@defect(
    "screened-without-level-or-review",
    "C17-85",
    "The tool was filled in; the level of risk and the day of review were left blank.",
    EXPLOITED,
    also="C17-16b C17-05",
)
def _no_level(case: Case) -> Place | None:
    screenings = case.lately("screening")
    for screening in screenings:
        for field in ("level", "score", "review_due"):
            screening.pop(field, None)
    return place(*screenings) if screenings else None


@defect(
    "written-up-weeks-later",
    "T96",
    "Visits were written up in one go, two months after.",
    PROTECTION,
)
def _late_notes(case: Case) -> Place | None:
    visits = [visit for visit in case.lately("visit") if (case.as_at - day_of(visit)).days > 70][
        -5:
    ]
    for visit in visits:
        visit["recorded_at"] = calendar.plus(day_of(visit), 40).isoformat()
    return place(*visits) if len(visits) > 3 else None


TASKS = (
    "SW to complete visit. SW to chase referral. SW to update plan. Manager to sign off. Next "
    "session as "
    "planned."
)


@defect(
    "supervision-a-list-of-tasks",
    "C17-30",
    "Supervision lists tasks; nobody asks what it is like to be this child.",
    WORK,
    also="C17-34 C17-82",
    reads=True,
)
def _tasks(case: Case) -> Place | None:
    held = case.lately("supervision")
    for supervision in held:
        supervision["text"] = TASKS
    return place(*held) if len(held) > 2 else None


@defect(
    "judged-not-described",
    "C17-44",
    "A note judges the mother and does not say what was seen.",
    WORK,
    reads=True,
)
def _judged(case: Case) -> Place | None:
    notes = case.lately("visit")
    if not notes:
        return None
    note = case.chance.one(notes)
    note["text"] = {
        "body": "Mum was her usual difficult self and the house was chaotic. A dysfunctional "
        "family. She "
        "is manipulative and cannot be trusted."
    }
    return place(note)


@defect(
    "made-small",
    "C17-45",
    "A bruise and a night away are recorded as nothing of note.",
    EXPLOITED,
    reads=True,
)
def _made_small(case: Case) -> Place | None:
    notes = case.lately("visit")
    if not notes:
        return None
    note = notes[-1]
    note["text"] = {
        "body": "New phone and a bruise on the arm, just typical teenage behaviour. Nothing of "
        "note, all "
        "appears well, no concerns."
    }
    return place(note)


@defect(
    "views-always-to-be-sought",
    "A13-07b",
    "In all the records the child's views are still to be sought.",
    WORK,
    also="C17-66 C17-76 C17-74 C17-96",
    reads=True,
)
def _to_be_sought(case: Case) -> Place | None:
    shown = []
    for record in case.file["records"]:
        text = record.get("text")
        if isinstance(text, dict):
            for section in ("child_words", "child_views", "observations", "direct_work"):
                if section in text:
                    text[section] = "Views to be sought."
                    shown.append(record)
        record.pop("child_view", None)
    return place(*shown)
