"""The timeline as it stands in the page: its data, its list, and what it makes of odd files."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, timedelta
from html import unescape
from typing import get_args

import pytest
from tests.findings.making import checked, finding

from caselint.casefile.outline import Outline, OutlinedPeriod, OutlinedRecord
from caselint.casefile.records import Record
from caselint.findings import Evidence
from caselint.reports.arranging import Branch, Child, children
from caselint.reports.html import timeline_words as words
from caselint.reports.html.timeline import STYLES, scripts, timeline
from caselint.reports.html.timeline_data import opening
from caselint.reports.style import Style
from caselint.reports.timeline_phrases import PREFIX, TIMELINE

RECORDS = (
    OutlinedRecord("V-1", "visit", "child_protection", date(2025, 3, 4), "social_care"),
    OutlinedRecord("V-2", "visit", "child_protection", date(2026, 2, 3), "social_care"),
    OutlinedRecord("N-1", "case_note", "", date(2026, 2, 9), "school"),
    OutlinedRecord("N-2", "case_note", "", date(2026, 2, 9), ""),
)
PERIODS = (
    OutlinedPeriod("plan_open", "child_protection", date(2025, 3, 1)),
    OutlinedPeriod("episode", "referral", date(2025, 2, 1), date(2026, 5, 1), False, False),
)
GAP = finding(start=date(2025, 9, 1), end=date(2025, 12, 1), title="Core groups meet in time")


def child(*findings, records=RECORDS, periods=PERIODS, case_id="C1", **case):
    file = checked(case_id, outline=Outline(tuple(records), tuple(periods)), **case)
    kinds = {
        kind: tuple(Branch(one) for one in findings if one.kind == kind)
        for kind in ("strength", "concern", "query")
    }
    return Child(
        case_id=case_id,
        files=(file,),
        strengths=kinds["strength"],
        concerns=kinds["concern"],
        queries=kinds["query"],
        numbers=Counter(one.kind for one in findings),
        suppressed=0,
        folded=0,
    )


def drawn(one, *rest):
    return str(timeline(one, one.files, *rest))


def data_of(page):
    return json.loads(re.search(r'class="tl-data">(.*?)</script>', page, re.S)[1])


def text_of(page):
    listed = page.partition('<details class="tl-list"')[2]
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", listed)))


def test_days_are_counted_from_the_first_one_shown():
    data = data_of(drawn(child(GAP), "12 months"))
    assert date.fromordinal(data["first"]) == date(2025, 2, 1)
    assert data["asAt"] == data["last"] == (date(2026, 6, 30) - date(2025, 2, 1)).days
    steps, lanes, kinds, ids = data["records"]
    assert steps == [31, 336, 6, 0]
    assert [data["lanes"][lane] for lane in lanes][1:3] == ["Children's social care", "School"]
    assert data["kinds"][kinds[0]] == ["visit (child protection)", 0]
    assert [data["id"] + each for each in ids] == ["V-1", "V-2", "N-1", "N-2"]


def test_an_agency_that_is_not_named_has_the_last_lane():
    lanes = data_of(drawn(child()))["lanes"]
    assert lanes == ["Children's social care", "School", "Agency not named"]


def test_a_finding_has_its_days_and_its_anchor():
    data = data_of(drawn(child(GAP)))
    ((kind, theme, start, end, fingerprint, known),) = data["findings"]
    assert (kind, data["themes"][theme], fingerprint) == (1, "Supervision", GAP.fingerprint)
    assert (end - start, known) == (91, 0)


def test_strengths_come_first_and_known_ones_are_marked():
    strength = finding(kind="strength", fingerprint="s", start=date(2026, 5, 1), status="known")
    data = data_of(drawn(child(GAP, strength)))
    assert [(one[0], one[5]) for one in data["findings"]] == [(0, 1), (1, 0)]


def test_a_finding_without_days_lies_where_its_evidence_ends():
    ground = Evidence("r1", "visit", date(2026, 2, 3))
    beside = Evidence("r2", "visit", date(2026, 4, 3), related=True)
    data = data_of(drawn(child(finding(evidence=(ground, beside)))))
    (found,) = data["findings"]
    assert date.fromordinal(data["first"] + found[2]) == date(2026, 2, 3)


def test_what_is_suppressed_or_folded_away_is_not_drawn(one_finding):
    run = one_finding(status="suppressed", start=date(2026, 2, 3))
    (only,) = children(run)
    assert "tl-data" not in drawn(only)
    assert "f-" not in text_of(drawn(only))


def test_an_unknown_start_or_end_is_told():
    data = data_of(drawn(child()))
    assert [(name, *flags) for name, _, _, *flags in data["periods"]] == [
        ("Episode", 0, 0),
        ("Child protection plan", 1, 1),
    ]
    assert "or earlier (its start is not on the file)" in text_of(drawn(child()))


def test_the_look_back_opens_on_the_first_day_that_is_judged():
    data = data_of(drawn(child(), "12 months"))
    assert date.fromordinal(data["first"] + data["opens"]) == date(2025, 7, 1)


@pytest.mark.parametrize("look_back", ["all", "", "for ever", "99999 years"])
def test_a_look_back_without_an_opening_is_not_marked(look_back):
    assert opening(date(2026, 6, 30), look_back) is None
    assert data_of(drawn(child(), look_back))["opens"] is None


def test_the_list_says_what_the_picture_shows():
    text = text_of(drawn(child(GAP)))
    assert "Child protection plan from 1 March 2025, still open" in text
    assert "2026 Children's social care 1 visit (child protection) 1 School 1 case note 1" in text
    assert (
        "Concern , 1 September 2025 to 1 December 2025, rule SUP001: Core groups meet in time"
        in text
    )


def test_the_list_leads_to_each_finding():
    assert f'href="#f-{GAP.fingerprint}"' in drawn(child(GAP))


def test_records_and_findings_without_a_day_are_counted_in_words():
    undated = OutlinedRecord("X", "visit")
    page = drawn(child(finding(), records=[*RECORDS, undated, undated]))
    assert "2 records and 1 finding are not shown in the picture: they have no day." in page
    page = drawn(child(records=[*RECORDS, undated]))
    assert "1 record is not shown in the picture: it has no day." in page


def test_a_run_without_outlines_still_shows_its_findings():
    page = drawn(child(GAP, records=(), periods=()))
    assert "This run does not hold the days of the records" in page
    assert data_of(page)["records"] == [[], [], [], []]


def test_a_file_with_nothing_dated_has_words_in_place_of_a_picture():
    page = drawn(child(records=(), periods=()))
    assert "tl-picture" not in page
    assert "there is no timeline to show" in page


def test_two_files_of_a_child_share_one_picture():
    one, other = child(), child(records=RECORDS[:1], periods=PERIODS[:1])
    data = data_of(str(timeline(one, (*one.files, *other.files))))
    assert len(data["records"][0]) == 5
    assert len(data["periods"]) == 2


def test_days_may_lie_anywhere_in_the_calendar():
    records = (
        OutlinedRecord("A", "visit", "", date.min, "gp"),
        OutlinedRecord("B", "visit", "", date.max, "gp"),
    )
    data = data_of(drawn(child(records=records, periods=())))
    assert (data["first"], data["last"]) == (1, date.max.toordinal() - 1)


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\" onload='x' &amp; \u2028\u2029",
    "\ud800 lone",
    "\u202egnp.exe\x00\x07",
    "=HYPERLINK(1)",
    "👩‍👧" * 50_000,
    "",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_texts(text):
    one = child(
        finding(rule=text, title=text, theme=text, start=date(2026, 1, 1)),
        records=[OutlinedRecord(text, text, text, date(2026, 1, 1), f"other: {text}")],
        periods=[OutlinedPeriod(text, text, date(2026, 1, 1))],
        case_id=text,
    )
    page = drawn(one)
    assert page.count("<script") == page.count("</script>") == 1
    assert "<!--" not in page
    assert len(page) < 15_000
    assert not re.search("[\u2028\u2029\u202e\x00\x07]", page)
    data = data_of(page)
    assert data["records"][0] == [0]


def test_a_fingerprint_from_an_edited_run_stays_a_fragment():
    page = drawn(child(finding(fingerprint='"><i>javascript:x', start=date(2026, 1, 1))))
    assert re.search(r'href="#f-i.javascript.x\.[0-9a-f]{10}"', page)


def test_the_same_child_gives_the_same_bytes():
    first = child(GAP)
    again = child(GAP, records=reversed(RECORDS), periods=reversed(PERIODS))
    assert data_of(drawn(first))["periods"] == data_of(drawn(again))["periods"]
    assert drawn(first, "6 months") == drawn(child(GAP), "6 months")


def test_a_long_file_stays_small():
    records = [
        OutlinedRecord(f"SYN-1-R{n:05}", "visit", "", date(2020, 1, 1) + timedelta(n // 3), "gp")
        for n in range(5000)
    ]
    assert len(drawn(child(records=records))) < 25 * len(records)


def test_an_organisation_may_have_its_own_list(tmp_path):
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "timeline.html").write_text("{{ says('belongs') }} {{ case_id }}")
    one = child()
    style = Style(templates=tmp_path, wording={"belongs": "Ours."})
    assert timeline(one, one.files, style=style) == "Ours. C1"


def test_every_kind_of_record_is_in_a_group():
    union = get_args(Record)[0]
    kinds = {get_args(one.model_fields["kind"].annotation)[0] for one in get_args(union)}
    assert kinds == set(words.GROUP_OF)


def test_the_scripts_can_stand_in_a_page():
    for script in (*scripts(), STYLES):
        assert not re.search("</(script|style)|<!--", script, re.IGNORECASE)
        assert not re.search(r"\beval\(|new Function|https?://(?!www\.w3\.org/)", script)
    assert not any("innerHTML" in script or ".html(" in script for script in scripts()[2:])


def test_the_scripts_say_what_the_organisation_has_them_say():
    words = {
        "html_timeline_legend": "</script> {{key}}",
        "html_timeline_further": "and {number} others",
    }
    given = scripts(Style(wording=words))[0]
    assert "</script>" not in given
    said = json.loads(given.partition(" = ")[2].rstrip(";\n"))
    assert (said["legend"], said["further"]) == ("</script> {key}", "and {number} others")
    assert said["picture"] == TIMELINE["html_timeline_picture"]


def test_each_word_of_the_scripts_is_among_the_sentences_and_each_of_these_is_said():
    own = "\n".join(scripts()[2:])
    said = {name.removeprefix(PREFIX) for name in TIMELINE}
    literal = set(re.findall(r'"([a-z_]+)"', own))
    made = {f"{kind}_{one}" for kind in ("is", "one") for one in ("strength", "concern", "query")}
    made |= {f"head_{one}" for one in ("strengths", "concerns", "queries")}
    assert set(re.findall(r"\bsay\(\s*\"(\w+)\"", own)) <= said
    assert said <= literal | made
