"""A run as JUnit's XML, which every build server can show.

A suite is a case file, a case of it a rule. A concern that counts is a failure; what could not be
assessed is skipped, with the reason; strengths and queries are said in the output of their case. A
rule without an occasion is left out. Nothing that the file says is quoted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, TextIO

from lxml import etree

from caselint.findings.columns import Row, rows
from caselint.findings.result import Result
from caselint.findings.run import Run
from caselint.findings.tally import CheckedCase
from caselint.reports.style import PLAIN, Style
from caselint.reports.tabular.harmless import one_line, visible
from caselint.reports.telling import judged, suspected, window
from caselint.reports.wording import binding, kind, listed, need, record_named, titled

_JUDGED: Final = ("evidenced", "partly_evidenced", "not_evidenced")

Properties = Mapping[str, str]


def write_junit(run: Run, stream: TextIO, style: Style = PLAIN) -> None:
    """Write the run to a text stream, a suite at a time."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="caselint">\n')
    for suite in _suites(run, style):
        stream.write(etree.tostring(suite, encoding="unicode", pretty_print=True))
    stream.write("</testsuites>\n")


def _suites(run: Run, style: Style) -> Iterator[etree._Element]:
    yield _the_run(run, style)
    titles = {note.id: note.title for note in run.header.rules}
    found = _by_case(run)
    for case_id, files in groupby(run.by_case(), lambda pair: pair[0].case_id):
        yield _case(list(files), found.pop(case_id, {}), titles)
    for case_id, left in sorted(found.items()):
        suite = _Suite(case_id, {})
        for rule, those in sorted(left.items()):
            suite.add(those[0].finding.theme, _named(rule, titles), those)
        yield suite.element()


def _by_case(run: Run) -> dict[str, dict[str, list[Row]]]:
    """Findings by case and rule, without those suppressed."""
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(run):
        if row.finding.status != "suppressed":
            found[row.finding.case_id][row.finding.rule].append(row)
    return found


def _the_run(run: Run, style: Style) -> etree._Element:
    """A suite for what is to be known of the run as a whole before any of its findings."""
    header, totals = run.header, run.tally.totals
    suite = _Suite(
        "the run",
        {
            "whose": style.owner,
            "use": style.says("belongs"),
            "meaning": style.says("not_evidenced"),
            "judged": judged(run),
            "look-back": window(run),
            "rulebook": f"{header.rulebook.id} {header.rulebook.version} {header.rulebook.hash}",
            "engine": header.engine,
            **{name.replace("_", " "): str(number) for name, number in totals.items()},
        },
    )
    read = suite.case("run", "Case files could be read")
    if not run.cases:
        suite.mark(read, "error", "nothing", ["No case file could be checked."])
    aside = suite.case("run", "Nothing was set aside")
    lines = sorted(f"{one.place}: {one.why}" for one in run.tally.set_aside)
    if lines:
        suite.mark(aside, "failure", "set aside", lines)
    suspects = suite.case("run", "Suspect coverage")
    if run.tally.suspect_coverage:
        suite.say(suspects, [suspected(one) for one in run.tally.suspect_coverage])
    return suite.element()


def _case(
    files: Sequence[tuple[CheckedCase, list[Result]]],
    found: dict[str, list[Row]],
    titles: Mapping[str, str],
) -> etree._Element:
    first = files[0][0]
    suite = _Suite(
        first.case_id,
        {
            "team": "; ".join(sorted({case.team for case, _ in files} - {""})),
            "source": "; ".join(sorted({case.source for case, _ in files})),
            "place": "; ".join(sorted({case.place for case, _ in files})),
        },
    )
    results = sorted((one for _, those in files for one in those), key=_order)
    for result in results:
        here = found.pop(result.rule, [])
        if not here and result.outcome == "not_applicable":
            continue
        case = suite.add(result.theme, _named(result.rule, titles), here)
        if result.outcome == "error":
            suite.mark(case, "error", result.why, ["The rule broke off. Please report it."])
        elif result.outcome == "not_assessable" and not any(map(_fails, here)):
            missing = listed(map(need, result.needs_missing)) if result.needs_missing else ""
            why = f"the source does not hold {missing}" if missing else result.why or "not known"
            suite.mark(case, "skipped", "", [f"Not assessable: {why}"])
    for rule, those in sorted(found.items()):
        suite.add(those[0].finding.theme, _named(rule, titles), those)
    return suite.element()


def _order(result: Result) -> tuple[str, bool]:
    """By rule; of two files with one id the one first that could be judged."""
    return result.rule, result.outcome not in _JUDGED


def _named(rule: str, titles: Mapping[str, str]) -> str:
    return f"{rule} {titles.get(rule, '')}".rstrip()


def _fails(row: Row) -> bool:
    return row.finding.kind == "concern" and row.gives != "context"


class _Suite:
    """A suite as it grows, with its counts."""

    def __init__(self, name: str, properties: Properties) -> None:
        self._element = etree.Element("testsuite", name=one_line(name))
        self._counts = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
        held = etree.SubElement(self._element, "properties")
        for key, value in properties.items():
            etree.SubElement(held, "property", name=key, value=one_line(value))

    def element(self) -> etree._Element:
        """The suite, counted."""
        for name, number in self._counts.items():
            self._element.set(name, str(number))
        self._element.set("time", "0")
        return self._element

    def case(self, group: str, name: str) -> etree._Element:
        """A case of the suite."""
        self._counts["tests"] += 1
        return etree.SubElement(
            self._element,
            "testcase",
            classname=one_line(group),
            name=one_line(name),
            time="0",
        )

    def add(self, theme: str, name: str, found: Sequence[Row]) -> etree._Element:
        """A case for a rule, with what it found."""
        case = self.case(titled(theme), name)
        failing = [row for row in found if _fails(row)]
        if failing:
            kinds = sorted({row.finding.severity for row in failing})
            self.mark(case, "failure", f"concern, {', '.join(kinds)}", map(_told, failing))
        others = [row for row in found if not _fails(row)]
        if others:
            self.say(case, map(_told, others))
        return case

    def mark(self, case: etree._Element, tag: str, of: str, lines: Iterable[str]) -> None:
        """What a case came to, where it did not pass."""
        said = visible("\n".join(lines))
        head, _, more = said.partition("\n")
        marked = etree.SubElement(case, tag, message=head)
        if of:
            marked.set("type", one_line(of))
        if more:
            marked.text = said
        self._counts[{"failure": "failures", "error": "errors"}.get(tag, tag)] += 1

    def say(self, case: etree._Element, lines: Iterable[str]) -> None:
        """What is to be known of a case beside what it came to."""
        etree.SubElement(case, "system-out").text = visible("\n".join(lines))


def _told(row: Row) -> str:
    """A finding in a few lines: what, how binding, where, and what to do."""
    found = row.finding
    records = ", ".join(dict.fromkeys(map(record_named, row.grounds)))
    what = "Advice" if found.kind == "concern" and row.gives == "context" else titled(found.kind)
    suspect = (
        f"Rests on suspect coverage: no {kind(row.suspect)} record in any file of the team."
        if row.suspect
        else ""
    )
    lines = (
        f"{what}: {found.message}",
        suspect,
        f"{binding(found.force)}." if found.kind == "concern" else "",
        f"Records: {records}." if records else "",
        f"Next step: {found.next_step}" if found.next_step else "",
        "Known from an earlier run." if found.status == "known" else "",
    )
    return "\n".join(filter(None, lines))
