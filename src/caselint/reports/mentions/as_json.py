"""The mentions of a text as JSON, in letters that steer no terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TextIO

from caselint._version import __version__
from caselint.language.mention import MODES, Mention


def write_json(
    text: str, mentions: Sequence[Mention], stream: TextIO, redacted: Sequence[str] = ()
) -> None:
    """Write the mentions; `start` and `end` count Unicode code points of the text.

    `redacted` says what has been left out of them.
    """
    whole = {
        "caselint": __version__,
        "characters": len(text),
        "redacted": list(redacted),
        "mentions": [plain(mention) for mention in mentions],
    }
    stream.write(json.dumps(whole, indent=2) + "\n")


def plain(mention: Mention) -> dict[str, Any]:
    """A mention as plain data: modes in their order, each cue with its place."""
    return {
        **mention._asdict(),
        "modes": [mode for mode in MODES if mode in mention.modes],
        "cues": [cue._asdict() for cue in mention.cues],
    }
