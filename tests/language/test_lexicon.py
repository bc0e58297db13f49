"""Every fault of a lexicon is found, each at its line and column."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from caselint.datafile import Fault
from caselint.errors import DataFileError
from caselint.language import lexicon as module
from caselint.language.lexicon import Lexicon, read_lexicon

WORDS = """\
id: people
meaning: People.
words:
  child: [child, baby]
  parent: [mum, dad]
  person: ["{child}", "{parent}"]
  speaker: ["{person}"]
"""
CONCEPT = """\
id: seen_alone
title: Seen alone
meaning: Somebody saw a child alone.
phrases:
  - seen alone
sentences:
  - She was [seen alone].
"""
CUE = """\
id: negated
meaning: It is not so.
sets: negated
forward: [not]
"""
REPORTING = """\
id: reporting
meaning: Whose words they are.
forward: ["{speaker} said"]
backward: []
denying: []
"""
STOPS = """\
id: stops
meaning: What ends a scope.
stops: [but]
abbreviations: [dr]
"""

Write = Callable[..., Path]


@pytest.fixture
def rules(tmp_path: Path) -> Write:
    """Writes a folder of rules, in which some files are other than usual."""

    def write(folder: str = "rules", **other: str) -> Path:
        files = {"words/people": WORDS, "concepts/seen_alone": CONCEPT}
        files |= {name.replace("__", "/"): dedent(text) for name, text in other.items()}
        for name, text in files.items():
            path = tmp_path / folder / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / folder

    return write


def faults(*folders: Path) -> list[Fault]:
    with pytest.raises(DataFileError) as caught:
        read_lexicon(folders)
    return list(caught.value.faults)


def only(*folders: Path) -> Fault:
    found = faults(*folders)
    assert len(found) == 1, found
    return found[0]


def place(fault: Fault) -> tuple[str, int, int]:
    return Path(fault.file).name, fault.line, fault.column


def concept(old: str, new: str) -> str:
    assert old in CONCEPT
    return CONCEPT.replace(old, new)


def test_a_sound_lexicon_is_read_whole(rules: Write) -> None:
    folder = rules(cues__negated=CUE, cues__reporting=REPORTING, cues__stops=STOPS)
    lexicon = read_lexicon([folder])
    assert list(lexicon.concepts) == ["seen_alone"]
    assert lexicon.abbreviations == ("dr",)
    assert {owner.role for _, owner in lexicon.patterns} == {"concept", "cue", "report", "stop"}
    assert lexicon.sentences["seen_alone"] == ("She was [seen alone].",)


def test_classes_take_one_another_in(rules: Write) -> None:
    lexicon = read_lexicon([rules()])
    assert lexicon.within("speaker") == {"speaker", "person", "child", "parent"}
    assert lexicon.members("child") == {"child", "person", "speaker"}


def test_classes_that_take_in_one_another_end_somewhere(rules: Write) -> None:
    words = 'id: round\nmeaning: x\nwords:\n  a: [one, "{b}"]\n  b: [two, "{a}"]\n'
    lexicon = read_lexicon([rules(words__round=words)])
    assert lexicon.within("a") == lexicon.within("b") == {"a", "b"}


def test_a_class_grows_over_files_and_folders(rules: Write) -> None:
    more = "id: more\nmeaning: x\nwords:\n  child: [bairn]\n"
    lexicon = read_lexicon([rules(), rules("own", words__more=more, concepts__seen_alone="")][:1])
    assert "bairn" not in lexicon.classes["child"].ways
    lexicon = read_lexicon([rules(words__more=more)])
    assert lexicon.classes["child"].ways == ("baby", "bairn", "child")


def test_a_concept_has_classes_of_its_own(rules: Write) -> None:
    text = concept(
        "phrases:\n  - seen alone", "words:\n  child: [lad]\nphrases:\n  - '{child} seen'"
    )
    lexicon = read_lexicon([rules(concepts__seen_alone=text)])
    assert lexicon.classes["seen_alone.child"].ways == ("lad",)
    assert lexicon.classes["child"].ways == ("baby", "child")
    assert lexicon.patterns[0][0].pieces[0].of == "seen_alone.child"


def test_a_lexicon_is_known_by_its_content(rules: Write) -> None:
    first = read_lexicon([rules()]).digest
    assert read_lexicon([rules("again")]).digest == first
    assert read_lexicon([rules(cues__negated=CUE)]).digest != first


def test_an_unknown_class_is_told_with_a_likely_one(rules: Write) -> None:
    fault = only(rules(concepts__seen_alone=concept("- seen alone", '- "{chlid} alone"')))
    assert place(fault) == ("seen_alone.yaml", 5, 5)
    assert fault.path == "phrases[0]"
    assert fault.message == 'there is no class of words "chlid"'
    assert fault.hint == 'did you mean "child"?'


def test_an_unknown_class_is_found_wherever_it_is_named(rules: Write) -> None:
    text = concept("- seen alone", '- "seen ...!{adlut} alone"\n  - "{who} alone"') + (
        'exclusions: ["{what} alone"]\nwords:\n  place: ["{where}"]\n'
    )
    assert [
        (place(f), f.message.split('"')[1]) for f in faults(rules(concepts__seen_alone=text))
    ] == [
        (("seen_alone.yaml", 5, 5), "adlut"),
        (("seen_alone.yaml", 6, 5), "who"),
        (("seen_alone.yaml", 9, 14), "what"),
        (("seen_alone.yaml", 11, 11), "where"),
    ]


def test_a_bad_phrase_is_told_with_the_character(rules: Write) -> None:
    fault = only(rules(concepts__seen_alone=concept("- seen alone", "- seen? alone")))
    assert place(fault) == ("seen_alone.yaml", 5, 5)
    assert fault.message == 'character 5: "?" has no place'


def test_a_bad_word_of_a_class_is_told(rules: Write) -> None:
    fault = only(
        rules(words__more="id: more\nmeaning: x\nwords:\n  place: [room, 'at ... home']\n")
    )
    assert place(fault) == ("more.yaml", 4, 17)
    assert fault.message.startswith("here only words can stand")


def test_an_explosion_is_told_with_its_size(rules: Write) -> None:
    ways = "(a|b|c|d|e) " * 4
    fault = only(rules(concepts__seen_alone=concept("- seen alone", f"- {ways}seen")))
    assert place(fault) == ("seen_alone.yaml", 5, 5)
    assert fault.message == "these words can be written in 625 ways, and 400 is the most"


def test_a_phrase_that_stands_for_too_many_patterns_is_told(rules: Write) -> None:
    phrase = '"' + "({child}|{parent}) " * 7 + 'seen"'
    fault = only(rules(concepts__seen_alone=concept("seen alone\ns", f"{phrase}\ns")))
    assert "stands for 128 patterns or more, and 64 is the most" in fault.message


def test_too_many_patterns_altogether_are_told(
    rules: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LEXICON_PATTERNS", 1)
    text = concept("- seen alone", "- seen alone\n  - met alone")
    fault = only(rules(concepts__seen_alone=text))
    assert fault.message == "the lexicon stands for 2 patterns, and 1 is the most"


def test_an_id_is_the_name_of_its_file(rules: Write) -> None:
    fault = only(rules(concepts__seen_alone=concept("id: seen_alone", "id: seen")))
    assert place(fault) == ("seen_alone.yaml", 1, 5)
    assert fault.message == 'the file is called "seen_alone.yaml", and the id is another'
    assert fault.hint == 'call it "seen.yaml"'


@pytest.mark.parametrize(("name", "text"), [("cues__no", CUE), ("words__folk", WORDS)])
def test_so_it_is_for_cues_and_words(rules: Write, name: str, text: str) -> None:
    assert "and the id is another" in only(rules(**{name: text})).message


def test_a_concept_that_stands_twice_is_told(rules: Write) -> None:
    fault = only(rules(), rules("own", words__people="id: people\nmeaning: x\nwords: {a: [b]}\n"))
    assert place(fault) == ("seen_alone.yaml", 1, 5)
    assert fault.message == 'the concept "seen_alone" stands twice'


def test_an_unknown_key_is_told_with_a_likely_one(rules: Write) -> None:
    fault = only(rules(concepts__seen_alone=concept("sentences:", "exclusion: [x]\nsentences:")))
    assert place(fault) == ("seen_alone.yaml", 6, 1)
    assert fault.hint == 'did you mean "exclusions"?'


def test_a_concept_says_something(rules: Write) -> None:
    fault = only(rules(concepts__seen_alone=concept("phrases:\n  - seen alone\n", "")))
    assert fault.message == "a concept has phrases, senses or both"


def test_a_concept_has_sentences(rules: Write) -> None:
    text = CONCEPT.split("sentences:")[0]
    assert "sentences" in str(only(rules(concepts__seen_alone=text)))


def test_consent_is_asked_for_a_phrase_of_the_file(rules: Write) -> None:
    fault = only(rules(concepts__seen_alone=CONCEPT + "needs_score: [seen alnoe]\n"))
    assert place(fault) == ("seen_alone.yaml", 8, 15)
    assert fault.hint == 'did you mean "seen alone"?'


@pytest.mark.parametrize("phrase", ["according to mum", "{speaker} told {speaker}"])
def test_a_report_has_one_speaker(rules: Write, phrase: str) -> None:
    text = REPORTING.replace("{speaker} said", phrase)
    fault = only(rules(cues__reporting=text))
    assert place(fault) == ("reporting.yaml", 3, 11)
    assert fault.message == "a report has {speaker} in it, once"


def test_what_a_cue_sets_is_one_of_few(rules: Write) -> None:
    fault = only(rules(cues__negated=CUE.replace("sets: negated", "sets: negate")))
    assert place(fault) == ("negated.yaml", 3, 7)
    assert fault.hint == 'did you mean "negated"?'


def test_what_the_text_itself_shows_has_no_list(rules: Write) -> None:
    fault = only(rules(words__more="id: more\nmeaning: x\nwords:\n  name: [Mia]\n"))
    assert place(fault) == ("more.yaml", 4, 3)
    assert fault.message == "this class is found in the text itself"


def test_an_abbreviation_is_words_alone(rules: Write) -> None:
    fault = only(rules(cues__stops=STOPS.replace("[dr]", "[dr, 'e ... g']")))
    assert place(fault) == ("stops.yaml", 4, 21)


def test_every_fault_of_every_file_is_found_at_once(rules: Write) -> None:
    folder = rules(
        concepts__seen_alone=concept("- seen alone", "- seen? alone\n  - '{nobody} seen'"),
        cues__negated=CUE.replace("[not]", "[not, '...']"),
        words__more="id: other\nmeaning: x\nwords: {place: ['(']}\n",
    )
    assert [place(fault) for fault in faults(folder)] == [
        ("seen_alone.yaml", 5, 5),
        ("seen_alone.yaml", 6, 5),
        ("negated.yaml", 4, 16),
        ("more.yaml", 1, 5),
        ("more.yaml", 3, 17),
    ]


def test_a_folder_without_rules_gives_an_empty_lexicon(tmp_path: Path) -> None:
    lexicon: Lexicon = read_lexicon([tmp_path])
    assert not lexicon.concepts
    assert not lexicon.patterns
