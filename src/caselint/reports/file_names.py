"""What a file of one child is called, whatever its case id has in it."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

_HARMFUL: Final = re.compile(r"[^A-Za-z0-9]+")
_KEPT: Final = 40
"""Characters of an id that are kept."""


def file_name(case_id: str) -> str:
    """A name without a suffix, safe on any disk, another for each id and the same in every run."""
    harmless = _HARMFUL.sub("-", case_id[:_KEPT]).strip("-")
    digest = sha256(case_id.encode(errors="surrogatepass")).hexdigest()[:10]
    return f"{harmless}-{digest}" if harmless else digest
