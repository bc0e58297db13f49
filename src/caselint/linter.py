"""The linter: a case file and a rulebook give results.

A `Linter` is loaded once and may be shared by threads. It holds nothing of a case file, unless it
was asked to remember what it found in texts. One faulty rule never stops a run; its result on that
file is `error`, with the type of what was raised.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from caselint._version import __version__
from caselint.applying import Applying
from caselint.casefile import RECORD_KINDS, CaseFile, Coverage, SetAside, Timeline, day_of
from caselint.casefile.beginning import begins_late
from caselint.casefile.names import KnownName, names_in, with_those_beside
from caselint.casefile.outline import content_digest, outline_of
from caselint.casefile.values import read_moment
from caselint.config import Configuration, Settings, find_configuration, read_configuration
from caselint.errors import AsAtError
from caselint.findings import (
    CheckedCase,
    Header,
    Result,
    RulebookId,
    RuleNote,
    SuppressionNote,
)
from caselint.findings.baseline import Baseline, mark, read_baseline
from caselint.findings.put_aside import by_rule
from caselint.findings.suppression import read_suppressions, suppress
from caselint.judging import LookBack, read_look_back
from caselint.rulebook import CompiledRule, Rulebook, load
from caselint.rulebook.digests import digests
from caselint.selected import Selected, chosen_for
from caselint.selecting.clocks import Clocks
from caselint.selecting.reading import CHARACTERS, TEXTS, Reader, Reading, read_together
from caselint.selecting.recent import Recent
from caselint.selecting.scope import View


@dataclass(frozen=True, slots=True)
class Checked:
    """One case file, checked: what it was, what the rules say of it, what was set aside."""

    case: CheckedCase
    results: tuple[Result, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """A case file made ready to be checked; `place` is where it stands."""

    case_file: CaseFile
    place: str
    applying: Applying

    @property
    def reading(self) -> Reading | None:
        """Its narrative, where rules read it."""
        return self.applying.view.reading


FILES: Final = 64
"""Case files that are taken in together at most, so that their text can be read in one go."""


class Linter:
    """Checks case files against a rulebook.

    `config` is a path, a `Configuration`, or None for the nearest file at or above the current
    folder. With `new_only`, reports of its runs count what the baseline knows and do not list it.
    `remember`: of so many texts, the last ones read, it keeps in memory what was found in them, for
    a host that checks one file again and again. None by default: in a run no text comes twice.
    Raises `ConfigurationError` or `DataFileError` when it cannot be made.
    """

    def __init__(
        self,
        config: Configuration | Path | str | None = None,
        *,
        rulebook: Rulebook | None = None,
        look_back: str | None = None,
        new_only: bool = False,
        remember: int = 0,
    ) -> None:
        if isinstance(config, (str, Path)):
            config = read_configuration(Path(config))
        self.configuration = config if config is not None else find_configuration(Path())
        settings = self.configuration.settings
        self.rulebook = rulebook or load(self.configuration.rule_folders)
        self.look_back: LookBack = read_look_back(look_back or settings.look_back)
        self._clocks = Clocks(settings.calendar.bank_holidays)
        self._suppressions = self._read_suppressions()
        self._put_aside = by_rule(self._suppressions)
        known = self.configuration.baseline
        self.baseline: Baseline | None = None if known is None else read_baseline(known)
        self.new_only = new_only
        self._known = frozenset() if self.baseline is None else self.baseline.fingerprints
        language = self.rulebook.language
        self._reader: Callable[[], Reader] | None = None
        if language is not None:
            self._reader = lambda: language.reader
        if self._reader is not None and remember > 0:
            recent = Recent(self._reader, remember)
            self._reader = lambda: recent
        self._for_team: dict[str, Selected] = {}
        self._declared = settings.coverage
        self._coverages: dict[tuple[int, date | None, bool], Coverage] = {}
        self.selected = self._select("")
        for team in dict.fromkeys(team for one in settings.overrides for team in one.teams):
            chosen_for(team, self.rulebook, self.configuration)

    def check(
        self,
        case_file: CaseFile,
        as_at: date | str | None = None,
        family: Sequence[CaseFile] = (),
    ) -> list[Result]:
        """Check one case file; `family` are the files of brothers and sisters, if at hand.

        Whom the file names is to be among them, else little can be said of all. Gives one result
        for every rule selected, in order of rule. Raises `AsAtError` when neither the caller nor
        the source says on which day the file is to be judged.
        """
        return list(self.check_one(case_file, as_at, family=family).results)

    def check_many(
        self, case_files: Iterable[CaseFile], as_at: date | str | None = None
    ) -> Iterator[Checked]:
        """Check a stream of case files, one `Checked` each, in order; memory stays flat.

        Where rules read narrative, a few files are taken in before the first is answered, since
        text is read by volume.
        """
        waiting: list[_Case] = []
        texts = characters = 0
        try:
            for case_file in case_files:
                case = self._case(case_file, as_at)
                waiting.append(case)
                if case.reading is not None:
                    more = case.reading.size
                    texts, characters = texts + more[0], characters + more[1]
                    if texts < TEXTS and characters < CHARACTERS and len(waiting) < FILES:
                        continue
                ready, waiting, texts, characters = waiting, [], 0, 0
                yield from self._together(ready)
        except Exception:
            yield from self._together(waiting)
            raise
        yield from self._together(waiting)

    def check_one(
        self,
        case_file: CaseFile,
        as_at: date | str | None = None,
        place: str = "",
        family: Sequence[CaseFile] = (),
    ) -> Checked:
        """Check one case file, and say what was checked; `place` is where it stands."""
        return self._checked(self._case(case_file, as_at, place, family))

    def _together(self, cases: Sequence[_Case]) -> Iterator[Checked]:
        """Check several case files whose narrative is read in one go."""
        read_together([case.reading for case in cases if case.reading is not None])
        for case in cases:
            yield self._checked(case)

    def _case(
        self,
        case_file: CaseFile,
        as_at: date | str | None,
        place: str = "",
        family: Sequence[CaseFile] = (),
    ) -> _Case:
        """A case file made ready: on its day, with what its source covers and its rules read."""
        day = self.as_at_for(case_file, as_at)
        coverage = self._coverage(case_file, day)
        timeline = Timeline(case_file, day, coverage)
        begins = begins_late(timeline)
        if begins is not None:
            coverage = timeline.coverage = coverage.beginning(begins)
        records_from = coverage.records_from
        if records_from is None:
            records_from = case_file.covered_agencies
        team = case_file.team or ""
        agency = next(iter(records_from)) if len(records_from) == 1 else ""
        selected = self._selected_for(team)
        reading = None
        if selected.reads and self._reader is not None and coverage.narrated:
            reading = Reading(timeline, self._reader, selected.reads)
        view = View(timeline, coverage, self._clocks, {}, records_from, family, reading)
        applying = Applying(selected, view, self.look_back, case_file.case_id, team, agency)
        return _Case(case_file, place, applying)

    def _checked(self, made: _Case) -> Checked:
        """What the rules say of a case file that was made ready."""
        case_file, applying = made.case_file, made.applying
        coverage, timeline = applying.view.coverage, applying.view.timeline
        day = timeline.as_at
        results = applying.results()
        if self._put_aside or self._known:
            results = [
                self._marked(result, day) if result.findings else result for result in results
            ]
        kinds = None if coverage.full else frozenset(coverage.kinds)
        case = CheckedCase(
            case_file.case_id,
            applying.team,
            applying.agency,
            case_file.source.name,
            day,
            made.place,
            len(case_file.records),
            frozenset(timeline.by_kind),
            kinds,
            content_digest(case_file),
            outline_of(timeline),
            _names(case_file, applying.view.family, results),
        )
        return Checked(case, tuple(results), case_file.set_aside)

    def _marked(self, result: Result, day: date) -> Result:
        """A result whose findings say whether they are put aside, known or new."""
        findings = suppress(result.findings, self._put_aside, day)
        return result._replace(findings=mark(findings, self._known))

    def as_at_for(self, case_file: CaseFile, as_at: date | str | None = None) -> date:
        """The day on which a file is judged: as asked, as configured, or as its source says."""
        asked = as_at if as_at is not None else self.configuration.settings.as_at
        if asked is not None:
            return read_as_at(asked)
        extracted = case_file.source.extracted_at
        if isinstance(extracted, date):
            return day_of(extracted)
        raise AsAtError(
            "the source does not say on which day it was taken",
            hint="say on which day the files are to be judged: --as-at 2026-03-31, or today",
        )

    def header(self, as_at: date | str | None = None) -> Header:
        """What is known of a run before its first case file."""
        chosen = [one for one in self.selected.rules if one.rule.id in self.selected.shown]
        standards = dict.fromkeys(name for one in chosen for name in one.rule.standards)
        audits = dict.fromkeys(name for one in chosen for name in one.rule.audit)
        asked = as_at if as_at is not None else self.configuration.settings.as_at
        digest = digests(self.rulebook)
        return Header(
            __version__,
            self._rulebook_id(),
            "" if asked is None else read_as_at(asked).isoformat(),
            str(self.look_back),
            tuple(_note(rule, digest(rule)) for rule in chosen),
            tuple(self.rulebook.standards[name] for name in sorted(standards)),
            tuple(self.rulebook.audit_findings[name].note for name in sorted(audits)),
            tuple(sorted(self.needed_kinds)),
            self._suppressions,
            "" if self.baseline is None else self.baseline.as_at.isoformat(),
            self.new_only,
        )

    def _rulebook_id(self) -> RulebookId:
        """The rulebook as it was in force: its hash also covers the parameters that are moved."""
        id_ = self.rulebook.id
        settings = self.configuration.settings
        moved = settings.model_dump_json(include={"parameters", "overrides", "calendar"})
        if moved == Settings().model_dump_json(include={"parameters", "overrides", "calendar"}):
            return id_
        digest = hashlib.sha256(f"{id_.hash}:{moved}".encode()).hexdigest()
        return replace(id_, hash=digest)

    def _read_suppressions(self) -> tuple[SuppressionNote, ...]:
        path = self.configuration.suppressions
        if path is None:
            return ()
        kept = self.rulebook.unsuppressible
        longest = self.configuration.settings.suppression_months
        return tuple(
            one.note(longest) for one in read_suppressions(path, longest=longest, kept=kept)
        )

    @property
    def compares_families(self) -> bool:
        """Whether some rule, of some team, looks at the files of brothers and sisters."""
        teams = [team for one in self.configuration.settings.overrides for team in one.teams]
        return any(self._selected_for(team).family for team in ("", *teams))

    @property
    def needed_kinds(self) -> frozenset[str]:
        """The kinds of record that some selected rule needs.

        People and agencies are needed too, and are no records: nobody counts how often they occur.
        """
        return frozenset(
            kind
            for compiled in self.selected.rules
            if compiled.rule.id in self.selected.shown
            for kind in compiled.needed_kinds
            if kind in RECORD_KINDS
        )

    def _coverage(self, case_file: CaseFile, day: date) -> Coverage:
        covers = self._declared.get(case_file.source.name, case_file.source.covers)
        extracted = case_file.source.extracted_at
        until = day_of(extracted) if isinstance(extracted, date) else None
        if until is not None and until >= day:
            until = None
        narrated = case_file.has_narrative
        key = (id(covers), until, narrated)
        found = self._coverages.get(key)
        if found is None or found.declared is not covers:
            found = Coverage(covers, until, narrated=narrated)
            self._coverages = {**dict(list(self._coverages.items())[-15:]), key: found}
        return found

    def _selected_for(self, team: str) -> Selected:
        if not any(team in one.teams for one in self.configuration.settings.overrides):
            return self.selected
        found = self._for_team.get(team)
        if found is None:
            found = self._select(team)
            self._for_team = {**self._for_team, team: found}
        return found

    def _select(self, team: str) -> Selected:
        return Selected.of(self.rulebook, *chosen_for(team, self.rulebook, self.configuration))


def _names(
    case_file: CaseFile, family: Sequence[CaseFile], results: Iterable[Result]
) -> tuple[KnownName, ...]:
    """The names that a file gives, and those of the other files that its findings cite."""
    names = names_in(case_file)
    evidence = (item for one in results for found in one.findings for item in found.evidence)
    cited = {item.case_id for item in evidence if item.case_id}
    # Where none is cited, they are not looked at: they may not have been read.
    others = [other for other in family if other.case_id in cited] if cited else []
    return with_those_beside(names, others)


def read_as_at(asked: date | str) -> date:
    """Read an as-at date: a date, its text, or ``today``."""
    if isinstance(asked, str) and asked == "today":
        return date.today()
    try:
        moment = read_moment(asked)
    except ValueError:
        moment = None
    if not isinstance(moment, date):
        raise AsAtError("the as-at date is not a date", hint="such as 2026-03-31, or today")
    return day_of(moment)


def _note(compiled: CompiledRule, digest: str) -> RuleNote:
    rule = compiled.rule
    return RuleNote(
        rule.id,
        rule.title,
        rule.theme,
        rule.severity,
        rule.gives,
        rule.force,
        rule.why,
        rule.audit,
        rule.standards,
        (*rule.gets_wrong, *(() if compiled.standing.enough else compiled.standing.figures)),
        compiled.check.absence_of,
        digest,
        rule.suppressible,
    )
