"""What the documentation takes from the code: one module a page or a kind of page.

A page marks what is made for it: ``<!-- made: kinds -->`` to ``<!-- end -->`` is filled by the
block of that name in `BLOCKS`, and ``<!-- made: run COMMAND -->`` by what the command says (see
`sessions`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from made import (
    casefile,
    cited,
    concepts,
    language,
    ruleshape,
    settings,
    supplied,
    tables,
    ways_out,
)

BLOCKS: Final[Mapping[str, Callable[[], str]]] = {
    **casefile.BLOCKS,
    **supplied.BLOCKS,
    **tables.BLOCKS,
    **ruleshape.BLOCKS,
    **language.BLOCKS,
    **ways_out.BLOCKS,
    **concepts.BLOCKS,
    **settings.BLOCKS,
    **cited.BLOCKS,
}
