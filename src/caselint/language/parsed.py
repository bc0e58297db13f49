"""Speakers from a dependency parse, where somebody has chosen a trained pipeline.

It fills in a speaker who is unknown and overrules nobody. The speaker is the subject of the
reporting verb (classes ``say``, ``tell`` and ``ask``) whose complement the mention stands in; of
several the outermost who is no professional. Whom the subject means is decided as elsewhere: a
role, a name of the cast, or a pronoun that only one person fits. Nothing is missing without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

from caselint.errors import ConfigurationError
from caselint.language.mention import Cue, Mention, Who
from caselint.language.naming import speaker_at

if TYPE_CHECKING:
    from caselint.language.batch import Read
    from caselint.language.lexicon import Lexicon

REPORTING: Final = ("say", "tell", "ask")
_COMPLEMENTS: Final = ("ccomp", "parataxis")
_SUBJECT: Final = "nsubj"


class Parser(Protocol):
    """A spaCy pipeline with a dependency parser, or anything else that gives its documents."""

    def __call__(self, text: str, /) -> Any:
        """The parsed text."""


def fill_unknown_speakers(
    lexicon: Lexicon, texts: Sequence[str], read: Read, made: list[list[Mention]], parser: Parser
) -> None:
    """Give unknown speakers of a batch's mentions, in place, as far as the parse tells them.

    Raises `ConfigurationError` where the pipeline has no parser.
    """
    verbs: frozenset[str] | None = None
    for number, mentions in enumerate(made):
        unknown = [at for at, mention in enumerate(mentions) if mention.speaker == "unknown"]
        if not unknown:
            continue
        doc = parser(texts[number])
        if not doc.has_annotation("DEP"):
            raise ConfigurationError(
                "the pipeline gives no dependency parse", hint="choose one with a parser"
            )
        if verbs is None:
            verbs = _verbs(lexicon)
        for at in unknown:
            mentions[at] = _filled(read, number, texts[number], mentions[at], doc, verbs)


def _filled(
    read: Read,
    number: int,
    text: str,
    mention: Mention,
    doc: Any,
    verbs: frozenset[str],
) -> Mention:
    """The mention with its speaker, or as it was."""
    found: tuple[Who, str | None] | None = None
    for verb, subject in _reports(mention, doc, verbs):
        speaker, name = speaker_at(read, _row(read, number, subject), number)
        if found is not None and speaker == "professional":
            continue
        found = speaker, name
        start, end = min(subject.idx, verb.idx), max(_end(subject), _end(verb))
    if found is None or found[0] == "unknown":
        return mention
    cue = Cue("speaker", start, end, text[start:end])
    before, _, after = mention.rule.partition("; speaker: ")
    return mention._replace(
        speaker=found[0],
        speaker_person=found[1],
        cues=tuple(sorted((*mention.cues, cue), key=lambda each: each[1:])),
        rule=f"{before}; speaker: parse;{after.partition(';')[2]}",
    )


def _reports(mention: Mention, doc: Any, verbs: frozenset[str]) -> Iterator[tuple[Any, Any]]:
    """The reporting verbs over a mention with their subjects, from the nearest outwards."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None or not len(span):
        return
    token = span.root
    while token.head.i != token.i:
        verb = token.head
        if token.dep_ in _COMPLEMENTS and {verb.text.lower(), verb.lemma_.lower()} & verbs:
            subject = _subject(verb)
            if subject is not None:
                yield verb, subject
        token = verb


def _subject(verb: Any) -> Any | None:
    """The subject of a verb; of a joined verb ("sat down and said") that of the first."""
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        for child in verb.children:
            if child.dep_ == _SUBJECT:
                return child
        if verb.dep_ == "conj":
            verb = verb.head
    return None


def _row(read: Read, number: int, token: Any) -> int:
    """The row of people at a token of a text, or -1."""
    start, end = token.idx + int(read.folded.base[number]), _end(token)
    end += int(read.folded.base[number])
    people = read.people
    if not len(people.first):
        return -1
    stands = read.folded.given_start[people.first] < end
    stands &= read.folded.given_end[people.last] > start
    rows = stands.nonzero()[0]
    return int(rows[0]) if len(rows) else -1


def _end(token: Any) -> int:
    return int(token.idx + len(token))


def _verbs(lexicon: Lexicon) -> frozenset[str]:
    """The reporting verbs of the lexicon, in all their forms."""
    return frozenset(
        way
        for outer in REPORTING
        for name in lexicon.within(outer)
        if name in lexicon.classes
        for way in lexicon.classes[name].ways
        if " " not in way
    )
