"""The forms of a run, child by child: each rule once, either as a criterion or in a list.

Criteria without an occasion in this file, and those that could not be assessed, are listed together
at the end of their theme, so that a form is as long as the file gives cause for. Nothing is counted
anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from caselint.findings.finding import Finding
from caselint.findings.notes import RuleNote, StandardNote
from caselint.findings.result import Result
from caselint.findings.run import Run
from caselint.findings.tally import CheckedCase, SuspectCoverage
from caselint.reports.arranging import Child, children, folded
from caselint.reports.form.criteria import JUDGED, SHOWN, criterion
from caselint.reports.form.sheet import LABEL, MESSAGE, Listing, Sheet, Theme, cut
from caselint.reports.style import Style
from caselint.reports.telling import known, redacted, rulebook, window
from caselint.reports.wording import agency, counted, day, listed, need, source, standard


def sheets(run: Run, style: Style) -> Iterator[Sheet]:
    """The form of each child, by case id, one at a time."""
    away = folded(run)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for found in run.sorted_findings():
        findings[found.case_id].append(found)
    notes = {note.id: note for note in run.header.rules}
    standards = {note.id: note for note in run.header.standards}
    every = {child.case_id: child for child in children(run, away)}
    for case_id, files in groupby(run.by_case(), lambda pair: pair[0].case_id):
        making = _Making(run, style, notes, standards, away, findings[case_id])
        yield making.sheet(every[case_id], list(files))


class _Making:
    """The form of one child in the making."""

    def __init__(
        self,
        run: Run,
        style: Style,
        notes: Mapping[str, RuleNote],
        standards: Mapping[str, StandardNote],
        away: Mapping[str, SuspectCoverage],
        findings: Sequence[Finding],
    ) -> None:
        self._run = run
        self._says = style.says
        self._notes = notes
        self._standards = standards
        self._away = away
        self._titles = {found.fingerprint: found.title for found in findings}
        self._findings: dict[str, list[Finding]] = defaultdict(list)
        for found in findings:
            self._findings[found.rule].append(found)
        self._cited: set[str] = set()

    def sheet(self, child: Child, files: Sequence[tuple[CheckedCase, list[Result]]]) -> Sheet:
        """The whole form."""
        results: dict[str, list[Result]] = defaultdict(list)
        for _, those in files:
            for result in those:
                results[result.rule].append(result)
        order = sorted(
            {*results, *self._findings}, key=lambda rule: (self._theme(rule, results), rule)
        )
        themes = [
            self._theme_of(name, list(rules), results)
            for name, rules in groupby(order, lambda rule: self._theme(rule, results))
        ]
        standards = tuple(
            cut(standard(note), MESSAGE)
            for id_, note in self._standards.items()
            if id_ in self._cited
        )
        return Sheet(
            cut(child.case_id, LABEL),
            self._facts(child),
            self._suspects(child),
            tuple(themes),
            standards,
        )

    def _theme(self, rule: str, results: Mapping[str, Sequence[Result]]) -> str:
        here = results.get(rule)
        return here[0].theme if here else self._findings[rule][0].theme

    def _facts(self, child: Child) -> tuple[tuple[str, str], ...]:
        run, files = self._run, child.files
        facts = [
            ("Team", ", ".join(sorted({case.team for case in files if case.team}))),
            ("Agency", ", ".join(sorted({agency(case.agency) for case in files if case.agency}))),
            ("Source", ", ".join(sorted({source(case.source) for case in files}))),
            ("Records", f"{sum(case.records for case in files):,}"),
            ("As at", listed(day(moment) for moment in sorted({case.as_at for case in files}))),
            ("Look-back", window(run)),
            ("Rulebook", rulebook(run)),
            ("Redacted", redacted(run)),
            ("Baseline", known(run)),
        ]
        if child.suppressed:
            facts.append(("Put aside", f"{counted(child.suppressed, 'finding')}, not listed"))
        away = [one for one in run.tally.set_aside if one.case_id == child.case_id]
        if away:
            listing = "; ".join(f"{one.record_id or one.place}: {one.why}" for one in away[:SHOWN])
            more = f"; and {len(away) - SHOWN:,} more" if len(away) > SHOWN else ""
            facts.append(("Set aside", f"{listing}{more}"))
        return tuple((name, cut(what, MESSAGE)) for name, what in facts if what)

    def _suspects(self, child: Child) -> tuple[str, ...]:
        groups = {(case.source, case.team) for case in child.files}
        return tuple(
            need(one.kind)
            for one in self._run.tally.suspect_coverage
            if (one.source, one.team) in groups
        )

    def _theme_of(
        self, name: str, rules: Sequence[str], results: Mapping[str, Sequence[Result]]
    ) -> Theme:
        criteria = []
        others = _Others(self._says)
        for rule in rules:
            note, here = self._note(rule), results.get(rule, ())
            found = [one for one in self._findings[rule] if one.status != "suppressed"]
            shown = [one for one in found if one.fingerprint not in self._away]
            judged = note.gives != "context" and any(one.outcome in JUDGED for one in here)
            folded_away = len(shown) < len(found)
            if folded_away:
                others.rests_on_suspects(note)
            if shown or (judged and not folded_away):
                self._cited.update(note.standards)
                criteria.append(criterion(note, self._standards, here, shown, self._titles))
            elif not folded_away:
                others.add(note, here)
        return Theme(name, tuple(criteria), others.listings())

    def _note(self, rule: str) -> RuleNote:
        note = self._notes.get(rule)
        if note is not None:
            return note
        first = next(iter(self._findings.get(rule, ())), None)
        title, severity = (first.title, first.severity) if first else (rule, "")
        force, audit = (first.force, first.audit) if first else ("", ())
        return RuleNote(rule, title, "", severity, "verdict", force, "", audit, ())


class _Others:
    """The criteria of a theme that are listed together, by why."""

    def __init__(self, says: Callable[[str], str]) -> None:
        self._says = says
        self._named: dict[str, list[str]] = defaultdict(list)
        self._reasons: dict[str, list[str]] = defaultdict(list)
        self._missing: list[str] = []
        self._lacking: set[str] = set()

    def rests_on_suspects(self, note: RuleNote) -> None:
        """A rule of which concerns are folded away."""
        self._named["form_suspect"].append(_named(note))

    def add(self, note: RuleNote, results: Sequence[Result]) -> None:
        """A rule with nothing to show in this file."""
        outcomes = {result.outcome for result in results}
        needs = {path for result in results for path in result.needs_missing}
        if "error" in outcomes:
            self._named["form_error"].append(_named(note))
        elif outcomes.intersection(JUDGED):
            self._named["form_context"].append(_named(note))
        elif "not_assessable" not in outcomes:
            self._named["form_not_applicable"].append(_named(note))
        elif needs:
            self._lacking |= needs
            self._missing.append(_named(note))
        else:
            self._reasons[next((one.why for one in results if one.why), "")].append(_named(note))

    def listings(self) -> tuple[Listing, ...]:
        """The lists in which there is something: doubts first, then silences, then the rest."""
        silent = self._says("form_not_assessable")
        lists = [(self._says("form_suspect"), self._named["form_suspect"])]
        things = ", ".join(sorted(map(need, self._lacking)))
        lists.append((f"{silent}: the records supplied do not hold {things}", self._missing))
        for why, those in sorted(self._reasons.items()):
            lists.append((f"{silent}: {why or 'the reason is not known'}", those))
        last = ("form_error", "form_not_applicable", "form_context")
        lists += [(self._says(name), self._named[name]) for name in last]
        return tuple(Listing(cut(why, MESSAGE), tuple(those)) for why, those in lists if those)


def _named(note: RuleNote) -> str:
    return cut(f"{note.id} {note.title}", LABEL)
