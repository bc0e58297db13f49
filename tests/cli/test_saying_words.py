"""How `caselint explain` says what a rule asks of narrative."""

import pytest

from building import rule, yaml
from caselint.cli.explaining.in_words import needs_in_words
from caselint.cli.explaining.selecting_words import SelectingWords
from told import measured, rulebook


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ("drift_cue", "its text says “drift cue”"),
        ("{any_of: [drift_cue, next_step]}", "its text says “drift cue” or “next step”"),
        (
            "{all_of: [drift_cue, next_step], within: sentence}",
            "its text says “drift cue” and “next step”, in one sentence",
        ),
        (
            "{concept: child_voice, speaker: [child, unknown], section: actions.impact}",
            "its text says “child voice”, in the words of the child or somebody who cannot be "
            "told, in its actions: impact",
        ),
        (
            "{concept: child_seen, assertion: [negated, planned], subject: other_child}",
            "its text says “child seen”, as negated or planned, of another child",
        ),
        (
            "{concept: sign, sense: gifts, assertion: any, hedged: no, speaker: any}",
            "its text says “sign”, in the sense of gifts, affirmed or not, without a doubt",
        ),
    ],
)
def test_what_is_asked_of_narrative_is_said_in_words(says, words):
    assert SelectingWords({}).predicate(yaml(f"says: {says}")) == words


def explained(accuracy):
    one = rule("every: {kind: visit}\nmeets: {says: child_seen_alone}")
    book = rulebook(one, accuracy=accuracy)
    compiled = book.compile(one, {})[0]
    return compiled, needs_in_words(compiled.need)


def test_what_stands_behind_a_rule_that_reads_is_kept_with_it():
    compiled, needs = explained(measured(recall=(93, 100)))
    assert needs == ["visit: date", "visit: narrative"]
    assert not compiled.standing.enough
    assert compiled.standing.figures == ("caselint recognises 93 of 100 passages of “Seen alone”.",)
    assert explained(measured())[0].standing.enough
