"""What the pages of the HTML report say, and how they are laid out without scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from tests.findings.making import HEADER, checked, finding, result
from tests.reports.conftest import three_children
from tests.reports.hostile import LONG, hostile_run
from tests.reports.html.reading import found, of_class, said, told, written

from caselint.errors import ConfigurationError
from caselint.findings import Counts, Evidence, Run
from caselint.findings.notes import SuppressionNote
from caselint.reports.html import views, write_html
from caselint.reports.html.views import View
from caselint.reports.style import PLAIN, Logo, Style


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The report of Ada, Ben and Cara."""
    return written(three_children(), tmp_path_factory.mktemp("report"))


def section(page, name):
    return page.get_element_by_id(name)


def test_a_finding_opens_from_the_quote_to_what_its_rule_gets_wrong(page):
    lapse = found(page, "SUP001", "concern")
    assert list(told(lapse)) == [
        "What the file says",
        "Rule",
        "Source and its force",
        "Next step",
        "Known to get wrong",
    ]
    assert "Continue the plan; ask for the parenting" in told(lapse)["What the file says"]
    assert told(lapse)["Rule"].startswith("Plans drift where nobody stands back")
    assert "met on 3 of 4 occasions; 1 more still to come" in told(lapse)["Rule"]
    assert "Local policy, binding only where it is in force" in told(lapse)["Source and its force"]
    assert told(lapse)["Next step"].startswith("Record the supervision that took place")
    assert "brother's or sister's file" in told(lapse)["Known to get wrong"]


def test_the_message_of_a_finding_is_read_before_it_opens(page):
    summary = found(page, "CGR006").find("summary")
    assert said(summary).startswith("concern, low The conference chair is told")
    assert "No message to the conference chair is evidenced" in said(summary)
    assert said(of_class(summary, "mark")[0]) == "conference chair"


def test_what_is_already_known_says_so_in_words(page):
    assert "already known" in said(found(page, "SUP001", "concern").find("summary"))
    assert "already known" not in said(found(page, "SUP001", "strength").find("summary"))


def test_what_follows_from_a_finding_stands_beneath_it(page):
    follower = found(page, "CGR006")
    (above,) = follower.xpath("ancestor::li[2]/details")
    assert above.get("data-rule") == "CGR002"


def test_a_child_has_strengths_before_concerns_before_queries(page):
    headings = section(page, "child-C-104").xpath(".//div/h3")
    assert [said(each) for each in headings] == ["Strengths 1", "Concerns 3", "Queries 1"]


def test_evidence_beside_a_finding_stands_apart_from_its_ground(page):
    lapse = told(found(page, "CGR002", "concern"))
    assert "core group postponed" in lapse["Beside it"]
    assert "core group postponed" not in lapse["What the file says"]


def test_pieces_of_one_record_stand_together(page):
    query = found(page, "CON003", "query")
    items = query.xpath(".//ul[@class='evidence']/li")
    assert len(items) == 1
    assert said(items[0]).startswith("9 March 2026, visit V-9, child seen alone: yes, observations")


def test_of_much_evidence_the_rest_opens_beneath(page):
    strength = found(page, "SUP001", "strength")
    assert len(strength.xpath("./dl/dd/ul/li")) == 6
    assert said(strength.xpath("./dl/dd/details/summary")[0]) == "3 more"
    assert len(strength.xpath("./dl/dd/details/ul/li")) == 3


def test_a_suppressed_finding_is_counted_and_not_listed(page):
    assert "looked at and put aside" not in said(page)
    assert "1 suppressed, counted here and not listed" in said(section(page, "summary"))
    assert "1 finding suppressed and not listed" in said(section(page, "child-C-117"))


def test_suppressions_are_listed_with_reason_author_and_end(tmp_path):
    note = SuppressionNote("SUP001", "C1", "", "Kept elsewhere.", "QA lead", date(2026, 12, 31))
    run = Run(replace(HEADER, suppressions=(note,)))
    run.add(checked(), [result(findings=(finding(status="suppressed"),))])
    (part,) = of_class(written(run, tmp_path), "suppressions")
    assert "SUP001 on C1, 1 finding: Kept elsewhere. (QA lead; until 31 December 2026)" in said(
        part
    )


def test_strengths_stand_beside_concerns_and_as_large(page):
    sides = of_class(page, "side")
    assert [said(side.find("h2")) for side in sides] == ["3 strengths", "3 concerns", "2 queries"]
    assert {side.tag for side in sides} == {"section"}


def test_each_theme_says_n_of_n_and_opens_to_its_rules(page):
    theme = page.get_element_by_id("theme-supervision")
    assert "7 of 8 occasions met" in said(theme.find("summary"))
    assert "1 rule not assessable in some files" in said(theme.find("summary"))
    (rule,) = of_class(theme, "rule")
    assert "Met on 7 of 8 occasions; on all of them in 1 of 2 files." in said(rule)
    assert "1 file not assessable." in said(rule)


def test_teams_stand_in_the_order_of_their_names(tmp_path):
    run = Run(HEADER)
    for team, met in (("West", 9), ("East", 0), ("North", 5)):
        made = result(team=team, counts=Counts(met=met, unmet=9 - met))
        run.add(checked(team, team=team), [made])
    (theme,) = of_class(written(run, tmp_path), "theme")
    (rows, *_) = theme.xpath(".//tbody")
    assert [said(row.find("th")) for row in rows] == ["East", "North", "West"]


def test_there_is_no_percentage(page):
    text = " ".join(page.xpath("//body//text()[not(parent::script)]"))
    assert "%" not in text


def test_what_could_not_be_assessed_is_told_once_for_its_source(page):
    (part,) = of_class(page, "unassessed")
    assert said(part).count("CIN census 2026") == 4  # the source, and three things it lacks
    assert "Not assessable: 4 of 5 rules" in said(part)
    assert "Holds no core group and supervision." in said(part)


def test_what_was_set_aside_and_rules_in_error_are_told(page):
    summary = said(section(page, "summary"))
    assert "exports/notes.txt: is no format that caselint reads" in summary
    assert "CON003 on C-122: ZeroDivisionError" in summary


def test_suspect_coverage_stands_before_anything_else(suspects, tmp_path):
    summary = section(written(suspects, tmp_path), "summary")
    heading, first, *_ = summary.xpath("./*")
    assert (heading.tag, first.get("class")) == ("h1", "suspects")
    assert "No supervision record occurs in any of 34 case files" in said(first)
    assert "34 concerns under SUP001" in said(first)


def test_concerns_folded_under_suspect_coverage_are_not_listed_again(suspects, tmp_path):
    page = written(suspects, tmp_path)
    assert not page.xpath("//details[@data-rule='SUP001']")
    assert [said(each.find("h2")) for each in of_class(page, "side")][1] == "34 concerns"
    assert "34 folded under suspect coverage" in said(section(page, "summary"))


def test_rules_for_context_stand_apart_from_the_figures(page):
    (context,) = [one for one in of_class(page, "theme") if "context" in one.get("class")]
    assert "CON003" in said(context)
    assert "for context, never counted in figures" in said(found(page, "CON003").find("summary"))


def test_a_child_says_what_was_looked_at_and_why_not(page):
    (part,) = of_class(section(page, "child-C-122"), "looked-at")
    assert "5 rules: 0 had an occasion in this file, 0 had none, 4 could not be assessed" in said(
        part
    )
    assert "not in CIN census 2026: supervision: SUP001" in said(part)


def test_a_child_leads_to_its_neighbours(page):
    links = section(page, "child-C-117").xpath(".//nav/a")
    assert [link.get("href") for link in links] == ["#child-C-104", "#findings", "#child-C-122"]


def test_a_run_without_case_files_says_so(nothing, tmp_path):
    page = written(nothing, tmp_path)
    assert "No case file could be checked." in said(section(page, "summary"))
    assert not page.xpath("//section[@id='findings']")


def test_whose_data_it_is_and_that_there_is_no_grade_stand_on_the_page(children, tmp_path):
    logo = Logo(b"\x89PNG", "image/png")
    page = written(children, tmp_path, Style(organisation="Anyshire", logo=logo))
    foot = said(page.find(".//footer"))
    assert "The records are those of Anyshire" in foot
    assert "No grade is given" in foot
    assert "does not belong on the child's file" in foot
    assert page.xpath("//img/@alt") == ["Anyshire"]


def test_nothing_is_asked_of_a_network_or_of_another_file(page):
    for attribute in ("src", "href", "action", "data", "poster", "srcset", "background"):
        for value in page.xpath(f"//@{attribute}"):
            assert value.startswith(("#", "data:")), value
    assert not page.xpath("//@style | //@*[starts-with(name(), 'on')]")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy


def test_nothing_is_hidden_from_who_has_no_scripts_but_the_filters(page):
    hidden = page.xpath("//*[@hidden]")
    assert [each.get("class") for each in hidden if each.get("class") != "tl-picture"] == [
        "filters",
        "by-rule",
    ]


def test_hostile_texts_make_no_markup_and_break_nothing(tmp_path):
    run = hostile_run()
    page = written(run, tmp_path)
    raw = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert not page.xpath("//body//img | //body//a[contains(@href, ':')]")
    assert len(page.xpath("//script[not(@type)]")) == len(views.SCRIPTS(PLAIN)) + 2
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\ud800-\udfff\uffff]", raw)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not [one for one in ids if re.search(r"\s", one)]


def test_of_a_very_long_quote_it_is_said_how_much_is_left_out(one_finding, tmp_path):
    item = Evidence("N-1", "case_note", date(2026, 1, 5), "body", 0, len(LONG), LONG)
    page = written(one_finding(evidence=(item,)), tmp_path)
    assert "98,000 characters more are in the record" in said(page)


def test_a_record_of_a_sisters_file_says_whose_it_is(one_finding, tmp_path):
    day = date(2026, 1, 5)
    both = (Evidence("A-1", "assessment", day), Evidence("A-1", "assessment", day, case_id="<2>"))
    page = written(one_finding(evidence=both), tmp_path)
    assert "assessment A-1 in the file <2> of a brother or sister" in " ".join(said(page).split())


def test_the_same_run_gives_the_same_bytes(children, tmp_path):
    first, *_ = write_html(children, tmp_path / "report.html", PLAIN)
    before = first.read_bytes()
    assert write_html(children, first, PLAIN) == [first]
    assert first.read_bytes() == before
    assert first.stat().st_mode & 0o777 == 0o600


def test_an_organisation_puts_views_in_its_own_order(children, tmp_path):
    page = written(children, tmp_path, Style(order={"html": ("not_assessable", "findings")}))
    sections = [each.get("class") for each in section(page, "summary").xpath("./section")]
    assert sections[0] == "unassessed"
    assert next(said(each) for each in page.xpath("//nav[@class='pages']//a")) == "Summary"
    parts = section(page, "child-C-104").xpath("./div/@class")
    assert parts[0] == "view-findings"


def test_an_organisation_rewords_and_overrides(children, tmp_path):
    folder = tmp_path / "own" / "html"
    folder.mkdir(parents=True)
    (folder / "finding.html").write_text(
        '{% extends "caselint/html/finding.html" %}'
        "{% block next %}<dt>Agreed with</dt><dd>{{ rule }} & team</dd>{% endblock %}",
        encoding="utf-8",
    )
    (folder / "own.css").write_text("h1 { color: teal; }", encoding="utf-8")
    style = Style(templates=folder.parent, wording={"title": "Audit of plans"})
    page = written(children, tmp_path, style)
    assert said(page.xpath("//h1")[0]) == "Audit of plans"
    assert told(found(page, "CGR006"))["Agreed with"] == "CGR006 & team"
    assert "color: teal" in page.xpath("string(//style)")


def test_a_faulty_template_of_an_organisation_is_told_without_a_word_of_a_case(children, tmp_path):
    folder = tmp_path / "own" / "html"
    folder.mkdir(parents=True)
    (folder / "finding.html").write_text("{{ nothing_of_that_name }}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"html/finding\.html cannot be used"):
        write_html(children, tmp_path / "report.html", Style(templates=folder.parent))
    assert not (tmp_path / "report.html").exists()


def test_a_further_view_is_one_entry(children, tmp_path, monkeypatch):
    view = View(
        "ledger",
        "Ledger of actions",
        "ledger",
        of_run=lambda report: report.filling.fill("html/own.css", {}),
        of_child=lambda report, child: report.filling.fill("html/own.css", {}),
    )
    monkeypatch.setattr("caselint.reports.html.pages.VIEWS", (*views.VIEWS, view))
    page = written(children, tmp_path)
    assert said(section(page, "ledger").find("h1")) == "Ledger of actions"
    assert "#ledger" in page.xpath("//nav[@class='pages']//a/@href")
    assert len(of_class(page, "view-ledger")) == 3
