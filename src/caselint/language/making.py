"""Make the objects of mentions, from the arrays in which they were found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from caselint.language import speakers, subjects
from caselint.language.acted import Acted
from caselint.language.asserting import modes_of
from caselint.language.finding import Finder, Found
from caselint.language.lexicon import Lexicon
from caselint.language.mention import Mention, Who
from caselint.language.naming import SPEAKERS, SUBJECTS, as_subject, named
from caselint.language.people import AUTHOR
from caselint.language.token_patterns import TokenPatterns

STEPS: Final = tuple(
    tuple(f"; speaker: {by}; subject: {of}" for of in subjects.STEPS) for by in speakers.STEPS
)
"""How a rule names the steps that found the speaker and the subject."""

_Key = tuple[int, int]
"""A text and a concept, by their numbers."""
_Uses = dict[_Key, list[tuple[int, bytes]]]
"""What an exclusion has said, by text and concept: (number of its first word, folded words)."""


class Maker:
    """Makes the mentions of batches."""

    def __init__(self, lexicon: Lexicon, finder: Finder, tokens: TokenPatterns) -> None:
        self._finder = finder
        self._rules = (
            *(f'phrase "{owner.phrase}"' for _, owner in lexicon.patterns),
            *tokens.rules,
        )
        known = tuple(lexicon.concepts.values())
        self._capitals = frozenset(at for at, each in enumerate(known) if each.capitals)
        self._first_use = frozenset(at for at, each in enumerate(known) if each.first_use)

    def mentions(
        self, texts: Sequence[str], found: Found, authors: Sequence[Who]
    ) -> list[list[Mention]]:
        """The mentions of a batch, a list for each text."""
        made: list[list[Mention]] = [[] for _ in texts]
        if not len(found.text):
            return made
        read = found.read
        spoken, about = found.spoken, found.subjects
        cues: dict[int, list[int]] = {}
        for row, cue in zip(found.acting.mention.tolist(), found.acting.cue.tolist(), strict=True):
            cues.setdefault(row, []).append(cue)
        concepts, senses, rules = self._finder.concepts, self._finder.senses, self._rules
        acted = Acted(read)
        explained = self._explained(found) if self._first_use else {}
        used: set[tuple[_Key, int, bytes]] = set()
        columns = zip(
            found.text.tolist(),
            found.start.tolist(),
            found.end.tolist(),
            found.concept.tolist(),
            found.sense.tolist(),
            found.bits.tolist(),
            found.matches.pattern.tolist(),
            read.people.whose(spoken.person).tolist(),
            spoken.person.tolist(),
            spoken.step.tolist(),
            spoken.report.tolist(),
            spoken.denied.tolist(),
            read.people.whose(about.person).tolist(),
            about.person.tolist(),
            about.step.tolist(),
            strict=True,
        )
        for row, (
            text,
            start,
            end,
            concept,
            sense,
            bits,
            pattern,
            speaker,
            person,
            step,
            report,
            denied,
            subject,
            subject_row,
            subject_step,
        ) in enumerate(columns):
            content = texts[text]
            quote = content[start:end]
            if concept in self._capitals and quote != quote.upper():
                continue
            if concept in self._first_use:
                first = int(found.matches.first[row])
                words = read.folded.written(first, int(found.matches.last[row]))
                key = (text, concept)
                known = (key, sense, words) in used
                used.add((key, sense, words))
                if known or _told(explained.get(key, ()), first, words):
                    continue
            sets = row in cues or report >= 0 or denied >= 0
            fields = (
                concepts[concept],
                senses[sense],
                start,
                end,
                quote,
                *modes_of(bits),
                authors[text] if person == AUTHOR else SPEAKERS.get(speaker, "unknown"),
                named(read, person, text) if speaker >= 0 else None,
                as_subject(authors[text])
                if subject_row == AUTHOR
                else SUBJECTS.get(subject, "unknown"),
                named(read, subject_row, text) if subject >= 0 else None,
                "exact",
                1.0,
                acted.on(cues.get(row, ()), report, denied, content) if sets else (),
                rules[pattern] + STEPS[step][subject_step],
            )
            # A named tuple made of all its fields, without the cost of naming them.
            made[text].append(tuple.__new__(Mention, fields))
        return made

    def _explained(self, found: Found) -> _Uses:
        """What exclusions say, of concepts whose first use alone counts."""
        told: _Uses = {}
        folded, matches = found.read.folded, found.read.matches
        rows, concepts = self._finder.exclusions(matches, sorted(self._first_use))
        for row, concept in zip(rows.tolist(), concepts.tolist(), strict=True):
            first, last = int(matches.first[row]), int(matches.last[row])
            key = (int(folded.of_text[first]), concept)
            told.setdefault(key, []).append((first, folded.written(first, last)))
        return told


def _told(explained: Sequence[tuple[int, bytes]], first: int, words: bytes) -> bool:
    """Whether an exclusion that begins no later has these very words."""
    asked = b" %b " % words
    return any(begin <= first and asked in b" %b " % said for begin, said in explained)
