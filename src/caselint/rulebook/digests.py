"""A name for what a rule asks, so that two runs can tell whether the rule has changed in between.

How it is worded, why it matters and what it gets wrong stay out of it; the values of its parameters
are told with each result.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from caselint.rulebook.compiled import CompiledRule
from caselint.rulebook.rulebook import Rulebook

_ASKED: Final = ("check", "while_", "when", "gives", "severity", "exposure", "rests_on")
_WORDS: Final = ("words", "cues", "concepts")
"""The folders of a rulebook that decide how text is read."""


def digests(rulebook: Rulebook) -> Callable[[CompiledRule], str]:
    """What names a rule of this rulebook, with 16 hexadecimal digits.

    A rule that reads text is named by the words and cues of the rulebook too.
    """
    words = lru_cache(1)(lambda: _digest_of_words(rulebook.folders))

    def digest(compiled: CompiledRule) -> str:
        rule = compiled.rule
        asked = {name: getattr(rule, name) for name in _ASKED}
        asked["params"] = sorted(rule.params)
        asked["standards"] = [
            (name, rulebook.standards[name].number, rulebook.standards[name].trigger)
            for name in rule.standards
        ]
        asked["words"] = words() if compiled.reads else ""
        said = json.dumps(asked, sort_keys=True, default=str)
        return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()[:16]

    return digest


def _digest_of_words(folders: tuple[Path, ...]) -> str:
    whole = hashlib.sha256()
    for file in _files(folders):
        whole.update(f"{file.parent.name}/{file.name}".encode(errors="surrogatepass"))
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _files(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        for name in _WORDS:
            yield from sorted((folder / name).glob("*.yaml"))
        if (accuracy := folder / "accuracy.yaml").is_file():
            yield accuracy
