"""How the columns of a table fill the fields of what is drawn of its rows, and which it covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Final

from caselint.casefile import RECORD_KINDS
from caselint.casefile.faults import parts_in
from caselint.sources.tables import cells
from caselint.sources.tables.catalogue import Opened
from caselint.sources.tables.columns import Cells, Columns, Down, first_filled, narrative
from caselint.sources.tables.fields import is_list, is_moment, is_text, named, reader_of
from caselint.sources.tables.own import is_section, model_of
from caselint.sources.tables.shapes import Draw, From


@dataclass(slots=True, eq=False)
class Filled:
    """One field, the columns that fill it, and how to read them all down."""

    name: str
    columns: tuple[str, ...]
    read: Down
    readers: tuple[cells.Reader, ...] = ()
    sure: bool = False

    @property
    def faulty(self) -> bool:
        """Whether there may be values that could not be read."""
        return not self.sure and (not self.readers or any(reader.faulty for reader in self.readers))


class Filling:
    """The fields of one draw that the columns of one table fill. `roles`: professionals' roles."""

    def __init__(self, opened: Opened, draw: Draw, roles: Mapping[str, str]) -> None:
        self._opened: Final = opened
        self._draw: Final = draw
        self._roles: Final = roles
        self.model: Final = model_of(draw)
        filled = (self._filled(name, source) for name, source in self._sources())
        self.columns: Final = [each for each in filled if each is not None]
        self.fields: Final = self._covered()

    # What a table covers

    def _covered(self) -> frozenset[str]:
        given = {self._field(each.name) for each in self.columns}
        given.update(self._draw.constant)
        if any(link.column in self._opened.positions for link in self._draw.links):
            given.add("links")
        return frozenset(given - set(self._draw.lent) - {""})

    def _field(self, name: str) -> str:
        """The field that is covered where this one is filled: of a section, all narrative."""
        head = name.partition(".")[0]
        field = named(self.model).get(head) if self.model is not None else None
        return head if field is not None and is_text(field) else name

    @property
    def types(self) -> frozenset[str] | None:
        """The types of what is drawn; None: any."""
        constant = self._draw.constant.get("type")
        if constant is None:
            return None
        more = self._draw.more_types.items()
        return frozenset(
            {constant, *(type_ for type_, column in more if column in self._opened.positions)}
        )

    # Reading columns

    def _sources(self) -> list[tuple[str, From]]:
        draw, positions = self._draw, self._opened.positions
        sources = list(draw.fields.items())
        if self.model is not None and draw.of in RECORD_KINDS:
            sources += [(name, From((name,))) for name in positions if is_section(name, draw)]
        return sources

    def _filled(self, name: str, source: From) -> Filled | None:
        """How a field is filled here; None where no column for it is there."""
        positions = self._opened.positions
        present = tuple(column for column in source.columns if column in positions)
        if not present:
            return None
        if source.read is not None and len(source.columns) > 1:
            return Filled(name, present, self._together(source))
        read = source.read or self._reader(name)
        if read is None or (read is cells.words and len(present) == 1 and name != "role"):
            return Filled(name, present, narrative(positions[present[0]]), sure=True)
        readers = []
        for column in present:
            each = read
            if column in self._opened.month_first and read is cells.moment:
                each = cells.careful_moment
            if column in self._opened.doubted and read is cells.flag:
                each = cells.yes_alone
            readers.append(cells.Reader(each))
        at = [positions[column] for column in present]
        if name == "role" and self._draw.of == "allocation" and self._roles:
            readers.append(cells.Reader(lambda text: self._roles.get(text)))
            at.append(positions.get("professional_id", at[0]))
        return Filled(name, present, first_filled(at, readers), tuple(readers))

    def _reader(self, name: str) -> cells.Read | None:
        """The reader of a field; None for narrative, which is too long to remember."""
        if self.model is None:
            return cells.moment if name in ("date", "ended_at") else cells.words
        head, _, sub = name.partition(".")
        fields = named(self.model)
        if head not in fields:
            return cells.texts if name == "previous_case_ids" else cells.words
        found = fields[head]
        if is_text(found):
            return None
        if sub:
            found = named(parts_in(found.annotation)[0])[sub]
        return reader_of(found)

    def _together(self, source: From) -> Down:
        """Read several columns into one value; one that is not there is blank."""
        at = [self._opened.positions.get(column) for column in source.columns]
        read = source.read
        assert read is not None
        known: dict[Cells, Any] = {}

        def down(columns: Columns, rows: int) -> list[Any]:
            chosen = [repeat("", rows) if each is None else columns[each] for each in at]
            values = []
            for row in zip(*chosen, strict=True):
                if row not in known:
                    if len(known) > 10_000:
                        known.clear()
                    known[row] = read(*map(cells.tidy, row))
                values.append(known[row])
            return values

        return down

    def is_list(self, name: str) -> bool:
        """Whether a field holds a list."""
        found = named(self.model).get(name) if self.model is not None else None
        return found is not None and is_list(found)

    @property
    def date_columns(self) -> frozenset[str]:
        """The columns that are read as dates."""
        return frozenset(
            column
            for each in self.columns
            for column in each.columns
            if each.readers and self._is_date(each.name)
        )

    def _is_date(self, name: str) -> bool:
        if self.model is None:
            return name in ("date", "ended_at")
        head, _, sub = name.partition(".")
        fields = named(self.model)
        if head not in fields:
            return False
        found = fields[head]
        if sub and not is_text(found):
            found = named(parts_in(found.annotation)[0])[sub]
        return is_moment(found)
