"""What the record of a meeting holds: who was asked, who came, what was said, who was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft
from caselint.synthetic.vocabulary import notes, voices


def gathering(
    draft: Draft,
    day: date,
    agencies: Sequence[str],
    *,
    name: str,
    chair: str | None = None,
    sends_report: Sequence[str] = (),
    also_sent: Sequence[str] = (),
    minutes_within: int = 8,
    family_there: bool = True,
) -> dict[str, Any]:
    """The fields of a meeting. Those in `sends_report` are away and have sent a report."""
    there = [agency for agency in agencies if agency not in sends_report]
    present = [draft.person(agency, day) for agency in there]
    away = [{**draft.person(agency, day), "report_sent": "yes"} for agency in sends_report]
    invited = [draft.person(agency, day) for agency in agencies]
    fields: dict[str, Any] = {"chair": chair or draft.social_worker(day)}
    shared = draft.family.chance("meeting", name, day)
    if family_there:
        father_came = shared.maybe(0.55)
        invited += [draft.mother(), draft.father()]
        present.append(draft.mother())
        if father_came:
            present.append(draft.father())
        else:
            away.append(draft.father())
        fields["parents_invited"] = fields["parents_attended"] = "yes"
        fields.update(_child_there(draft, day))
    fields["invited"] = invited
    fields["attended"] = present
    fields["apologies"] = away
    fields["contributions"] = [
        {
            "agency": agency,
            "view": draft.say("views", notes.VIEWS, day, who=draft.person(agency, day)["role"]),
        }
        for agency in there
        if agency != "social_care"
    ]
    sent = calendar.plus(day, shared.between(1, minutes_within))
    outside = [agency for agency in (*agencies, *also_sent) if agency != "social_care"]
    fields["minutes"] = {
        "sent_at": sent,
        "sent_to": [
            {"agency": agency, "sent_at": sent, "acknowledged": "yes"}
            for agency in dict.fromkeys(outside)
        ],
    }
    fields["quorate"] = "yes"
    return fields


def _child_there(draft: Draft, day: date) -> dict[str, Any]:
    age = draft.age(day)
    worker = draft.social_worker(day)
    if age < 4:
        return {"child_invited": "not_applicable", "child_views_by": worker}
    came = age >= 11 and draft.chance.maybe(0.45)
    invited = "yes" if age >= 8 else "no"
    fields = {"child_invited": invited, "child_attended": "yes" if came else "no"}
    fields["child_views_by"] = draft.child_name() if came else worker
    return fields


def told(draft: Draft, day: date, sentences: int = 2) -> dict[str, str]:
    """The narrative of a meeting: how it went, and what the child wanted it to know."""
    text = [draft.say("meeting", notes.MEETING, day) for _ in range(sentences)]
    found = {"summary": " ".join(text)}
    found["child_views"] = child_says(draft, day)
    return found


def child_says(draft: Draft, day: date) -> str:
    """What the child says, or shows when too young for words."""
    age = draft.age(day)
    if age < 0:
        return draft.fill(
            "{mum} felt the baby move while we talked, and put her hand there each time.", day
        )
    if age < 1:
        after = draft.say("baby after", voices.SHOWED_AFTER, day)
        return f"{draft.say('baby', voices.BABY_SEEN, day)} {after}"
    if age < 4:
        after = draft.say("toddler after", voices.SHOWED_AFTER, day)
        return f"{draft.say('toddler', voices.TODDLER_SEEN, day)} {after}"
    bank = voices.YOUNG_SAYS if age < 8 else voices.MIDDLE_SAYS if age < 12 else voices.TEEN_SAYS
    said = draft.say(f"says {len(bank)}{bank[0][:6]}", bank, day)
    name = draft.young.name
    whole = f"{name} said: {said}" if said.startswith("“") and said.endswith("”") else said
    return f"{whole} {draft.say('said after', voices.SAID_AFTER, day)}"
