"""A reader that remembers what it found in the texts it read last, in memory alone.

A host system that checks a file on each save reads the same narrative over and over, but for the
note that was just written. A text is known again by a digest of it, its cast and its author; of its
words only those stay in memory that carry a concept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING

from caselint.selecting.reading import Reader

if TYPE_CHECKING:
    from caselint.language.mention import Mention, Who


class Recent:
    """Reads as another reader does, but not again what is among the `most` texts read last.

    It may be shared by threads. `reader` is asked for only where something is to be read.
    """

    def __init__(self, reader: Callable[[], Reader], most: int) -> None:
        self._reader = reader
        self._most = most
        self._found: OrderedDict[bytes, Sequence[Mention]] = OrderedDict()
        self._lock = Lock()

    def analyse_many(
        self,
        texts: Sequence[str],
        *,
        casts: Sequence[Mapping[str, str]] | None = None,
        authors: Sequence[Who] | None = None,
    ) -> Iterable[Sequence[Mention]]:
        """The mentions of each text, with who is who in it and who writes."""
        casts = [{} for _ in texts] if casts is None else casts
        authors = ["professional" for _ in texts] if authors is None else authors
        names = list(map(_name, texts, _written(casts), authors))
        found: dict[bytes, Sequence[Mention]] = {}
        with self._lock:
            for name in names:
                if name in self._found:
                    self._found.move_to_end(name)
                    found[name] = self._found[name]
        anew = {name: at for at, name in enumerate(names) if name not in found}
        if anew:
            places = list(anew.values())
            read = self._reader().analyse_many(
                [texts[at] for at in places],
                casts=[casts[at] for at in places],
                authors=[authors[at] for at in places],
            )
            found |= dict(zip(anew, map(tuple, read), strict=True))
            self._keep({name: found[name] for name in anew})
        return [found[name] for name in names]

    def _keep(self, found: Mapping[bytes, Sequence[Mention]]) -> None:
        """Keep what was read, and let go of what was asked for longest ago."""
        with self._lock:
            self._found.update(found)
            while len(self._found) > self._most:
                self._found.popitem(last=False)


def _written(casts: Iterable[Mapping[str, str]]) -> Iterable[bytes]:
    """Each cast as bytes, made once where the same one comes again and again."""
    last: Mapping[str, str] | None = None
    written = b""
    for cast in casts:
        if cast is not last:
            last, written = cast, _bytes(repr(list(cast.items())))
        yield written


def _name(text: str, cast: bytes, author: str) -> bytes:
    digest = blake2b(_bytes(text), digest_size=16)
    digest.update(b"\0" + cast + b"\0" + author.encode())
    return digest.digest()


def _bytes(text: str) -> bytes:
    """A text as bytes, another one for each; half of a surrogate pair has no UTF-8 of its own."""
    return text.encode("utf-8", "surrogatepass")
