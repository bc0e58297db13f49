"""The HTML report as a browser shows it: choosing, opening, printing, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reports.conftest import suspect_run, three_children
from tests.reports.hostile import hostile_run

from caselint.reports import html
from caselint.reports.html import write_html
from caselint.reports.style import PLAIN

pytestmark = pytest.mark.browser

LISTED = ".finding:visible"
ALL = 8
"""Findings of Ada, Ben and Cara that are listed."""


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    return write_html(three_children(), tmp_path_factory.mktemp("one") / "report.html", PLAIN)[0]


@pytest.fixture(scope="module")
def split_report(tmp_path_factory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html, "ONE_FILE_FINDINGS", -1)
        place = tmp_path_factory.mktemp("many") / "Audit 50%.html"
        return write_html(three_children(), place, PLAIN)[0]


@pytest.fixture
def visit(chromium) -> Iterator:
    """Opens a page; at the end nothing may have gone wrong or been asked of a network."""
    faults: list[str] = []
    opened = []

    def visiting(path: Path, place: str = "", **how):
        context = chromium.new_context(offline=True, **how)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request",
            lambda one: None if one.url.startswith(("file:", "data:")) else faults.append(one.url),
        )
        page.goto(path.as_uri() + place)
        return page

    yield visiting
    for context in opened:
        context.close()
    assert faults == []


def shown(page) -> list[str]:
    """The rules of the findings that are to be seen."""
    return page.locator(LISTED).evaluate_all("all => all.map(one => one.dataset.rule)")


def count(page) -> str:
    return page.locator(".shown-count").inner_text()


def test_the_summary_is_seen_first_and_the_parts_lead_on(report, visit):
    page = visit(report)
    assert page.locator("h1:visible").inner_text() == "What these case files evidence"
    page.get_by_role("navigation").get_by_role("link", name="Findings").click()
    assert page.locator("h1:visible").inner_text() == "Findings"
    assert count(page) == f"Showing {ALL} of {ALL} findings, in 2 children."
    page.go_back()
    assert page.locator("h1:visible").inner_text() == "What these case files evidence"


def test_filters_leave_what_fits_and_say_how_many(report, visit):
    page = visit(report, "#findings")
    page.get_by_label("Kind of finding").select_option("query")
    assert sorted(shown(page)) == ["CON003", "VOI004"]
    assert count(page) == f"Showing 2 of {ALL} findings, in 2 children."
    page.get_by_label("Theme", exact=True).select_option(label="Consistency")
    assert shown(page) == ["CON003"]
    assert page.locator(".children tbody tr:visible").count() == 1
    assert page.url.endswith("#findings?kind=query&theme=consistency")
    page.get_by_role("button", name="Clear filters").click()
    assert len(shown(page)) == ALL


def test_known_findings_can_be_told_from_new_ones(report, visit):
    page = visit(report, "#findings")
    page.get_by_label("New or known").select_option("known")
    assert shown(page) == ["SUP001"]


def test_a_finding_is_seen_beneath_the_one_that_it_follows_from(report, visit):
    page = visit(report, "#findings?severity=low")
    assert shown(page) == ["CGR006"]
    assert page.get_by_text("And from this follows").is_visible()


def test_what_was_chosen_stands_in_the_address(report, visit):
    page = visit(report, "#findings?kind=strength&case=117")
    assert sorted(shown(page)) == ["CGR002", "SUP001"]
    assert page.get_by_label("Kind of finding").input_value() == "strength"


def test_a_number_in_the_summary_leads_to_its_findings(report, visit):
    page = visit(report)
    page.locator("#theme-supervision > summary").click()
    page.locator("#theme-supervision").get_by_role("link", name="1 strength, 1 concern").click()
    assert set(shown(page)) == {"SUP001"}
    page.get_by_role("button", name="Any rule").click()
    assert len(shown(page)) == ALL


def test_a_child_has_a_page_with_its_timeline_and_filters(report, visit):
    page = visit(report, "#findings")
    page.locator(".children").get_by_role("link", name="C-104").click()
    assert page.locator("h2:visible").first.inner_text() == "C-104"
    assert page.locator(".timeline:visible").count() == 1
    assert len(shown(page)) == 5
    assert count(page) == "Showing 5 of 5 findings."
    page.get_by_label("Kind of finding").select_option("concern")
    assert sorted(shown(page)) == ["CGR002", "CGR006", "SUP001"]
    page.get_by_role("link", name="Next: C-117").click()
    assert page.locator("article:visible h2").inner_text() == "C-117"


def test_what_a_filter_hid_comes_back_by_way_of_a_child(report, visit):
    page = visit(report, "#findings?kind=query&theme=consistency")
    page.locator(".children").get_by_role("link", name="C-104").click()
    page.get_by_role("link", name="Next: C-117").click()
    assert len(shown(page)) == 3
    page.get_by_role("link", name="All children").click()
    assert len(shown(page)) == ALL
    assert page.locator(".children tbody tr:visible").count() == 3


def test_a_link_to_a_finding_opens_it(report, visit):
    page = visit(report)
    place = page.locator("[data-rule=CGR006]").get_attribute("id")
    page = visit(report, f"#{place}")
    assert page.get_by_text("Tell the chair, and record the answer.").is_visible()
    assert page.get_by_text("Record the core groups that took place").is_hidden()


def test_all_findings_open_and_close_at_once(report, visit):
    page = visit(report, "#findings")
    page.get_by_role("button", name="Open all").click()
    assert page.locator(".finding[open]").count() == ALL
    page.get_by_role("button", name="Close all").click()
    assert page.locator(".finding[open]").count() == 0


def test_it_can_be_walked_with_the_keyboard(report, visit):
    page = visit(report)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the report"
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Findings"
    page.keyboard.press("Enter")
    page.locator(f"{LISTED} > summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".finding[open]").count() == 1
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_without_scripts_everything_is_there_and_opens(report, visit):
    page = visit(report, java_script_enabled=False)
    assert page.locator(LISTED).count() == ALL
    assert page.locator(".filters").is_hidden()
    assert page.locator("h1:visible").count() == 3
    page.locator("[data-rule=CGR006] > summary").click()
    assert page.get_by_text("Tell the chair, and record the answer.").is_visible()


def test_in_print_every_finding_is_open_and_controls_are_left_out(report, visit):
    page = visit(report, "#findings")
    page.emulate_media(media="print")
    assert page.get_by_text("Tell the chair, and record the answer.").is_visible()
    assert page.locator(".filters").is_hidden()
    assert page.locator("nav.pages").is_hidden()
    article = page.locator(".child").nth(1)
    assert article.evaluate("one => getComputedStyle(one).breakBefore") == "page"


@pytest.mark.parametrize("width", [360, 1600])
def test_no_page_is_wider_than_the_window(report, visit, width):
    for place in ("#summary", "#findings", "#child-C-104", "#rules"):
        page = visit(report, place, viewport={"width": width, "height": 800})
        page.locator("details:visible").evaluate_all("all => all.forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["#summary", "#findings", "#child-C-104", "#rules"])
def test_nothing_stands_in_the_way_of_assistive_technology(report, visit, scheme, place):
    assert_accessible(visit(report, place, color_scheme=scheme))


def test_suspect_coverage_stands_in_nobodys_way_either(visit, tmp_path):
    page = visit(write_html(suspect_run(), tmp_path / "report.html", PLAIN)[0])
    assert_accessible(page)


def test_hostile_texts_run_nothing(visit, tmp_path):
    page = visit(write_html(hostile_run(), tmp_path / "report.html", PLAIN)[0], "#findings")
    page.get_by_role("button", name="Open all").click()
    page.locator("select[name=theme]").select_option(index=3)
    assert page.locator("img").count() == 0


def test_of_many_children_the_list_narrows_and_leads_to_narrowed_pages(split_report, visit):
    page = visit(split_report, "#findings")
    assert count(page) == f"Showing {ALL} of {ALL} findings, in 2 children."
    page.get_by_label("Theme", exact=True).select_option(label="Child's voice")
    assert count(page) == f"Showing 2 of {ALL} findings, in 2 children."
    page.get_by_role("link", name="C-104").click()
    page.wait_for_load_state()
    assert shown(page) == ["VOI004"]
    assert page.locator(".timeline:visible").count() == 1
    page.get_by_role("button", name="Clear filters").click()
    assert len(shown(page)) == 5
    page.get_by_role("link", name="Summary").click()
    page.wait_for_load_state()
    assert page.locator("h1:visible").inner_text() == "What these case files evidence"


def test_a_childs_own_page_is_accessible_and_needs_no_scripts(split_report, visit):
    folder = split_report.with_name("Audit 50%-children")
    (path,) = folder.glob("C-104-*.html")
    assert_accessible(visit(path))
    assert visit(path, java_script_enabled=False).locator(LISTED).count() == 5


def assert_accessible(page) -> None:
    """Nothing that axe finds fault with: WCAG 2.2, A and AA."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.locator("details:visible").evaluate_all("all => all.forEach(one => one.open = true)")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": {"type": "tag", "values": tags}, "preload": False}
    found = axe.Axe().run(page, options=options)
    assert [
        (one["id"], [node["target"] for node in one["nodes"]][:3])
        for one in found.response["violations"]
    ] == []
