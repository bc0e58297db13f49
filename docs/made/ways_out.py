"""What `reports.md` takes from the code: the forms of a report, and the sentences that all say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from caselint.reports import FORMATS
from caselint.reports.phrases import PHRASES
from made.markdown import code, table


def formats() -> str:
    """Every form by its name."""
    rows = [
        [
            code(name),
            one.says,
            code(f"caselint[{one.extra}]") if one.extra else "",
            code(one.suffix),
        ]
        for name, one in FORMATS.items()
    ]
    return table(["form", "what it is", "needs", "its file ends in"], rows)


def phrases() -> str:
    """Every sentence that can be reworded."""
    return table(["name", "as it comes"], [[code(name), said] for name, said in PHRASES.items()])


BLOCKS: Final[Mapping[str, Callable[[], str]]] = {"formats": formats, "phrases": phrases}
