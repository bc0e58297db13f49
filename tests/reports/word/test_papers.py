"""The two papers for a meeting, opened again with python-docx."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
from docx.oxml.ns import qn
from tests.findings import making

from caselint.errors import ConfigurationError
from caselint.findings import Counts, Run
from caselint.findings.narrowing import only
from caselint.reports.style import PLAIN
from caselint.reports.word import write_key_messages, write_thematic

from ..hostile import hostile_run
from .conftest import OWN
from .opening import headings, opened, said, table, written

BOTH = pytest.mark.parametrize("write", [write_key_messages, write_thematic])


def test_key_messages_are_laid_out_as_one_audit_was(key_messages):
    assert headings(key_messages) == [
        "Purpose and scope",
        "Sample",
        "Method and its limits",
        "Highlights",
        "Actions taken",
        "Actions to be addressed",
        "Further actions for the board",
        "Appendix: by case file",
    ]


def test_the_thematic_layout_is_that_of_the_other(thematic):
    assert headings(thematic) == [
        "Purpose and scope",
        "Sample",
        "Method and its limits",
        "Strengths",
        "Areas for development",
        "The picture by stage",
        "Key lessons",
        "Next steps",
        "Appendix: by case file",
    ]


def test_sections_can_be_put_in_another_order(children):
    own = replace(PLAIN, order={"word-key-messages": ("highlights", "scope")})
    assert headings(opened(written(write_key_messages, children, own)))[:3] == [
        "Highlights",
        "Purpose and scope",
        "Sample",
    ]


def test_a_section_that_is_none_is_refused(children):
    own = replace(PLAIN, order={"word-thematic": ("highlights",)})
    with pytest.raises(ConfigurationError, match="no section"):
        written(write_thematic, children, own)


def test_sentences_are_said_as_the_organisation_words_them(children):
    own = replace(PLAIN, wording={"word_taken": "What has been done"})
    assert "What has been done" in headings(opened(written(write_key_messages, children, own)))


def test_it_says_whose_it_is_what_was_read_and_how(key_messages):
    text = said(key_messages)
    assert "records are those of Anyshire Partnership" in text
    assert "does not belong on the child's file" in text
    assert "60 case files with 2,460 records were read, as they stood on 30 September 2026" in text
    assert "12 months" in text
    assert "core 0.1.0 (3f2a9c41d07b)" in text
    assert "No grade is given" in text
    assert "Concerns that an earlier run had found as well: held back." in text


def test_strengths_come_before_concerns(key_messages):
    text = said(key_messages)
    strength = "What the child told a worker is taken up (120 of 120 occasions, 60 case files)."
    assert text.index(strength) < text.index("Core groups meet as often as the standard asks")


def test_of_a_theme_two_criteria_of_each_sort_are_named_and_the_rest_counted():
    run = Run(making.HEADER)
    weak = [making.finding(rule=f"W{n}", title=f"W{n}") for n in range(1, 6)]
    run.add(
        making.checked(),
        [
            *(making.result(f"R{n}", counts=Counts(met=9)) for n in range(1, 6)),
            *(making.result(one.rule, "not_evidenced", findings=(one,)) for one in weak),
        ],
    )
    document = opened(written(write_thematic, run))
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in document.tables]
    met, unmet = (rows[1:] for rows in tables if rows[0][0] == "Theme")
    ((_, strengths),) = met
    assert strengths.split("\n")[-1] == "3 more criteria were evidenced on every occasion as well."
    assert len(strengths.split("\n")) == 3
    first, second = unmet
    assert "W1" in first[1]
    rest = "3 more criteria were not evidenced on every occasion as well: W3, W4 and W5."
    assert second[1].split("\n")[-1] == rest


def test_small_numbers_are_held_back_and_others_shown(key_messages):
    actions = table(key_messages, "Not evidenced on every occasion")
    files = {row[0].split("\n")[0]: row[1] for row in actions[1:]}
    assert files["The case is discussed in supervision while a plan is open"] == "held back"
    assert files["Core groups meet as often as the standard asks"] == "12"
    assert "Numbers from 1 to 4 are held back" in said(key_messages)


def test_an_organisation_may_see_small_numbers(sixty):
    document = opened(written(write_key_messages, sixty, replace(OWN, small_numbers=0)))
    actions = table(document, "Not evidenced on every occasion")
    assert [row[1] for row in actions[1:]] == ["2", "12", ""]
    assert "held back" not in said(document, until="Appendix: by case file").replace(
        "what the body holds back", ""
    )


def test_a_table_of_actions_has_room_for_owner_and_date(key_messages):
    actions = table(key_messages, "Not evidenced on every occasion")
    assert actions[0][2:] == ["What could be done", "Owner", "Due date"]
    assert actions[2][2:] == ["Agree the next date with the chair.", "", ""]
    assert "Multi-agency procedure" in actions[2][0]
    assert actions[-1] == [""] * 5


def test_what_has_been_done_is_left_to_people(key_messages):
    taken = table(key_messages, "Action taken")
    assert all(cell == "" for row in taken[1:] for cell in row)


def test_what_many_files_of_several_teams_share_goes_to_the_board(key_messages):
    board = said(key_messages)
    assert "Agree what would help across teams: Core groups meet as often" in board
    assert "Agree what would help across teams: The case is discussed" not in board
    assert "Decide whether native is to supply more" in board


def test_standards_of_weak_force_are_for_the_board_to_decide(key_messages):
    decided = table(key_messages, "Standard as it was used")
    assert [row[0] for row in decided[1:]] == [
        "T92 Case discussed in supervision (2 months)",
        "T21/london Later core groups (6 weeks)",
        "T21/liverpool Later core groups (1 month)",
    ]
    assert decided[2][1] == "Multi-agency procedure; number not read at its source."


def test_the_picture_by_stage_counts_criteria(thematic):
    stages = table(thematic, "Stage")
    assert [row[:3] for row in stages[1:]] == [
        ["Plan, core group and direct work", "0 of 1", "1"],
        ["Review", "1 of 1", "0"],
        ["Throughout the work", "0 of 1", "1"],
    ]


def test_lessons_say_why_and_leave_the_lesson_to_people(thematic):
    text = said(thematic)
    assert "Why it matters: The core group is where the plan is put to work." in text
    assert "A13-13: Core groups were held, but not always in time." in text
    assert text.count("The lesson, in the group's own words:") == 2


def test_context_stands_apart_and_queries_are_questions(sixty):
    text = said(opened(written(write_thematic, sixty)))
    assert "Queries are questions to whoever knows the child." in text
    assert "Is it so that flags and narrative agree on whether the child was seen alone?" in text


@BOTH
def test_nobody_is_named_and_nothing_is_quoted(write, children, sixty):
    for run in (children, sixty):
        text = said(opened(written(write, run)))
        for word in ("Ada Child", "Quibble", "bathroom", "postponed", "parenting assessment"):
            assert word not in text


@BOTH
def test_case_ids_stand_in_the_appendix_alone(write, children):
    document = opened(written(write, children))
    assert "C-1" not in said(document, until="Appendix: by case file")
    assert "C-104" in said(document)


def test_the_appendix_has_rule_days_and_force(children):
    document = opened(written(write_key_messages, children))
    row = next(row for row in table(document, "Case file") if row[0].startswith("C-104"))
    assert "CGR" in row[2]
    assert "2026" in row[2]


@BOTH
def test_many_children_are_counted_in_the_appendix_and_not_listed(write, sixty):
    document = opened(written(write, sixty))
    text = said(document)
    assert "60 case files are too many to list in a paper." in text
    assert "strengths alone: 45" in text
    assert "workbook (excel)" in text
    assert "K-0" not in text


def test_of_few_children_every_one_is_listed(children):
    document = opened(written(write_thematic, children))
    cases = [row[0].split("\n")[0] for row in table(document, "Case file")[1:]]
    assert cases == ["C-104", "C-117"]
    assert "1 case file with nothing to list." in said(document)


def test_suspect_coverage_stands_before_what_could_rest_on_it(suspects):
    document = opened(written(write_thematic, suspects))
    text = said(document)
    assert "34 concerns that rest on this alone" in text
    assert text.index("Records that may be missing as a whole") < text.index("Strengths")
    actions = [row[0].split("\n")[0] for row in table(document, "Not evidenced on every occasion")]
    assert "The case is discussed in supervision while a plan is open" not in actions
    assert "Core groups meet as often as the standard asks" in actions


def test_what_could_not_be_assessed_is_said_once_for_each_source(children):
    document = opened(written(write_key_messages, children))
    lines = [one.text for one in document.paragraphs]
    assert lines.count("CIN census 2026:") == 1
    assert "Not assessable: 4 of 5 rules" in said(document)
    assert "Rules in error, which say nothing of some case files: CON003." in lines
    assert "Set aside, because it could not be read: 2, in the appendix." in lines
    assert table(document, "Where")[1][1] == "is not a day that exists"


def test_what_was_redacted_or_known_before_is_said(sixty):
    run = only(sixty, ["K-005", "K-007"])
    run.header = replace(run.header, redacted=("names",), baseline="2026-06-30", new_only=True)
    text = said(opened(written(write_thematic, run)))
    assert "Names left out or replaced." in text
    assert "only what is new is told" in text


@BOTH
def test_a_run_of_no_case_file_makes_a_paper_too(write, nothing):
    assert "No case file could be checked." in said(opened(written(write, nothing)))


@BOTH
def test_there_is_no_percentage_no_grade_and_no_ranking(write, sixty, children):
    for run in (sixty, children):
        text = said(opened(written(write, run)))
        assert "%" not in text
        assert not re.search(r"\b(inadequate|outstanding|requires improvement|worst)\b", text, re.I)
        assert not re.search(r"\bnot done\b|\bfailed to\b", text, re.I)


@BOTH
def test_whatever_a_run_holds_the_paper_opens(write):
    document = opened(written(write, hostile_run(), replace(PLAIN, organisation="\x00\ud800<b>")))
    text = said(document)
    assert "<script>alert(1)</script>" in text
    assert "\ufffd" in text
    assert "\u202e" not in text
    assert "[…]" in text


@BOTH
def test_the_same_run_gives_the_same_bytes(write, sixty):
    assert written(write, sixty, OWN) == written(write, sixty, OWN)


def test_a_part_of_a_run_reads_as_a_whole(sixty):
    text = said(opened(written(write_key_messages, only(sixty, ["K-005"]))))
    assert "1 case file with 41 records" in text


def test_properties_tell_the_day_and_nobodys_name(key_messages):
    known = key_messages.core_properties
    assert (known.author, known.last_modified_by, known.revision) == ("", "", 1)
    assert known.created == known.modified
    assert known.created.replace(tzinfo=None) == datetime(2026, 9, 30)
    assert known.title == "Case file audit: key messages"
    assert known.language == "en-GB"


def test_tables_can_be_read_without_seeing_them(key_messages, thematic):
    for document in (key_messages, thematic):
        for one in document.tables:
            first, *others = one.rows
            assert first._tr.find(f".//{qn('w:tblHeader')}") is not None
            assert all(row._tr.find(f".//{qn('w:tblHeader')}") is None for row in others)
            assert all(cell.text for cell in first.cells)
            assert one._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
            assert one.style.name == "Audit Table"


def test_captions_headings_and_page_numbers_are_words_own(key_messages):
    captions = [one.text for one in key_messages.paragraphs if one.style.name == "Caption"]
    assert captions[0].endswith("Case files in the sample")
    assert len(captions) == len(key_messages.tables)
    section = key_messages.sections[0]
    assert section.header.paragraphs[0].text.startswith("Anyshire Partnership\tCase file audit")
    footer = section.footer.paragraphs[0]._p.xml
    assert " PAGE " in footer
    assert " NUMPAGES " in footer
    languages = key_messages.styles.element.findall(f".//{qn('w:lang')}")
    assert [one.get(qn("w:val")) for one in languages] == ["en-GB"]
