"""Small inputs for the tests of the ways in, and how to read them."""

from __future__ import annotations

import io
from collections.abc import Iterable

from caselint.casefile import CaseFile, SetAside
from caselint.sources import SOURCES, Item, Supplied, whole

HEADER = (
    "<Header><CollectionDetails><Collection>CIN</Collection>"
    "<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>"
    "<Source><LEA>999</LEA></Source></Header>"
)

Read = tuple[list[Supplied], list[SetAside]]


def split(items: Iterable[Item]) -> Read:
    """What was supplied, and what was set aside."""
    listed = list(map(whole, items))
    supplied = [item for item in listed if isinstance(item, Supplied)]
    return supplied, [item for item in listed if isinstance(item, SetAside)]


def case_line(case_id: str) -> str:
    """A small case file as one line of JSON."""
    return (
        f'{{"case_id": "{case_id}", "child": {{"child_id": "{case_id}"}}, '
        '"records": [{"kind": "visit", "date": "2026-02-03"}]}'
    )


def census(*children: str, header: str = HEADER, root: str = "Message") -> str:
    """A census with these children, each given by what is inside of it."""
    inside = "".join(f"<Child>{child}</Child>\n" for child in children)
    return f"<{root}>\n{header}\n<Children>\n{inside}</Children>\n</{root}>"


def identified(child_id: str, inside: str = "") -> str:
    """The inside of a Child with an LAchildID."""
    return f"<ChildIdentifiers><LAchildID>{child_id}</LAchildID></ChildIdentifiers>{inside}"


def read_bytes(data: bytes, file: str) -> Read:
    """Read bytes by the format that the name of the file stands for."""
    source = next(each for each in SOURCES.values() if file.endswith(each.suffixes))
    return split(source.read(io.BufferedReader(io.BytesIO(data)), file))


def child_of(inside: str) -> CaseFile:
    """The case file of one Child, given by what is inside of it."""
    supplied, set_aside = read_bytes(census(identified("FX-1", inside)).encode(), "census.xml")
    assert set_aside == []
    return supplied[0].case_file
