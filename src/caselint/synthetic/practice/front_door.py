"""A child is referred, and it is decided what to do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft, Record, at
from caselint.synthetic.practice.agencies import around
from caselint.synthetic.practice.meetings import child_says
from caselint.synthetic.vocabulary import notes


def referrer(draft: Draft) -> str:
    """Who refers: one of those who usually see such a thing and know this child."""
    day = draft.family.start
    knows = set(around(draft, day)) | {"police", "gp", "hospital", "paediatrics", "midwifery"}
    for other in draft.family.children:
        if calendar.age_on(other.birthday, day) >= 4:
            knows.add("school")
    fitting = [one for one in draft.family.trouble.referred_by if one in knows]
    return draft.family.chance("referrer").one(fitting or ["police"])


def referred(draft: Draft, threshold: str) -> Record:
    """The referral, decided within a working day, and the referrer told."""
    family, day = draft.family, draft.family.start
    chance = family.chance("referral")
    agency = referrer(draft)
    who = draft.person(agency, day)
    decided = day if threshold == "s47" else calendar.plus(day, chance.between(0, 1))
    consent = "no" if threshold == "s47" and chance.maybe(0.5) else "yes"
    trouble = family.trouble
    record = draft.add(
        "referral",
        day,
        lag=1,
        from_agency=agency,
        from_organisation=who.get("organisation"),
        to_agency="social_care",
        received_at=at(day, chance.between(9, 12), 20),
        reason=draft.say("reasons", trouble.reasons, day),
        decision="accepted",
        decision_text=draft.fill(
            f"Accepted. {chance.one(trouble.worries)} {chance.one(trouble.history)}", day
        ),
        decided_at=at(day, 13) if decided == day else decided,
        threshold=threshold,
        feedback_at=calendar.plus(decided, chance.between(0, 2)),
        consent=consent,
        fields_missing=[],
        text={
            "history": draft.fill(chance.one(trouble.history), day),
            "child_views": child_says(draft, day),
            "body": draft.fill(
                f"{who['role']} {who['name']} rang and sent the form on the same day. Who lives at "
                "home, what was seen, when, and what {child} said are on the form.",
                day,
            ),
        },
    )
    draft.involve(agency, day)
    draft.involve("gp", day)
    for known in around(draft, day):
        draft.involve(known, day)
    _consented(draft, day, consent)
    return record


def _consented(draft: Draft, day: date, consent: str) -> None:
    scope = "Sharing information with school, health and police about the referral"
    if consent == "yes":
        draft.add("consent", day, given_by=draft.family.mother, scope=scope, given="yes")
        return
    draft.add(
        "consent",
        day,
        given_by=draft.family.mother,
        scope=scope,
        given="no",
        overridden_because=draft.fill(
            "Asking first could have put {child} at risk of harm; the manager weighed it against "
            "the family's privacy and {mum} was told on the same day.",
            day,
        ),
    )


def known_before(draft: Draft) -> None:
    """Some families were known: a contact for information, or a spell of early help."""
    family = draft.family
    chance = family.chance("before")
    if chance.maybe(0.3):
        day = calendar.on_or_after(family.start - timedelta(chance.between(240, 420)))
        if draft.young.born is not None and draft.young.born < day:
            draft.add(
                "contact",
                day,
                lag=1,
                from_agency="police",
                to_agency="social_care",
                received_at=at(day, 10),
                reason=draft.fill(
                    "Officers were called to raised voices. {child} was asleep.", day
                ),
                decision="information_only",
                decided_at=day,
                threshold="none",
                feedback_at=calendar.plus(day, 1),
            )
    if chance.maybe(0.35) and draft.age(family.start) >= 4:
        day = calendar.on_or_after(family.start - timedelta(chance.between(200, 300)))
        end = day + timedelta(chance.between(80, 120))
        draft.add(
            "early_help",
            day,
            by="early_help",
            started_at=day,
            ended_at=end,
            lead=family.cast["early_help"]["name"],
            outcome=draft.fill("Mornings went better, and {mum} felt able to carry on alone.", day),
        )


def assessed(draft: Draft, type_: str, outcome: str, within: tuple[int, int]) -> Record:
    """The assessment: done and signed within 45 working days of the referral."""
    family, start = draft.family, draft.family.start
    chance = family.chance("assessment")
    done = calendar.plus(start, chance.between(*within))
    signed = calendar.plus(done, chance.between(0, 2))
    trouble = family.trouble
    text: dict[str, Any] = {
        "history": draft.fill(chance.one(trouble.history), done),
        "child_views": f"{child_says(draft, start)} {child_says(draft, done)}",
        "parents": draft.say("parents", notes.PARENTS, done),
        "parenting_capacity": draft.say("analysis", notes.ANALYSIS, done),
        "identity": draft.say("identity", notes.IDENTITY, done),
        "risk": draft.fill(draft.chance.one(trouble.worries), done),
        "analysis": draft.say("analysis", notes.ANALYSIS, done),
    }
    return draft.add(
        "assessment",
        start,
        lag=1,
        type=type_,
        started_at=start,
        completed_at=done,
        authorised_at=signed,
        child_seen="yes" if draft.born_by(done) else "not_applicable",
        factors=list(trouble.factors),
        covers=[draft.young.child_id],
        outcome=outcome,
        text=text,
    )
