"""`caselint rules test --concepts`: marked sentences, counted by concept."""

import json
import shutil
from pathlib import Path

import pytest

from caselint.rulebook import rulebook, shipped_rules

from .conftest import Run

SMALL = Path(__file__).parents[1] / "language" / "small"
OURS = """\
id: visit
title: A visit
meaning: Somebody came.
phrases: [visited]
sentences:
  - SW [visited].
  - SW has not [visited | negated].
"""


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    small = tmp_path / "shipped"
    shutil.copytree(SMALL, small)
    shutil.copy(shipped_rules() / "pack.yaml", small)
    monkeypatch.setattr(rulebook, "shipped_rules", lambda: small)
    return small


def write_ours(tmp_path: Path, text: str = OURS) -> Path:
    path = tmp_path / "ours" / "concepts" / "visit.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_all_sentences_read_as_marked_give_0(run: Run) -> None:
    result = run("rules", "test", "--concepts")
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[0] == ["concept", "right", "missed", "false", "assertion", "speaker", "subject"]
    assert ["seen_alone", "1", "0", "0", "1", "of", "1", "-", "-"] in lines
    assert ["all", "6", "0", "0", "6", "of", "6", "-", "-"] in lines
    assert ["assertion", "affirmed", "6", "of", "6"] in lines


def test_a_miss_gives_1_and_its_place(run: Run, tmp_path: Path) -> None:
    path = write_ours(tmp_path, OURS + "  - SW [called].\n  - SW visited.\n")
    result = run("rules", "test", "--concepts", "--rules", "ours")
    assert result.exit_code == 1
    place = Path("ours", *path.parts[-2:])
    lines = result.stdout.splitlines()
    assert lines[0] == f'{place}:8:5: visit: "called" is not found'
    assert lines[1].startswith(f'{place}:9:5: visit: "visited" is found where no mark stands')
    assert lines[3].split()[:4] == ["visit", "2", "1", "1"]


def test_with_a_folder_only_what_stands_in_it_is_tried(run: Run, tmp_path: Path) -> None:
    write_ours(tmp_path)
    shown = run("rules", "test", "--concepts", "--rules", "ours").stdout
    assert "visit" in shown
    assert "seen_alone" not in shown


def test_concepts_and_cue_files_are_named(run: Run, shipped: Path) -> None:
    cues = shipped / "cues" / "negated.yaml"
    text = cues.read_text(encoding="utf-8")
    assert "sentences" not in text
    cues.write_text(f"{text}sentences: ['Mum was not [there | negated].']\n", encoding="utf-8")
    shown = run("rules", "test", "--concepts", "cues/negated", "task").stdout
    names = [line.split()[0] for line in shown.splitlines() if line]
    assert names[1:4] == ["cues/negated", "task", "all"]


def test_a_name_that_is_not_there_has_a_suggestion(run: Run) -> None:
    result = run("rules", "test", "--concepts", "seen_alon")
    assert result.exit_code == 2
    assert 'did you mean "seen_alone"' in result.stderr


def test_the_same_as_data(run: Run, tmp_path: Path) -> None:
    write_ours(tmp_path, OURS.replace("| negated", "| planned"))
    result = run("rules", "test", "--concepts", "visit", "--rules", "ours", "--format", "json")
    plain = json.loads(result.stdout)
    (visit,) = plain["concepts"]
    assert result.exit_code == 1
    assert (visit["name"], visit["right"], visit["missed"], visit["false"]) == ("visit", 2, 0, 0)
    assert visit["fields"] == {"assertion": {"right": 1, "of": 2}}
    assert visit["wrong"][0]["complaints"] == ['"visited": assertion is negated, not planned']
    assert {"field": "assertion", "value": "planned", "right": 0, "of": 1} in plain["demanded"]


def test_the_same_as_tables_of_markdown(run: Run) -> None:
    shown = run("rules", "test", "--concepts", "task", "--format", "markdown").stdout
    assert "| task | 1 | 0 | 0 | 1 of 1 | - | - |" in shown


def test_a_pattern_that_spacy_refuses_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pattern = "token_patterns: [{anchor: came, pattern: [{LOWER: {IN: [came]}}]}]\n"
    write_ours(tmp_path, OURS.replace("sentences:", f"{pattern}sentences:"))
    words = ("rules", "test", "--concepts", "visit", "--rules", "ours")
    assert run(*words).exit_code == 0
    from caselint.language.token_patterns import TokenPatterns

    def refuse(self: TokenPatterns) -> list[tuple[object, str]]:
        return [(self.owners[0], "no such key")]

    monkeypatch.setattr(TokenPatterns, "complaints", refuse)
    result = run(*words)
    assert result.exit_code == 1
    assert "visit.yaml:1: token pattern at “came”: no such key" in result.stdout


def test_two_trials_at_once_are_refused(run: Run) -> None:
    assert run("rules", "test", "--concepts", "--synthetic").exit_code == 2
