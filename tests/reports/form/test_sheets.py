"""What a form says of one child, whatever it is written in."""

from dataclasses import replace

from caselint.findings.narrowing import only
from caselint.reports.form.sheets import sheets
from caselint.reports.style import PLAIN


def sheet(run, case_id):
    return next(one for one in sheets(only(run, [case_id]), PLAIN) if one.case_id == case_id)


def criteria(sheet):
    return {one.rule: one for theme in sheet.themes for one in theme.criteria}


def listings(sheet):
    return {
        (theme.name, listing.why): listing.criteria
        for theme in sheet.themes
        for listing in theme.listings
    }


def test_there_is_a_form_for_each_child_in_order(children):
    assert [one.case_id for one in sheets(children, PLAIN)] == ["C-104", "C-117", "C-122"]


def test_a_criterion_has_its_audits_its_standards_and_how_binding_they_are(children):
    lapses = criteria(sheet(children, "C-104"))["CGR002"]
    assert lapses.title == "Core groups meet as often as the standard asks"
    assert lapses.marks == "CGR002 · A13-13 · Medium"
    assert lapses.held_against == (
        "T21/london (6 weeks): Multi-agency procedure; number not read at its source",
        "T21/liverpool (1 month): Local policy, binding only where it is in force",
    )


def test_n_of_n_and_what_shows_it_stand_beside_it(children):
    lapses = criteria(sheet(children, "C-104"))["CGR002"]
    assert lapses.met == "Partly evidenced; met on 5 of 6 occasions"
    (told,) = lapses.told
    assert told.sort == "Concern, medium"
    assert told.message.startswith("No core group is evidenced from 14 April 2026")
    assert told.evidence[1] == "14 April 2026, core group CG-2"
    assert told.evidence[-1].startswith("Beside it: 27 May 2026, case note N-31, body: “core group")
    assert told.next_step


def test_a_strength_has_one_piece_of_evidence_and_the_number_of_others(children):
    (told,) = criteria(sheet(children, "C-117"))["SUP001"].told
    assert told.evidence == ("11 January 2026, supervision S-31, and 8 more",)


def test_what_an_earlier_run_had_found_is_known(children):
    (told,) = criteria(sheet(children, "C-104"))["SUP001"].told
    assert told.sort == "Concern, high, known before"


def test_rules_for_context_have_no_n_of_n(children):
    odd = criteria(sheet(children, "C-104"))["CON003"]
    assert odd.is_context
    assert odd.met == ""
    assert odd.told[0].sort == "Query"


def test_what_does_not_apply_or_could_not_be_assessed_is_listed_together(children):
    assert listings(sheet(children, "C-117")) == {
        ("consistency", "No occasion in this file"): (
            "CON003 Flags and narrative agree on whether the child was seen alone",
        ),
        ("core_groups", "No occasion in this file"): (
            "CGR006 The conference chair is told when core groups lapse",
        ),
    }
    silent = listings(sheet(children, "C-122"))
    assert silent[
        "supervision",
        "Could not be assessed: the records supplied do not hold supervision",
    ] == ("SUP001 The case is discussed in supervision while a plan is open",)
    assert ("consistency", "Could not be checked, because the rule was in error") in silent
    assert criteria(sheet(children, "C-122")) == {}


def test_every_rule_stands_once(children):
    for one in sheets(children, PLAIN):
        listed = [name.partition(" ")[0] for names in listings(one).values() for name in names]
        every = sorted([*criteria(one), *listed])
        assert every == ["CGR002", "CGR006", "CON003", "SUP001", "VOI004"]


def test_what_is_suppressed_is_counted_and_not_listed(children):
    ben = sheet(children, "C-117")
    assert ("Put aside", "1 finding, not listed") in ben.facts
    assert "looked at and put aside" not in str(ben)


def test_what_was_set_aside_of_this_child_is_told(children):
    assert ("Set aside", "V-51: is not a day that exists") in sheet(children, "C-117").facts


def test_a_concern_that_rests_on_what_may_be_missing_is_listed_apart(suspects):
    first = next(iter(sheets(suspects, PLAIN)))
    assert "SUP001" not in criteria(first)
    assert "CGR002" in criteria(first)
    assert first.suspects == ("supervision",)
    whys = [why for _, why in listings(first)]
    assert "Rests on records that may be missing as a whole from the export" in whys


def test_standards_stand_in_full_at_the_end(children):
    ada = sheet(children, "C-104")
    assert len(ada.standards) == 3
    assert any("London Child Protection Procedures" in words for words in ada.standards)


def test_long_texts_are_cut(one_finding):
    (long,) = sheets(one_finding("word " * 20_000), PLAIN)
    (told,) = criteria(long)["SUP001"].told
    assert told.message.endswith("[…]")
    assert len(told.message) < 1_300


def test_two_files_of_one_child_make_one_form(children):
    twice = only(children, ["C-104"])
    for case, results in list(only(children, ["C-104"]).by_case()):
        twice.add(replace(case, source="another"), results)
    (both,) = sheets(twice, PLAIN)
    assert criteria(both)["VOI004"].met == "Evidenced; met on 1 of 1 occasion"
    assert ("Source", "another, native") in both.facts


def test_what_was_redacted_is_said(children):
    run = only(children, ["C-104"])
    run.header = replace(run.header, redacted=("names", "quotes"))
    assert ("Redacted", "names and quotes left out or replaced") in sheet(run, "C-104").facts


def test_where_one_of_two_files_could_not_be_assessed_that_is_said(children):
    twice = only(children, ["C-104"])
    (case, _), *_ = twice.by_case()
    (_, results), *_ = only(children, ["C-122"]).by_case()
    silent = [one for one in results if one.rule == "VOI004"]
    twice.add(replace(case, source="another"), silent)
    (both,) = sheets(twice, PLAIN)
    said = "Evidenced; met on 1 of 1 occasion. Not assessable in 1 of 2 files"
    assert criteria(both)["VOI004"].met == said
