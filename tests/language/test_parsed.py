"""A parse, where somebody has chosen one, fills in unknown speakers and overrules nobody."""

from collections.abc import Sequence

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from caselint.errors import ConfigurationError
from caselint.language.engine import Engine
from caselint.language.mention import Mention

from .texts import read_small

ENGINE = Engine(read_small())
CAST = {"Mia": "child", "Stacey": "mother", "Dev": "social worker"}


class Annotated:
    """A parser that knows one text: its words, each with the place of its head and the relation."""

    def __init__(self, *rows: tuple[str, int, str]) -> None:
        self.rows = rows
        self.asked = 0

    @property
    def text(self) -> str:
        return self._doc().text

    def __call__(self, text: str, /) -> Doc:
        assert text == self.text
        self.asked += 1
        return self._doc()

    def _doc(self) -> Doc:
        words, heads, relations = map(list, zip(*self.rows, strict=True))
        spaces = [
            word != "“" and after not in ("”", ",", ".")
            for word, after in zip(words, [*words[1:], "."], strict=True)
        ]
        return Doc(Vocab(), words=words, spaces=spaces, heads=heads, deps=relations)


def quoted(verb: str = "said", relation: str = "ccomp", who: str = "Stacey") -> Annotated:
    """“I was seen alone all day”, was what Stacey, in the end, said."""
    return Annotated(
        ("“", 3, "punct"),
        ("I", 3, "nsubjpass"),
        ("was", 3, "auxpass"),
        ("seen", 17, relation),
        ("alone", 3, "advmod"),
        ("all", 6, "det"),
        ("day", 3, "npadvmod"),
        ("”", 3, "punct"),
        (",", 17, "punct"),
        ("was", 17, "aux"),
        ("what", 17, "dobj"),
        (who, 17, "nsubj"),
        (",", 17, "punct"),
        ("in", 17, "prep"),
        ("the", 15, "det"),
        ("end", 13, "pobj"),
        (",", 17, "punct"),
        (verb, 17, "ROOT"),
        (".", 17, "punct"),
    )


def speakers(mentions: Sequence[Mention]) -> list[tuple[str, str | None]]:
    return [(m.speaker, m.speaker_person) for m in mentions if m.concept == "seen_alone"]


def test_an_unknown_speaker_is_the_subject_of_the_reporting_verb() -> None:
    parser = quoted()
    text = parser.text
    assert speakers(ENGINE.analyse(text, cast=CAST)) == [("unknown", None)]
    found = ENGINE.analyse(text, cast=CAST, parser=parser)
    assert speakers(found) == [("parent", "Stacey")]
    (mention,) = found
    assert "; speaker: parse; subject:" in mention.rule
    (cue,) = mention.cues
    assert (cue.sets, cue.text) == ("speaker", "Stacey, in the end, said")
    assert text[cue.start : cue.end] == cue.text


@pytest.mark.parametrize(
    "parser",
    [
        pytest.param(quoted(verb="smiled"), id="a verb that reports nothing"),
        pytest.param(quoted(relation="advcl"), id="no complement of the verb"),
        pytest.param(quoted(who="Omar"), id="a name that nobody listed"),
        pytest.param(quoted(who="they"), id="a pronoun of many"),
    ],
)
def test_it_stays_unknown_where_the_parse_does_not_tell(parser: Annotated) -> None:
    assert speakers(ENGINE.analyse(parser.text, cast=CAST, parser=parser)) == [("unknown", None)]


def test_a_joined_verb_has_the_subject_of_the_first() -> None:
    parser = Annotated(
        ("“", 1, "punct"),
        ("Seen", 14, "ccomp"),
        ("alone", 1, "advmod"),
        ("every", 4, "det"),
        ("day", 1, "npadvmod"),
        ("”", 1, "punct"),
        (",", 14, "punct"),
        ("Mia", 9, "nsubj"),
        ("then", 9, "advmod"),
        ("sat", 9, "ROOT"),
        ("down", 9, "prt"),
        ("and", 9, "cc"),
        ("at", 14, "prep"),
        ("last", 12, "pobj"),
        ("said", 9, "conj"),
        (".", 9, "punct"),
    )
    assert speakers(ENGINE.analyse(parser.text, cast=CAST, parser=parser)) == [("child", "Mia")]


def test_a_professional_in_the_chain_is_passed_over() -> None:
    parser = Annotated(
        ("“", 1, "punct"),
        ("Seen", 12, "ccomp"),
        ("alone", 1, "advmod"),
        ("every", 4, "det"),
        ("day", 1, "npadvmod"),
        ("”", 1, "punct"),
        ("was", 12, "aux"),
        ("what", 12, "dobj"),
        ("Mia", 12, "nsubj"),
        ("in", 12, "prep"),
        ("the", 11, "det"),
        ("end", 9, "pobj"),
        ("said", 17, "ccomp"),
        (",", 17, "punct"),
        ("Dev", 17, "nsubj"),
        ("as", 17, "prep"),
        ("ever", 15, "pobj"),
        ("reported", 17, "ROOT"),
        (".", 17, "punct"),
    )
    assert speakers(ENGINE.analyse(parser.text, cast=CAST, parser=parser)) == [("child", "Mia")]


def test_a_speaker_who_is_known_is_not_overruled() -> None:
    parser = Annotated(
        ("Mum", 1, "nsubj"),
        ("said", 1, "ROOT"),
        ("Mia", 4, "nsubjpass"),
        ("was", 4, "auxpass"),
        ("seen", 1, "ccomp"),
        ("alone", 4, "advmod"),
    )
    plain = ENGINE.analyse(parser.text, cast=CAST)
    parser.asked = 0
    assert ENGINE.analyse(parser.text, cast=CAST, parser=parser) == plain
    assert parser.asked == 0


def test_only_texts_with_an_unknown_speaker_are_parsed() -> None:
    parser = quoted()
    text = parser.text
    parser.asked = 0
    read = ENGINE.analyse_many(["He was seen alone.", text], casts=[CAST, CAST], parser=parser)
    assert [speakers(each)[0][0] for each in read] == ["professional", "parent"]
    assert parser.asked == 1


def test_a_pipeline_without_a_parser_is_told_so() -> None:
    text = quoted().text
    with pytest.raises(ConfigurationError, match="no dependency parse"):
        ENGINE.analyse(text, cast=CAST, parser=lambda words: Doc(Vocab(), words=words.split()))
