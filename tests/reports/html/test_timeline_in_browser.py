"""The timeline as a browser draws it: with nothing but the page, for eyes, keyboard and ears."""

from __future__ import annotations

import base64
import hashlib
import shutil
from datetime import date, timedelta

import pytest
from tests.findings.making import finding
from tests.reports.html.test_timeline import GAP, PERIODS, RECORDS, child, drawn

from caselint.casefile.outline import OutlinedPeriod, OutlinedRecord
from caselint.reports.html.timeline import STYLES, scripts

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

STRENGTH = finding(
    kind="strength", fingerprint="s" * 16, start=date(2025, 6, 1), end=date(2026, 5, 1)
)
QUERY = finding(kind="query", fingerprint="c" * 16, start=date(2026, 2, 3), status="known")


def page_of(*figures):
    """A page whose policy lets nothing in but its own scripts and styles."""
    script = "\n".join(scripts())
    digests = [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in (script, STYLES)
    ]
    policy = (
        f"default-src 'none'; script-src 'sha256-{digests[0]}'; style-src 'sha256-{digests[1]}'"
    )
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>A child</title>'
        '<meta name="color-scheme" content="light dark">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<style>{STYLES}</style></head><body><main><h1>Report</h1><h2>C1</h2>{''.join(figures)}"
        f'<div id="f-{GAP.fingerprint}"><p class="message">No core group is evidenced.</p></div>'
        f"</main><script>{script}</script></body></html>"
    )


@pytest.fixture(scope="module")
def browser():
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def open_page(browser, tmp_path_factory):
    """Opens a page of figures; gives it with the list of what goes wrong in it."""
    file = tmp_path_factory.mktemp("timeline") / "page.html"

    def opening(*figures, **how):
        file.write_text(page_of(*figures), encoding="utf-8")
        faults = []
        page = browser.new_page(**how)
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: faults.append(request.url))
        page.goto(file.as_uri())
        assert faults.pop(0) == file.as_uri()
        return page, faults

    return opening


@pytest.fixture
def opened(open_page):
    """Opens a page of figures for one test."""
    pages = []

    def opening(*figures, **how):
        pages.append(open_page(*figures, **how))
        return pages[-1][0]

    yield opening
    for page, faults in pages:
        page.close()
        assert faults == []


@pytest.fixture(scope="module")
def three_findings(open_page):
    page, faults = open_page(drawn(child(GAP, STRENGTH, QUERY), "12 months"))
    page.wait_for_selector("svg[role=group]")
    return page, faults


@pytest.fixture
def page(three_findings):
    """One page for all tests that leave it as it was, but for the year that it shows."""
    page, faults = three_findings
    page.get_by_role("button", name="All").click()
    page.evaluate("document.activeElement.blur()")
    yield page
    assert faults == []


def test_it_draws_periods_records_and_findings(page):
    names = page.locator("[data-mark]").evaluate_all(
        "marks => marks.map(mark => mark.getAttribute('aria-label'))"
    )
    assert "Child protection plan, from 1 March 2025 still open" in names
    assert "Episode, from 1 February 2025 or earlier to 1 May 2026, end not certain" in names
    assert "3 February 2026: visit (child protection), record V-2, Children's social care" in names
    assert (
        "Concern, 1 September 2025 to 1 December 2025, rule SUP001: Core groups meet in time\n"
        "No core group is evidenced."
    ) in names


def test_signs_of_findings_lead_to_them(page):
    links = page.locator("a[data-mark]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links == [f"#f-{one.fingerprint}" for one in (STRENGTH, GAP, QUERY)]


def test_a_year_can_be_shown_alone(page):
    marks = page.locator("g[data-mark]")
    before = marks.count()
    page.get_by_role("button", name="2025", exact=True).click()
    assert page.get_by_role("button", name="2025").get_attribute("aria-pressed") == "true"
    assert page.get_by_role("button", name="All").get_attribute("aria-pressed") == "false"
    assert page.get_by_role("status").inner_text() == "2025: 1 record, 2 findings."
    assert marks.count() < before
    page.get_by_role("button", name="Later").click()
    assert page.get_by_role("button", name="2026").get_attribute("aria-pressed") == "true"


def test_the_keyboard_reaches_years_and_signs(page):
    reached = []
    for _ in range(16):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "document.activeElement.getAttribute('aria-label')"
                " || document.activeElement.textContent"
            )
        )
    assert "2026" in reached
    assert any(one.startswith("Concern, ") for one in reached)
    page.get_by_role("button", name="2026").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="2026").get_attribute("aria-pressed") == "true"


def test_arrow_keys_lead_along_a_lane(page):
    lane = page.locator('[data-lane][aria-label^="Children\'s social care"]')
    lane.locator("[data-mark]").first.focus()
    page.keyboard.press("ArrowRight")
    assert "record V-2" in page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_a_mark_in_focus_says_what_it_is_until_escape(page):
    page.locator("a[data-mark]").first.focus()
    assert page.locator(".tl-tip").inner_text().startswith("Strength, 1 June 2025 to 1 May 2026")
    page.keyboard.press("Escape")
    assert page.locator(".tl-tip").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    page = opened(drawn(child(GAP, STRENGTH, QUERY), "12 months"), color_scheme=scheme)
    page.wait_for_selector("svg[role=group]")
    page.locator("summary").click()
    # Axe is put into the page from outside, past its policy.
    found = axe.Axe().run(page, context="figure")
    assert found.violations_count == 0, found.generate_report()


def test_without_scripts_the_list_stands_open(opened):
    page = opened(drawn(child(GAP, STRENGTH, QUERY)), java_script_enabled=False)
    assert page.locator("svg").count() == 0
    assert page.get_by_text("Records by year and agency").is_visible()
    assert page.get_by_role("link", name="SUP001: Core groups meet in time").is_visible()


def test_only_what_comes_into_view_is_drawn(opened):
    page = opened(*(drawn(child(GAP)) for _ in range(20)))
    page.wait_for_selector("svg[role=group]")
    assert page.locator("svg[role=group]").count() < 10
    page.locator("figure").last.scroll_into_view_if_needed()
    page.wait_for_selector("figure:last-of-type svg[role=group]")


def test_paper_has_the_picture_and_the_list(opened):
    page = opened(drawn(child(GAP)))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("svg[role=group]").get_attribute("width") == "860"
    assert page.get_by_text("Records by year and agency").is_visible()
    assert page.get_by_role("button", name="All").is_hidden()


def test_records_that_would_pile_up_are_told_by_their_number(opened):
    records = [
        OutlinedRecord(f"R{n}", "visit", "", date(2020, 1, 1) + timedelta(n // 4), "gp")
        for n in range(6000)
    ]
    page = opened(drawn(child(records=records)))
    page.wait_for_selector("svg[role=group]")
    assert 10 < page.locator("g[data-mark]").count() < 200
    assert page.locator("[aria-label='1 April 2021 to 30 June 2021: visit 364']").count() == 1


def test_a_mistyped_day_does_not_hide_the_rest(opened):
    records = (*RECORDS, OutlinedRecord("X", "visit", "", date(9999, 12, 31), "gp"))
    records = (*records, OutlinedRecord("Y", "visit", "", date(1, 1, 1), "gp"))
    page = opened(drawn(child(GAP, records=records)))
    page.wait_for_selector("svg[role=group]")
    assert page.get_by_role("button", name="2026").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="All").click()
    page.get_by_role("button", name="9999").click()
    assert page.locator("[aria-label^='31 December 9999: visit, record X']").count() == 1
    page.get_by_role("button", name="1", exact=True).click()
    assert page.locator("[aria-label^='1 January 1: visit, record Y']").count() == 1


def test_many_years_are_chosen_from_a_list(opened):
    records = [OutlinedRecord(f"R{n}", "visit", "", date(1980 + n, 1, 1), "gp") for n in range(40)]
    page = opened(drawn(child(records=records)))
    page.wait_for_selector("svg[role=group]")
    page.get_by_role("combobox", name="Year").select_option("1990")
    assert page.locator("[aria-label^='1 January 1990']").count() == 1


def test_hundreds_of_agencies_share_a_last_lane(opened):
    records = [
        OutlinedRecord(f"R{n}", "visit", "", date(2026, 1, 1), f"other: Agency {n:03}")
        for n in range(300)
    ]
    page = opened(drawn(child(records=records, periods=())))
    page.wait_for_selector("svg[role=group]")
    assert page.locator("[data-lane]").count() == 31
    assert page.locator("[data-lane][aria-label^='270 further agencies']").count() == 1


def test_hostile_texts_are_drawn_as_texts(opened):
    text = "</script><img src=x onerror=alert(1)><!-- \ud800 \u202e"
    page = opened(
        drawn(
            child(
                finding(rule=text, title=text, theme=text, start=date(2026, 1, 1)),
                records=[OutlinedRecord(text, text, text, date(2026, 1, 1), f"other: {text}")],
                periods=[OutlinedPeriod(text, text, date(2026, 1, 1)), *PERIODS],
                case_id=text,
            )
        )
    )
    page.wait_for_selector("svg[role=group]")
    assert page.locator("img").count() == 0
    assert page.locator("[aria-label*='<img src=x']").count() > 0
