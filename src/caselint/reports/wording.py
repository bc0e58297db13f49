"""How reports say things: days, counts, codes, fields, and how binding a standard is.

Written for a quality-assurance officer: dates in words, n of N and never a percentage, and nothing
that says that work was not done, since a file shows only what is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from caselint.casefile.agencies import is_listed
from caselint.findings.finding import Evidence
from caselint.findings.notes import StandardNote
from caselint.findings.result import Outcome

OUTCOME_WORDS: Final[Mapping[Outcome, str]] = {
    "evidenced": "evidenced",
    "partly_evidenced": "partly evidenced",
    "not_evidenced": "not evidenced",
    "not_applicable": "not applicable",
    "not_assessable": "not assessable",
    "error": "in error",
}

_NAMES: Final[Mapping[str, str]] = {
    "social_care": "children's social care",
    "gp": "GP",
    "camhs": "CAMHS",
    "cafcass": "Cafcass",
    "map": "MAP",
    "mace": "MACE",
    "marac": "MARAC",
    "mappa": "MAPPA",
    "pre_birth": "pre-birth",
}
"""Codes that are not said as they are spelt."""

_KINDS: Final[Mapping[str, str]] = {"section47": "section 47 enquiry"}

_SOURCES: Final[Mapping[str, str]] = {"cin_census": "CIN census"}

_FIELDS: Final[Mapping[str, str]] = {
    "from_agency": "from",
    "to_agency": "to",
    "author.agency": "author's agency",
}

_OWNERS: Final = ("record", "trigger", "period", "child")
"""First steps of a path that say whose field it is: the record that is named beside it."""

_CONTENTS: Final = ("agency", "text", "date")
"""Last steps of a path that add nothing to the value that stands there."""

_IDS: Final = ("links", "_id", "_ids")
"""Ends of the paths of fields that hold ids, which are told as they are written."""

_DAY: Final = len("2026-03-14")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+([+-][\d:]+|Z)?)?")
_CODE: Final = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_FORCES: Final = {
    "statute": "Statute",
    "statutory_guidance": "Statutory guidance",
    "procedure": "Multi-agency procedure",
    "local_policy": "Local policy, binding only where it is in force",
    "case_law": "Case law",
    "inquiry": "Recommendation of an inquiry",
    "good_practice": "Good practice, not a requirement",
}

_READ: Final = {
    "yes": "passage read at its source",
    "secondary": "passage read through another source",
    "no": "number not read at its source",
}


def day(moment: date) -> str:
    """``30 September 2026``, in English whatever the machine's language."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def moment(when: date) -> str:
    """A day; of a moment, its time as well: ``14 March 2026 at 07:20``."""
    return f"{day(when)} at {when:%H:%M}" if isinstance(when, datetime) else day(when)


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 query``, ``2 queries``."""
    if number == 1:
        return f"1 {noun}"
    if not plural:
        plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {plural}"


def found(strengths: int, concerns: int, queries: int) -> list[str]:
    """``2 strengths``, ``1 concern``: those that there are, strengths first as audits do."""
    numbers = (("strength", strengths), ("concern", concerns), ("query", queries))
    return [counted(number, noun) for noun, number in numbers if number]


def plain(code: str) -> str:
    """A code as words: ``core_group`` is ``core group``."""
    return code.replace("_", " ").replace("section47", "section 47")


def kind(code: str) -> str:
    """A kind of record: ``case note``, ``section 47 enquiry``."""
    return _KINDS.get(code, plain(code))


def coded(value: str) -> str:
    """A value that may be a code or an agency: ``children's social care``, ``GP``, ``MAP``.

    An agency outside the list is named as the file names it. What is no code stays as it is.
    """
    given = value.removeprefix("other: ")
    return _NAMES.get(given) or (plain(given) if _CODE.fullmatch(given) else given)


def agency(code: str) -> str:
    """An agency as people name it; what is none, such as an id, stays as it is."""
    return coded(code) if is_listed(code) else code.removeprefix("other: ")


def source(name: str) -> str:
    """A source by the name that it has in a configuration; of a format, by what it is called."""
    return _SOURCES.get(name, name)


def field(path: str) -> str:
    """A field of a record: ``minutes.sent_to.agency`` is ``minutes sent to``."""
    steps = path.split(".")
    if len(steps) > 1 and steps[0] in _OWNERS:
        steps = steps[1:]
    if (named := _FIELDS.get(".".join(steps))) is not None:
        return named
    if len(steps) > 1 and steps[-1] in _CONTENTS:
        steps = steps[:-1]
    return plain(" ".join(steps))


def titled(code: str) -> str:
    """A code as a heading: ``core_groups`` is ``Core groups``."""
    words = plain(code)
    return words[:1].upper() + words[1:]


def listed(things: Iterable[str]) -> str:
    """``a, b and c``."""
    *before, last = things
    return f"{', '.join(before)} and {last}" if before else last


def need(path: str) -> str:
    """What a source cannot express: ``visit: child seen``, ``conference (pre-birth)``."""
    whose, _, rest = path.partition(".")
    if rest:
        return f"{kind(whose)}: {plain(rest).replace('.', ' ')}"
    whose, _, types = whose.partition(" (")
    return f"{kind(whose)} ({coded(types.rstrip(')'))})" if types else kind(whose)


def binding(force: str) -> str:
    """How binding a source is, as the first words of a sentence."""
    return _FORCES.get(force, titled(force))


def standard(note: StandardNote, *, address: bool = False) -> str:
    """A standard in full: what it asks, how binding it is, whose it is, and who has read it."""
    whose = f": {note.source}" if note.source else ""
    read = _READ.get(note.read, plain(note.read))
    at = f", {note.address}" if address and note.address else ""
    return f"{_named(note)}. {binding(note.force)}{whose}; {read}{at}."


def standard_in_brief(note: StandardNote) -> str:
    """What a standard asks and how binding it is; and that its number is unread, where it is."""
    unread = f"; {_READ['no']}" if note.read == "no" else ""
    return f"{_named(note)}. {binding(note.force)}{unread}."


def standard_by_id(note: StandardNote) -> str:
    """A standard where its title stands elsewhere: its limit, and how binding it is."""
    force = binding(note.force)
    unread = f", {_READ['no']}" if note.read == "no" else ""
    return f"{note.id}{_limits(note)}, {force[0].lower()}{force[1:]}{unread}"


def _named(note: StandardNote) -> str:
    return f"{note.id} {note.title}{_limits(note)}"


def _limits(note: StandardNote) -> str:
    nation = titled(note.nation) if note.nation not in ("", "england") else ""
    limits = ", ".join(filter(None, (note.number, nation)))
    return f" ({limits})" if limits else ""


def whereabouts(item: Evidence) -> str:
    """Where a piece of evidence stands, without its quote: day, kind and id of the record."""
    when = "undated" if item.date is None else moment(item.date)
    return f"{when}, {kind(item.kind)} {record_named(item)}"


def record_named(item: Evidence) -> str:
    """The id of the record, and whose file it stands in where that is another child's."""
    beside = f" in the file {item.case_id} of a brother or sister" if item.case_id else ""
    return f"{item.record_id}{beside}"


def value(item: Evidence) -> str | None:
    """What stands in a field, if all of it is codes or moments, in words; None if it is text.

    Words of the record's own day are left out: of a moment on that day its time stays, and of the
    day itself nothing.
    """
    if item.start is not None or item.section.endswith(_IDS):
        return None
    moments = [_moment(piece) for piece in item.quote.split("; ")]
    if len(moments) == 1 and moments[0] is not None and _is_that_day(moments[0], item.date):
        own = moments[0] == item.date or not isinstance(moments[0], datetime)
        return "" if own else f"{moments[0]:%H:%M}"
    said = []
    for piece, when in zip(item.quote.split("; "), moments, strict=True):
        if when is None and not _CODE.fullmatch(piece) and not piece.startswith("other: "):
            return None
        said.append(coded(piece) if when is None else moment(when))
    return listed(said)


def _is_that_day(when: date, other: date | None) -> bool:
    return other is not None and when.timetuple()[:3] == other.timetuple()[:3]


def _moment(text: str) -> date | None:
    """A day or moment in its ISO form, as caselint writes it; None for anything else."""
    if _ISO.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text) if len(text) == _DAY else datetime.fromisoformat(text)
    except ValueError:
        return None
