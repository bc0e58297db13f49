"""Record ids for sources that have none, stable across exports.

An id is derived from the record's kind, date and author, and a counter among records that share
these, in order of their content: never from a row number, so that an export in another order gives
the same ids. Values that cannot be read stay out of it: an id is shown.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from caselint.casefile.records import BaseRecord, event_moment
from caselint.casefile.values import day_of


def derive_record_ids(records: Sequence[BaseRecord]) -> None:
    """Give every record without `record_id` a stable one."""
    without = [record for record in records if not record.record_id]
    if not without:
        return
    taken = {record.record_id for record in records}
    twins: dict[str, list[BaseRecord]] = defaultdict(list)
    for record in without:
        twins[_stem(record)].append(record)
    for stem, alike in sorted(twins.items()):
        if len(alike) > 1:
            alike.sort(key=content_of)
        number = 0
        for record in alike:
            number += 1
            while (candidate := stem if number == 1 else f"{stem}-{number}") in taken:
                number += 1
            taken.add(candidate)
            record.record_id = candidate


def is_derived(record: BaseRecord) -> bool:
    """Whether a record's id was made here: it is then alike in files of alike records."""
    stem = _stem(record)
    return record.record_id == stem or record.record_id.startswith(f"{stem}-")


def content_of(record: BaseRecord) -> str:
    """All that a record says, in one text by which records can be put in order."""
    content = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    return json.dumps(content, sort_keys=True, default=str)


def _stem(record: BaseRecord) -> str:
    moment = event_moment(record)
    day = day_of(moment).isoformat() if isinstance(moment, date) else "undated"
    stem = f"{record.kind}-{day}"
    author = record.author
    if author is None:
        return stem
    who = json.dumps([author.name, author.role, author.agency, author.organisation])
    return f"{stem}-{hashlib.sha256(who.encode()).hexdigest()[:6]}"
