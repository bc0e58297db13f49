"""A text and its mentions without the names that are known, or mentions without words of the text.

Where names are replaced, the place of a mention is that in the text with the marks. Where no words
are shown, it is that in the text as it was, so that whoever has it can look it up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from caselint.casefile.names import KnownName
from caselint.findings.names_replaced import Replaced
from caselint.findings.redaction import Redactor
from caselint.language.mention import Mention


def redacted(
    text: str, mentions: Iterable[Mention], people: Mapping[str, str], redactor: Redactor
) -> tuple[str, list[Mention]]:
    """The text and its mentions as they may be shown; without quotes, the mentions alone may be.

    `people` are the names that are known, each with who that is to the child.
    """
    known = people.items() if "names" in redactor.modes else ()
    names = redactor.names(KnownName(name, who) for name, who in known)
    named = [
        mention._replace(
            speaker_person=names.redact(mention.speaker_person or "") or None,
            subject_person=names.redact(mention.subject_person or "") or None,
        )
        for mention in mentions
    ]
    if "quotes" in redactor.modes:
        return text, list(map(_without_words, named))
    replaced = names.replaced(text)
    return replaced.text, [_moved(mention, replaced) for mention in named]


def _without_words(mention: Mention) -> Mention:
    cues = tuple(cue._replace(text="") for cue in mention.cues)
    return mention._replace(text="", cues=cues)


def _moved(mention: Mention, replaced: Replaced) -> Mention:
    """A mention as it stands among the marks, and the cues that set its fields."""
    start, end = replaced.moved(mention.start, mention.end)
    cues = []
    for cue in mention.cues:
        begin, stop = replaced.moved(cue.start, cue.end)
        cues.append(cue._replace(start=begin, end=stop, text=replaced.text[begin:stop]))
    return mention._replace(start=start, end=end, text=replaced.text[start:end], cues=tuple(cues))
