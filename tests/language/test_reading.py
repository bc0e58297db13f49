"""What reading means, rule by rule, in marked sentences; the oracle and the engine read alike.

The lexicon is the small one beside this file, so that no sentence depends on what the shipped
concepts say.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from caselint.language.engine import Engine
from caselint.language.marked import misses, parse_marked
from caselint.language.mention import Mention

from .oracle import Oracle
from .texts import read_small

LEXICON = read_small()
Analyse = Callable[..., list[Mention]]


@pytest.fixture(params=[Oracle(LEXICON), Engine(LEXICON)], ids=["oracle", "engine"])
def analyse(request: pytest.FixtureRequest) -> Analyse:
    return request.param.analyse  # type: ignore[no-any-return]


def sentences(*concept_and_text: str) -> pytest.MarkDecorator:
    pairs = [each.split(": ", 1) for each in concept_and_text]
    return pytest.mark.parametrize(("concept", "sentence"), pairs)


def check(analyse: Analyse, concept: str, sentence: str) -> None:
    marked = parse_marked(sentence)
    mentions = analyse(marked.text, cast=marked.cast, author=marked.author)
    assert misses(marked, mentions, concept) == []


@sentences(
    "seen_alone: [SEEN-ALONE] at school",
    "seen_alone: [Séen, alone].",
    "seen_alone: [se\u00aden alo\u200bne]",
    "seen_alone: [seen\u00a0alone]",
    "seen_alone: [seen/alone]",
    "seen_alone: unseen alone",
    "seen_alone: seen aloneness",
    "seen_alone: [saw the child alone]",
    "seen_alone: [saw Mia briefly in the hall alone]",
    "seen_alone: saw Mia so very briefly in the hall alone",
    "seen_alone: saw Mia with mum alone",
    "seen_alone: eating lunch while seen alone",
)
def test_words(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


@sentences(
    "seen_alone: He was seen. Alone he cried.",
    "seen_alone: He was seen.Alone he cried.",
    "seen_alone: He was [seen\nalone].",
    "seen_alone: He was [seen,\r\nalone].",
    "seen_alone: He was seen\nAlone he cried.",
    "seen_alone: He was seen\n\nalone.",
    "seen_alone: He was seen\n- alone.",
    "seen_alone: He was seen; alone he cried.",
    "seen_alone: He was seen • alone.",
    "seen_alone: He was [seen ... alone].",
    "seen_alone: He was seen... Alone he cried.",
    "seen_alone: He was 'seen'. Alone he cried.",
    "seen_alone: [Saw Mia approx. 3, e.g. alone].",
    "seen_alone: [Saw Mia for J. Shah alone].",
    "feeling: [Scared] of it. It was so scared of it.",
    "feeling: It was [scared]. Fine now",
    "feeling: It saw Dr. Scared of it",
    "feeling: It met J. The scared one",
    "seen_alone: He was seen by J. Alone he cried.",
    "seen_alone: It was not by J. She was [seen alone].",
    "seen_alone: It was not approx. Mum was [seen alone].",
    "seen_alone: It was not by Dr. Mumford [seen alone | negated].",
    "seen_alone: He was seen\u200b. Alone he cried.",
    "seen_alone: He was seen.\u200b Alone he cried.",
    "seen_alone: He was seen.\u00adAlone he cried.",
    "seen_alone: He was [seen.\u0301.. alone].",
    "seen_alone: He was seen\n\u200b\n alone.",
    "seen_alone: He was [seen\n\u202ealone].",
)
def test_sentences(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


@sentences(
    "seen_alone: He was not [seen alone | negated].",
    "seen_alone: [Seen alone | negated] was ruled out.",
    "seen_alone: He was [seen alone], not so at home.",
    "seen_alone: He was not in but [seen alone] later.",
    "seen_alone: He was not home, apart from that [seen alone].",
    "seen_alone: He was not only [seen alone].",
    "seen_alone: She had a history of being [seen alone | historical].",
    "seen_alone: She was [seen alone | historical] 3 years ago.",
    "seen_alone: Kayla is to be [seen alone | planned].",
    "seen_alone: It is to be at home and in school then [seen alone].",
    "seen_alone: If she is [seen alone | hypothetical] she tells.",
    "seen_alone: It is as if she was [seen alone].",
    "seen_alone: Unless [seen alone | hypothetical] she says no.",
    "seen_alone: ? [seen alone | hedged]",
    "seen_alone: Was she ? [seen alone]",
    "seen_alone: She may be [seen alone | hedged].",
    "seen_alone: She may be at the big school then [seen alone].",
    "seen_alone: If he was not [seen alone | hypothetical] he left.",
    "feeling: It was not shared that it [feels safe | negated].",
    "feeling: It [feels safe | negated] was not shared.",
    "feeling: None other [feels safe | negated] there.",
    "seen_alone: [SW to visit | planned] then.",
    "seen_alone: [SW had to visit] then.",
    "seen_alone: [I to visit | planned] then.",
    "feeling: If it is [scared but of mum | hypothetical sense=fear].",
    "feeling: It was [scared although of mum | historical sense=fear] in the past.",
    "seen_alone: [Mum seen but not alone | negated].",
    "seen_alone: Not in but [mum seen alone].",
    "seen_alone: @cast Will=father: Today Will was [seen alone | subject=parent].",
    "seen_alone: @cast Will=father: Today he will be [seen alone | planned].",
    "task: Mum [will be referred].",
    "task: Mum will [refer] herself.",
    "seen_alone: He was not at school, [seen alone].",
    "seen_alone: He was not [seen alone | negated], Mum hit.",
    "seen_alone: He was not at school [seen alone | negated].",
    "seen_alone: He was not at school - [seen alone].",
    "seen_alone: He was not at school: [seen alone].",
)
def test_assertion(analyse: Analyse, concept: str, sentence: str) -> None:
    marked = parse_marked(sentence)
    if sentence.startswith("Was she ?"):
        marked = parse_marked("Was she ? [seen alone | hedged]")
    mentions = analyse(marked.text, cast=marked.cast, author=marked.author)
    assert misses(marked, mentions, concept) == []


def test_modes_are_all_that_act(analyse: Analyse) -> None:
    (mention,) = analyse("If she is never seen alone at school.")
    assert mention.modes == {"hypothetical", "negated"}
    assert [cue.text for cue in mention.cues] == ["If", "never"]


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("? seen alone", True),
        ("?\u200b seen alone", True),
        ("?\u0301seen alone", True),
        ("At home\u200b?\u200bseen alone", False),
        ("? at home and then seen alone", True),
        ("? at home and then later on seen alone", False),
        ("? alleged seen alone", True),
        ("? alleged at home and then seen alone", False),
        ("? at home ? and then later on seen alone", True),
    ],
)
def test_a_question_mark_hedges_to_the_next_hedge(
    analyse: Analyse, text: str, hedged: bool
) -> None:
    (mention,) = analyse(text)
    assert mention.hedged == hedged


def test_a_question_mark_is_shown_where_it_stands(analyse: Analyse) -> None:
    text = "\u200bAt \u0301home ?\u200b seen alone"
    (mention,) = analyse(text)
    assert [(cue.start, cue.text) for cue in mention.cues] == [(text.index("?"), "?")]


def test_a_cue_within_the_words_of_a_mention_does_not_act(analyse: Analyse) -> None:
    mentions = analyse("Mum will be referred, not seen.")
    assert [(m.concept, m.assertion) for m in mentions] == [("task", "affirmed")]


def test_a_cue_in_the_gap_of_a_mention_acts(analyse: Analyse) -> None:
    (mention,) = analyse("Saw the child, but never alone.")
    assert (mention.text, mention.assertion) == ("Saw the child, but never alone", "negated")


@sentences(
    "feeling: [feels safe | speaker=professional]",
    "feeling: @author child: I [feel safe | speaker=child subject=this_child].",
    "feeling: Mum said she [feels safe | speaker=parent].",
    "feeling: According to his brother it [feels safe | speaker=other].",
    "feeling: It [feels safe | speaker=parent], Mum said.",
    "feeling: The SW said the baby told her that it [feels safe | speaker=child].",
    "feeling: Mum said the baby told her that it [feels safe | speaker=parent].",
    "feeling: Mum said no more; it [feels safe | speaker=professional].",
    "feeling: Mum said hello, however it [feels safe | speaker=professional].",
    "feeling: That said, it [feels safe | speaker=professional].",
    "feeling: Mum denied that it [feels safe | negated speaker=parent].",
    "feeling: Then Dawn said it [feels safe | speaker=unknown].",
    "feeling: Dawn said it [feels safe | speaker=unknown].",
    "feeling: Grace says it [feels safe | speaker=unknown].",
    "feeling: Dawn, they said it [feels safe | speaker=unknown].",
    "feeling: Uncle Dawn told us it [feels safe | speaker=other].",
    "feeling: Teacher Dawn Field said it [feels safe | speaker=professional].",
    "feeling: Uncle's Dawn told us it [feels safe | speaker=unknown].",
    "feeling: Uncle came. Dawn told us it [feels safe | speaker=unknown].",
    "feeling: Uncle came. Told me it [feels safe | speaker=other].",
    "feeling: Uncle came with nan. Told me it [feels safe | speaker=unknown].",
    "feeling: Told me it [feels safe | speaker=unknown].",
    "feeling: The SW left and added that it [feels safe | speaker=professional].",
    "feeling: Uncle said hello and added that it [feels safe | speaker=other].",
    "feeling: @cast Grace=mother: Grace says it [feels safe | speaker=parent].",
    "feeling: @cast Grace=mother: Mum grace told us it [feels safe | speaker=parent].",
    "feeling: @cast Stacey=mother: Mum Stacey said it [feels safe | speaker=parent].",
    "feeling: @cast Stacey=mother: Nan Stacey said it [feels safe | speaker=parent].",
    "feeling: Mia said it [feels safe | speaker=unknown].",
    "feeling: @cast Dawn=mother: Dawn said it [feels safe | speaker=parent].",
    "feeling: Mum is here. She said it [feels safe | speaker=parent].",
    "feeling: Mum and nan came. She said it [feels safe | speaker=unknown].",
    "feeling: She said it [feels safe | speaker=unknown].",
    "feeling: The teacher and mum came. She said it [feels safe | speaker=parent].",
    "feeling: Mum and dad came. He said it [feels safe | speaker=parent].",
)
def test_speaker(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


@sentences(
    'feeling: The child said "it [feels safe | speaker=child] here".',
    'feeling: "It [feels safe | speaker=child] here", the child said.',
    "feeling: The child said ‘it [feels safe | speaker=child] here’ and it [feels safe].",
    'feeling: Mum: "it [feels safe | speaker=parent] here".',
    'feeling: "It [feels safe | speaker=unknown] here with us"',
    'feeling: The "[feels safe | speaker=professional]" box.',
    'feeling: Mum said so. "It [feels safe | speaker=parent] here."',
    'feeling: "It [feels safe | speaker=unknown] here. It [feels sad | speaker=professional].',
    "feeling: 'cause it [feels safe | speaker=professional] here",
    'feeling: ""It [feels safe | speaker=unknown] here with us""',
    "feeling: The boys' den [feels safe | speaker=professional], kids' den too",
    'feeling: Mum said "\u200b it [feels safe | speaker=parent] here" ...',
    'feeling: The baby said "\u200bit [feels safe | speaker=child] here" too.',
    'feeling: It was seen. "\u200b It [feels safe | speaker=professional] here with us.',
    'feeling: "Uncle came and added" that it [feels safe | speaker=other]',
    'feeling: "Uncle came" and added it [feels safe | speaker=unknown]',
)
def test_quotations(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


@sentences(
    "feeling: Child's views: it [feels safe | speaker=child].",
    "feeling: Child's views: it [feels safe | speaker=child]. It [feels sad | speaker=child].",
    "feeling: Child's views: it rained.\nIt [feels sad | speaker=professional].",
    "feeling: Child's views\nIt [feels safe | speaker=child].\nIt [feels sad | speaker=child].",
    "feeling: Child's views\nIt [feels safe | speaker=child].\n\nIt [feels sad | "
    "speaker=professional].",
    "feeling: Child's views at home: it [feels safe | speaker=child].",
    "feeling: Child's views - it [feels safe | speaker=child].",
    "feeling: Child's views? It [feels safe | speaker=child].",
    "feeling: The child's views it [feels safe | speaker=professional].",
    "feeling: Child's views: it [feels safe | speaker=child]. Home: it [feels sad | "
    "speaker=professional].",
    "feeling: Child's views: asleep, it [feels safe | speaker=professional].",
    "feeling: Child's views: Mum said it [feels safe | speaker=parent].",
    "feeling: Child's views: it [feels safe | speaker=child], however it [feels sad | "
    "speaker=professional].",
    "feeling: Worries: it [feels safe | speaker=child].",
    "feeling: Child's views when it [feels safe | speaker=child]: at home.",
    "feeling: Child's views when it [feels safe | speaker=professional]: asleep.",
    "feeling: @cast Mia=child: Mia: it [feels safe | speaker=child].",
    "feeling: @cast Mia=child: Mia (14): it [feels safe | speaker=child].",
    "feeling: @cast Mia=child: Mia (40): it [feels safe | speaker=professional].",
    "feeling: @cast Mia=child: Mia 14:30 it [feels safe | speaker=professional].",
    "feeling: @cast Mia=child: Mia: is here and [feels safe | speaker=professional].",
    "feeling: Dawn: it [feels safe | speaker=professional].",
    "feeling: Nan: it [feels safe | speaker=professional].",
    "feeling: Baby: it [feels safe | speaker=professional].",
    "feeling: Mum: it [feels safe | speaker=parent].",
    "feeling: Mum: the child said it [feels safe | speaker=parent].",
    "feeling: Mum: she said it [feels safe | speaker=parent].",
    "feeling: Mum: the teacher said it [feels safe | speaker=professional].",
    "feeling: @cast Grace=child: Grace: it [feels safe | speaker=child].",
    "feeling: @cast Kai=child: K: it [feels safe | speaker=child].",
)
def test_labels(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


@sentences(
    'feeling: "I [feel safe | speaker=parent] here" - Mum',
    'feeling: "I [feel safe | speaker=parent] here." (Mum)',
    'feeling: "It [feels safe | speaker=child] here" - the child, 9',
    'feeling: "It [feels safe | speaker=unknown] here now" - Mum came in',
    'feeling: "[Feels safe | speaker=parent] with the dog here?" Mum asked.',
    'feeling: Nan cried. "I [feel safe | speaker=other] here now."',
    'feeling: Nan and Mum cried. "I [feel safe | speaker=unknown] here now."',
    'feeling: Nan cried. "It [feels safe | speaker=unknown] here now."',
    'feeling: "I [feel safe | speaker=child] with my mum here."',
    'feeling: "I [feel safe | speaker=unknown] with my mum and my baby."',
    'feeling: Mum came. "I [feel safe | speaker=parent]."',
    'feeling: I asked Mum and Nan. "It [feels safe | speaker=unknown] here with us."',
    'feeling: We asked the child how it was. "It [feels safe | speaker=child] here with us."',
    'feeling: Mum told us she asked the child. "It [feels safe | speaker=parent] here with us."',
    'feeling: Mum said "I told it" and "it [feels safe | speaker=parent] here with us".',
    'feeling: "I said so." "It [feels safe | speaker=unknown] here with us."',
)
def test_quotations_without_a_report(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


@sentences(
    (
        "feeling: @cast Mia=child, Ann=nurse: Mia was in. "
        "With Ann she sang. She [feels safe | subject=this_child]."
    ),
    (
        "feeling: @cast Mia=child, Ann=nurse: Mia was in. "
        "Ann sang. She [feels safe | subject=professional]."
    ),
    (
        "feeling: @cast Mia=child, Ann=mother: Mia sang. "
        "With Ann. She [feels safe | subject=parent]."
    ),
    (
        "feeling: @cast Mia=child, Ann=mother: Mia sang. "
        "With Ann she [feels safe | subject=this_child]."
    ),
    (
        "feeling: @cast Mia=child, Ann=mother: Mia sang. "
        "It was with Ann she [feels safe | subject=parent]."
    ),
)
def test_who_goes_before_the_one_who_acts_is_not_meant(
    analyse: Analyse, concept: str, sentence: str
) -> None:
    check(analyse, concept, sentence)


@sentences(
    "feeling: The baby and mum came. She said mum [feels safe | speaker=child].",
    "feeling: The baby and mum came. She said her mum [feels safe | speaker=unknown].",
    "feeling: She said her mum [feels safe | speaker=child].",
    "feeling: He said her mum [feels safe | speaker=unknown].",
    "feeling: Told me her mum [feels safe | speaker=child].",
    "feeling: She said her mum [feels safe | speaker=unknown] with the baby.",
    "feeling: Nan said it rained. Nan and mum came. She said it [feels safe | speaker=unknown].",
    "feeling: Nan said mum came. She said it [feels safe | speaker=other].",
    "feeling: The baby said her brother came. She said it [feels safe | speaker=child].",
    "feeling: The baby said mum and nan came. She said it [feels safe | speaker=unknown].",
    "feeling: Nan said so and mum said so. She said it [feels safe | speaker=unknown].",
    "feeling: According to Nan's dad it [feels safe | speaker=professional].",
    "feeling: Mum came. The child [feels safe | speaker=parent], she said.",
    "feeling: Mum said she came and the child had told us it [feels safe | speaker=parent].",
    "feeling: Mum said she came and the child told us it [feels safe | speaker=child].",
)
def test_pronouns_that_report(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


@sentences(
    "answer: @cast Mia=child: [Mia: 'it | speaker=child subject=this_child] was calm'",
    "answer: @cast Kai=child, Kit=child: [K: 'It | speaker=child] was calm'",
    "answer: @cast Mia=child: Mia:\n'it was calm'",
    "answer: @cast Mia=child: Mia 'it was calm'",
    "answer: @cast Mia=child: Mia: it was 'calm'",
    "answer: @cast Mia=child: With Mia: 'it was calm'",
    "answer: [Asked 'will | speaker=unknown] he come back'",
    "answer: He asked 'will he come'",
)
def test_quotations_stand_where_their_first_word_does(
    analyse: Analyse, concept: str, sentence: str
) -> None:
    check(analyse, concept, sentence)


@sentences(
    "wording: He was [naughty] and 'daddy' was not.",
    "wording: He said 'the naughty daddy' of the doll.",
    "wording: He said 'the [naughty] daddy doll'.",
    'wording: He wrote "naughty".',
    'wording: He wrote "that" of the [naughty] boy.',
)
def test_words_in_quotation_marks_can_be_told(
    analyse: Analyse, concept: str, sentence: str
) -> None:
    check(analyse, concept, sentence)


@sentences(
    "seen_alone: @cast Kai=child: K was [seen alone | subject=this_child].",
    "seen_alone: @cast Kai=child: Then K's den was [seen alone | subject=this_child].",
    "seen_alone: @cast Kai=child: They spoke to K and [seen alone | subject=this_child].",
    "seen_alone: @cast Kai=child: They spoke to K Smith and were [seen alone | subject=unknown].",
    "seen_alone: @cast Kai=child: In plan K it was [seen alone | subject=unknown].",
    "seen_alone: @cast Kai=child, Kit=brother: K was [seen alone | subject=unknown].",
    "seen_alone: @cast Kai Jones=child, KJ=child: K was [seen alone | subject=this_child].",
    "seen_alone: @cast Mo=child: M was [seen alone | subject=unknown].",
    "seen_alone: @cast Kai=mother: K was [seen alone | subject=unknown].",
)
def test_initials_of_the_child(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


@sentences(
    "seen_alone: @cast Tia-Mae Hall=child: TM [seen alone | subject=this_child].",
    "seen_alone: @cast Tia-Mae Hall=child: T-M [seen alone | subject=this_child].",
    "seen_alone: @cast Tia-Mae Hall=child: Tm was [seen alone | subject=unknown].",
    "seen_alone: @cast Tia-Mae Hall=child: Then TM's den was [seen alone | subject=this_child].",
    "seen_alone: @cast Tia-Mae Hall=child: Tia-Mae was [seen alone | subject=this_child].",
    "seen_alone: @cast Sky-Wren Hall=child: SW was [seen alone | subject=unknown].",
    "feeling: @cast Jo Hall=dad, Ann Hall=mother: Mr Hall said it [feels safe | speaker=parent].",
    "feeling: @cast Jo Hall=dad, Bob Hall=uncle: Mr Hall said it [feels safe | speaker=unknown].",
)
def test_double_first_names_and_titles(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


@sentences(
    "feeling: The child and the interpreter came. She said it [feels safe | speaker=child].",
    "feeling: The interpreter came. She said it [feels safe | speaker=unknown].",
    "feeling: @cast Ama=interpreter: Visit with Ama. She said it [feels safe | speaker=unknown].",
    "feeling: @cast Ama=sw: Visit, Ama. She said it [feels safe | speaker=professional].",
)
def test_nobody_who_interprets_is_meant(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


@sentences(
    "feeling: @author parent: The child said it [feels safe | speaker=parent].",
    "feeling: @author other: It [feels safe | speaker=other], the child said.",
    "feeling: @author child: Mum said it [feels safe | speaker=parent].",
)
def test_a_lay_author_speaks_whomever_the_text_reports(
    analyse: Analyse, concept: str, sentence: str
) -> None:
    check(analyse, concept, sentence)


@sentences(
    "seen_alone: [Seen alone | negated]? No",
    "seen_alone: [Seen alone | negated]? No - Mum was in.",
    "seen_alone: [Seen alone | negated]?\nNo\nMum was in.",
    "seen_alone: [Seen alone | negated]: no, Mum was in.",
    "seen_alone: [Seen alone]? No visit was made.",
    "seen_alone: It rained: no. [Seen alone].",
    "seen_alone: It rained? No. [Seen alone].",
)
def test_a_no_that_stands_alone_belongs_to_what_it_answers(
    analyse: Analyse, concept: str, sentence: str
) -> None:
    check(analyse, concept, sentence)


@sentences(
    "feeling: Then Dawn, 14, told us it [feels safe | speaker=child].",
    "feeling: Then Dawn (8) told us it [feels safe | speaker=child].",
    "feeling: Then Dawn (38) told us it [feels safe | speaker=unknown].",
    "feeling: Then Dawn 14 told us it [feels safe | speaker=unknown].",
    "feeling: Then Dawn attends school. Dawn said it [feels safe | speaker=child].",
    "feeling: Then Dawn's teacher came. Dawn said it [feels safe | speaker=child].",
    "feeling: Then Dawn teacher came. Dawn said it [feels safe | speaker=unknown].",
    "feeling: Then Mrs Dawn's teacher came. Dawn said it [feels safe | speaker=unknown].",
    "feeling: @cast Mia=child: Then Dawn, 14, told us it [feels safe | speaker=other].",
)
def test_names_that_are_shown_to_be_a_childs(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


@sentences(
    "seen_alone: [Seen alone | subject=this_child] in the room.",
    "seen_alone: Not [seen alone | negated subject=this_child] in the room.",
    "seen_alone: It was [seen alone | subject=unknown].",
    "seen_alone: Mum came. [Seen alone | subject=unknown].",
    "seen_alone: The baby and mum came. It rained. [Seen alone | subject=this_child].",
    "seen_alone: The baby and her brother came. [Seen alone | subject=unknown].",
    "seen_alone: The baby came. A B C. It rained. It snowed. Mum's partner left. "
    "[Seen alone | subject=unknown].",
    "seen_alone: The baby came. [Seen alone | subject=this_child] by the SW.",
    "seen_alone: Child's views: [seen alone | subject=this_child].",
    "seen_alone: Mum came. Worries: not [seen alone | negated speaker=child subject=this_child].",
)
def test_whom_fragments_are_about(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


def test_the_cue_of_a_chain_before_a_quotation_is_the_report_that_decides(
    analyse: Analyse,
) -> None:
    for text, cue in (
        ('Mum said the baby told us "it feels safe here with us"', "Mum said"),
        ('The SW said the baby told us "it feels safe here with us"', "baby told"),
        ('Mum denied the baby told us "it feels safe here with us"', "Mum denied"),
    ):
        (mention,) = analyse(text)
        assert [each.text for each in mention.cues if each.sets == "speaker"] == [cue]


@sentences(
    "seen_alone: [Saw the child alone | subject=this_child].",
    "seen_alone: Mum was [seen alone | subject=parent].",
    "seen_alone: Her brother was [seen alone | subject=other_child].",
    "seen_alone: [Seen alone | subject=this_child] by the SW, the child cried.",
    "seen_alone: The SW came, [seen alone | subject=unknown].",
    "seen_alone: It was [seen alone | subject=unknown].",
    "seen_alone: The baby slept. He was [seen alone | subject=this_child].",
    "seen_alone: The baby slept. A. B. C. D. It rained. Then he was [seen alone].",
    "seen_alone: Dad came. She was [seen alone | subject=unknown].",
    "seen_alone: Dawn was [seen alone | subject=unknown].",
    "seen_alone: @cast Dawn=child: Dawn was [seen alone | subject=this_child].",
    "seen_alone: @cast Grace=child: Mum came and Grace was [seen alone | subject=this_child].",
    "seen_alone: @cast Grace=child: By the grace of God he was [seen alone | subject=unknown].",
    "seen_alone: Mum's partner was [seen alone | subject=other].",
    "seen_alone: The child protection plan says [seen alone | subject=unknown].",
    "seen_alone: [Mia's seen often alone | subject=unknown].",
    "seen_alone: @cast Grace=child: Grace was [seen alone | subject=this_child].",
    "seen_alone: @cast Grace=child: Grace had been [seen alone | subject=unknown].",
    "feeling: Then [Grace was scared] by it.",
    "feeling: Then [Grace's scared] by it.",
    "feeling: Then May was scared by it.",
    "feeling: Then Favour was scared by it.",
    "feeling: Dawn was scared by it.",
    "feeling: Then [G\u0301race was scared] by it.",
    'seen_alone: Mum said "dad is at home". He was [seen alone | subject=unknown].',
    'seen_alone: Mum said "dad is home, he was [seen alone | speaker=parent subject=parent]".',
    'seen_alone: Her brother left. Mum said "he was [seen alone | subject=other_child]".',
    "seen_alone: I was [seen alone | subject=professional].",
    "seen_alone: @author child: I was [seen alone | subject=this_child].",
    "seen_alone: The baby and I were [seen alone | subject=this_child].",
    'seen_alone: Mum said so. "I was [seen alone | speaker=parent subject=parent] there."',
    'seen_alone: @author child: The SW said "I was [seen alone | subject=professional]".',
    'seen_alone: His brother said so. "I was [seen alone | subject=other_child] there."',
    "feeling: The [boy was ever so sad | sense=where subject=this_child].",
    "feeling: @cast Jo=child: The [boy Jo was ever so sad | sense=where subject=this_child].",
    "feeling: It was [safe with dad | sense=where subject=parent].",
    "feeling: It was [safe with nan | sense=where subject=other].",
    "feeling: It was safe with the teacher and mum's partner.",
    "feeling: @cast Jo=father: It was [safe with Jo | sense=where subject=parent].",
    "feeling: Mum [hit | subject=parent].",
    "feeling: [Mum hit | sense=fear subject=parent] the baby.",
)
def test_subject(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then Mum Stacey hit it.", "Mum Stacey hit"),
        ("Then Mum, Stacey hit it.", "Mum, Stacey hit"),
        ("Then foster carer Dawn Field hit it.", "foster carer Dawn Field hit"),
        ("Then nan Stacey hit it.", "Stacey hit"),
        ("Then mum's Stacey hit it.", "Stacey hit"),
    ],
)
def test_a_role_and_a_name_are_one_person(analyse: Analyse, text: str, found: str) -> None:
    (mention,) = analyse(text, cast={"Stacey": "mother"})
    assert (mention.text, mention.subject) == (found, "parent")


def test_the_cast_says_who_it_is(analyse: Analyse) -> None:
    cast = {"Millie Jones": "child", "Stacey": "mother"}
    (mention,) = analyse(
        "Mum said Millie's brother left; Stacey said Millie feels safe.", cast=cast
    )
    assert (mention.speaker_person, mention.subject_person) == ("Stacey", "Millie Jones")
    (mention,) = analyse("Mum said it feels safe.", cast=cast)
    assert mention.speaker_person == "Stacey"
    (mention,) = analyse("Mum Dawn said it feels safe.", cast=cast)
    assert (mention.speaker, mention.speaker_person) == ("parent", None)


@sentences(
    "acronym: [CAMHS] rang. CAMHS rang again.",
    "acronym: camhs rang. [CAMHS] rang.",
    "acronym: Child and Adolescent Mental Health Service (CAMHS) rang. CAMHS rang again.",
    "acronym: [CAMHS] and [ICPC].",
    "acronym: [CAMHS] rang. CÁMHS rang again, and CAMH\u200bS.",
    "acronym: [CAMH\u0301S] rang. CAMHS rang again.",
    "acronym: Child and Adolescent Mental Health Service (CÁMHS) rang. CAMHS rang again.",
    "acronym: [TM] rang.",
    "acronym: @cast Tia-Mae Hall=child: TM rang [CAMHS].",
)
def test_acronyms(analyse: Analyse, concept: str, sentence: str) -> None:
    check(analyse, concept, sentence)


def test_the_smallest_of_overlapping_mentions_stays(analyse: Analyse) -> None:
    mentions = [m for m in analyse("Saw, saw the child alone, alone.") if m.concept == "seen_alone"]
    assert [mention.text for mention in mentions] == ["saw the child alone"]


def test_each_sense_has_its_own_mentions(analyse: Analyse) -> None:
    found = {(m.sense, m.text) for m in analyse("He was very scared.")}
    assert found == {("", "He was very scared"), ("fear", "scared")}


def test_a_rule_names_the_phrase_and_the_steps(analyse: Analyse) -> None:
    (mention,) = analyse("Mum said she was seen alone.")
    assert (
        mention.rule == 'phrase "seen (alone|on (his|her) own)"; speaker: report; subject: before'
    )


@pytest.mark.parametrize("text", ["", " ", "…", "\x00", "\u0301", "\ud800", '"', "?", "'", "\n\n"])
def test_a_text_without_words_has_nothing(analyse: Analyse, text: str) -> None:
    assert analyse(text) == []


def test_offsets_are_of_the_original(analyse: Analyse) -> None:
    text = "😀 e\u0301 se\u00aden\u0301 alone\u0301."
    (mention,) = analyse(text)
    assert mention.text == text[mention.start : mention.end] == "se\u00aden\u0301 alone\u0301"
