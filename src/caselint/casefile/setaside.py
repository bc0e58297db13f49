"""What could not be read, and the mark that it leaves in the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something that could not be read. It carries places and ids, never a value from the file.

    `place` is a file with line, element or row, and the path of the field within the record.
    """

    place: str
    why: str
    case_id: str = ""
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A record that was set aside: as much of it as could be read.

    An absence that it could fill is unknown. `kind` None: it could be a record of any kind;
    `moment` None: on any day.
    """

    record_id: str = ""
    kind: str | None = None
    moment: date | None = None
    plan_id: str | None = None
