"""The rulebook: the rules, standards and audit findings that a run uses, verified.

`load` reads a pack's files, finds every fault in all of them, and keeps the verified rulebook in a
cache as plain data, named by a hash of all files: a changed file is a new name. A cache that cannot
be read or written is passed over. A folder that adds rules and nothing else is read on top of the
shipped rulebook as it was verified, so that who writes a rule does not wait for all the others.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from caselint._version import __version__
from caselint.datafile import Document, Fault, Misfit, read, suggest, validate
from caselint.errors import ConfigurationError, DataFileError
from caselint.findings import RulebookId, StandardNote
from caselint.rulebook.accuracy import (
    ACCURACY_FILE,
    Accuracy,
    Measured,
    accuracy_of,
    plain_accuracy,
    read_accuracy,
)
from caselint.rulebook.compiled import CompiledRule, compile_rule
from caselint.rulebook.language import (
    Language,
    concepts_of,
    has_concepts,
    known_concepts,
    lexicon_digest,
    plain_concepts,
)
from caselint.rulebook.pack import PACK_FILE, Pack, all_files, read_pack, rule_files, shipped_rules
from caselint.rulebook.params import InForce, in_force
from caselint.rulebook.rulefile import Rule, RuleFile, from_plain, rule_of, to_plain
from caselint.rulebook.standards import (
    AuditFinding,
    plain_standards,
    read_audit,
    read_standards,
    weakest,
)
from caselint.selecting.compiling import KnownConcept

CACHE_VERSION: Final = 4


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A verified rulebook. Rules are in order of id.

    `concepts` are those that text can be asked for, `language` what reads text for them, and
    `accuracy` how well that was measured to be; None: concerns are not held against figures.
    """

    pack: Pack
    hash: str
    rules: Mapping[str, Rule]
    standards: Mapping[str, StandardNote]
    audit_findings: Mapping[str, AuditFinding]
    folders: tuple[Path, ...] = field(default=())
    concepts: Mapping[str, KnownConcept] = field(default_factory=dict)
    accuracy: Accuracy | None = None
    language: Language | None = field(default=None, repr=False, compare=False)
    compiled: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Rules compiled with the parameters in force, by whoever compiled them first."""

    @property
    def id(self) -> RulebookId:
        """The rulebook as a run names it."""
        return RulebookId(self.pack.id, self.pack.version, self.hash)

    def compile(
        self, rule: Rule, params: Mapping[str, InForce]
    ) -> tuple[CompiledRule, list[Misfit]]:
        """Compile a rule with what the rulebook knows of concepts, and give its faults."""
        return compile_rule(rule, params, self.concepts, self.accuracy)

    def trusting(self) -> Rulebook:
        """The same rulebook, whose concerns are not held against measured figures.

        Examples say what a rule finds; how well text is read is measured elsewhere.
        """
        key = "trusting"
        if key not in self.compiled:
            self.compiled[key] = replace(self, accuracy=None)
        found: Rulebook = self.compiled[key]
        return found

    def remembering(self) -> Rulebook:
        """The same rulebook, that remembers in the cache folder what was found in texts.

        Codes, offsets and hashes are written there, and no text.
        """
        if self.language is None:
            return self
        return replace(self, language=self.language.remembering(cache_folder()))

    def path_of(self, rule: Rule) -> Path:
        """The file in which a rule stands."""
        return Path(rule.file)

    @property
    def unsuppressible(self) -> frozenset[str]:
        """The ids of the rules of which no finding can be put aside."""
        return frozenset(id_ for id_, rule in self.rules.items() if not rule.suppressible)

    def rule(self, id_: str) -> Rule:
        """The rule of an id or name; raises `ConfigurationError` where there is none."""
        found = self.rules.get(id_.upper())
        if found is None:
            found = next((rule for rule in self.rules.values() if rule.name == id_), None)
        if found is None:
            names = [*self.rules, *(rule.name for rule in self.rules.values())]
            raise ConfigurationError(f'there is no rule "{id_}"', hint=suggest(id_, names))
        return found


def load(folders: Sequence[Path] = (), *, cache: bool = True) -> Rulebook:
    """Load the shipped rulebook and any further folders of rules.

    Raises `DataFileError` with every fault in every file.
    """
    packs = (shipped_rules(), *(Path(folder) for folder in folders))
    for folder in packs:
        if not folder.is_dir():
            raise ConfigurationError("no such folder of rules", place=str(folder))
    contents = {path: path.read_bytes() for folder in packs for path in all_files(folder)}
    digest = _digest(packs, contents)
    if not cache:
        return _Loader(packs, digest, Language(packs)).load()
    found = _in_memory.pop((digest, packs), None)
    if found is None:
        found = _read_again(packs, digest, lexicon_digest(contents))
    _in_memory[digest, packs] = found
    while len(_in_memory) > _IN_MEMORY:
        _in_memory.pop(next(iter(_in_memory)))
    return found


_IN_MEMORY: Final = 2
_in_memory: Final[dict[tuple[str, tuple[Path, ...]], Rulebook]] = {}
"""The rulebooks last asked for in this process: the shipped one, and one with further folders."""


def _read_again(packs: tuple[Path, ...], digest: str, lexicon: str) -> Rulebook:
    """The rulebook from the cache on disk, else from its files."""
    kept = _cache_file(digest)
    language = Language(packs, cache_folder() / f"lexicon-{lexicon[:32]}.json")
    if (found := _from_cache(kept, packs, language)) is not None:
        return found
    rulebook = _Loader(packs, digest, language, _shipped_for(packs)).load()
    _to_cache(kept, rulebook)
    return rulebook


def _shipped_for(packs: Sequence[Path]) -> Rulebook | None:
    """The shipped rulebook, where all further folders add rules and nothing else.

    Whatever else they held, a standard or a concept, could change what its rules are verified by.
    None as well where it has faults itself: they are to come out with those of the other folders.
    """
    further = packs[1:]
    if not further or any(all_files(folder) != rule_files(folder) for folder in further):
        return None
    try:
        return load()
    except DataFileError:
        return None


def _digest(packs: Sequence[Path], contents: Mapping[Path, bytes]) -> str:
    digest = hashlib.sha256(f"{CACHE_VERSION}:{__version__}".encode())
    for number, folder in enumerate(packs):
        for path, content in contents.items():
            if path.is_relative_to(folder):
                name = f"{number}:{path.relative_to(folder).as_posix()}"
                digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()


class _Loader:
    """Reads and verifies a rulebook, gathering faults on the way.

    `shipped` is the rulebook of the first folder, where it is verified and the others only add
    rules to it; without it, all folders are read.
    """

    def __init__(
        self,
        packs: Sequence[Path],
        digest: str,
        language: Language,
        shipped: Rulebook | None = None,
    ) -> None:
        self.packs = packs
        self.digest = digest
        self.shipped = shipped
        self.language: Language | None = language
        self.faults: list[Fault] = []
        self.standards: dict[str, StandardNote] = {}
        self.audit_findings: dict[str, AuditFinding] = {}
        self.rules: dict[str, Rule] = {}
        self.documents: dict[str, Document] = {}
        self.concepts: dict[str, KnownConcept] | None = {}
        self.accuracy: dict[str, Measured] = {}

    def load(self) -> Rulebook:
        pack = self._whole() if self.shipped is None else self._on_top_of(self.shipped)
        for id_ in self.documents:
            self._verify(self.rules[id_])
        self._circles()
        if self.faults:
            raise DataFileError(sorted(self.faults, key=lambda f: (f.file, f.line, f.column)))
        rules = dict(sorted(self.rules.items()))
        return Rulebook(
            pack,
            self.digest,
            rules,
            self.standards,
            self.audit_findings,
            tuple(self.packs),
            self.concepts or {},
            self.accuracy,
            self.language,
        )

    def _whole(self) -> Pack:
        """Read the files of all folders."""
        pack = self._pack()
        for folder in self.packs:
            self._standards(folder / "standards.yaml")
            for path in sorted((folder / "audits").glob("*.yaml")):
                self._audit(path)
        self._concepts()
        for folder in self.packs:
            self._accuracy(folder / ACCURACY_FILE)
        self._rules(self.packs)
        return pack

    def _on_top_of(self, shipped: Rulebook) -> Pack:
        """Take over what was verified, and read the rules of the other folders."""
        self.standards |= shipped.standards
        self.audit_findings |= shipped.audit_findings
        self.concepts = dict(shipped.concepts)
        self.accuracy |= shipped.accuracy or {}
        self.language = shipped.language
        self.rules |= shipped.rules
        self._rules(self.packs[1:])
        return shipped.pack

    def _rules(self, folders: Sequence[Path]) -> None:
        for folder in folders:
            for path in rule_files(folder):
                self._rule(path)

    def _pack(self) -> Pack:
        document = self._read(self.packs[0] / PACK_FILE)
        if document is not None:
            try:
                return read_pack(document)
            except DataFileError as error:
                self.faults.extend(error.faults)
        return Pack(id="unknown", version="0", title="", engine="")

    def _read(self, path: Path) -> Document | None:
        try:
            return read(path)
        except DataFileError as error:
            self.faults.extend(error.faults)
            return None

    def _standards(self, path: Path) -> None:
        document = self._read(path) if path.is_file() else None
        if document is not None:
            with _gathering(self.faults, document):
                self.standards |= read_standards(document)

    def _audit(self, path: Path) -> None:
        document = self._read(path)
        if document is not None:
            with _gathering(self.faults, document):
                self.audit_findings |= read_audit(document)

    def _concepts(self) -> None:
        """Read all that text is read by; with a fault in it, concepts are not known."""
        if not has_concepts(self.packs):
            self.language = None
        elif self.language is not None:
            try:
                self.concepts = known_concepts(self.language.lexicon)
            except DataFileError as error:
                self.faults.extend(error.faults)
                self.concepts = None

    def _accuracy(self, path: Path) -> None:
        document = self._read(path) if path.is_file() else None
        if document is not None:
            with _gathering(self.faults, document):
                figures, faults = read_accuracy(document, self.concepts)
                self.accuracy |= figures
                self.faults.extend(faults)

    def _rule(self, path: Path) -> None:
        document = self._read(path)
        if document is None:
            return
        with _gathering(self.faults, document):
            shape = validate(document, RuleFile)
            if shape.id in self.rules:
                other = Path(self.rules[shape.id].file).name
                raise Misfit(f'the id "{shape.id}" is taken by {other}', ("id",))
            if shape.theme != path.parent.name:
                raise Misfit(f'the rule stands in the folder "{path.parent.name}"', ("theme",))
            if path.stem != f"{shape.id}-{shape.name}":
                raise Misfit(f'the file is to be called "{shape.id}-{shape.name}.yaml"', ("id",))
            cited = [self.standards[name] for name in shape.standards if name in self.standards]
            self.rules[shape.id] = rule_of(shape, str(path), weakest(cited))
            self.documents[shape.id] = document

    def _verify(self, rule: Rule) -> None:
        document = self.documents[rule.id]
        compiled, misfits = compile_rule(rule, in_force(rule, {}), self.concepts)
        self.faults.extend(
            document.fault(misfit.loc, misfit.message, misfit.hint, key=misfit.key)
            for misfit in misfits
        )
        listings: tuple[tuple[str, Iterable[str], Mapping[str, Any], str], ...] = (
            ("audit", rule.audit, self.audit_findings, "finding of an audit"),
            ("standards", rule.standards, self.standards, "standard"),
            ("follows_from", rule.follows_from, self.rules, "rule"),
        )
        for key, names, known, what in listings:
            for number, name in enumerate(names):
                if name not in known:
                    hint = suggest(name, known)
                    self.faults.append(
                        document.fault((key, number), f'"{name}" is no {what}', hint)
                    )
        for name in compiled.concerns:
            if name not in self.rules:
                loc = ("check",)
                message = f'"{name}", whose concerns this rule follows, is no rule'
                self.faults.append(document.fault(loc, message, suggest(name, self.rules)))
        if rule.status == "deprecated" and not rule.replaced_by:
            message = "a deprecated rule says what it is replaced_by"
            self.faults.append(document.fault(("status",), message))

    def _circles(self) -> None:
        after = {
            rule.id: compile_rule(rule, in_force(rule, {}), self.concepts)[0].concerns
            for rule in self.rules.values()
            if "concern" in json.dumps(rule.check, default=str)
        }
        for start in after:
            seen: set[str] = set()
            front = set(after[start])
            while front:
                if start in front:
                    message = "the rule follows from its own concerns, in a circle"
                    self.faults.append(self.documents[start].fault(("check",), message))
                    break
                seen |= front
                front = {name for rule in front for name in after.get(rule, ())} - seen


class _gathering:  # noqa: N801 - reads as a statement: with _gathering(faults, document)
    """Turns what a file's reader raises into faults of the rulebook, and goes on."""

    def __init__(self, faults: list[Fault], document: Document) -> None:
        self.faults = faults
        self.document = document

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, DataFileError):
            self.faults.extend(error.faults)
            return True
        if isinstance(error, Misfit):
            self.faults.append(
                self.document.fault(error.loc, error.message, error.hint, key=error.key)
            )
            return True
        return False


def cache_folder() -> Path:
    """Where the verified rulebook is kept; the environment variable CASELINT_CACHE moves it."""
    given = os.environ.get("CASELINT_CACHE")
    if given:
        return Path(given)
    from platformdirs import user_cache_path

    return user_cache_path("caselint", appauthor=False)


def _cache_file(digest: str) -> Path:
    return cache_folder() / f"rulebook-{digest[:32]}.json"


def _from_cache(path: Path, packs: Sequence[Path], language: Language) -> Rulebook | None:
    try:
        plain = json.loads(path.read_bytes())
        if plain["folders"] != [str(folder) for folder in packs]:
            return None
        return Rulebook(
            Pack.model_construct(**plain["pack"]),
            plain["hash"],
            {id_: from_plain(rule) for id_, rule in plain["rules"].items()},
            {id_: StandardNote(**note) for id_, note in plain["standards"].items()},
            {
                id_: AuditFinding(**(row | {"records": tuple(row["records"])}))
                for id_, row in plain["audit_findings"].items()
            },
            tuple(packs),
            concepts_of(plain["concepts"]),
            accuracy_of(plain["accuracy"]),
            language if plain["concepts"] else None,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _to_cache(path: Path, rulebook: Rulebook) -> None:
    plain = {
        "pack": rulebook.pack.model_dump(),
        "hash": rulebook.hash,
        "folders": [str(folder) for folder in rulebook.folders],
        "rules": {id_: to_plain(rule) for id_, rule in rulebook.rules.items()},
        "standards": plain_standards(rulebook.standards),
        "audit_findings": {id_: asdict(row) for id_, row in rulebook.audit_findings.items()},
        "concepts": plain_concepts(rulebook.concepts),
        "accuracy": plain_accuracy(rulebook.accuracy or {}),
    }
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
        partial.replace(path)
    except OSError:
        return


def rules_in(rulebook: Rulebook, theme: str) -> Iterator[Rule]:
    """The rules of one theme."""
    return (rule for rule in rulebook.rules.values() if rule.theme == theme)
