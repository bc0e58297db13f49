"""Mentions as numbers, and back: what of a mention may stand on disk.

A number is a place in the text, a place in the cast, or a place in a list that the lexicon alone
decides. So a row of numbers holds neither words of a text nor names of people, and says nothing
without the text, the cast and the lexicon that it was made with.
"""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

from caselint.language.mention import MODES, Certainty, Cue, Mention, Mode, Who, Whose

if TYPE_CHECKING:
    from caselint.language.lexicon import Lexicon

LAYOUT: Final = 1
"""The number of this way of writing mentions; another way takes another number."""

_SPEAKERS: Final[tuple[Who, ...]] = get_args(Who)
_SUBJECTS: Final[tuple[Whose, ...]] = get_args(Whose)
_CERTAINTIES: Final[tuple[Certainty, ...]] = get_args(Certainty)
_SETS: Final = (*MODES, "hedged", "speaker", "subject")
"""What cues set."""
_STEPS: Final = "; speaker: "
"""Where the words of a mention's `rule` end that the lexicon decides, and the steps begin."""
_WIDTH: Final = 10
_CUE: Final = 3
_SCORE: Final = struct.Struct("<d")
_HALVES: Final = struct.Struct("<4H")


People = tuple[str | None, ...]
"""The names of a cast, in order, after None: nobody's place is 0."""


class Codes:
    """What the numbers of a lexicon stand for: all its concepts, senses, phrases and steps."""

    def __init__(
        self,
        concepts: Sequence[str],
        senses: Sequence[str],
        rules: Sequence[str],
        steps: Sequence[str],
    ) -> None:
        self._lists = concepts, senses, rules, steps
        self._numbers = tuple({name: at for at, name in enumerate(one)} for one in self._lists)

    @classmethod
    def of(cls, lexicon: Lexicon) -> Codes:
        """Those of a lexicon, from it alone: they do not tell what was found in any text."""
        from caselint.language import speakers, subjects
        from caselint.language.token_patterns import TokenPatterns

        tokens = TokenPatterns(lexicon)
        owners = [*(owner for _, owner in lexicon.patterns), *tokens.owners]
        phrases = (f'phrase "{owner.phrase}"' for _, owner in lexicon.patterns)
        return cls(
            tuple(lexicon.concepts),
            tuple(sorted({owner.way for owner in owners if owner.role == "concept"} | {""})),
            tuple(sorted({*phrases, *tokens.rules})),
            tuple(f"{_STEPS}{by}; subject: {of}" for by in speakers.STEPS for of in subjects.STEPS),
        )

    def written(self) -> bytes:
        """The codes as data."""
        return zlib.compress(json.dumps(self._lists).encode(), level=1)

    @classmethod
    def read(cls, data: bytes) -> Codes:
        """The codes of data. Raises `ValueError` where it is none."""
        try:
            lists = json.loads(zlib.decompress(data))
            return cls(*(tuple(map(str, one)) for one in lists))
        except (zlib.error, TypeError) as error:
            raise ValueError from error

    def encode(self, mentions: Sequence[Mention], text: str, people: People) -> bytes | None:
        """The mentions of a text as numbers.

        None where they would not come back the same: such a text is read anew each time.
        """
        try:
            numbers = self._numbered(mentions, people) if mentions else []
            row = array("H" if max(numbers, default=0) <= 0xFFFF else "I", numbers)
        except (KeyError, ValueError, OverflowError):
            return None
        data = row.typecode.encode() + row.tobytes()
        return data if self.decode(data, text, people) == mentions else None

    def decode(self, data: bytes, text: str, people: People) -> list[Mention]:
        """The mentions of a text; their words are cut from it again.

        Raises `ValueError` where the data is not of this text, cast and lexicon.
        """
        if data[:1] not in (b"H", b"I"):
            raise ValueError(data[:1])
        row = array(data[:1].decode())
        row.frombytes(data[1:])
        try:
            return self._decoded(row.tolist(), text, people) if row else []
        except (IndexError, struct.error) as error:
            raise ValueError from error

    def _numbered(self, mentions: Sequence[Mention], people: People) -> list[int]:
        """Mentions as numbers: how many, and how many cues; then each mention, cue and score.

        Raises `KeyError` or `ValueError` where one is not of the codes.
        """
        concepts, senses, rules, steps = self._numbers
        numbers = [len(mentions), sum(len(mention.cues) for mention in mentions)]
        for mention in mentions:
            phrase, mark, rest = mention.rule.rpartition(_STEPS)
            said = _Said(
                mention.assertion,
                mention.modes,
                mention.hedged,
                mention.speaker,
                mention.subject,
                mention.certainty,
            )
            numbers += (
                mention.start,
                mention.end - mention.start,
                concepts[mention.concept],
                senses[mention.sense],
                _status(said),
                rules[phrase],
                steps[mark + rest],
                people.index(mention.speaker_person),
                people.index(mention.subject_person),
                len(mention.cues) << 1 | (mention.score != 1.0),
            )
        for mention in mentions:
            for cue in mention.cues:
                numbers += (_SETS.index(cue.sets), cue.start, cue.end - cue.start)
        for mention in mentions:
            if mention.score != 1.0:
                numbers += _HALVES.unpack(_SCORE.pack(mention.score))
        return numbers

    def _decoded(self, numbers: list[int], text: str, people: People) -> list[Mention]:
        concepts, senses, rules, steps = self._lists
        many, with_cues, *_ = numbers
        last = 2 + many * _WIDTH
        scores_at = last + with_cues * _CUE
        each = iter(numbers[last:scores_at])
        cues = [
            _cue(Cue, (_SETS[sets], first, first + size, text[first : first + size]))
            for sets, first, size in zip(each, each, each, strict=True)
        ]
        cue = 0
        made: list[Mention] = []
        each = iter(numbers[2:last])
        for start, length, concept, sense, status, rule, step, by, of, more in zip(
            *(each,) * _WIDTH, strict=True
        ):
            end = start + length
            assertion, modes, hedged, speaker, subject, certainty = _said(status)
            score = 1.0
            if more & 1:
                (score,) = _SCORE.unpack(_HALVES.pack(*numbers[scores_at : scores_at + 4]))
                scores_at += 4
            acted: tuple[Cue, ...] = ()
            if more > 1:
                acted = tuple(cues[cue : cue + (more >> 1)])
                cue += more >> 1
            fields = (
                concepts[concept],
                senses[sense],
                start,
                end,
                text[start:end],
                assertion,
                modes,
                hedged,
                speaker,
                people[by],
                subject,
                people[of],
                certainty,
                score,
                acted,
                rules[rule] + steps[step],
            )
            made.append(_mention(Mention, fields))
        return made


_mention: Final[Any] = tuple.__new__
_cue: Final[Any] = tuple.__new__


class _Said(NamedTuple):
    """The fields of a mention that take one of a few values each, kept as one number."""

    assertion: Mode
    modes: frozenset[Mode]
    hedged: bool
    speaker: Who
    subject: Whose
    certainty: Certainty


@cache
def _status(said: _Said) -> int:
    number = sum(1 << at for at, mode in enumerate(MODES) if mode in said.modes)
    number = number * len(MODES) + MODES.index(said.assertion)
    number = number * 2 + said.hedged
    number = number * len(_SPEAKERS) + _SPEAKERS.index(said.speaker)
    number = number * len(_SUBJECTS) + _SUBJECTS.index(said.subject)
    return number * len(_CERTAINTIES) + _CERTAINTIES.index(said.certainty)


@cache
def _said(number: int) -> _Said:
    """What the number of `_status` says. Raises `ValueError` where it is none."""
    number, certainty = divmod(number, len(_CERTAINTIES))
    number, subject = divmod(number, len(_SUBJECTS))
    number, speaker = divmod(number, len(_SPEAKERS))
    number, hedged = divmod(number, 2)
    number, assertion = divmod(number, len(MODES))
    if number >> len(MODES):
        raise ValueError(number)
    return _Said(
        MODES[assertion],
        frozenset(mode for at, mode in enumerate(MODES) if number >> at & 1),
        bool(hedged),
        _SPEAKERS[speaker],
        _SUBJECTS[subject],
        _CERTAINTIES[certainty],
    )
