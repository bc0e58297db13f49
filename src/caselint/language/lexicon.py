"""The lexicon: every concept, cue and class of words, read from files and verified.

`read_lexicon` reads `concepts/`, `cues/` and `words/` of one or several folders of rules and finds
every fault in all of them, each at its line and column. The result is plain data: the engine makes
its arrays of it, and it is kept in a cache as data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeVar

from pydantic import BaseModel

from caselint.datafile import Document, Fault, Loc, read, suggest, validate
from caselint.errors import DataFileError
from caselint.language.files import (
    ConceptFile,
    CueFile,
    FormsFile,
    ReportingFile,
    StopsFile,
    TokenPatternFile,
    WordsFile,
)
from caselint.language.patterns import Pattern, Piece, Segment, literal_ways, patterns_of
from caselint.language.phrases import ClassOf, PhraseError, parse
from caselint.language.token_syntax import token_faults

M = TypeVar("M", bound=BaseModel)

LEXICON_PATTERNS: Final = 60_000
"""The most patterns that all files may stand for together."""
PEOPLE: Final = ("this_child", "other_child", "parent", "professional", "other_person")
"""The classes that say who somebody is; a cast adds its names to them."""
PRONOUNS: Final = ("he", "she", "they")
FOUND_IN_THE_TEXT: Final = (
    "name",
    "number",
    "grown_man",
    "grown_woman",
    "quoted",
    "quoted_after_colon",
    "set_apart",
)
"""Classes without a list.

Capitalised names that nobody listed; numbers in figures; parents and others, professionals aside,
who are men or women by their role or by the cast; the first words of quotations, and of those that
a colon introduces; and each word of a short one.
"""

Role = Literal[
    "concept",
    "exclusion",
    "cue",
    "pseudo",
    "stop",
    "report",
    "report_pseudo",
    "label",
    "child_named",
    "anchor",
]


class Owner(NamedTuple):
    """What a pattern stands for.

    `name` is the concept, or what a cue sets (``speaker`` for reporting); `way` the sense of a
    concept or the direction of a cue; `reach` how many words the scope of a cue goes on at most, 0
    for no limit; `denying` whether a report denies. `phrase` is as it is written. An anchor stands
    for the token patterns of its concept that have its phrase.
    """

    role: Role
    name: str
    way: str = ""
    phrase: str = ""
    reach: int = 0
    denying: bool = False


class WordClass(NamedTuple):
    """A class of words: the ways to write its members, and the classes it takes in."""

    ways: tuple[str, ...]
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """What the engine and rules know of a concept beside its patterns."""

    id: str
    title: str
    meaning: str
    about: str
    others_act: bool
    looks_ahead: bool
    capitals: bool
    first_use: bool
    senses: Mapping[str, str]
    not_meant: str = ""
    token_patterns: tuple[TokenPatternFile, ...] = ()
    needs_score: frozenset[str] = frozenset()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that text is read by. `digest` names the content: equal digests read alike."""

    concepts: Mapping[str, Concept]
    patterns: tuple[tuple[Pattern, Owner], ...]
    classes: Mapping[str, WordClass]
    abbreviations: tuple[str, ...]
    digest: str
    sentences: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def members(self, name: str) -> frozenset[str]:
        """Every class that takes in the class `name`, itself among them."""
        above: dict[str, list[str]] = {}
        for outer, word_class in self.classes.items():
            for inner in word_class.classes:
                above.setdefault(inner, []).append(outer)
        return _closure(name, above)

    def within(self, name: str) -> frozenset[str]:
        """Every class that a class takes in, itself among them."""
        return _closure(name, {each: found.classes for each, found in self.classes.items()})


def _closure(name: str, ways: Mapping[str, Sequence[str]]) -> frozenset[str]:
    found = {name}
    todo = [name]
    while todo:
        for each in ways.get(todo.pop(), ()):
            if each not in found:
                found.add(each)
                todo.append(each)
    return frozenset(found)


def read_lexicon(folders: Sequence[Path]) -> Lexicon:
    """Read the lexicon of one or several folders of rules; a later folder may add concepts.

    Raises `DataFileError` with every fault in every file.
    """
    return _Reader(folders).read()


class _Reader:
    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders
        self.faults: list[Fault] = []
        self.forms: dict[str, tuple[str, ...]] = {}
        self.classes: dict[str, WordClass] = {name: WordClass(()) for name in FOUND_IN_THE_TEXT}
        self.concepts: dict[str, Concept] = {}
        self.patterns: list[tuple[Pattern, Owner]] = []
        self.abbreviations: list[str] = []
        self.sentences: dict[str, tuple[str, ...]] = {}
        self.hash = hashlib.sha256()
        self.used: list[tuple[Document, Loc, str]] = []

    def read(self) -> Lexicon:
        for path in self._files("words"):
            if path.stem == "forms":
                self._forms(path)
        for path in self._files("words"):
            if path.stem != "forms":
                self._words(path)
        for path in self._files("cues"):
            self._cues(path)
        for path in self._files("concepts"):
            self._concept(path)
        for document, loc, name in self.used:
            if name not in self.classes:
                message = f'there is no class of words "{name}"'
                self.faults.append(document.fault(loc, message, suggest(name, self.classes)))
        if len(self.patterns) > LEXICON_PATTERNS:
            message = f"the lexicon stands for {len(self.patterns)} patterns, and "
            message += f"{LEXICON_PATTERNS} is the most"
            self.faults.append(Fault(str(self.folders[-1]), 1, 1, "", message))
        if self.faults:
            raise DataFileError(sorted(self.faults, key=lambda f: (f.file, f.line, f.column)))
        return Lexicon(
            dict(sorted(self.concepts.items())),
            tuple(self.patterns),
            self.classes,
            tuple(sorted(set(self.abbreviations))),
            self.hash.hexdigest(),
            self.sentences,
        )

    def _files(self, kind: str) -> Iterator[Path]:
        for folder in self.folders:
            yield from sorted((folder / kind).glob("*.yaml"))

    def _read(self, path: Path, model: type[M]) -> tuple[Document, M] | None:
        try:
            document = read(path)
            self.hash.update(path.name.encode() + b"\0")
            self.hash.update(hashlib.sha256(path.read_bytes()).digest())
            return document, validate(document, model)
        except DataFileError as error:
            self.faults.extend(error.faults)
            return None

    def _forms(self, path: Path) -> None:
        if (found := self._read(path, FormsFile)) is not None:
            for word, forms in found[1].forms.items():
                self.forms[word] = (*self.forms.get(word, ()), *forms)

    def _words(self, path: Path) -> None:
        if (found := self._read(path, WordsFile)) is not None:
            self._named(found[0], found[1].id, path)
            self._classes(found[0], ("words",), found[1].words, "")

    def _classes(
        self, document: Document, at: Loc, words: Mapping[str, list[str]], owner: str
    ) -> None:
        """Take up classes; those of a concept's own are called ``concept.class``."""
        for name, entries in words.items():
            ways: list[str] = []
            inner: list[str] = []
            for number, entry in enumerate(entries):
                loc = (*at, name, number)
                try:
                    nodes = parse(entry)
                    if len(nodes) == 1 and isinstance(nodes[0], ClassOf):
                        called = self._called(nodes[0].name, words, owner)
                        inner.append(called)
                        self.used.append((document, loc, called))
                    else:
                        ways += literal_ways(nodes, self.forms)
                except PhraseError as error:
                    self.faults.append(document.fault(loc, str(error)))
            full = self._called(name, words, owner)
            known = self.classes.get(full)
            if known is not None and name in FOUND_IN_THE_TEXT:
                self.faults.append(
                    document.fault((*at, name), "this class is found in the text itself", key=True)
                )
            if known is not None:
                ways += known.ways
                inner += known.classes
            self.classes[full] = WordClass(tuple(sorted(set(ways))), tuple(sorted(set(inner))))

    @staticmethod
    def _called(name: str, own: Mapping[str, object], owner: str) -> str:
        return f"{owner}.{name}" if owner and name in own else name

    def _cues(self, path: Path) -> None:
        if path.stem == "stops":
            if (stops := self._read(path, StopsFile)) is not None:
                document, file = stops
                self._phrases(document, ("stops",), file.stops, Owner("stop", ""))
                for number, text in enumerate(file.abbreviations):
                    try:
                        self.abbreviations += literal_ways(parse(text), self.forms)
                    except PhraseError as error:
                        fault = document.fault(("abbreviations", number), str(error))
                        self.faults.append(fault)
        elif path.stem == "reporting":
            if (reporting := self._read(path, ReportingFile)) is not None:
                self._reporting(*reporting)
        elif (found := self._read(path, CueFile)) is not None:
            document, cue = found
            self._named(document, cue.id, path)
            self.sentences[f"cues/{cue.id}"] = tuple(cue.sentences)
            for way, phrases in (
                ("forward", cue.forward),
                ("backward", cue.backward),
                ("both", cue.both),
            ):
                owner = Owner("cue", cue.sets, way, reach=cue.reach or 0)
                self._phrases(document, (way,), phrases, owner)
            self._phrases(document, ("pseudo",), cue.pseudo, Owner("pseudo", cue.sets))
            self._phrases(document, ("stops",), cue.stops, Owner("stop", cue.sets))
            clause = Owner("stop", cue.sets, "clause")
            self._phrases(document, ("clauses",), cue.clauses, clause)

    def _reporting(self, document: Document, file: ReportingFile) -> None:
        self.sentences["cues/reporting"] = tuple(file.sentences)
        for way, phrases, denying in (
            ("forward", file.forward, False),
            ("backward", file.backward, False),
            ("forward", file.denying, True),
            ("unnamed", file.unnamed, False),
        ):
            key = "denying" if denying else way
            owner = Owner("report", "speaker", way, denying=denying)
            self._phrases(document, (key,), phrases, owner)
        self._phrases(document, ("pseudo",), file.pseudo, Owner("report_pseudo", "speaker"))
        self._phrases(document, ("labels",), file.labels, Owner("label", "speaker"))
        for way, phrases in (("children", file.children), ("owners", file.owners)):
            self._phrases(document, (way,), phrases, Owner("child_named", "speaker", way))
        self._phrases(document, ("stops",), file.stops, Owner("stop", "speaker"))

    def _concept(self, path: Path) -> None:
        if (found := self._read(path, ConceptFile)) is None:
            return
        document, file = found
        self._named(document, file.id, path)
        if not file.phrases and not file.senses and not file.token_patterns:
            self.faults.append(document.fault((), "a concept has phrases, senses or both"))
        self._classes(document, ("words",), file.words, file.id)
        for sense, text in (("", file.phrases), *((k, v.phrases) for k, v in file.senses.items())):
            at: Loc = ("senses", sense, "phrases") if sense else ("phrases",)
            self._phrases(document, at, text, Owner("concept", file.id, sense), file.words)
        self._phrases(
            document, ("exclusions",), file.exclusions, Owner("exclusion", file.id), file.words
        )
        self._token_patterns(document, file)
        for number, phrase in enumerate(file.needs_score):
            known = [*file.phrases, *(p for s in file.senses.values() for p in s.phrases)]
            if phrase not in known:
                message = "only a phrase of this file can ask for the scorer's consent"
                hint = suggest(phrase, known)
                self.faults.append(document.fault(("needs_score", number), message, hint))
        self.sentences[file.id] = tuple(file.sentences)
        self.concepts[file.id] = Concept(
            file.id,
            file.title,
            file.meaning,
            file.about,
            file.others_act,
            file.looks_ahead,
            file.capitals,
            file.first_use,
            {name: sense.meaning for name, sense in file.senses.items()},
            file.not_meant,
            tuple(file.token_patterns),
            frozenset(file.needs_score),
            str(path),
        )

    def _token_patterns(self, document: Document, file: ConceptFile) -> None:
        """Verify token patterns and take up their anchors, each once."""
        anchors: set[str] = set()
        for number, each in enumerate(file.token_patterns):
            at: Loc = ("token_patterns", number)
            for wrong in token_faults(each.pattern):
                loc = (*at, "pattern", *wrong.loc)
                self.faults.append(document.fault(loc, wrong.message, wrong.hint, key=wrong.key))
            if each.sense and each.sense not in file.senses:
                message = f'the concept has no sense "{each.sense}"'
                hint = suggest(each.sense, file.senses)
                self.faults.append(document.fault((*at, "sense"), message, hint))
            try:
                ways = literal_ways(parse(each.anchor), self.forms)
            except PhraseError as error:
                self.faults.append(document.fault((*at, "anchor"), str(error)))
                continue
            if each.anchor not in anchors:
                anchors.add(each.anchor)
                owner = Owner("anchor", file.id, phrase=each.anchor)
                self.patterns.append((Pattern((Piece(Segment(ways)),)), owner))

    def _named(self, document: Document, id_: str, path: Path) -> None:
        if id_ != path.stem:
            message = f'the file is called "{path.stem}.yaml", and the id is another'
            self.faults.append(document.fault(("id",), message, f'call it "{id_}.yaml"'))
        elif id_ in self.concepts:
            self.faults.append(document.fault(("id",), f'the concept "{id_}" stands twice'))

    def _phrases(
        self,
        document: Document,
        at: Loc,
        phrases: Iterable[str],
        owner: Owner,
        own: Mapping[str, object] | None = None,
    ) -> None:
        for number, phrase in enumerate(phrases):
            loc = (*at, number)
            try:
                patterns = patterns_of(parse(phrase), self.forms)
            except PhraseError as error:
                self.faults.append(document.fault(loc, str(error)))
                continue
            if owner.role == "child_named" or (owner.role == "report" and owner.way != "unnamed"):
                speakers = {
                    sum(piece.of == "speaker" for piece in pattern.pieces) for pattern in patterns
                }
                if speakers != {1}:
                    message = "a report has {speaker} in it, once"
                    self.faults.append(document.fault(loc, message))
            for pattern in patterns:
                pieces = tuple(
                    self._piece(document, loc, piece, owner, own or {}) for piece in pattern.pieces
                )
                self.patterns.append(
                    (Pattern(pieces, pattern.first, pattern.last), owner._replace(phrase=phrase))
                )

    def _piece(
        self, document: Document, loc: Loc, piece: Piece, owner: Owner, own: Mapping[str, object]
    ) -> Piece:
        """The piece with the full names of its classes; whether they exist is seen at the end."""
        name = owner.name if own else ""
        if isinstance(piece.of, str):
            piece = piece._replace(of=self._called(piece.of, own, name))
            self.used.append((document, loc, str(piece.of)))
        if piece.barring:
            piece = piece._replace(barring=self._called(piece.barring, own, name))
            self.used.append((document, loc, piece.barring))
        return piece
