"""Word documents for a meeting, in two layouts after two audits: key messages, and thematic.

Both name no child and quote no record; small numbers are held back; what follows from the findings
is proposed, with room for people's decisions. `style.order` may put the sections in another order
under the names ``word-key-messages`` and ``word-thematic``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO, Final

from caselint.findings.run import Run
from caselint.reports.style import Style
from caselint.reports.word import actions, appendix, opening, picture
from caselint.reports.word.paper import Paper
from caselint.reports.word.writing import Writing

Section = Callable[[Writing], None]

KEY_MESSAGES: Final[Mapping[str, Section]] = {
    "scope": opening.write_scope,
    "sample": opening.write_sample,
    "method": opening.write_method,
    "highlights": picture.write_highlights,
    "actions_taken": actions.write_taken,
    "to_address": actions.write_to_address,
    "further_actions": actions.write_further,
    "appendix": appendix.write_appendix,
}

THEMATIC: Final[Mapping[str, Section]] = {
    "scope": opening.write_scope,
    "sample": opening.write_sample,
    "method": opening.write_method,
    "strengths": picture.write_strengths,
    "challenges": picture.write_challenges,
    "stages": picture.write_stages,
    "lessons": actions.write_lessons,
    "next_steps": actions.write_next,
    "appendix": appendix.write_appendix,
}


def write_key_messages(run: Run, stream: BinaryIO, style: Style) -> None:
    """Highlights, actions taken, actions to be addressed, further actions for the board."""
    _write(run, stream, style, "word-key-messages", "word_key_messages_title", KEY_MESSAGES)


def write_thematic(run: Run, stream: BinaryIO, style: Style) -> None:
    """Strengths, challenges, the picture by stage, key lessons, next steps."""
    _write(run, stream, style, "word-thematic", "word_thematic_title", THEMATIC)


def _write(
    run: Run,
    stream: BinaryIO,
    style: Style,
    report: str,
    title: str,
    sections: Mapping[str, Section],
) -> None:
    order = style.ordered(report, tuple(sections))
    paper = Paper(style, style.says(title))
    on = Writing(run, style, paper)
    opening.write_title(on, style.says("title"))
    for name in order:
        sections[name](on)
    paper.finish(stream, max((case.as_at for case in run.cases), default=None))
