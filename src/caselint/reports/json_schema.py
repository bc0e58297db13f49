"""The JSON Schemas (2020-12) of the two JSON forms, as they ship beside this module."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Final, Literal

FILES: Final = {"json": "run.schema.json", "jsonl": "run-line.schema.json"}


def run_schema(form: Literal["json", "jsonl"] = "json") -> dict[str, Any]:
    """The schema of a whole run, or of one line of its streamed form."""
    text = files("caselint.reports").joinpath(FILES[form]).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
