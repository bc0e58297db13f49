"""Reading that remembers: a text that was read before, with the same cast, is not read again.

Whoever checks every case file each night has few notes that are new. What was found in a text is
kept as numbers (`coded`) under a secret name (`kept_rows`) that stands for the text, its cast, its
author, the lexicon and the engine: whatever changes in one of them, the name is another one. Where
all is remembered, neither the lexicon nor the engine is made.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from itertools import chain, islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from caselint._version import __version__
from caselint.language.coded import LAYOUT, Codes, People
from caselint.language.kept_rows import KeptRows

if TYPE_CHECKING:
    from caselint.language.lexicon import Lexicon
    from caselint.language.mention import Mention, Who

TEXTS: Final = 1000
"""Texts that are looked up together."""
_READ_WITH: Final = ("ahocorasick_rs", "numpy", "spacy")
_FAMILY, _REST = 8, 12
"""Bytes of a name that stand for the cast alone, and for all of it."""


class Engine(Protocol):
    """What reads: `caselint.language.engine.Engine`."""

    def analyse_many(
        self,
        texts: Sequence[str],
        *,
        casts: Sequence[Mapping[str, str] | None],
        authors: Sequence[Who],
    ) -> Iterable[Sequence[Mention]]:
        """The mentions of each text."""


Asked = tuple[str, Mapping[str, str] | None, "Who"]
"""A text, its cast, and its author."""
_Named = tuple[bytes, People]


class Remembered:
    """Reads as an engine does, but each text once: the next time it is remembered.

    `lexicon` is the name of the lexicon (its digest), which `lexicon_of` gives and `engine_of`
    reads by; neither is called before something is to be read anew.
    """

    def __init__(
        self,
        rows: KeptRows,
        lexicon: str,
        lexicon_of: Callable[[], Lexicon],
        engine_of: Callable[[], Engine],
    ) -> None:
        self._rows = rows
        self._by = b"\0".join((lexicon.encode(), engine_digest()))
        self._lexicon_of = lexicon_of
        self._engine_of = engine_of

    def analyse_many(
        self,
        texts: Iterable[str],
        *,
        casts: Iterable[Mapping[str, str] | None] | None = None,
        authors: Iterable[Who] | None = None,
    ) -> Iterator[list[Mention]]:
        """The mentions of each of many texts, as `Engine.analyse_many` gives them."""
        professional: Who = "professional"
        asked = zip(
            texts,
            chain(casts or (), repeat(None)),
            chain(authors or (), repeat(professional)),
            strict=False,
        )
        while batch := list(islice(asked, TEXTS)):
            yield from self._batch(batch)

    def _batch(self, batch: Sequence[Asked]) -> list[list[Mention]]:
        """The mentions of some texts: of those that are remembered, then of the others."""
        named = list(self._named(batch))
        found: dict[int, list[Mention]] = {}
        rows = self._rows.find(list(dict.fromkeys(name for name, _ in named)))
        if rows:
            codes = self._codes
            for at, ((name, people), (text, _, _)) in enumerate(zip(named, batch, strict=True)):
                row = rows.get(name)
                if row is not None:
                    with suppress(ValueError):
                        found[at] = codes.decode(row, text, people)
        anew: dict[bytes, int] = {}
        for at, (name, _) in enumerate(named):
            if at not in found:
                anew.setdefault(name, at)
        if anew:
            found |= self._read(batch, named, anew)
        return [
            found[at] if at in found else list(found[anew[name]])
            for at, (name, _) in enumerate(named)
        ]

    def _read(
        self, batch: Sequence[Asked], named: Sequence[_Named], anew: Mapping[bytes, int]
    ) -> dict[int, list[Mention]]:
        """Have texts of a batch read, and keep what was found."""
        places = list(anew.values())
        read = self._engine_of().analyse_many(
            [batch[at][0] for at in places],
            casts=[batch[at][1] for at in places],
            authors=[batch[at][2] for at in places],
        )
        found = {at: list(mentions) for at, mentions in zip(places, read, strict=True)}
        codes = self._codes
        rows = {
            name: row
            for name, at in anew.items()
            if (row := codes.encode(found[at], batch[at][0], named[at][1])) is not None
        }
        self._rows.add(rows)
        return found

    def _named(self, batch: Iterable[Asked]) -> Iterator[_Named]:
        """The name of each text, and the people of its cast.

        A name begins with that of the cast, so that the rows of one file lie side by side.
        """
        last: Mapping[str, str] | None = None
        begun, people = self._begun(None)
        family = begun.digest()[:_FAMILY]
        for text, cast, author in batch:
            if cast is not last:
                begun, people = self._begun(cast)
                family, last = begun.digest()[:_FAMILY], cast
            rest = begun.copy()
            rest.update(author.encode() + b"\0" + _written(text))
            yield family + rest.digest(), people

    def _begun(self, cast: Mapping[str, str] | None) -> tuple[blake2b, People]:
        """The beginning of the names of texts that have this cast, and the people in it."""
        if cast is None:
            return self._rows.named(self._by, b"nobody", size=_REST), (None,)
        words = (_written(word) for pair in cast.items() for word in pair)
        return self._rows.named(self._by, b"cast", *words, size=_REST), (None, *cast)

    @cached_property
    def _codes(self) -> Codes:
        """The codes of the lexicon: kept like a row, so that all of them need no lexicon."""
        name = self._rows.named(self._by, b"codes", size=_FAMILY + _REST).digest()
        with suppress(ValueError, KeyError):
            return Codes.read(self._rows.find([name])[name])
        codes = Codes.of(self._lexicon_of())
        self._rows.add({name: codes.written()})
        return codes


def _written(text: str) -> bytes:
    """A text as bytes, another one for each; half of a surrogate pair has no UTF-8 of its own."""
    return text.encode("utf-8", "surrogatepass")


@cache
def engine_digest() -> bytes:
    """A name for all that reads by a lexicon: our code, and what it is built on."""
    digest = blake2b(f"{LAYOUT}:{__version__}:{sys.byteorder}:{sys.version}".encode())
    digest.update(unicodedata.unidata_version.encode())
    for package in _READ_WITH:
        with suppress(PackageNotFoundError):
            digest.update(f"{package}:{version(package)}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        with suppress(OSError):
            digest.update(path.name.encode() + b"\0" + blake2b(path.read_bytes()).digest())
    return digest.digest()
