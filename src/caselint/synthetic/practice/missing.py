"""A child goes missing and comes back: report, return interview, who is told, what changes."""

from __future__ import annotations

from datetime import date, timedelta

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft, Record, at
from caselint.synthetic.practice.meetings import child_says
from caselint.synthetic.practice.partners import spoken
from caselint.synthetic.practice.visits import one_visit

LEAD = {"agency": "social_care", "role": "Missing and exploitation co-ordinator"}


def went_missing(draft: Draft, day: date, visit_type: str) -> Record:
    """One episode, over a night, with all that follows in the days after."""
    chance = draft.family.chance("missing", day)
    gone = at(day, chance.between(18, 22), 30)
    back = at(day + timedelta(1), chance.between(1, 14), 15)
    episode = draft.add(
        "missing_episode",
        day,
        lag=1,
        started_at=gone,
        ended_at=back,
        reported_to="police",
        text=draft.fill(
            "{mum} rang 101 when {child} did not answer. {He} came home by {him}self, hungry and "
            "cold, "
            "and went to bed.",
            day,
        ),
    )
    home = back.date()
    working = calendar.on_or_after(home)
    for agency in ("police", "school", "voluntary_sector"):
        spoken(
            draft, working if agency == "school" else home, agency, outward=True,
            text=draft.fill("Told that {child} was missing last night and is back; what is known "
            "of where.", home),
        )  # fmt: skip
    call = draft.records[-1]
    call["with"] = [*call["with"], {**LEAD, "name": draft.family.cast["advocacy"]["name"]}]
    _interviewed(draft, episode, home, declined=chance.maybe(0.12))
    one_visit(
        draft, working, visit_type, alone=True, note="Seen on the day after coming back.", lag=1
    )
    draft.add(
        "significant_event",
        day,
        lag=1,
        event_type="missing",
        action_taken=draft.fill(
            "Police, school and the co-ordinator told; {child} seen the next day.", day
        ),
    )
    return episode


def _interviewed(draft: Draft, episode: Record, home: date, *, declined: bool) -> None:
    offered = home
    interviewer = draft.family.cast["voluntary_sector"]["name"]
    if declined:
        draft.add(
            "return_interview",
            offered,
            by="voluntary_sector",
            lag=1,
            episode_id=episode["record_id"],
            offered="yes",
            accepted="no",
            interviewer=interviewer,
            independent="yes",
            text=draft.fill(
                "{child} did not want to talk to anybody today. Offered again by text on the next "
                "two days. "
                "{mum} was asked instead: {he} had left after a call, and came back in other "
                "clothes.",
                home,
            ),
        )
        return
    held = home + timedelta(draft.family.chance("interview", home).between(1, 2))
    draft.add(
        "return_interview",
        offered,
        by="voluntary_sector",
        lag=3,
        episode_id=episode["record_id"],
        offered="yes",
        accepted="yes",
        held_at=at(held, 12),
        interviewer=interviewer,
        independent="yes",
        text={
            "child_words": child_says(draft, held),
            "analysis": draft.fill(
                "{child} would not say where {he} slept. What pulls {him} out is a call that {he} "
                "is afraid "
                "not to answer. Passed to police and the social worker; the plan was changed.",
                held,
            ),
        },
    )
