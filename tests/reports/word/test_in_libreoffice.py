"""The documents as LibreOffice lays them out: they open, and no page is wasted."""

import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from caselint.findings.narrowing import only
from caselint.reports.publishing import publish
from caselint.reports.style import PLAIN

from ..hostile import hostile_run

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not there"),
]

OWN = replace(PLAIN, organisation="Anyshire Partnership")


def pages(path):
    """What stands on each page."""
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{path.parent}/profile",
            "--convert-to",
            "pdf",
            "--outdir",
            str(path.parent),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    shown = subprocess.run(
        ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return shown.stdout.decode().split("\f")[:-1]


@pytest.mark.parametrize("form", ["word-key-messages", "word-thematic"])
def test_a_paper_has_page_numbers_and_repeats_the_heads_of_its_tables(form, sixty, tmp_path):
    path = tmp_path / "paper.docx"
    publish(sixty, form, path, OWN)
    every = pages(path)
    assert 3 <= len(every) <= 12
    for number, page in enumerate(every, 1):
        assert f"Page {number} of {len(every)}" in page
        assert "Anyshire Partnership" in page
        if re.search(r"^ *K-0\d\d", page, re.M):
            assert "Case file" in page


@pytest.mark.parametrize("form", ["word-key-messages", "word-thematic"])
def test_whatever_a_run_holds_the_paper_opens(form, tmp_path):
    path = tmp_path / "paper.docx"
    publish(hostile_run(), form, path, OWN)
    assert "<script>alert(1)</script>" in "".join(pages(path))


def test_a_form_opens_with_its_boxes(children, tmp_path):
    path = tmp_path / "one-form.docx"
    publish(only(children, ["C-104"]), "form-word", path, OWN)
    every = "".join(pages(path))
    assert re.search(r"☐\s*I disagree with the tool", every)
    assert "Impact for the child:" in every
