import subprocess
import sys

from caselint.reports import FORMATS
from caselint.reports.json_report import write_json
from caselint.reports.jsonl import JsonLines
from caselint.reports.terminal import render


def test_every_format_is_named_and_loads():
    assert {name: form.load() for name, form in FORMATS.items()} == {
        "text": render,
        "json": write_json,
        "jsonl": JsonLines,
    }


def test_only_formats_that_take_case_files_as_they_come_are_streamed():
    assert [name for name, form in FORMATS.items() if form.streamed] == ["jsonl"]


def test_naming_the_formats_loads_none_of_them():
    check = (
        "import sys, caselint.reports\n"
        "loaded = {'rich', 'pydantic', 'json', 'caselint.findings'} & set(sys.modules)\n"
        "sys.exit(str(loaded) if loaded else 0)"
    )
    subprocess.run([sys.executable, "-c", check], check=True)
