"""The part of the terminal's report that says in full what its findings name in brief: standards.

Each stands once, however many findings were held against it.
"""

from __future__ import annotations

from collections.abc import Sequence

from caselint.findings.notes import Header
from caselint.reports.arranging import Child, listed_findings
from caselint.reports.terminal.page import Page
from caselint.reports.wording import standard


def write_standards(header: Header, children: Sequence[Child], page: Page) -> None:
    """The standards that the findings of these children were held against, and whose they are."""
    cited = {id_ for child in children for one in listed_findings(child) for id_ in one.standards}
    notes = [note for note in header.standards if note.id in cited]
    if not notes:
        return
    page.heading("Standards these were held against")
    for note in notes:
        page.put(standard(note), indent=2, hang=2)
