"""What `tables.md` takes from the code: every table that is read, column by column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from caselint.casefile import RECORD_KINDS
from caselint.casefile.faults import parts_in
from caselint.casefile.parts import Part
from caselint.sources.tables.export import Export
from caselint.sources.tables.fields import is_list, named
from caselint.sources.tables.own import OWN, model_of
from caselint.sources.tables.shapes import Draw, Table
from caselint.sources.tables.standard import PASSED_OVER, STANDARD
from caselint.sources.tables.standard_codes import PARTICIPATION, REFERRERS
from made.fields import PARTS, in_words
from made.markdown import code, codes, plain, table
from made.meanings import meaning

_DRAWN: Final = {
    "child": "the child",
    "child_list": "the child",
    "child_latest": "the child",
    "family": "people",
    "mother": "people",
    "team": "the case file",
    "professional": "the role of an allocation",
}
_OUTER: Final = ("children", "people", "agencies")


def export() -> str:
    """The columns of ``export.csv``."""
    rows = [
        [code(name), in_words(field), field.description or ""]
        for name, field in named(Export).items()
    ]
    return table(["column", "type", "meaning"], rows)


def standard() -> str:
    """Every table of the standard: which column fills what."""
    return "\n\n".join(_standard(each) for each in STANDARD)


def _standard(each: Table) -> str:
    filled = defaultdict(list)
    for draw in each.draws:
        for column, what in _columns(draw):
            filled[column].append(what)
    rows = []
    if each.child:
        others = ", ".join(f"`{reach.column}` through `{reach.table}`" for reach in each.reach)
        rows.append([code(each.child), f"whose row it is{others and f'; without it {others}'}"])
    rows += [[code(column), "; ".join(dict.fromkeys(what))] for column, what in filled.items()]
    if each.unused:
        rows.append([codes(each.unused), "not used"])
    about = f"\n\n{each.about}" if each.about else ""
    head = f"### ssd_{each.name}\n\nPrefix `{each.prefix}`.{about}"
    return f"{head}\n\n{table(['column', 'fills'], rows)}"


def _columns(draw: Draw) -> Iterable[tuple[str, str]]:
    of = _of(draw)
    if draw.id is not None:
        yield draw.id.column, f"{of}: `record_id`, as `{draw.id.stem}-…`"
    if draw.parent is not None:
        yield draw.parent.column, f"{of}: which one"
    for name, source in draw.fields.items():
        shown = name or draw.field
        for column in source.columns:
            yield column, f"{of}: `{shown}`"
    for link in draw.links:
        yield link.column, f"{of}: `links`"
    for column in draw.when_filled:
        yield column, f"{of}: only where it is filled"
    for column in filter(None, (draw.unless, draw.withheld)):
        yield column, f"{of}: not where it says yes"


def _of(draw: Draw) -> str:
    if draw.of == "part":
        return plain(draw.kind)
    type_ = draw.constant.get("type")
    return _DRAWN.get(draw.of) or plain(draw.of) + (f" ({plain(type_)})" if type_ else "")


def passed_over() -> str:
    """The tables of the standard that are known and not read."""
    return f"{codes(sorted(PASSED_OVER))}."


def outer() -> str:
    """The tables of what stands outside records."""
    return "\n\n".join(_own(each) for each in OWN if each.name in _OUTER)


def records() -> str:
    """The table of each kind of record."""
    shared = _rows("record", RECORD_KINDS["case_note"], _every_record())
    first = table(["column", "type", "meaning"], [*_whose(), *shared])
    every = f"Every table of records may have these columns:\n\n{first}"
    kinds = [each for each in OWN if each.name in RECORD_KINDS]
    return "\n\n".join([every, *(_own(each, without=set(_every_record())) for each in kinds)])


def lists() -> str:
    """The tables of lists within records, by what an entry is."""
    by_part: dict[type[Part], list[Table]] = defaultdict(list)
    for each in OWN:
        model = model_of(each.draws[0])
        if each.draws[0].of == "part" and model is not None:
            by_part[model].append(each)
    return "\n\n".join(_list(model, tables) for model, tables in by_part.items())


def _list(model: type[Part], tables: list[Table]) -> str:
    name = PARTS.get(model.__name__, plain(model.__name__.lower()))
    rows = _rows(model.__name__.lower(), model, tables[0].draws[0].fields)
    whose = [
        [code("record_id"), "text; required", "The record that the entry belongs to."],
        [code("child_id"), "text", "Whose file it is, where record ids are not unique."],
    ]
    said = f"Tables: {codes(each.name for each in tables)}. {tables[0].about}"
    return f"### {name}\n\n{said}\n\n{table(['column', 'type', 'meaning'], [*whose, *rows])}"


def _own(each: Table, without: Iterable[str] = ()) -> str:
    draw = each.draws[0]
    model = model_of(draw)
    assert model is not None
    of = draw.of if draw.of in RECORD_KINDS else model.__name__.lower()
    fields = {name: source for name, source in draw.fields.items() if name not in set(without)}
    rows = _rows(of, model, fields)
    if draw.of not in RECORD_KINDS:
        rows = [[code("child_id"), "text; required", "Whose row it is."], *rows]
    said = f"### {each.name}\n\n{each.about}"
    if not rows:
        return f"{said} It has no columns of its own."
    return f"{said}\n\n{table(['column', 'type', 'meaning'], rows)}"


def _rows(of: str, model: type[Part], fields: Iterable[str]) -> list[list[str]]:
    rows = []
    for name in fields:
        head, _, sub = name.partition(".")
        field = named(model).get(head)
        if field is None:
            rows.append([code(name), "text", meaning("case file", name)])
            continue
        said = meaning(of, head)
        if sub:
            part = parts_in(field.annotation)[0]
            field, said = named(part)[sub], meaning(part.__name__.lower(), sub)
        words = in_words(field)
        if is_list(field):
            words = "list: JSON, or with semicolons between"
            words += ", or a table of its own" if parts_in(field.annotation) else ""
        rows.append([code(name), _elsewhere(words), _elsewhere(said)])
    return rows


def _elsewhere(text: str) -> str:
    """A link within the page on the case file, from this page."""
    return text.replace("](#", "](casefile.md#")


def _every_record() -> list[str]:
    draw = next(each for each in OWN if each.name == "closure").draws[0]
    return [name for name in draw.fields if name.partition(".")[0] in _SHARED]


_SHARED: Final = ("date", "recorded_at", "author", "text", "links")


def _whose() -> list[list[str]]:
    return [
        [code("child_id"), "text; required", "Whose record it is."],
        [code("record_id"), "text", meaning("record", "record_id")],
        [code("text.…"), "text", "A section of narrative by its name, such as `text.child_words`."],
    ]


def standard_codes() -> str:
    """How the codes of the standard are read, where it is not as in the census."""
    participation = "; ".join(
        f"`{name}` attended: {plain(there)}{f', views by {how}' if how else ''}"
        for name, (there, how) in PARTICIPATION.items()
    )
    rows = [
        [
            "Source of a contact or referral",
            "; ".join(f"`{k}` {plain(v)}" for k, v in REFERRERS.items()),
        ],
        ["Participation in a review", participation],
    ]
    return table(["code", "read as"], rows)


BLOCKS: Final[Mapping[str, Callable[[], str]]] = {
    "export table": export,
    "standard tables": standard,
    "standard codes": standard_codes,
    "standard tables passed over": passed_over,
    "own tables": outer,
    "own record tables": records,
    "own list tables": lists,
}
