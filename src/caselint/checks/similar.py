"""`similar`: how alike are texts that should differ?

It compares narrative, which this version does not read yet. The kind has its place here, so that a
rule file that uses it is told so instead of being called unknown.
"""

from __future__ import annotations

from typing import Any, Final

from caselint.checks.check import Check
from caselint.datafile import Loc
from caselint.selecting.compiling import Compiling

KEYS: Final = ("similar",)


def compile_check(data: dict[str, Any], loc: Loc, ctx: Compiling) -> Check:
    """Report that the check cannot be used yet."""
    ctx.fault((*loc, "similar"), "text is not compared yet by this version of caselint", key=True)
    return Check("similar", lambda _, __: (), signature=("similar", repr(data["similar"])))
