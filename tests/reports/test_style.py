"""An organisation's own name, logo, wording, order and templates."""

import pytest

from caselint.config import Configuration, settings_of
from caselint.errors import ConfigurationError
from caselint.reports.phrases import PHRASES, fields
from caselint.reports.style import PLAIN, style_of
from caselint.reports.templating import environment, template


def style(tmp_path, **report):
    file = str(tmp_path / "caselint.toml")
    return style_of(Configuration(settings_of({"report": report}), file))


def test_without_a_configuration_reports_are_plain():
    assert style_of(Configuration()) == PLAIN


def test_the_organisation_is_named_as_owner(tmp_path):
    assert "Anyshire" in style(tmp_path, organisation="Anyshire").owner
    assert "supplied them" in PLAIN.owner


def test_a_sentence_can_be_said_otherwise(tmp_path):
    own = style(tmp_path, wording={"title": "Case file review"})
    assert own.says("title") == "Case file review"
    assert own.says("query") == PHRASES["query"]


@pytest.mark.parametrize(
    ("wording", "why"),
    [
        ({"titel": "x"}, "did you mean"),
        ({"owner": "Ours."}, "organisation"),
        ({"title": "{0.__class__}"}, "filled in differs"),
        ({"title": "{"}, "braces"),
    ],
)
def test_a_faulty_sentence_is_refused(tmp_path, wording, why):
    with pytest.raises(ConfigurationError, match=why):
        style(tmp_path, wording=wording)


def test_sections_come_in_the_order_wanted_and_the_others_follow(tmp_path):
    own = style(tmp_path, order={"html": ["b"]})
    assert own.ordered("html", ("a", "b", "c")) == ("b", "a", "c")
    assert own.ordered("markdown", ("a", "b")) == ("a", "b")


def test_an_unknown_report_or_section_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="no report"):
        style(tmp_path, order={"htlm": ["a"]})
    with pytest.raises(ConfigurationError, match="no section"):
        style(tmp_path, order={"html": ["x"]}).ordered("html", ("a",))


def test_a_logo_is_carried_in_the_report(tmp_path):
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    logo = style(tmp_path, logo="logo.png").logo
    assert logo is not None
    assert logo.address == "data:image/png;base64,iVBORw=="


@pytest.mark.parametrize("name", ["logo.svg", "none.png"])
def test_a_logo_that_cannot_be_carried_is_refused(tmp_path, name):
    (tmp_path / "logo.svg").write_text("<svg/>")
    with pytest.raises(ConfigurationError, match="logo"):
        style(tmp_path, logo=name)


def test_a_template_of_the_organisation_stands_in_place_of_ours(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "note.html").write_text("{{ says('title') }}: {{ text }}")
    own = style(tmp_path, templates="own")
    assert template("note.html", own).render(text="<b>") == f"{PHRASES['title']}: &lt;b&gt;"


def test_a_faulty_template_is_named(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "note.html").write_text("{% if %}")
    with pytest.raises(ConfigurationError, match=r"note\.html"):
        template("note.html", style(tmp_path, templates="own"))


def test_templates_reach_nothing_of_python():
    made = environment(PLAIN).from_string("{{ ''.__class__ }}")
    with pytest.raises(Exception, match="unsafe"):
        made.render()


def test_every_sentence_has_braces_that_match():
    for sentence in PHRASES.values():
        fields(sentence)
