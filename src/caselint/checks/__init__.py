"""The kinds of check: how a rule turns a case file into opportunities.

`compile_check` takes the `check` of a rule file and gives a `Check` and how it is taken apart. One
module a kind, which has the shape of its YAML and how it is measured together; `KINDS` names them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any, Final

from caselint.checks import every, follows, plugin, present, recurs, series, similar
from caselint.checks.check import Check
from caselint.checks.opportunity import Frame, Opportunity, State
from caselint.checks.parts import Per, compile_per
from caselint.datafile import Loc, suggest
from caselint.selecting.compiling import Compiling

KINDS: Final[dict[str, ModuleType]] = {
    "recurs": recurs,
    "follows": follows,
    "present": present,
    "every": every,
    "series": series,
    "similar": similar,
    "plugin": plugin,
}


def compile_check(data: Any, loc: Loc, ctx: Compiling) -> tuple[Check | None, Per]:
    """Compile the check of a rule; None, and faults in `ctx`, where it has no known kind."""
    if not isinstance(data, Mapping):
        ctx.fault(loc, "expected a check: a mapping")
        return None, Per()
    kinds = [key for key in data if key in KINDS]
    if len(kinds) != 1:
        if kinds:
            ctx.fault(loc, f"a check has one kind, here are {' and '.join(kinds)}")
        else:
            hints = [suggest(str(key), KINDS) for key in data]
            hint = next((hint for hint in hints if hint), "")
            ctx.fault(loc, f"a check is one of {', '.join(KINDS)}", hint)
        return None, Per()
    module = KINDS[kinds[0]]
    plain = ctx.mapping(data, loc, (*module.KEYS, "per"), "a check")
    per = compile_per(plain.get("per"), (*loc, "per"), ctx)
    return module.compile_check(plain, loc, ctx), per


__all__ = ["KINDS", "Check", "Frame", "Opportunity", "Per", "State", "compile_check"]
