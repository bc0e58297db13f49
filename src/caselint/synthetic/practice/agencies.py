"""Which agencies work with a child, by age and by what the trouble is."""

from __future__ import annotations

from datetime import date

from caselint.synthetic.draft import Draft


def around(draft: Draft, day: date) -> list[str]:
    """The agencies that know the child through age: health, nursery or school."""
    age = draft.age(day)
    if age < 0:
        return ["midwifery", "health_visiting"]
    if age < 2:
        return ["health_visiting"]
    if age < 4:
        return ["health_visiting", "nursery"]
    if age < 5:
        return ["health_visiting", "school"]
    return ["school_nursing", "school"]


def core(draft: Draft, day: date) -> list[str]:
    """The agencies in the group that carries a plan: social care first."""
    own = [agency for agency in draft.family.trouble.agencies if agency not in ("police", "gp")]
    found = dict.fromkeys(["social_care", *around(draft, day), *own])
    if not any(agency in found for agency in ("school", "nursery")) or len(found) < 4:
        found["early_help"] = None
    return list(found)


def conference(draft: Draft, day: date) -> list[str]:
    """Those invited to a conference: the core group, police and GP."""
    return list(dict.fromkeys([*core(draft, day), "police", "gp"]))
