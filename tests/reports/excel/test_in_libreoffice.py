"""The workbook as LibreOffice opens it: every sheet, and no cell that was taken for a formula."""

import csv
import shutil
import subprocess
import zipfile

import pytest

from caselint.reports.publishing import publish

from ..hostile import hostile_run

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there"),
]


def converted(path, to, folder):
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            to,
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder


def test_every_sheet_opens_and_what_is_hostile_is_text(tmp_path):
    path = tmp_path / "hostile.xlsx"
    publish(hostile_run(), "excel", path)
    converted(
        path,
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
        tmp_path,
    )
    sheets = sorted(tmp_path.glob("hostile-*.csv"))
    assert len(sheets) == 14
    csv.field_size_limit(10_000_000)
    for sheet in sheets:
        with sheet.open(encoding="utf-8", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)
        assert not any(cell.startswith(("Err:", "#NAME?", "#REF!")) for cell in cells)
    with (tmp_path / "hostile-Findings.csv").open(encoding="utf-8") as stream:
        assert "_x0041_ _x000D_" in stream.read()


def test_it_prints(children, tmp_path):
    path = tmp_path / "run.xlsx"
    publish(children, "excel", path)
    pdf = converted(path, "pdf", tmp_path) / "run.pdf"
    assert pdf.read_bytes().startswith(b"%PDF")


def test_it_is_a_whole_archive(children, tmp_path):
    path = tmp_path / "run.xlsx"
    publish(children, "excel", path)
    with zipfile.ZipFile(path) as parts:
        assert parts.testzip() is None
