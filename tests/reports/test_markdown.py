import io

import pytest
from lxml import html
from markdown_it import MarkdownIt

from caselint.findings import Run
from caselint.reports.markdown import CASES_SHOWN, code, text, write_markdown
from caselint.reports.style import PLAIN, Style

from .conftest import HEADER, checked, finding, result
from .hostile import HOSTILE, hostile_run, with_baseline

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def written(run, style=PLAIN):
    stream = io.StringIO()
    write_markdown(run, stream, style)
    return stream.getvalue()


def shown(markdown):
    return html.fromstring(f"<div>{READER.render(markdown)}</div>")


def section(run, name, style=PLAIN):
    return written(run, style).partition(f"\n## {name}\n")[2].partition("\n## ")[0].strip()


def test_it_begins_with_what_was_read_when_and_whose_it_is(children):
    head = written(children).partition("\n## ")[0]
    assert "# What these case files evidence" in head
    assert "- **Read**: 3 case files, 108 records" in head
    assert "- **Judged**: As at 30 September 2026" in head
    assert "- **In all**: 3 strengths; 3 concerns; 2 queries; 1 suppressed; 2 set aside" in head
    assert "does not belong on the child's file" in head
    assert "No grade is given" in head


def test_strengths_stand_before_concerns_and_queries(children):
    text = written(children)
    order = [text.index(f"## {name}") for name in ("By theme", "Strengths", "Concerns", "Queries")]
    assert order == sorted(order)


def test_themes_have_n_of_n_and_never_a_percentage(children):
    table = section(children, "By theme")
    assert "| Supervision | 7 of 8 | 1 | 1 | 0 |" in table
    assert "%" not in written(children)


def test_a_concern_says_in_how_many_files_which_and_how_binding_it_is(children):
    assert section(children, "Concerns").splitlines()[:2] == [
        "- **CGR002** Core groups meet as often as the standard asks: concern in 1 case file. "
        "Medium. Multi-agency procedure.",
        "  `C-104`",
    ]


def test_a_query_is_a_question(children):
    assert section(children, "Queries").startswith("A query is a question")


def test_of_many_files_some_are_named_and_the_rest_counted(crowd):
    listed = section(crowd, "Concerns")
    assert listed.count("`K-") == CASES_SHOWN
    assert "and 2 more" in listed


def test_rules_for_context_stand_apart():
    run = Run(HEADER)
    advice = finding("SUP001", "C-1", "concern", "Words to think about.")
    run.add(
        checked("C-1"), [result("SUP001", "C-1", "evidenced", advice)._replace(gives="context")]
    )
    assert "SUP001" in section(run, "For context")
    assert section(run, "Concerns") == ""


def test_suspect_coverage_stands_first_and_what_rests_on_it_is_counted_there(suspects):
    said = section(suspects, "Suspect coverage")
    assert "No supervision record occurs in any of 34 case files of Mosaic extract" in said
    assert "34 concerns rest on their absence" in said
    assert "SUP001" not in section(suspects, "Concerns")
    assert written(suspects).index("## Suspect coverage") < written(suspects).index("## By theme")


def test_what_could_not_be_assessed_is_told_once_a_source(children):
    said = section(children, "Could not be assessed")
    assert said.count("**CIN census 2026**") == 1
    assert "Holds no core group and supervision." in said


def test_what_was_set_aside_and_rules_in_error_are_told(children):
    assert "`exports/notes.txt`: is no format" in section(
        children, "Set aside, because it could not be read"
    )
    assert "**CON003** on `C-122`: ZeroDivisionError" in section(children, "Rules in error")


def test_without_a_case_file_it_says_so(nothing):
    assert "No case file could be checked." in written(nothing)


def test_sections_stand_in_the_order_that_an_organisation_wants(children):
    style = Style(organisation="Elmshire *CC*", order={"markdown": ("concerns",)})
    text = written(children, style)
    assert text.index("## Concerns") < text.index("## By theme")
    assert r"Elmshire \*CC\*" in text


def test_nothing_of_the_narrative_is_quoted(children):
    quotes = [item.quote for one in children.findings for item in one.evidence]
    assert not [quote for quote in quotes if len(quote) > 15 and quote in written(children)]


def test_nothing_hostile_becomes_markup():
    page = shown(written(with_baseline(hostile_run())))
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    plain = {"div", "h1", "h2", "ul", "li", "p", "strong", "code", "table", "thead", "tbody"}
    assert tags <= plain | {"tr", "th", "td"}
    assert all(len(row) == 5 for row in page.iter("tr"))


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_text_shows_as_it_is(said):
    from caselint.reports.tabular.harmless import one_line

    page = shown(f"**x** {text(said)}")
    plain = "".join(page.itertext()).replace("\u2060", "")
    assert plain.strip().removeprefix("x").split() == one_line(said).split()


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_an_id_shows_as_it_is(said):
    from caselint.reports.tabular.harmless import one_line

    (only,) = shown(f"- {code(said)}").iter("code")
    assert (only.text or "").split() == one_line(said).split()


def test_nobody_is_called_in():
    said = text("@everyone #1 www.evil.example http://evil.example")
    for call in ("@everyone", "#1", "www.evil", "://"):
        assert call not in said


def test_the_same_run_gives_the_same_text(children):
    assert written(children) == written(children)
