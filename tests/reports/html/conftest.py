"""A browser that is given pages from the disk and nothing else."""

from __future__ import annotations

import os
import shutil

import pytest


@pytest.fixture(scope="module")
def chromium():
    """Chromium, from the system's packages or where `CASELINT_CHROMIUM` says."""
    program = os.environ.get("CASELINT_CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("no Chromium on this machine")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield launched
        launched.close()
