"""The forms as pages and as Word documents, and where they go."""

import re
import stat
from dataclasses import replace

import pytest
from docx import Document

from caselint.errors import ConfigurationError
from caselint.findings import Run
from caselint.findings.narrowing import only
from caselint.reports.publishing import publish
from caselint.reports.style import PLAIN

from ..conftest import HEADER, checked
from ..hostile import HOSTILE, hostile_run
from .reading import Page

BOTH = pytest.mark.parametrize(("form", "end"), [("form-html", "html"), ("form-word", "docx")])
OWN = replace(PLAIN, organisation="Anyshire Partnership")


@pytest.fixture
def ada(children):
    return only(children, ["C-104"])


@pytest.fixture
def page(ada, tmp_path):
    (path,) = publish(ada, "form-html", tmp_path / "ada.html", OWN)
    return Page(path.read_text(encoding="utf-8"))


@pytest.fixture
def document(ada, tmp_path):
    (path,) = publish(ada, "form-word", tmp_path / "ada.docx", OWN)
    return Document(str(path))


def cells(document):
    return [cell for one in document.tables for row in one.rows for cell in row.cells]


def test_the_page_has_buttons_of_which_one_can_be_chosen_for_each_criterion(page):
    radios = [one for one in page.all("input") if one["type"] == "radio"]
    assert len(radios) == 5 * 4
    assert len({one["name"] for one in radios}) == 4
    assert not any("checked" in one for one in radios)
    for words in ("Evidenced", "Partly", "Not evidenced", "Not applicable", "I disagree with"):
        assert words in page.text


def test_the_page_has_room_for_comment_impact_action_and_summary(page):
    themes = 4
    areas = len(list(page.all("textarea")))
    assert areas == 5 + 4 * themes + 1
    for words in ("Comment", "Impact for the child", "Action", "Owner", "By when", "Auditor"):
        assert words in page.text


def test_the_page_says_what_the_file_evidences_with_its_quotes(page):
    assert "Partly evidenced; met on 5 of 6 occasions" in page.text
    assert "I don't like it when they shout" in page.text
    assert "records are those of Anyshire Partnership" in page.text
    assert "no grade here" in page.text


def test_the_page_loads_nothing_and_sends_nothing(page):
    policy = next(one["content"] for one in page.all("meta") if "http-equiv" in one)
    assert policy.startswith("default-src 'none'")
    assert "form-action 'none'" in policy
    assert "unsafe" not in policy
    assert not list(page.all("form"))
    addresses = [one.get("src") or one.get("href") for _, one in page.elements]
    assert [one for one in addresses if one] == ["data:,"]


def test_the_document_has_boxes_to_tick_for_each_criterion(document):
    boxes = re.findall("☐", document.element.xml)
    assert len(boxes) == 5 * 4
    assert document.element.xml.count("<w14:checked ") == 5 * 4


def test_the_document_has_room_for_comment_impact_action_and_summary(document):
    text = "\n".join(cell.text for cell in cells(document))
    for words in ("Comment:", "Impact for the child:", "Action:", "Owner:", "By when:"):
        assert words in text
    overall = next(
        one for one in document.tables if "in the auditor's words" in one.cell(0, 0).text
    )
    assert overall.cell(1, 0).text == ""
    signed = document.tables[-1]
    assert [cell.text for row in signed.rows for cell in row.cells] == ["Auditor", "Date", "", ""]


def test_the_document_says_what_the_file_evidences_with_its_quotes(document):
    text = "\n".join(cell.text for cell in cells(document))
    assert "Partly evidenced; met on 5 of 6 occasions" in text
    assert "I don't like it when they shout" in text
    assert document.sections[0].page_width > document.sections[0].page_height


@BOTH
def test_one_child_is_one_file_of_its_owners_alone(form, end, ada, tmp_path):
    written = publish(ada, form, tmp_path / f"ada.{end}")
    assert written == [tmp_path / f"ada.{end}"]
    assert stat.S_IMODE(written[0].stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == written


@BOTH
def test_several_children_are_a_folder_with_a_file_each(form, end, children, tmp_path):
    folder, *forms = publish(children, form, tmp_path / f"run-form.{end}")
    assert folder.name == {"html": "run-forms", "docx": "run-word-forms"}[end]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert sorted(folder.iterdir()) == sorted(forms)
    assert [one.name.rpartition("-")[0] for one in forms] == ["C-104", "C-117", "C-122"]
    assert {stat.S_IMODE(one.stat().st_mode) for one in forms} == {0o600}


@BOTH
def test_the_same_run_gives_the_same_bytes(form, end, children, tmp_path):
    both = []
    for name in ("one", "other"):
        _, *forms = publish(children, form, tmp_path / f"{name}-form.{end}")
        both.append([(one.name, one.read_bytes()) for one in forms])
    assert both[0] == both[1]


@BOTH
def test_forms_written_twice_stand_as_they_are(form, end, children, tmp_path):
    target = tmp_path / f"run-form.{end}"
    assert publish(children, form, target) == publish(children, form, target)
    assert len(list(tmp_path.iterdir())) == 1


@BOTH
def test_a_form_that_may_have_been_filled_in_is_never_overwritten(
    form, end, ada, children, tmp_path
):
    (alone,) = publish(ada, form, tmp_path / f"ada.{end}")
    folder, first, *_ = publish(children, form, tmp_path / f"run-form.{end}")
    for one in (alone, first):
        one.write_bytes(b"filled in")
    with pytest.raises(ConfigurationError, match="filled in"):
        publish(ada, form, alone)
    with pytest.raises(ConfigurationError, match="filled in"):
        publish(children, form, tmp_path / f"run-form.{end}")
    assert alone.read_bytes() == first.read_bytes() == b"filled in"
    assert sorted(tmp_path.iterdir()) == sorted([alone, folder])


@BOTH
def test_where_one_form_cannot_be_made_none_is_written(form, end, children, tmp_path, monkeypatch):
    made = []

    def failing(*given):
        made.append(given)
        if len(made) == 2:
            raise RuntimeError
        return b""

    place = "caselint.reports.form.as_html.Page.__call__"
    if end == "docx":
        place = "caselint.reports.form.as_word.Document.__call__"
    monkeypatch.setattr(place, failing)
    with pytest.raises(RuntimeError):
        publish(children, form, tmp_path / f"run-form.{end}")
    assert list(tmp_path.iterdir()) == []


@BOTH
def test_any_case_id_makes_a_safe_name_of_its_own(form, end, tmp_path):
    ids = ["../../etc/passwd", "a/b", "a b", "A b", "CON", "\x00", "\ud800", "x" * 5000, "é", ""]
    run = Run(HEADER)
    for case_id in ids:
        run.add(checked(case_id), [])
    folder, *forms = publish(run, form, tmp_path / f"run-form.{end}")
    names = [one.name for one in folder.iterdir()]
    assert len({name.casefold() for name in names}) == len(ids) == len(forms)
    assert all(re.fullmatch(rf"[A-Za-z0-9-]{{1,60}}\.{end}", name) for name in names)


@BOTH
def test_a_run_of_no_case_file_makes_a_form_that_says_so(form, end, nothing, tmp_path):
    (path,) = publish(nothing, form, tmp_path / f"none.{end}")
    if end == "docx":
        said = "\n".join(one.text for one in Document(str(path)).paragraphs)
    else:
        said = path.read_text(encoding="utf-8")
    assert "No case file could be checked." in said


def test_whatever_a_run_holds_pages_are_harmless(tmp_path):
    _, *forms = publish(hostile_run(), "form-html", tmp_path / "run-form.html", OWN)
    for path in forms:
        text = path.read_text(encoding="utf-8")
        page = Page(text)
        tags = [tag for tag, _ in page.elements]
        assert tags.count("script") == 1
        assert "img" not in tags
        assert not re.search("[\x00-\x08\x0b\x0c\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        assert len(text) < 300_000


def test_whatever_a_run_holds_documents_open(tmp_path):
    _, *forms = publish(hostile_run(), "form-word", tmp_path / "run-form.docx", OWN)
    assert len(forms) == len(HOSTILE)
    for path in forms:
        assert Document(str(path)).tables


def test_an_organisation_may_word_and_lay_out_the_page_itself(ada, tmp_path):
    (tmp_path / "form").mkdir()
    (tmp_path / "form" / "form.css").write_text("body { color: #123456; }")
    own = replace(OWN, templates=tmp_path, wording={"form_title": "Our own form"})
    (path,) = publish(ada, "form-html", tmp_path / "ada.html", own)
    text = path.read_text(encoding="utf-8")
    assert "#123456" in text
    assert "<h1>Our own form</h1>" in text
