"""Disagreements left standing, schools not told, and cases closed too soon."""

from __future__ import annotations

from datetime import timedelta

from caselint.synthetic import calendar
from caselint.synthetic.defects.planting import (
    CLOSED,
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
    "dispute-drags-on",
    "A13-16",
    "A disagreement stayed at its first stage for five weeks.",
    WORK,
    also="C17-31",
)
def _drags(case: Case) -> Place | None:
    stages = case.lately("escalation")
    if not stages:
        return None
    last = stages[-1]
    late = calendar.plus(day_of(last), 25)
    if late > case.as_at:
        return None
    last["resolved_at"] = late.isoformat()
    return place(last, end=late)


@defect(
    "dispute-stops-unsettled",
    "A13-16",
    "The two managers did not agree, and it was taken no further.",
    WORK,
    also="C17-31 A13-17",
)
def _stops(case: Case) -> Place | None:
    stages = case.lately("escalation")
    if not stages or calendar.working_days_from(day_of(stages[0]), case.as_at) < 40:
        return None
    case.remove(stages[1:])
    stages[0]["outcome"] = "not_agreed"
    stages[0]["outcome_text"] = "Each side keeps its view."
    return place(stages[0], end=case.as_at)


@defect(
    "unsettled-at-last-stage",
    "A13-17",
    "After the last stage the agencies still disagreed, and the board was not asked.",
    WORK,
    also="A13-16 C17-31",
)
def _last_stage(case: Case) -> Place | None:
    stages = case.lately("escalation")
    if not stages or calendar.working_days_from(day_of(stages[0]), case.as_at) < 60:
        return None
    first = stages[0]
    case.remove(stages[1:])
    made = [first]
    day = day_of(first)
    first["resolved_at"], first["outcome"] = day.isoformat(), "not_agreed"
    first["outcome_text"] = "Not agreed; next stage"
    for stage, with_ in ((2, "Service manager"), (3, "Head of service"), (4, "Director")):
        start = calendar.plus(day, 1)
        day = calendar.plus(start, 3)
        fields = {
            name: first[name] for name in ("dispute_id", "agency", "issue", "raised_by", "author")
        }
        made.append(
            case.add(
                "escalation",
                start,
                stage=stage,
                raised_with=with_,
                resolved_at=day.isoformat(),
                outcome="not_agreed",
                outcome_text="Not agreed",
                **fields,
            )
        )
    return place(*made, end=case.as_at)


@defect(
    "school-file-not-sent",
    "C17-35",
    "The child changed school, and the safeguarding file stayed in a drawer.",
    WORK,
)
def _file(case: Case) -> Place | None:
    sent = case.lately("file_transfer")
    moves = case.lately("education_change")
    if not sent or not moves:
        return None
    case.remove(sent)
    return place(*moves, *sent, end=case.as_at)


@defect(
    "school-file-sent-late",
    "C17-35",
    "The file followed the child to the new school after six weeks.",
    WORK,
)
def _file_late(case: Case) -> Place | None:
    for sent in case.lately("file_transfer"):
        late = calendar.plus(day_of(sent, "sent_at"), 30)
        received = calendar.plus(late, 2)
        if received > case.as_at:
            return None
        sent["date"] = sent["sent_at"] = sent["recorded_at"] = late.isoformat()
        sent["received_at"] = received.isoformat()
        return place(sent, *case.of("education_change"), end=received)
    return None


@defect(
    "no-receipt-for-school-file",
    "C17-35",
    "The file was posted; nobody asked whether it had arrived.",
    WORK,
)
def _no_receipt(case: Case) -> Place | None:
    for sent in case.lately("file_transfer"):
        if calendar.working_days_from(day_of(sent), case.as_at) < 25:
            return None
        sent.pop("received_at", None)
        return place(sent, end=case.as_at)
    return None


@defect(
    "out-of-school-and-nobody-told",
    "C17-107",
    "The child was in no school for seven weeks, and education was not told.",
    WORK,
    also="C17-10",
)
def _no_school(case: Case) -> Place | None:
    born = day_of({"date": case.file["child"].get("date_of_birth", "2026-01-01")})
    day = calendar.plus(case.as_at, -70)
    if case.of("education_change"):
        return None
    if calendar.age_on(born, day) < 6 or day < day_of(case.of("plan")[0]):
        return None
    absence = case.add(
        "education_change",
        day,
        type="missing_education",
        from_school=case.file["child"].get("school"),
        left_at=day.isoformat(),
        started_at=day.isoformat(),
        author={"agency": "social_care", "role": "Social worker"},
    )
    return place(absence, end=case.as_at)


@defect(
    "disabled-child-without-a-tool",
    "C17-70",
    "Nobody wrote down how the child speaks, and no tool was used.",
    NEED,
)
def _no_tool(case: Case) -> Place | None:
    if not case.file["child"].get("disabilities"):
        return None
    if (case.as_at - day_of(case.of("plan")[0])).days < 80:
        return None
    notes = [note for note in case.of("case_note") if "tool" in note]
    if not notes:
        return None
    case.remove(notes)
    case.file["child"].pop("communication_needs", None)
    return place(*notes, start=case.recent, end=case.as_at)


@defect(
    "no-interpreter",
    "C17-33 C17-67",
    "The family needs an interpreter, and visits and meetings went without.",
    WORK,
    also="C17-27",
)
def _no_interpreter(case: Case) -> Place | None:
    if case.file["child"].get("interpreter_needed") != "yes":
        return None
    shown = []
    for record in case.file["records"]:
        present = record.get("present")
        if present:
            record["present"] = [who for who in present if who.get("agency") != "interpreting"]
            if len(record["present"]) < len(present):
                shown.append(record)
    return place(*shown, end=case.as_at) if shown else None


def _closure(case: Case):  # type: ignore[no-untyped-def]
    found = case.lately("closure")
    return found[0] if found else None


@defect(
    "closed-with-things-to-do",
    "C17-13",
    "The case was closed with actions that nobody had done.",
    CLOSED,
    also="A13-02 C17-14 A13-05",
)
def _open(case: Case) -> Place | None:
    closure = _closure(case)
    meetings = case.lately("meeting", type="child_in_need")
    if closure is None or not meetings:
        return None
    for record in [meetings[-1], *case.of("plan_review", date=meetings[-1]["date"])]:
        for action in record["actions"]:
            action["status"] = "open"
            for field in ("completed_at", "impact", "outcome_met", "next_step"):
                action.pop(field, None)
        record["actions"].append(
            {
                "action_id": "N90",
                "text": "Refer the mother to the domestic abuse service",
                "owner": "Social worker",
                "agency": "social_care",
                "target": "parent",
                "due": calendar.plus(day_of(meetings[-1]), 10).isoformat(),
                "status": "open",
            }
        )
    return place(closure, meetings[-1])


@defect(
    "closed-after-something-happened",
    "C17-13",
    "Police were called to the house ten days before the case was closed.",
    CLOSED,
    also="C17-10 C17-16a",
)
def _event(case: Case) -> Place | None:
    closure = _closure(case)
    if closure is None:
        return None
    day = day_of(closure) - timedelta(10)
    event = case.add(
        "significant_event",
        day,
        event_type="domestic abuse incident",
        action_taken="Noted.",
        author={"agency": "social_care", "role": "Social worker"},
    )
    return place(closure, event)


@defect(
    "closed-and-partners-not-told",
    "C17-13",
    "School and health went on thinking that somebody was visiting.",
    CLOSED,
    also="C17-10",
)
def _partners(case: Case) -> Place | None:
    closure = _closure(case)
    if closure is None:
        return None
    closure["partners_informed"] = []
    case.remove(
        call for call in case.of("communication") if (day_of(closure) - day_of(call)).days < 15
    )
    return place(closure)


@defect(
    "closed-and-child-not-told",
    "C17-13",
    "The worker stopped coming, and nobody said goodbye.",
    CLOSED,
    also="C17-79 A13-07b",
)
def _child(case: Case) -> Place | None:
    closure = _closure(case)
    if closure is None:
        return None
    closure["child_informed"] = "no"
    closure.pop("text", None)
    case.remove(note for note in case.of("case_note") if note.get("title") == "Goodbye")
    return place(closure)


@defect(
    "closed-without-summary",
    "C17-13",
    "The last record says “closed”, and not why it is safe.",
    CLOSED,
    also="C17-52",
)
def _summary(case: Case) -> Place | None:
    closure = _closure(case)
    if closure is None:
        return None
    for field in ("summary", "reason"):
        closure.pop(field, None)
    case.remove(case.of("document", type="case_summary"))
    return place(closure)


@defect(
    "closed-and-back-within-weeks",
    "C17-13",
    "Six weeks after closing the child was referred again for the same thing.",
    CLOSED,
    also="C17-43",
)
def _back(case: Case) -> Place | None:
    closure = _closure(case)
    if closure is None:
        return None
    day = calendar.on_or_after(day_of(closure) + timedelta(12))
    if day >= calendar.plus(case.as_at, -4):
        return None
    first = case.of("referral")[0]
    again = case.add(
        "referral",
        day,
        **{
            name: first[name]
            for name in (
                "from_agency",
                "to_agency",
                "reason",
                "decision",
                "threshold",
                "fields_missing",
                "author",
            )
        },
        received_at=f"{day.isoformat()}T10:00",
        decided_at=day.isoformat(),
        feedback_at=day.isoformat(),
        consent="yes",
        text=first["text"],
    )
    case.add(
        "consent", day, given_by="Mother", scope="Sharing information", given="yes",
        author={"agency": "social_care"},
    )  # fmt: skip
    return place(closure, again)
