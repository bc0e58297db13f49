"""What every section is given: the paper to write on, the run, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from caselint.findings.run import Run
from caselint.reports.style import Style
from caselint.reports.word.meeting import Criterion, criteria
from caselint.reports.word.paper import Paper
from caselint.reports.word.shown import Shown
from caselint.reports.wording import counted


@dataclass(slots=True)
class Writing:
    """A document for a meeting in the making. `concern_files` has what may be told, by rule."""

    run: Run
    style: Style
    paper: Paper
    shown: Shown = field(init=False)
    told: list[Criterion] = field(init=False)
    concern_files: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather what is told, once for all sections."""
        self.shown = Shown(self.style)
        self.told = criteria(self.run)
        concerns = [one for one in self.told if one.concern_files]
        # No total of these stands anywhere in the paper, so that none can be worked out.
        numbers = [one.concern_files for one in concerns]
        shown = self.shown.column(numbers, total_shown=False)
        self.concern_files = {one.rule: files for one, files in zip(concerns, shown, strict=True)}

    def says(self, name: str, **filled_in: object) -> str:
        """The standing sentence of this name."""
        return self.style.says(name, **filled_in)

    def to_develop(self) -> list[Criterion]:
        """Criteria with concerns, by theme and id."""
        return [one for one in self.told if one.to_develop]

    def strength(self, one: Criterion) -> str:
        """A criterion that was met throughout, in a line."""
        files = one.figure.files["evidenced"]
        shown = [f"{one.figure.met:,} of {one.figure.judged:,} occasions"]
        if not self.shown.is_shown(one.figure.judged):
            shown = []
        if self.shown.is_shown(files):
            shown.append(counted(files, "case file"))
        return f"{one.note.title} ({', '.join(shown) or self.says('word_numbers_held_back')})."

    def concern(self, one: Criterion) -> str:
        """A criterion that was not, in a line."""
        files = self.concern_files[one.rule]
        met = self.shown.part(one.figure.met, one.figure.judged)
        shown = [] if self.shown.held_back in met else [f"{met} occasions"]
        if files != self.shown.held_back:
            shown.append(f"case files with a concern: {files}")
        return f"{one.note.title} ({', '.join(shown) or self.says('word_numbers_held_back')})."

    def question(self, title: str) -> str:
        """What a query asks: the criterion as a question."""
        begins_a_sentence = title[1:2].islower() or title[1:2] == " "
        criterion = f"{title[:1].lower()}{title[1:]}" if begins_a_sentence else title
        return self.says("word_question", criterion=criterion)
