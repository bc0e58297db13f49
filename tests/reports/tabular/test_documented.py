"""The page on tables says what the tables hold."""

from pathlib import Path

from caselint.findings.columns import COLUMNS
from caselint.reports.excel import SHEETS
from caselint.reports.markdown import SECTIONS

from ..conftest import suspect_run, three_children

PAGES = Path(__file__).parents[3] / "docs" / "reports"
TABLES = (PAGES / "tables.md").read_text(encoding="utf-8")


def test_every_column_stands_on_the_page_with_its_type_and_meaning():
    lines = [f"| `{one.name}` | {one.type} | {one.meaning} |" for one in COLUMNS]
    assert "\n".join(lines) in TABLES


def test_every_sheet_stands_on_the_page_by_its_name_and_in_order():
    runs = (three_children(), suspect_run())
    names = {key: table(run).name for run in runs for key, table in SHEETS.items()}
    lines = [f"| {name} | `{key}` |" for key, name in names.items()]
    places = [TABLES.index(line) for line in lines]
    assert places == sorted(places)


def test_every_section_of_the_summary_stands_on_the_page():
    page = (PAGES / "pipelines.md").read_text(encoding="utf-8")
    assert ", ".join(f"`{name}`" for name in SECTIONS) in page
