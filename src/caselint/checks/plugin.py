"""`plugin`: a check of your own, as a named Python entry point.

::

    check:
      plugin: our_council.quorum

The entry point stands in the group ``caselint.checks`` of an installed package and is a function
``measure(view, frame)`` that yields `Opportunity`s. A name that is not installed is a fault of the
rule file. Plugins declare no needs: they give *unknown* where the source cannot say. The files of
brothers and sisters that are at hand are in ``view.family``.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any, Final

from caselint.checks.check import Check
from caselint.checks.opportunity import Frame, Opportunity
from caselint.datafile import Loc, suggest
from caselint.selecting.compiling import Compiling
from caselint.selecting.scope import View

GROUP: Final = "caselint.checks"
KEYS: Final = ("plugin",)
SAYS: Final = frozenset({"start", "end", "due"})


def compile_check(data: dict[str, Any], loc: Loc, ctx: Compiling) -> Check:
    """Compile the check; faults go to `ctx`."""
    name = data["plugin"]
    installed = {point.name: point for point in entry_points(group=GROUP)}
    measure: Any = _nothing
    if name in installed:
        measure = installed[name].load()
    else:
        ctx.fault(
            (*loc, "plugin"),
            f'no installed package has a check "{name}"',
            suggest(str(name), installed),
        )
    return Check("plugin", measure, says=SAYS, signature=("plugin", str(name)), family=True)


def _nothing(_: View, __: Frame) -> list[Opportunity]:
    return []
