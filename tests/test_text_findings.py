"""Findings that rest on narrative: what they quote, and what stands behind them."""

from building import a_case, concerns, queries, record, rule, strengths, visit
from told import CONCEPTS, FILLER, judge, linter, measured

DRIFT = "every: {kind: case_note}\nmeets: {not: {says: drift_cue}}"
SEEN = "every: {kind: visit}\nmeets: {says: child_seen_alone}"


def note(day, text, **fields):
    return record("case_note", day, text=text, **fields)


def quoted(finding):
    return [(item.record_id, item.section, item.quote) for item in finding.evidence]


def test_a_finding_quotes_the_sentence_with_its_place():
    text = "Home visit. There is no change at home.\nSchool is well."
    result = judge(DRIFT, note("2026-03-02", {"analysis": text}), rests_on="presence")
    (item,) = concerns(result)[0].evidence
    assert (item.section, item.quote) == ("analysis", "There is no change at home.")
    assert text[item.start : item.end] == item.quote


def test_of_a_long_sentence_the_part_around_the_mention_is_quoted():
    text = f"{'and so on ' * 60}there is no change here {'and more of it ' * 60}."
    result = judge(DRIFT, note("2026-03-02", text), rests_on="presence")
    (item,) = concerns(result)[0].evidence
    assert "no change" in item.quote
    assert len(item.quote) <= 240
    assert text[item.start : item.end] == item.quote


def test_several_passages_of_a_record_are_quoted_up_to_three():
    text = "There is no change. Again no change. Still no change. And no change."
    result = judge(DRIFT, note("2026-03-02", text), rests_on="presence")
    quotes = [item.quote for item in concerns(result)[0].evidence]
    assert quotes == ["There is no change.", "Again no change.", "Still no change."]


def test_the_words_of_an_action_are_quoted_with_the_path_to_them():
    check = "every: {kind: case_note, items: actions}\nmeets: {not: {says: drift_cue}}"
    acted = note("2026-03-02", "Tidy.", actions=[{"text": "Visit"}, {"text": "There is no change"}])
    result = judge(check, acted, rests_on="presence")
    assert quoted(concerns(result)[0]) == [
        ("case_note 2026-03-02", "actions[1].text", "There is no change")
    ]


def test_a_strength_quotes_what_was_said():
    visits = [visit(f"2026-03-0{day}", text="He was seen alone.") for day in (2, 3, 4)]
    (found,) = strengths(judge(SEEN, *visits))
    assert {item.quote for item in found.evidence} == {"He was seen alone."}


def test_a_strength_quotes_what_met_it_and_not_what_chose_the_record():
    check = """
    every: {kind: visit, where: {says: child_seen_alone}}
    meets: {any: [{says: worry_told}, {location: {exists: yes}}]}
    """
    visits = [
        visit(f"2026-03-0{day}", text="He was seen alone.", location="School") for day in (2, 3, 4)
    ]
    (found,) = strengths(judge(check, *visits))
    assert {item.quote for item in found.evidence} == {"School"}


def test_what_follows_quotes_the_trigger():
    check = """
    follows:
      trigger: {kind: case_note, where: {says: worry_told}}
      answer: {kind: strategy_discussion}
    within: 5 days
    """
    result = judge(check, note("2026-03-02", "Mum out. Tom said: I am frightened."))
    assert quoted(concerns(result)[0]) == [
        ("case_note 2026-03-02", "body", "Tom said: I am frightened.")
    ]


def test_with_figures_that_are_good_enough_it_is_a_concern_that_names_them():
    result = judge(
        DRIFT,
        note("2026-03-02", "no change"),
        rests_on="presence",
        accuracy=measured(precision=(97, 100), recall=(1, 100)),
    )
    (found,) = concerns(result)
    assert found.message.endswith("97 of 100 passages that caselint takes for “Drift” are that.")


def test_with_poorer_figures_it_is_a_query_with_the_words_of_a_concern():
    result = judge(
        DRIFT,
        note("2026-03-02", "no change"),
        rests_on="presence",
        accuracy=measured(precision=(94, 100)),
    )
    assert not concerns(result)
    (found,) = queries(result)
    assert found.message == ("From 2 March 2026. Such words are at times misread.")
    assert result.outcome == "not_evidenced"


def test_what_was_not_measured_gives_queries():
    result = judge(SEEN, visit("2026-03-02", text=FILLER), accuracy={})
    (found,) = queries(result)
    assert found.message.endswith("Such words are at times missed.")


def test_absence_goes_by_recall_and_of_a_family_by_the_best():
    family = "every: {kind: visit}\nmeets: {says: {any_of: [child_seen_alone, worry_told]}}"
    figures = measured(recall=(50, 100)) | {
        "worry_told": measured(precision=(1, 100), recall=(96, 100))["worry_told"]
    }
    silent = visit("2026-03-02", text=FILLER)
    assert not concerns(judge(SEEN, silent, accuracy=figures))
    (found,) = concerns(judge(family, silent, accuracy=figures))
    assert found.message.endswith("caselint recognises 96 of 100 passages of “A worry told”.")


def figures_told(check, figures):
    """What a rule with this check is known to get wrong, by how well its words are read."""
    (note,) = linter(rule(check), accuracy=figures).header("2026-03-31").rules
    return list(note.gets_wrong)


TEN = {"child": {"child_id": "K1", "date_of_birth": "2016-01-05"}}


def test_what_is_asked_of_some_children_alone_is_not_what_a_query_gives_as_its_reason():
    check = """
    every: {kind: visit}
    meets:
      any:
        - says: worry_told
        - {child.age: {lt: 5}, says: child_seen_alone}
    """
    silent = visit("2026-03-02", text=FILLER)
    figures = measured(recall=(1, 100)) | {"worry_told": measured(recall=(40, 100))["worry_told"]}
    assert len(queries(judge(check, silent, accuracy=figures, **TEN))) == 1
    first, *_ = figures_told(check, figures)
    assert first == "caselint recognises 40 of 100 passages of “A worry told”."
    figures |= {"worry_told": measured(recall=(96, 100))["worry_told"]}
    assert len(queries(judge(check, silent, accuracy=figures, **TEN))) == 1
    assert figures_told(check, figures) == [
        "caselint recognises 1 of 100 passages of “Seen alone”."
    ]


def test_figures_that_are_good_enough_are_nothing_that_a_rule_gets_wrong():
    assert figures_told(SEEN, measured()) == []


def test_presence_goes_by_the_worst_precision_of_a_family():
    family = "every: {kind: case_note}\nmeets: {not: {says: {any_of: [drift_cue, worry_told]}}}"
    figures = measured() | {"worry_told": measured(precision=(80, 100))["worry_told"]}
    said = note("2026-03-02", "no change")
    result = judge(family, said, rests_on="presence", accuracy=figures)
    assert len(queries(result)) == 1
    assert len(concerns(judge(DRIFT, said, rests_on="presence", accuracy=figures))) == 1


def test_a_trigger_in_narrative_has_to_be_right_even_where_the_answer_is_a_record():
    check = """
    follows:
      trigger: {kind: case_note, where: {says: worry_told}}
      answer: {kind: strategy_discussion}
    within: 5 days
    """
    told = note("2026-03-02", "Tom said: I am frightened.")
    assert len(concerns(judge(check, told, accuracy=measured(recall=(1, 100))))) == 1
    assert len(queries(judge(check, told, accuracy=measured(precision=(1, 100))))) == 1


def test_what_only_excuses_asks_for_no_figures():
    check = "every: {kind: visit}\nmeets: {child_seen: yes}\n"
    check += "excused_by: {itself: {says: decision_rationale}}"
    result = judge(check, visit("2026-03-02", "no", text=FILLER), accuracy={})
    assert len(concerns(result)) == 1


def test_narrative_is_read_once_for_all_rules_and_files_together():
    rules = [
        rule(DRIFT, id="TST001", rests_on="presence"),
        rule(DRIFT.replace("drift_cue", "worry_told"), id="TST002", rests_on="presence"),
    ]
    made = linter(*rules)
    files = [
        a_case(note("2026-03-02", "no change"), note("2026-03-03", "no change"), case_id=f"C{n}")
        for n in range(5)
    ]
    together = list(made.check_many(files, "2026-06-30"))
    reader = made.rulebook.language.reader
    assert [len(call) for call in reader.calls] == [5]
    assert [one.case.case_id for one in together] == ["C0", "C1", "C2", "C3", "C4"]
    apart = [made.check_one(each, "2026-06-30") for each in files]
    assert apart == together


def test_files_are_answered_before_the_one_that_cannot_be_dated():
    made = linter(rule(DRIFT, rests_on="presence"))
    files = [a_case(note("2026-03-02", "Tidy."), source={"extracted_at": "2026-06-30"}), a_case()]
    answers = made.check_many(files)
    assert next(answers).case.case_id == "C1"


def test_nothing_is_read_where_no_rule_asks_or_only_of_other_kinds():
    made = linter(rule("every: {kind: visit}\nmeets: {child_seen: yes}"))
    made.check(a_case(note("2026-03-02", "no change")), "2026-06-30")
    assert made.rulebook.language.reader.calls == []
    made = linter(rule(SEEN))
    made.check(
        a_case(note("2026-03-02", "no change"), visit("2026-03-02", text="Tidy.")), "2026-06-30"
    )
    assert made.rulebook.language.reader.calls == [["Tidy."]]


def test_all_concepts_of_the_tests_are_measured():
    assert measured().keys() == CONCEPTS.keys()
