import subprocess
import sys

import pytest

from caselint.errors import ConfigurationError
from caselint.reports import FORMATS
from caselint.reports.json_report import write_json
from caselint.reports.jsonl import JsonLines
from caselint.reports.terminal import render


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_loads(name):
    if FORMATS[name].extra == "parquet":
        pytest.importorskip("pyarrow", reason="Parquet needs pyarrow, which is an extra")
    assert callable(FORMATS[name].load())


def test_the_first_formats_are_named():
    named = {name: FORMATS[name].load() for name in ("text", "json", "jsonl")}
    assert named == {"text": render, "json": write_json, "jsonl": JsonLines}


@pytest.mark.parametrize(
    ("name", "module", "needs"),
    [
        ("excel", "caselint.reports.excel", "xlsxwriter"),
        ("parquet", "caselint.reports.tabular.parquet_report", "pyarrow"),
    ],
)
def test_what_a_format_leans_on_is_named_where_it_is_not_installed(
    name, module, needs, monkeypatch
):
    for loaded in [one for one in sys.modules if one == module or one.startswith(f"{module}.")]:
        monkeypatch.delitem(sys.modules, loaded)
    for loaded in [one for one in sys.modules if one.partition(".")[0] == needs]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, needs, None)
    with pytest.raises(ConfigurationError, match=f"{needs} is not installed") as told:
        FORMATS[name].load()
    assert told.value.hint == f'python -m pip install "caselint[{name}]"'


def test_only_formats_that_take_case_files_as_they_come_are_streamed():
    assert [name for name, form in FORMATS.items() if form.streamed] == ["jsonl"]


def test_naming_the_formats_loads_none_of_them():
    check = (
        "import sys, caselint.reports\n"
        "loaded = {'rich', 'pydantic', 'json', 'caselint.findings'} & set(sys.modules)\n"
        "sys.exit(str(loaded) if loaded else 0)"
    )
    subprocess.run([sys.executable, "-c", check], check=True)
