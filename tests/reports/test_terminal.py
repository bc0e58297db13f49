import io
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from caselint.casefile.setaside import SetAside
from caselint.findings import (
    CheckedCase,
    Evidence,
    Finding,
    Header,
    Result,
    RulebookId,
    Run,
    SuppressionNote,
)
from caselint.reports.terminal import render
from caselint.reports.terminal.child import STYLES

BANNED = re.compile(
    r"failed to|was not done|was never done|did not do|neglected to|%|per cent"
    r"|inadequate|requires improvement|outstanding|overall|score",
    re.IGNORECASE,
)


def shown(run, width=80, verbose=False, **console):
    stream = io.StringIO()
    render(run, Console(file=stream, width=width, **console), verbose=verbose)
    return stream.getvalue()


def flat(report):
    """The report on one line, so that a sentence is found wherever it was broken."""
    return " ".join(report.split())


def part(report, heading):
    """The lines of one part of the report."""
    after = report.split(f"\n{heading}\n", 1)[1]
    return re.split(r"\n\n(?=[A-Z][A-Z ,]+\n)", after, maxsplit=1)[0]


def test_the_heading_says_what_was_read_and_against_what(children):
    head = flat(shown(children).split("BY THEME")[0])
    assert "3 case files, 108 records" in head
    assert "30 September 2026" in head
    assert "12 months" in head
    assert "core 0.1.0" in head
    assert "CIN census 2026, 1 case file" in head


def test_several_as_at_days_are_said_in_the_heading_and_with_each_child(crowd):
    first = crowd.cases[0]
    crowd.cases[0] = CheckedCase(
        first.case_id, "", "", first.source, date(2026, 3, 1), first.place, 4
    )
    report = flat(shown(crowd))
    assert "2 different days, from 1 March 2026 to 30 September 2026" in report
    assert "K-000 4 records, as at 1 March 2026" in report


@pytest.mark.parametrize("width", [80, 120])
def test_each_rule_is_told_as_met_in_n_of_n_occasions_and_files(children, width):
    themes = part(shown(children, width=width), "BY THEME")
    (row,) = [line for line in themes.splitlines() if line.startswith("SUP001")]
    assert "7 of 8  1 of 2  1 strength" in row
    assert "12 of 13" in themes
    assert "not assessable" not in themes


def test_verbose_tells_the_files_of_each_rule_by_outcome(children):
    themes = flat(part(shown(children, width=120, verbose=True), "BY THEME"))
    assert "12 of 13 1 evidenced, 1 partly evidenced 1 strength, 1 concern" in themes
    assert "1 not assessable" in themes
    assert "Not listed" not in themes


def test_rules_that_come_to_nothing_are_counted_by_why(one_finding):
    run = one_finding()
    came = {
        "QUIET1": ("verdict", "not_applicable"),
        "QUIET2": ("verdict", "not_applicable"),
        "BLIND1": ("verdict", "not_assessable"),
        "ASKED1": ("context", "not_applicable"),
        "RAISED": ("verdict", "error"),
    }
    run.add(
        replace(run.cases[0], case_id="C-2"),
        [
            Result(rule, "quiet theme", (), (), gives, "C-2", outcome, why="reason")
            for rule, (gives, outcome) in came.items()
        ],
    )
    short = part(shown(run), "BY THEME")
    assert (
        "Not listed: 2 rules had no occasion in these files; 1 rule for context found nothing; "
        "1 rule could not be assessed in any file; 1 rule in error. With --verbose they are."
    ) in flat(short)
    assert "Quiet theme" not in short
    assert not any(rule in short for rule in came)
    long = part(shown(run, verbose=True), "BY THEME")
    assert "Quiet theme" in long
    assert all(rule in long for rule in came)


def test_no_occasion_where_only_some_files_could_be_assessed_is_told_apart(one_finding):
    run = one_finding()
    for number, outcome in enumerate(("not_applicable", "not_assessable")):
        case_id = f"C-1{number}"
        result = Result("HALF1", "t", (), (), "verdict", case_id, outcome, why="reason")
        run.add(replace(run.cases[0], case_id=case_id), [result])
    themes = flat(part(shown(run), "BY THEME"))
    assert "Not listed: 1 rule had no occasion in the files that could be assessed." in themes


def test_where_every_rule_came_to_nothing_there_is_no_table(one_finding):
    run = one_finding()
    quiet = Run(run.header)
    result = Result("QUIET1", "t", (), (), "verdict", "C-1", "not_applicable", why="no trigger")
    quiet.add(run.cases[0], [result])
    themes = part(shown(quiet), "BY THEME")
    assert "What is looked for" not in themes
    assert "1 rule had no occasion" in themes


def test_a_rule_that_gives_context_has_no_n_of_n(children):
    (row,) = [line for line in shown(children).splitlines() if line.startswith("CON003")]
    assert "context" in row
    assert " of " not in row


def test_a_rule_that_gives_context_shows_its_queries_and_no_outcomes(children):
    themes = part(shown(children, width=120), "BY THEME")
    (row,) = [line for line in themes.splitlines() if line.startswith("CON003")]
    assert "1 query" in row
    assert "evidenced" not in row


def test_where_no_file_could_be_assessed_it_is_not_said_that_there_was_no_occasion(children):
    run = Run(children.header)
    census = children.cases[2]
    run.add(census, [one for one in children.results if one.case_id == census.case_id])
    report = shown(run, width=120, verbose=True)
    row = next(line for line in report.splitlines() if line.startswith("SUP001"))
    assert "no occasion" not in row
    assert "1 not assessable" in row


def test_a_theme_has_its_title_in_words(one_finding):
    run = one_finding()
    run.add(run.cases[0], [Result("X", "section47", (), (), "verdict", "C-1", "evidenced")])
    assert "        Section 47\n" in re.sub(" +\n", "\n", shown(run))


def test_strengths_come_before_concerns_and_queries_of_a_child(children):
    report = shown(children)
    child = report[report.index("C-104 ") : report.index("C-117 ")]
    first = [child.index(kind) for kind in ("Strength ·", "Concern, medium ·", "Query ·")]
    assert first == sorted(first)


def test_strengths_are_headed_like_concerns_and_have_their_evidence_and_standard(children):
    report = shown(children)
    strength = re.search(r"  Strength · SUP001 ·.*?\n\n", report, re.DOTALL)[0]
    concern = re.search(r"  Concern, high · SUP001 ·.*?\n\n", report, re.DOTALL)[0]
    for label in ("    Evidence ", "    Standard "):
        assert label in strength
        assert label in concern
    assert all(style.startswith("bold ") for style in STYLES.values())


def test_evidence_names_record_kind_day_and_section_and_quotes_the_file(children):
    assert (
        "20 January 2026, supervision S-12, decision: “Continue the plan; ask for the parenting "
        "assessment before the review”" in flat(shown(children))
    )


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        (
            Evidence("M-1", "meeting", date(2026, 3, 3), "minutes.sent_to.agency",
                     quote="school; gp; social_care; other: Boxing Club"),
            "3 March 2026, meeting M-1, minutes sent to: "
            "school, GP, children's social care and Boxing Club Standard",
        ),
        (
            Evidence("E-1", "missing_episode", date(2026, 3, 13), "ended_at",
                     quote="2026-03-14T07:20:00+00:00"),
            "13 March 2026, missing episode E-1, ended at: 14 March 2026 at 07:20 Standard",
        ),
        (
            Evidence("R-1", "return_interview", date(2026, 3, 14), "held_at",
                     quote="2026-03-14T09:05:00"),
            "14 March 2026, return interview R-1, held at: 09:05 Standard",
        ),
        (
            Evidence("S-1", "section47", date(2026, 3, 14), "date", quote="2026-03-14"),
            "14 March 2026, section 47 enquiry S-1 Standard",
        ),
        (
            Evidence("M-2", "meeting", None, "record.type", quote="map"),
            "undated, meeting M-2, type: MAP Standard",
        ),
        (
            Evidence("A-1", "assessment", date(2026, 3, 14), "links", quote="ref_1"),
            "14 March 2026, assessment A-1, links: “ref_1” Standard",
        ),
        (
            Evidence("N-1", "case_note", date(2026, 3, 14), "body", 3, 13, "2026-03-14"),
            "14 March 2026, case note N-1, body: “2026-03-14” Standard",
        ),
        (
            Evidence("A-1", "assessment", date(2026, 3, 14), case_id="C-2"),
            "14 March 2026, assessment A-1 in the file C-2 of a brother or sister Standard",
        ),
    ],
)  # fmt: skip
def test_codes_and_moments_in_fields_are_said_in_words_and_narrative_as_it_stands(
    one_finding, evidence, said
):
    assert said in flat(shown(one_finding(evidence=(evidence,))))


def test_the_agency_of_a_file_and_of_a_part_have_their_names(one_finding):
    run = one_finding(part="other: Boxing Club")
    run.cases[0] = replace(run.cases[0], agency="social_care")
    report = flat(shown(run))
    assert "C-1 Safeguarding North, children's social care, 41 records" in report
    assert "(Boxing Club)" in report


def test_a_strength_has_one_line_of_evidence(children):
    report = shown(children)
    strength = report.split("Strength · SUP001")[1].split("Standard")[0]
    assert "    Evidence    11 January 2026, supervision S-31 and 8 more\n" in strength
    assert strength.count(", supervision ") == 1


def test_a_strength_of_the_file_as_a_whole_points_to_no_record(one_finding):
    run = one_finding(evidence=(Evidence("P-1", "child"),))
    run.findings = [run.findings[0]._replace(kind="strength")]
    assert "Evidence" not in shown(run)
    assert "undated, child P-1" in shown(run, verbose=True)


def test_a_strength_says_what_it_found_in_place_of_the_title_of_its_rule(children):
    report = shown(children)
    strength = report.split("Strength · SUP001 · ")[1].split("Evidence")[0]
    assert flat(strength) in {one.message for one in children.findings if one.kind == "strength"}


def test_a_strength_names_its_standards_by_id_with_how_binding_they_are(one_finding):
    run = one_finding()
    run.findings = [
        run.findings[0]._replace(kind="strength", standards=("T92", "T21/london", "T21/liverpool"))
    ]
    said = flat(part(shown(run), "BY CHILD"))
    assert "Standard T92 (2 months), local policy, binding only where it is in force; T21/" in said
    assert "multi-agency procedure, number not read at its source; T21/liverpool" in said


@pytest.mark.parametrize(
    ("kind", "verbose", "times"),
    [("strength", False, 0), ("strength", True, 1), ("concern", False, 1)],
)
def test_good_practice_is_nobodys_standard_and_not_said_beneath_a_strength(
    one_finding, kind, verbose, times
):
    run = one_finding()
    found = run.findings[0]._replace(kind=kind, standards=(), force="good_practice")
    run.findings = [found]
    said = shown(run, verbose=verbose)
    assert said.count("Good practice, not a requirement.") == times


def test_strengths_stand_close_together_and_concerns_apart(children):
    report = shown(children)
    of_child = report[report.index(" C-117 ") :]
    strengths = re.findall(r"\n(\n?)  Strength · ", of_child)
    assert strengths[1:] == [""] * (len(strengths) - 1) != []
    assert "\n\n  Query · VOI004" in of_child


def test_concerns_and_queries_after_the_strengths_are_named_before_them(children):
    report = shown(children)
    child = report[report.index(" C-104 ") : report.index(" C-117 ")]
    assert "  After the strengths: CGR002, CGR006, CON003 and SUP001.\n" in child
    assert report.count("After the strengths") == 2


def test_where_no_strengths_stand_before_a_concern_it_is_not_named_twice(one_finding):
    assert "After the strengths" not in shown(one_finding())


def test_a_standard_is_told_in_brief_with_a_finding_and_in_full_once(children):
    report = shown(children)
    whole = part(report, "STANDARDS THESE WERE HELD AGAINST")
    before, after = report.split("STANDARDS THESE WERE HELD AGAINST")
    assert "Liverpool" not in before
    assert flat(after).count("T92 ") == 1
    assert "T92 Case discussed in supervision (2 months). Local policy" in flat(whole)
    assert "T21/london Later core groups (6 weeks)" in flat(whole)
    assert "STANDARDS THESE" not in shown(children, verbose=True)


def test_related_records_are_told_apart_from_the_ground_of_a_finding(children):
    assert re.search(r"Beside it +27 May 2026, case note N-31", shown(children))


def test_a_standard_says_how_binding_it_is_and_who_has_read_it(children):
    report = flat(shown(children))
    assert "Local policy, binding only where it is in force: Liverpool" in report
    assert "passage read at its source" in report
    assert "Multi-agency procedure: London Child Protection Procedures" in report
    assert "number not read at its source" in report


def test_what_follows_from_a_finding_stands_indented_beneath_it(children):
    lines = shown(children, width=120).splitlines()
    above = next(n for n, line in enumerate(lines) if "Concern, medium · CGR002" in line)
    beneath = next(n for n, line in enumerate(lines) if "Concern, low · CGR006" in line)
    others = next(n for n, line in enumerate(lines) if "Concern, high · SUP001" in line)
    assert others < above < beneath
    assert indent(lines[beneath]) > indent(lines[above]) == indent(lines[others])


def test_findings_of_a_rule_stand_in_order_of_time_and_the_undated_last():
    run = Run(Header("0", RulebookId("core", "0", "0"), "", "all"))
    days = {"a": None, "b": date(2026, 3, 1), "c": date(2026, 2, 1), "d": date(2026, 2, 1)}
    found = [
        plain_finding(print_=print_, follows="z")._replace(start=start)
        for print_, start in days.items()
    ]
    run.add(
        CheckedCase("C-1", "", "", "native", date(2026, 1, 1), "x", 1),
        [Result("R1", "t", (), (), "verdict", "C-1", "not_evidenced", findings=tuple(found))],
    )
    assert re.findall("found ([a-d])", shown(run)) == ["c", "d", "b", "a"]
    assert [one.fingerprint[0] for one in run.sorted_findings()] == ["a", "b", "c", "d"]


def indent(line):
    return len(line) - len(line.lstrip())


def test_findings_that_follow_from_each_other_are_shown_once_each():
    run = Run(Header("0", RulebookId("core", "0", "0"), "", "all"))
    ring = [plain_finding(print_=print_, follows=follows) for print_, follows in ("ab", "ba")]
    run.add(
        CheckedCase("C-1", "", "", "native", date(2026, 1, 1), "x", 1),
        [Result("R1", "t", (), (), "verdict", "C-1", "not_evidenced", findings=tuple(ring))],
    )
    report = shown(run)
    assert report.count("found a") == report.count("found b") == 1


def plain_finding(print_, follows):
    return Finding(
        "concern", "R1", "A title", "t", "low", "", (), (), "C-1", f"found {print_}",
        (Evidence("V-1", "visit"),), print_ * 16, follows_from=(follows * 16,),
    )  # fmt: skip


def test_suppressed_findings_are_counted_and_not_listed(children):
    report = flat(shown(children, verbose=True))
    assert "put aside" not in report
    assert "2 strengths, 1 query; 1 suppressed and not listed" in report
    assert "1 suppressed, counted here and not listed" in report


def test_a_finding_known_from_the_baseline_says_so(children):
    assert "(already known)" in flat(shown(children))


def test_what_a_source_does_not_hold_is_said_once_for_the_source(children):
    said = flat(part(shown(children), "COULD NOT BE ASSESSED"))
    assert said == (
        "CIN census 2026 "
        "Not assessable 4 of 5 rules: Child's voice 1, Core groups 2, Supervision 1 "
        "Holds no core group, supervision "
        "Does not say of visit: child seen alone, text "
        "With --verbose each rule stands with what it would need."
    )


def test_types_that_a_source_does_not_hold_and_files_that_hold_less_are_told_apart(one_finding):
    run = one_finding()
    full = run.cases[0]
    lacking = replace(full, case_id="C-2", covers=frozenset({"conference"}))
    needs = ("conference (pre_birth)", "visit")
    result = Result("X1", "t", (), (), "verdict", "C-2", "not_assessable", needs_missing=needs)
    run.add(lacking, [result])
    said = flat(part(shown(run), "COULD NOT BE ASSESSED"))
    assert "In some files 1 of 2 rules: T 1" in said
    assert "In some files no visit" in said
    assert "Of types, no conference (pre-birth)" in said
    assert "Holds no" not in said


def test_verbose_says_what_each_rule_would_have_needed(children):
    said = flat(part(shown(children, verbose=True), "COULD NOT BE ASSESSED"))
    assert "core group (not in CIN census 2026): CGR002, CGR006; 1 case file" in said
    assert "visit: text and visit: child seen alone (not in CIN census 2026): VOI004" in said


def test_a_silence_of_the_file_has_its_reason_and_the_files_of_each_rule(children):
    why = "the day of the trigger is not known"
    for number, rules in enumerate([("SUP001", "CGR002"), ("SUP001",)]):
        case_id = f"C-20{number}"
        results = [
            Result(rule, "supervision", (), (), "verdict", case_id, "not_assessable", why=why)
            for rule in rules
        ]
        children.add(replace(children.cases[0], case_id=case_id), results)
    said = flat(part(shown(children), "COULD NOT BE ASSESSED"))
    assert f"{why} (native): CGR002 in 1 case file, SUP001 in 2 case files" in said


def test_a_reason_of_many_rules_has_their_number_alone(one_finding):
    run = one_finding()
    results = [
        Result(f"R{number}", "t", (), (), "verdict", "C-2", "not_assessable", why="no birthday")
        for number in range(7)
    ]
    run.add(replace(run.cases[0], case_id="C-2"), results)
    said = flat(part(shown(run), "COULD NOT BE ASSESSED"))
    assert "no birthday (native): 7 rules, in up to 1 case file" in said
    assert "R6" not in said
    assert "R6" in part(shown(run, verbose=True), "COULD NOT BE ASSESSED")


def test_what_was_set_aside_has_its_place_and_reason(children):
    said = flat(part(shown(children), "SET ASIDE, BECAUSE IT COULD NOT BE READ"))
    assert (
        "exports/C-117.json, records[12].date: is not a day that exists (record V-51, case C-117)"
        in said
    )


def test_a_long_list_set_aside_is_cut_unless_all_is_asked_for(children):
    children.tally.set_aside = [
        SetAside(f"row {number:02}", "is not a date") for number in range(25)
    ]
    assert "row 19" in shown(children)
    assert "row 20" not in shown(children)
    assert "and 5 more" in shown(children)
    assert "row 24" in shown(children, verbose=True)


def test_a_rule_in_error_is_named_and_not_blamed_on_the_file(children):
    said = flat(part(shown(children), "RULES IN ERROR"))
    assert "CON003 on C-122: ZeroDivisionError" in said
    assert "not in the case file" in said


def test_the_report_closes_with_totals_and_what_it_cannot_say(children):
    foot = flat(shown(children).split("IN ALL")[1])
    assert "3 strengths; 3 concerns; 2 queries" in foot
    assert "not evidenced in the records supplied" in foot
    assert "does not belong on the child's file" in foot


@pytest.mark.parametrize("verbose", [False, True])
def test_nothing_blames_scores_or_grades(children, suspects, crowd, nothing, verbose):
    for run in (children, suspects, crowd, nothing):
        assert not BANNED.search(shown(run, verbose=verbose))


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_terminal(children, suspects, crowd, nothing, width, verbose):
    for run in (children, suspects, crowd, nothing):
        report = shown(run, width=width, verbose=verbose)
        assert max(cell_len(line) for line in report.splitlines()) <= width


def test_verbose_adds_why_what_the_rule_gets_wrong_and_the_audit(children):
    added = ["Plans drift where nobody", "Supervision recorded on a brother's", "C17-14 Managers'"]
    short, long = flat(shown(children)), flat(shown(children, verbose=True))
    assert not any(text in short for text in added)
    assert all(text in long for text in added)
    assert "and 8 more" in short
    assert "S-35" not in short
    assert "S-35" in long


def test_piped_output_has_no_escape_sequences(children):
    assert "\x1b" not in shown(children)


def test_a_terminal_gets_colour_unless_it_is_unwanted_or_dumb(children):
    colour = re.compile(r"\x1b\[[\d;]*3\d")
    terminal = {"force_terminal": True, "color_system": "truecolor"}
    assert colour.search(shown(children, **terminal))
    assert not colour.search(shown(children, no_color=True, **terminal))
    assert "\x1b" not in shown(children, force_terminal=True, _environ={"TERM": "dumb"})


def test_colour_carries_nothing_that_words_do_not(children):
    coloured = shown(children, force_terminal=True, color_system="truecolor")
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == shown(children)


def test_markup_and_escapes_from_files_are_only_text(one_finding):
    quote = "[bold red]x[/] \x1b[31mred \x1b]0;title\x07 \x9b2J \u202egnol\u202c a\r\nb"
    run = one_finding(
        "[link=x]said[/link]", evidence=(Evidence("V\x1b[1m-1", "visit", quote=quote),)
    )
    report = shown(run)
    assert "“[bold red]x[/] [31mred ]0;title 2J gnol a b”" in flat(report)
    assert "[link=x]said[/link]" in report
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", report)


@given(st.text(st.characters(codec=None), min_size=1, max_size=120), st.integers(10, 130))
def test_no_text_breaks_the_page(text, width):
    run = Run(Header(text, RulebookId(text, text, text), "", text))
    run.tally.set_aside.append(SetAside(text, text, text, text))
    report = shown(run, width=width)
    report.encode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", report)
    assert max(cell_len(line) for line in report.split("\n")) <= width


def test_an_output_that_is_not_unicode_gets_plain_letters(children):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    render(children, Console(file=stream, width=80))
    stream.flush()
    assert b'"Not evidenced" means' in raw.getvalue()


def test_concerns_resting_on_a_suspect_kind_are_folded_beneath_it(suspects):
    report = shown(suspects)
    assert report.index("SUSPECT COVERAGE") < report.index("BY THEME")
    said = flat(part(report, "SUSPECT COVERAGE"))
    assert "No supervision record occurs in any of 34 case files of Mosaic extract" in said
    assert "34 concerns in 34 case files" in said
    children = part(report, "BY CHILD")
    assert "SUP001" not in children
    assert children.count("· CGR002 ·") == 34
    assert children.count("1 concern folded under suspect coverage") == 34


def test_without_a_suspect_kind_nothing_is_said_of_it(children):
    assert "SUSPECT" not in shown(children)


def test_of_many_children_those_with_concerns_are_listed_in_brief_and_the_rest_counted(crowd):
    report = shown(crowd)
    listed = re.findall(r"^ (K-\d+) ", report, re.MULTILINE)
    assert listed == [f"K-{number:03}" for number in range(0, 60, 5)]
    assert "47 more case files with strengths only: 47 strengths." in report
    assert "1 case file with nothing to list." in report
    assert "    Records     P-1" in report
    assert "Standard " not in part(report, "BY CHILD")


def test_of_many_children_verbose_lists_all(crowd):
    report = shown(crowd, verbose=True)
    assert len(re.findall(r"^ (K-\d+) ", report, re.MULTILINE)) == 59
    assert "nothing to list: K-059." in report


def test_a_run_without_case_files_says_so(nothing):
    assert "No case file could be checked." in shown(nothing)


def test_suppressions_stand_with_their_reasons_and_nothing_in_them_is_markup(children):
    reason = "[bold]Kept[/bold] on the\x1b[31m brother's file."
    days = (date(2026, 12, 31), date(2026, 9, 30))
    children.suppressed_by(
        SuppressionNote("SUP001", "C-104", record, reason, "QA lead", expires)
        for record, expires in zip(("", "S-12"), days, strict=True)
    )
    said = flat(part(shown(children), "SUPPRESSED BY SOMEBODY, WITH A REASON"))
    assert "1 suppression has expired: 1 finding has returned." in said
    assert "1 suppression covered nothing in this run." in said
    assert "[bold]Kept[/bold] on the[31m brother's file. (QA lead; until 31 December 2026)" in said


def test_what_is_known_is_counted_and_its_day_told(children):
    children.header = replace(children.header, baseline="2026-06-30")
    report = flat(shown(children))
    assert "Baseline of 30 June 2026; 1 finding of this run is in it." in report
    assert "1 of these already known" in report


def test_a_baseline_edited_by_hand_is_told_as_it_stands(children):
    children.header = replace(children.header, baseline="[red]soon[/red]")
    assert "Baseline of [red]soon[/red];" in flat(shown(children))
