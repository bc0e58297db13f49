"""A form in a browser: filled in, saved as a copy by its own script, and opened again."""

import shutil

import pytest

from caselint.findings.narrowing import only
from caselint.reports.publishing import publish

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

COMMENT = "\nTwo lines,\nand </textarea><b>harmless</b>"


@pytest.fixture(scope="module")
def browser():
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def form(children, tmp_path):
    return publish(only(children, ["C-104"]), "form-html", tmp_path / "ada.html")[0]


def opened(browser, path, **more):
    page = browser.new_context(**more).new_page()
    page.set_default_timeout(20_000)
    amiss = []
    page.on("console", lambda message: amiss.append(message.text))
    page.on("pageerror", lambda error: amiss.append(str(error)))
    page.on("request", lambda one: one.url.startswith(("file:", "data:")) or amiss.append(one.url))
    page.goto(path.as_uri())
    return page, amiss


def test_a_copy_holds_what_was_filled_in(browser, form, tmp_path):
    page, amiss = opened(browser, form, accept_downloads=True)
    page.get_by_label("Partly").first.check()
    page.get_by_label("Comment").first.fill(COMMENT)
    page.get_by_role("textbox", name="Auditor", exact=True).fill('Q. "A." Lead')
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save a copy").click()
    copy = tmp_path / "copy.html"
    saving.value.save_as(copy)
    assert saving.value.suggested_filename.startswith("C-104-")
    again, amiss_again = opened(browser, copy)
    assert again.get_by_label("Partly").first.is_checked()
    assert not again.get_by_label("Partly").nth(1).is_checked()
    assert again.get_by_label("Comment").first.input_value() == COMMENT
    assert again.get_by_role("textbox", name="Auditor", exact=True).input_value() == 'Q. "A." Lead'
    assert again.get_by_role("button", name="Save a copy").is_visible()
    assert [one for one in (*amiss, *amiss_again) if not one.startswith("blob:")] == []


def test_without_scripts_it_can_be_filled_in_and_there_is_no_dead_button(browser, form):
    page, amiss = opened(browser, form, java_script_enabled=False)
    page.get_by_label("Not evidenced").first.check()
    page.get_by_label("Comment").first.fill("seen")
    assert page.get_by_label("Not evidenced").first.is_checked()
    assert not page.get_by_role("button").is_visible()
    assert amiss == []
