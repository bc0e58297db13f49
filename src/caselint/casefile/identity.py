"""Record ids for sources that have none, stable across exports.

An id is derived from the record's kind, date and author, and a counter among records that share
these, in order of their content: never from a row number, so that an export in another order gives
the same ids.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any


def derive_record_ids(records: Iterable[dict[str, Any]]) -> None:
    """Give every record (a mapping in the native form) without `record_id` a stable one."""
    twins: dict[str, list[dict[str, Any]]] = defaultdict(list)
    taken = set()
    for record in records:
        if record.get("record_id"):
            taken.add(record["record_id"])
        else:
            twins[_stem(record)].append(record)
    for stem, alike in twins.items():
        alike.sort(key=_content)
        number = 0
        for record in alike:
            number += 1
            while (candidate := stem if number == 1 else f"{stem}-{number}") in taken:
                number += 1
            taken.add(candidate)
            record["record_id"] = candidate


def _stem(record: dict[str, Any]) -> str:
    moment = record.get("date") or record.get("started_at") or "undated"
    author = record.get("author")
    stem = f"{record.get('kind', 'record')}-{str(moment)[:10]}"
    if not author:
        return stem
    return f"{stem}-{hashlib.sha256(_content(author).encode()).hexdigest()[:6]}"


def _content(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
