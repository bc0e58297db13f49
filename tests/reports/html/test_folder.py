"""Of many children, a page each in a folder that stands whole or not at all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.findings.making import HEADER, checked, finding, result
from tests.reports.html.reading import found, parsed, said, told

from caselint.errors import ConfigurationError
from caselint.findings import Run
from caselint.reports import html
from caselint.reports.html import pages, write_html
from caselint.reports.html.folder import MARK
from caselint.reports.style import PLAIN


@pytest.fixture
def of_many(monkeypatch):
    """Every report is one of many children."""
    monkeypatch.setattr(html, "ONE_FILE_FINDINGS", -1)


@pytest.fixture
def place(tmp_path):
    return tmp_path / "Audit #3.html"


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_report_of_more_findings_than_one_file_holds_is_split(children, place, monkeypatch):
    monkeypatch.setattr(html, "ONE_FILE_FINDINGS", len(children.findings) - 1)
    page, folder = write_html(children, place, PLAIN)
    assert (page, folder.name) == (place, "Audit #3-children")


def test_a_report_of_more_bytes_than_one_file_may_have_is_split(children, place, monkeypatch):
    monkeypatch.setattr(html, "ONE_FILE_BYTES", 1_000)
    assert len(write_html(children, place, PLAIN)) == 2


@pytest.mark.usefixtures("of_many")
def test_each_child_has_a_page_with_all_that_it_needs_beside_it(children, place):
    _, folder = write_html(children, place, PLAIN)
    pages_of = [name for name in names(folder) if name.endswith(".html")]
    assert [re.sub("-[0-9a-f]{10}.html", "", name) for name in pages_of] == [
        "C-104",
        "C-117",
        "C-122",
    ]
    page = parsed(folder / pages_of[0])
    for address in page.xpath("//script/@src | //link[@rel='stylesheet']/@href"):
        assert (folder / address).is_file()
    assert told(found(page, "CGR006"))["Next step"] == "Tell the chair, and record the answer."
    assert "not evidenced in the records supplied" in said(page.find(".//footer"))


@pytest.mark.usefixtures("of_many")
def test_pages_lead_to_one_another_whatever_the_report_is_called(children, place):
    page, folder = write_html(children, place, PLAIN)
    links = parsed(page).xpath("//table[@class='children']//a/@href")
    assert links[0].startswith("Audit%20%233-children/C-104-")
    child = parsed(folder / links[0].partition("/")[2])
    assert "../Audit%20%233.html#findings" in child.xpath("//a/@href")
    assert links[1].partition("/")[2] in child.xpath("//a[@rel='next']/@href")
    assert found(child, "CGR006").xpath(".//a/@href") == ["../Audit%20%233.html#rule-CGR006"]


@pytest.mark.usefixtures("of_many")
def test_the_list_of_children_carries_what_can_be_chosen_by(children, place):
    page, _ = write_html(children, place, PLAIN)
    counts = json.loads(parsed(page).get_element_by_id("counts").text)
    assert counts["names"] == ["theme", "team", "agency", "severity", "kind", "status", "rule"]
    first, second, third = counts["children"]
    assert (sum(first[1::2]), sum(second[1::2]), third) == (5, 3, [])
    assert counts["sorts"][first[0]] == [
        *("child's voice", "Safeguarding North", "children's social care"),
        *("high", "strength", "new", "VOI004"),
    ]


@pytest.mark.usefixtures("of_many")
def test_a_page_has_a_safe_name_whatever_the_case_id(place):
    run = Run(HEADER)
    for case_id in ("../../etc/passwd", "CON", "con", "a" * 500, "", "\ud800", "x/y\\z:*?", "🙂"):
        run.add(checked(case_id), [result(case_id=case_id)])
    _, folder = write_html(run, place, PLAIN)
    made = [name for name in names(folder) if name.endswith(".html")]
    assert len({name.casefold() for name in made}) == 8
    assert all(re.fullmatch(r"[A-Za-z0-9-]{10,60}\.html", name) for name in made)


@pytest.mark.usefixtures("of_many")
def test_pages_of_an_earlier_run_go_with_their_folder(children, crowd, place):
    write_html(crowd, place, PLAIN)
    _, folder = write_html(children, place, PLAIN)
    assert not [name for name in names(folder) if name.startswith("K-")]
    assert names(place.parent) == ["Audit #3-children", "Audit #3.html"]


def test_a_report_that_fits_one_file_again_takes_the_folder_away(children, place, monkeypatch):
    with monkeypatch.context() as many:
        many.setattr(html, "ONE_FILE_FINDINGS", -1)
        write_html(children, place, PLAIN)
    assert write_html(children, place, PLAIN) == [place]
    assert names(place.parent) == ["Audit #3.html"]


@pytest.mark.usefixtures("of_many")
def test_a_folder_of_somebody_else_is_left_alone(children, place):
    theirs = place.with_name("Audit #3-children")
    theirs.mkdir()
    (theirs / "letter.txt").write_text("keep me", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="caselint did not make"):
        write_html(children, place, PLAIN)
    assert names(theirs) == ["letter.txt"]
    assert not place.exists()


def test_a_folder_of_somebody_else_survives_a_report_in_one_file(children, place):
    theirs = place.with_name("Audit #3-children")
    theirs.mkdir()
    write_html(children, place, PLAIN)
    assert theirs.is_dir()


@pytest.mark.usefixtures("of_many")
def test_a_report_that_fails_half_way_leaves_the_last_one_standing(children, place, monkeypatch):
    _, folder = write_html(children, place, PLAIN)
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    made = iter([True])

    def failing(report, child):
        if next(made, False):
            return "a page"
        raise RuntimeError

    monkeypatch.setattr(pages, "of_one", failing)
    with pytest.raises(RuntimeError):
        write_html(children, place, PLAIN)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before
    assert names(place.parent) == ["Audit #3-children", "Audit #3.html"]


@pytest.mark.usefixtures("of_many")
def test_only_the_owner_can_read_it(children, place):
    page, folder = write_html(children, place, PLAIN)
    assert page.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in folder.iterdir()} == {0o600}
    assert MARK in names(folder)


@pytest.mark.usefixtures("of_many")
def test_the_same_run_gives_the_same_bytes(children, tmp_path):
    def made(folder):
        folder.mkdir()
        page, beside = write_html(children, folder / "report.html", PLAIN)
        return [
            page.read_bytes(),
            *((one.name, one.read_bytes()) for one in sorted(beside.iterdir())),
        ]

    assert made(tmp_path / "one") == made(tmp_path / "two")


@pytest.mark.usefixtures("of_many")
def test_a_finding_without_a_team_is_chosen_by_none_named(place):
    run = Run(HEADER)
    run.add(
        checked(team=""), [result(findings=(finding(), finding(fingerprint="b", team="North")))]
    )
    _, folder = write_html(run, place, PLAIN)
    (name,) = [name for name in names(folder) if name.startswith("C1")]
    page = parsed(folder / name)
    assert page.xpath("//select[@name='team']/option/@value") == ["", "-", "North"]
    assert page.xpath("//article/@data-team") == ["-"]
    assert page.xpath("//details/@data-team") == ["North"]
