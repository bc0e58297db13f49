"""Supervision and managers' decisions: standing back from the work."""

from __future__ import annotations

from datetime import date
from typing import Any

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft
from caselint.synthetic.practice.pace import paced
from caselint.synthetic.vocabulary import notes


def supervised(draft: Draft, start: date, end: date, *, low: int = 15, high: int = 22) -> None:
    """The case in supervision about monthly; what was agreed is told the next time.

    The last one before `end` tells what became of everything.
    """
    days = paced(draft.family.chance("supervision", start), start, low, high, end)
    held = [day for day in days if day <= end]
    open_: list[dict[str, Any]] = []
    for number, day in enumerate(held):
        following = days[number + 1]
        done = [_done(draft, action, day) for action in open_]
        last = number == len(held) - 1 and end < draft.as_at
        open_ = [] if last else [_agreed(draft, day, following, number)]
        _session(draft, day, done + open_, number)


def _session(draft: Draft, day: date, actions: list[dict[str, Any]], number: int) -> None:
    decision, rationale = draft.deal("decisions", notes.DECISIONS)
    visits = [record for record in draft.of("visit") if record["date"] <= day]
    draft.add(
        "supervision",
        day,
        lag=3,
        type="reflective" if number % 2 else "case",
        supervisor=draft.family.manager,
        agency="social_care",
        decision=draft.fill(decision, day),
        rationale=draft.fill(rationale, day),
        actions=[
            {name: value for name, value in action.items() if name[0] != "_"} for action in actions
        ],
        links=[visits[-1]["record_id"]] if visits else None,
        text={
            "reflection": draft.say("reflection", notes.REFLECTION, day),
            "plan": draft.say("guidance", notes.GUIDANCE, day),
            "summary": draft.say("thinking", notes.THINKING, day),
        },
    )


def _agreed(draft: Draft, day: date, due: date, number: int) -> dict[str, Any]:
    text, impact = draft.deal("oversight", notes.OVERSIGHT_STEPS)
    return {
        "action_id": f"SV{number + 1}",
        "text": draft.fill(text, day),
        "owner": draft.social_worker(day),
        "agency": "social_care",
        "due": due,
        "status": "open",
        "_impact": draft.fill(impact, day),
        "_since": day,
    }


def _done(draft: Draft, action: dict[str, Any], day: date) -> dict[str, Any]:
    room = max(0, calendar.working_days_from(action["_since"], day) - 1)
    done = {name: value for name, value in action.items() if name[0] != "_"}
    done["status"] = "done"
    done["completed_at"] = calendar.plus(day, -draft.chance.between(0, min(6, room)))
    done["outcome_met"] = "yes"
    done["impact"] = action["_impact"]
    return done


def decided(draft: Draft, day: date, decision: str, rationale: str, **more: Any) -> None:
    """A manager's decision with its reason."""
    draft.add(
        "management_decision",
        day,
        lag=1,
        type="case",
        supervisor=draft.family.manager,
        agency="social_care",
        decision=draft.fill(decision, day),
        rationale=draft.fill(rationale, day),
        **more,
    )
