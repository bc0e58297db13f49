import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from caselint.errors import ConfigurationError
from caselint.findings import Counts, Run, SuppressionNote
from caselint.findings.figures import by_theme
from caselint.reports.excel import SHEETS, book, write_excel
from caselint.reports.phrases import PHRASES
from caselint.reports.style import Logo, Style

from ..conftest import HEADER, checked, finding, result
from ..hostile import hostile_run

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cf"
    "c0000003010100c9fe92ef0000000049454e44ae426082"
)


def written(run, style=None):
    stream = io.BytesIO()
    write_excel(run, stream, *([style] if style else []))
    return stream.getvalue()


def opened(run, style=None):
    return load_workbook(io.BytesIO(written(run, style)))


def rows(sheet):
    head, *rest = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest]


@pytest.fixture(scope="module")
def workbook():
    from ..conftest import three_children

    return opened(three_children())


@pytest.fixture(scope="module")
def hostile():
    return opened(hostile_run())


def test_it_has_a_page_to_begin_with_and_a_sheet_for_each_table(workbook):
    assert workbook.sheetnames == [
        "Summary",
        "Suspect coverage",
        "Findings",
        "Children",
        "Rules by team",
        "Figures",
        "Not assessable",
        "Set aside",
        "Rules in error",
        "Suppressed",
        "Error summary",
        "Child summary",
        "Rules",
        "Standards",
        "Audit findings",
    ]


def test_every_sheet_has_a_sentence_that_says_what_it_holds():
    assert all(f"sheet_{key}" in PHRASES for key in SHEETS)


def test_the_summary_says_what_was_read_when_and_whose_it_is(workbook):
    page = {row[0]: row[1] for row in workbook["Summary"].iter_rows(values_only=True) if row[0]}
    assert page["Read"] == "3 case files, 108 records"
    assert page["Judged"] == "As at 30 September 2026"
    assert page["Rulebook"].startswith("core ")
    said = {row[1] for row in workbook["Summary"].iter_rows(values_only=True)}
    assert {PHRASES["belongs"], PHRASES["not_evidenced"], PHRASES["no_grade"]} <= said


def test_the_summary_gives_n_of_n_by_theme_as_numbers(workbook, children):
    lines = [row for row in workbook["Summary"].iter_rows(values_only=True) if row[0]]
    for one in by_theme(children):
        name = one.name.replace("_", " ").capitalize()
        (line,) = (row for row in lines if row[0] == name and len(row) > 5)
        assert line[3:5] == (one.whole.met, one.whole.judged)


def test_findings_stand_case_by_case_with_strengths_first(workbook):
    found = [(row["Case"], row["Kind"]) for row in rows(workbook["Findings"])]
    assert found == [
        ("C-104", "Strength"),
        ("C-104", "Concern"),
        ("C-104", "Concern"),
        ("C-104", "Concern"),
        ("C-104", "Query"),
        ("C-117", "Strength"),
        ("C-117", "Strength"),
        ("C-117", "Query"),
    ]


def test_days_are_days_and_a_concern_says_how_binding_it_is(workbook):
    lapse = next(
        row
        for row in rows(workbook["Findings"])
        if (row["Rule"], row["Kind"]) == ("CGR002", "Concern")
    )
    assert (lapse["From"], lapse["Due"]) == (datetime(2026, 4, 14), datetime(2026, 5, 26))
    assert lapse["How binding"] == "Multi-agency procedure"
    assert lapse["Evidence"].splitlines()[1] == "14 April 2026, core group CG-2"
    assert lapse["Shown beside"] == "N-31"
    sheet = workbook["Findings"]
    assert all(cell.is_date for cell in sheet["H"][1:] if cell.value is not None)


def test_suppressed_findings_stand_in_a_sheet_of_their_own(workbook):
    assert [row["What was found"] for row in rows(workbook["Suppressed"])] == [
        "looked at and put aside"
    ]


def test_children_are_listed_by_id_and_nothing_is_summed_over_rules(workbook):
    children = rows(workbook["Children"])
    assert [row["Case"] for row in children] == ["C-104", "C-117", "C-122"]
    first = children[0]
    assert (first["Strengths"], first["Concerns"], first["Queries"]) == (1, 3, 1)
    assert (first["High"], first["Medium"], first["Low"]) == (1, 1, 1)
    assert first["As at"] == datetime(2026, 9, 30)
    assert children[2]["Rules not assessable"] == 4
    assert not {"Met in", "Score", "Grade"} & set(first)


@pytest.fixture(scope="module")
def two_teams():
    run = Run(HEADER)
    run.add(
        checked("C-1", team="South"),
        [result("SUP001", "C-1", "evidenced", team="South", counts=Counts(met=4))],
    )
    run.add(
        checked("C-2", team="North"),
        [result("SUP001", "C-2", "partly_evidenced", team="North", counts=Counts(3, 1))],
    )
    run.add(checked("C-3", team=""), [result("SUP001", "C-3", "not_assessable")])
    return opened(run)


def test_figures_are_numbers_for_the_whole_and_for_each_team_by_name(two_teams):
    figures = rows(two_teams["Figures"])
    assert [(row["Team"], row["Met in"], row["Of occasions"]) for row in figures] == [
        ("All", 7, 8),
        ("No team named", 0, 0),
        ("North", 3, 4),
        ("South", 4, 4),
    ]
    assert [row["Files not assessable"] for row in figures] == [1, 1, 0, 0]


def test_rules_stand_by_team_as_n_of_n(two_teams):
    (row,) = rows(two_teams["Rules by team"])
    assert list(row)[3:] == ["All", "No team named", "North", "South"]
    assert list(row.values())[3:] == ["7 of 8", "not assessable", "3 of 4", "4 of 4"]


def test_what_could_not_be_assessed_says_what_the_source_lacks(workbook):
    lacking = {row["Rule"]: row for row in rows(workbook["Not assessable"])}
    assert lacking["SUP001"]["What it lacks"] == "supervision"
    assert (lacking["SUP001"]["Case files"], lacking["SUP001"]["Of files of the source"]) == (1, 1)


def test_what_was_set_aside_and_rules_in_error_are_listed(workbook):
    assert rows(workbook["Set aside"])[0]["Record"] == "V-51"
    assert [row["Rule"] for row in rows(workbook["Rules in error"])] == ["CON003"]


def test_the_error_summary_has_code_count_description_and_fields(workbook):
    summary = rows(workbook["Error summary"])
    assert list(summary[0])[:4] == ["Code", "Count", "Description", "Fields"]
    assert [(row["Code"], row["Count"], row["Kind"]) for row in summary] == [
        ("CGR002", 1, "Concern"),
        ("CGR006", 1, "Concern"),
        ("CON003", 1, "Query"),
        ("SUP001", 1, "Concern"),
        ("VOI004", 1, "Query"),
    ]
    assert summary[2]["Fields"] == "visit.child_seen_alone; visit.observations"


def test_the_child_summary_has_a_row_a_record_with_fields_and_values(workbook):
    summary = rows(workbook["Child summary"])
    assert list(summary[0])[:7] == [
        "Child",
        "Table",
        "Row",
        "Code",
        "Description",
        "Fields",
        "Values",
    ]
    seen = next(row for row in summary if row["Code"] == "CON003")
    assert (seen["Table"], seen["Row"]) == ("visit", "V-9")
    assert seen["Fields"] == "child_seen_alone\nobservations"
    assert seen["Values"] == "yes\nmum stayed in the room whilst we talked"


def test_every_sheet_can_be_filtered_keeps_its_headings_and_prints_on_its_side(workbook):
    for sheet in workbook.worksheets[1:]:
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert "A1" in sheet.print_area.replace("$", "")


def test_the_workbook_says_what_it_is_and_bears_the_day_of_the_files(workbook):
    about = workbook.properties
    assert about.title == PHRASES["title"]
    assert about.created.date() == date(2026, 9, 30)


def test_an_organisation_is_named_and_its_picture_shown(children):
    style = Style(organisation="Elmshire & Co", logo=Logo(PNG, "image/png"))
    data = written(children, style)
    workbook = load_workbook(io.BytesIO(data))
    assert workbook.properties.creator == "Elmshire & Co"
    assert workbook["Findings"].oddHeader.left.text.startswith("Elmshire && Co")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert parts.read("xl/media/image1.png") == PNG
        assert "xl/drawings/drawing1.xml" in parts.namelist()


def test_a_picture_that_is_none_is_told(children):
    with pytest.raises(ConfigurationError, match="no picture"):
        written(children, Style(logo=Logo(b"GIF", "image/png")))


def test_sheets_stand_in_the_order_that_an_organisation_wants(children):
    style = Style(order={"excel": ("children", "findings")})
    assert opened(children, style).sheetnames[:4] == [
        "Summary",
        "Children",
        "Findings",
        "Suspect coverage",
    ]


def test_a_sheet_that_is_none_is_told(children):
    with pytest.raises(ConfigurationError, match="no section"):
        written(children, Style(order={"excel": ("scores",)}))


def test_a_number_that_a_cell_would_round_is_text():
    run = Run(HEADER)
    run.add(checked("C-1", records=10**400), [])
    (row,) = rows(opened(run)["Children"])
    assert row["Records"] == str(10**400)


def test_what_rests_on_suspect_coverage_stands_apart_and_after_it(suspects):
    workbook = opened(suspects)
    assert workbook.sheetnames[1:4] == ["Suspect coverage", "On suspect coverage", "Findings"]
    assert {row["Rule"] for row in rows(workbook["On suspect coverage"])} == {"SUP001"}
    assert {row["Rule"] for row in rows(workbook["Findings"])} == {"CGR002"}
    (suspect,) = rows(workbook["Suspect coverage"])
    assert (suspect["In any of case files"], suspect["Concerns that rest on it"]) == (34, 34)
    assert {row["Code"] for row in rows(workbook["Error summary"])} == {"CGR002"}
    assert {row["Concerns"] for row in rows(workbook["Children"])} == {1}


def test_a_run_without_a_case_file_says_so(nothing):
    workbook = opened(nothing)
    page = {row[0]: row[1] for row in workbook["Summary"].iter_rows(values_only=True) if row[0]}
    assert page["Read"] == "No case file could be checked."
    assert workbook["Findings"]["A2"].value == "Nothing to list."


def test_what_was_put_aside_is_listed_with_its_reason():
    note = SuppressionNote(
        "SUP001", "C-1", "", "Kept on the brother's file.", "QA lead", date(2026, 12, 31)
    )
    run = Run(HEADER)
    put = finding("SUP001", "C-1", "concern", "None since March.", status="suppressed")
    run.add(checked("C-1"), [result("SUP001", "C-1", "not_evidenced", put)])
    run.suppressed_by([note])
    (row,) = rows(opened(run)["Put aside"])
    assert (row["Reason"], row["State"]) == ("Kept on the brother's file.", "in force")
    assert (row["Expires"], row["Findings that it covers"]) == (datetime(2026, 12, 31), 1)


def test_no_cell_can_run_and_no_link_leads_out(hostile):
    for sheet in hostile.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d", "inlineStr")
                if isinstance(cell.value, str):
                    assert not cell.value.lstrip().startswith(("=", "+", "-", "@", "＝"))
                if cell.hyperlink is not None:
                    assert cell.hyperlink.target is None


def test_long_texts_are_cut_and_say_so(hostile):
    values = [row["What was found"] or "" for row in rows(hostile["Findings"])]
    assert any(value.endswith("characters more than a cell can hold") for value in values)
    assert max(map(len, values)) <= 32_767


def test_text_that_looks_like_an_escape_stays_as_it_is(hostile):
    values = {unescape(row["What was found"] or "") for row in rows(hostile["Findings"])}
    assert "_x0041_ _x000D_" in values


def test_a_day_that_spreadsheets_do_not_have_is_text(hostile):
    assert {row["To"] for row in rows(hostile["Findings"])} == {"1066-10-14"}


def test_the_same_run_gives_the_same_bytes_whatever_the_clock_says(children, monkeypatch):
    before = written(children)
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert written(children) == before


def test_more_rows_than_a_sheet_can_have_go_on_in_a_further_one(crowd, monkeypatch):
    monkeypatch.setattr(book, "ROWS", 25)
    workbook = opened(crowd)
    names = [name for name in workbook.sheetnames if name.startswith("Findings")]
    assert names == ["Findings", "Findings (2)", "Findings (3)"]
    assert [workbook[name].max_row for name in names] == [25, 25, 12]
    assert sum(len(rows(workbook[name])) for name in names) == len(crowd.findings)
    assert all(workbook[name].auto_filter.ref for name in names)


def test_nothing_is_left_behind_where_writing_breaks_off(children, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(book.Book, "write", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        written(children)
    assert list(tmp_path.iterdir()) == []


def test_it_is_a_zip_that_bears_no_day_of_the_clock(children):
    with zipfile.ZipFile(io.BytesIO(written(children))) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
