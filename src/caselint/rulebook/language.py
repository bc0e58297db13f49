"""The language of a rulebook: its concepts, and the engine that reads text by them.

Rules name concepts, so all of them are verified when the rulebook is loaded. The engine, which
needs numpy, is made when the first text is read, once for all who use the rulebook; in between
stands the lexicon, kept beside the rulebook's cache as plain data.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from caselint._version import __version__
from caselint.selecting.compiling import KnownConcept

_FOLDERS: Final = ("words", "cues", "concepts")
_CODE: Final = ("phrases.py", "forms.py", "patterns.py", "lexicon.py")

if TYPE_CHECKING:
    from caselint.language.engine import Engine
    from caselint.language.lexicon import Lexicon
    from caselint.language.remembered import Remembered
    from caselint.selecting.reading import Reader


def has_concepts(folders: Sequence[Path]) -> bool:
    """Whether any of these folders of rules has concepts."""
    return any(True for folder in folders for _ in (folder / "concepts").glob("*.yaml"))


def lexicon_digest(contents: Mapping[Path, bytes]) -> str:
    """A name for what the lexicon is made of: its files, and the code that writes phrases out.

    `contents` are the data files of all folders; those that hold nothing of it are passed over.
    """
    digest = hashlib.sha256(__version__.encode())
    for path, content in contents.items():
        if path.parent.name in _FOLDERS:
            digest.update(str(path).encode() + b"\0" + hashlib.sha256(content).digest())
    code = Path(__file__).resolve().parents[1] / "language"
    for name in _CODE:
        with suppress(OSError):
            digest.update(hashlib.sha256((code / name).read_bytes()).digest())
    return digest.hexdigest()


def known_concepts(lexicon: Lexicon) -> dict[str, KnownConcept]:
    """What rules have to know of each concept."""
    return {
        id_: KnownConcept(concept.title, concept.about, tuple(sorted(concept.senses)))
        for id_, concept in lexicon.concepts.items()
    }


class Language:
    """The lexicon of some folders of rules, and the engine that reads by it.

    `cache` is where the lexicon is kept; it may not be there, or not be readable. `mentions` is the
    folder where what was found in texts is remembered, if it is to be (`remembering`). Another
    process makes its own engine, of the same lexicon.
    """

    def __init__(
        self, folders: Sequence[Path], cache: Path | None = None, mentions: Path | None = None
    ) -> None:
        self._folders = tuple(folders)
        self._cache = cache
        self._mentions = mentions
        self._lexicon: Lexicon | None = None
        self._reader: Reader | None = None
        self._lock = Lock()

    def __reduce__(self) -> tuple[Any, ...]:
        return Language, (self._folders, self._cache, self._mentions)

    def remembering(self, folder: Path) -> Language:
        """The same language, that remembers in a folder from run to run what was found in texts.

        One that keeps no lexicon either stays as it is.
        """
        if self._cache is None:
            return self
        other = Language(self._folders, self._cache, folder)
        other._lexicon = self._lexicon
        return other

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon: the one at hand, else from the cache, else read from the files.

        Raises `DataFileError` with every fault in them; what is in the cache had none.
        """
        if self._lexicon is None:
            kept = None if self._cache is None else _from_cache(self._cache)
            if kept is None:
                from caselint.language.lexicon import read_lexicon

                kept = read_lexicon(self._folders)
                self._keep(kept)
            self._lexicon = kept
        return self._lexicon

    @property
    def marked(self) -> Lexicon:
        """The lexicon with its marked sentences, which the cache does not keep.

        Raises `DataFileError` as `lexicon` does.
        """
        if not self.lexicon.sentences:
            from caselint.language.lexicon import read_lexicon

            self._lexicon = read_lexicon(self._folders)
        return self.lexicon

    @property
    def reader(self) -> Reader:
        """The engine, made when it is first asked for, or one that remembers what it found."""
        with self._lock:
            if self._reader is None:
                self._reader = self._engine() if self._mentions is None else self._remembered()
            return self._reader

    def _engine(self) -> Engine:
        from caselint.language.compiled import engine_of

        return engine_of(self.lexicon, None if self._cache is None else self._cache.parent)

    def _remembered(self) -> Remembered:
        from caselint.language.kept_rows import KeptRows
        from caselint.language.remembered import Remembered

        assert self._mentions is not None
        assert self._cache is not None
        # The file is named by the digest of the lexicon, which so need not be read for it.
        digest = self._cache.name
        return Remembered(KeptRows(self._mentions), digest, lambda: self.lexicon, self._engine)

    def _keep(self, lexicon: Lexicon) -> None:
        """Put the lexicon into the cache; one that cannot be written is done without."""
        if self._cache is None:
            return
        partial = self._cache.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._cache.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            partial.write_text(json.dumps(_plain(lexicon), ensure_ascii=False), encoding="utf-8")
            partial.replace(self._cache)
        except OSError:
            return


def _plain(lexicon: Lexicon) -> dict[str, Any]:
    """The lexicon as data. Pieces recur in many patterns, so each is written once."""
    from caselint.language.patterns import Segment

    pieces: dict[Any, int] = {}
    owners: dict[Any, int] = {}
    patterns = []
    for pattern, owner in lexicon.patterns:
        numbers = [pieces.setdefault(piece, len(pieces)) for piece in pattern.pieces]
        owned = owners.setdefault(owner, len(owners))
        patterns.append([numbers, pattern.first, pattern.last, owned])
    concepts = {}
    for id_, concept in lexicon.concepts.items():
        given = {name: getattr(concept, name) for name in type(concept).__slots__}
        given["senses"] = dict(concept.senses)
        given["token_patterns"] = [one.model_dump() for one in concept.token_patterns]
        given["needs_score"] = sorted(concept.needs_score)
        concepts[id_] = given
    return {
        "concepts": concepts,
        "pieces": [
            [list(of.ways) if isinstance(of, Segment) else of, gap, barring]
            for of, gap, barring in pieces
        ],
        "owners": [list(owner) for owner in owners],
        "patterns": patterns,
        "classes": {name: list(one) for name, one in lexicon.classes.items()},
        "abbreviations": lexicon.abbreviations,
        "digest": lexicon.digest,
    }


def _from_cache(path: Path) -> Lexicon | None:
    """The lexicon of a cache; None where it cannot be read. Test sentences are not kept in it."""
    from caselint.language.files import TokenPatternFile
    from caselint.language.lexicon import Concept, Lexicon, Owner, WordClass
    from caselint.language.patterns import Pattern, Piece, Segment

    try:
        plain = json.loads(path.read_bytes())
        pieces = [
            Piece(Segment(tuple(of)) if isinstance(of, list) else of, gap, barring)
            for of, gap, barring in plain["pieces"]
        ]
        owners = [Owner(*one) for one in plain["owners"]]
        concepts = {
            id_: Concept(
                **given
                | {
                    "token_patterns": tuple(
                        TokenPatternFile.model_validate(one) for one in given["token_patterns"]
                    ),
                    "needs_score": frozenset(given["needs_score"]),
                }
            )
            for id_, given in plain["concepts"].items()
        }
        return Lexicon(
            concepts,
            tuple(
                (Pattern(tuple(pieces[number] for number in numbers), first, last), owners[owned])
                for numbers, first, last, owned in plain["patterns"]
            ),
            {name: WordClass(*map(tuple, one)) for name, one in plain["classes"].items()},
            tuple(plain["abbreviations"]),
            plain["digest"],
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def plain_concepts(concepts: Mapping[str, KnownConcept]) -> dict[str, Any]:
    """Concepts as data for the cache."""
    return {id_: list(concept) for id_, concept in concepts.items()}


def concepts_of(plain: Mapping[str, Any]) -> dict[str, KnownConcept]:
    """The concepts of data from the cache."""
    return {
        id_: KnownConcept(title, about, tuple(senses))
        for id_, (title, about, senses) in plain.items()
    }
