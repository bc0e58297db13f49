"""`caselint read`: a text with its mentions marked, on a terminal, as a page and as data."""

import io
import json
import re
import shutil
import stat
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from caselint.rulebook import rulebook, shipped_rules

from .conftest import Run

SMALL = Path(__file__).parents[1] / "language" / "small"
TEXT = "Tea came. Mum said Mia was not seen alone.\n\nShe may be seen alone.\n"


@pytest.fixture(autouse=True)
def the_small_rules_are_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = tmp_path / "shipped"
    shutil.copytree(SMALL, small)
    shutil.copy(shipped_rules() / "pack.yaml", small)
    monkeypatch.setattr(rulebook, "shipped_rules", lambda: small)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_mentions_stand_in_brackets_with_a_number(run: Run, note: Path) -> None:
    result = run("read", note, "--cast", "Mia=child")
    assert result.exit_code == 0
    assert result.stdout == (
        "Tea came. Mum said Mia was not [1: seen alone].\n"
        "\n"
        "She may be [2: seen alone].\n"
        "\n"
        "1    “seen alone”\n"
        "     Seen alone (seen_alone): it is not so (negated).\n"
        "     Speaker: a parent or carer. Subject: this child, Mia.\n"
        "2    “seen alone”\n"
        "     Seen alone (seen_alone): it is so (affirmed), said with doubt (hedged).\n"
        "     Speaker: a professional. Subject: not known.\n"
        "\n"
        "2 mentions of 1 concept.\n"
    )


def test_what_set_the_fields_is_explained(run: Run, note: Path) -> None:
    shown = run("read", note, "--explain").stdout
    assert "     negated: “not”\n" in shown
    assert "     speaker: “Mum said”\n" in shown
    shown = " ".join(shown.split())
    assert (
        'phrase "seen (alone|on (his|her) own)" in concepts/seen_alone.yaml; '
        "speaker: report; subject: before" in shown
    )


def test_of_a_long_phrase_the_beginning_and_the_end_are_shown(run: Run, tmp_path: Path) -> None:
    ways = "|".join(f"tea number {number} came" for number in range(40))
    folder = tmp_path / "ours" / "concepts"
    folder.mkdir(parents=True)
    (folder / "tea.yaml").write_text(
        f"id: tea\ntitle: Tea\nmeaning: There was tea.\nphrases: ['({ways})']\n"
        "sentences: ['[Tea number 3 came].']\n",
        encoding="utf-8",
    )
    (tmp_path / "note").write_text("Tea number 3 came.", encoding="utf-8")
    shown = " ".join(run("read", "note", "--explain", "--rules", "ours").stdout.split())
    assert (
        'phrase "(tea number 0 came|tea number 1…number 38 came|tea number 39 came)" '
        "in concepts/tea.yaml;"
    ) in shown


def test_standard_input_is_read(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from caselint.cli import main

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"He was seen alone.")))
    with pytest.raises(SystemExit) as left:
        main(["read", "-"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("He was [1: seen alone].")


def test_the_author_is_who_speaks_where_nobody_else_does(run: Run, tmp_path: Path) -> None:
    (tmp_path / "diary").write_text("She was seen alone.", encoding="utf-8")
    shown = run("read", "diary", "--author", "child").stdout
    assert "Speaker: a child." in shown


def test_only_the_concepts_asked_for_are_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("He was seen alone. He feels safe.", encoding="utf-8")
    assert "2 mentions of 2 concepts." in run("read", "note").stdout
    shown = run("read", "note", "--concept", "feeling").stdout
    assert shown.startswith("He was seen alone. He [1: feels safe].")


def test_a_concept_that_is_not_there_has_a_suggestion(run: Run, note: Path) -> None:
    result = run("read", note, "--concept", "seen_alon")
    assert result.exit_code == 2
    assert 'no concept "seen_alon" (did you mean "seen_alone"?)' in result.stderr


def test_concepts_of_a_further_folder_are_read(run: Run, note: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ours" / "concepts"
    folder.mkdir(parents=True)
    (folder / "tea.yaml").write_text(
        "id: tea\ntitle: Tea\nmeaning: There was tea.\nphrases: [tea came]\n"
        "sentences: ['[Tea came].']\n",
        encoding="utf-8",
    )
    shown = run("read", note, "--rules", "ours", "--concept", "tea").stdout
    assert shown.startswith("[1: Tea came].")


@pytest.mark.parametrize("given", ["Wilhelmina", "Wilhelmina=", "=child"])
def test_a_cast_that_cannot_be_read_is_not_repeated(run: Run, note: Path, given: str) -> None:
    result = run("read", note, "--cast", given)
    assert result.exit_code == 2
    assert "expected NAME=RELATIONSHIP" in result.stderr
    assert "Wilhelmina" not in result.stderr


def test_a_text_without_mentions_is_shown_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("Nothing.", encoding="utf-8")
    assert run("read", "note").stdout == "Nothing.\n\n0 mentions of 0 concepts.\n"


HOSTILE = (
    "\x1b[31mseen\x1b[0m \x9b2J\x07 \x00[bold]x[/bold] <script>alert(1)</script> "
    "\u202eseen alone\u2066 \"' & seen\x00 alone \u05e9\u05dc\u05d5\u05dd\r\n\x0c\x85\u2028end"
)


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_nothing_that_steers_a_terminal_is_written(run: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / "note").write_text(HOSTILE, encoding="utf-8", newline="")
    result = run("read", "note", "--format", form, "--explain")
    assert result.exit_code == 0
    steering = {chr(code) for code in (*range(32), 127, *range(128, 160)) if chr(code) != "\n"}
    steering |= set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    assert not steering & set(result.stdout)


class _Page(HTMLParser):
    """What a page shows as text, and which elements it has."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.ids += [str(given["id"])] if "id" in given else []
        self.links += [str(given["href"])] if "href" in given else []
        assert not any(name.startswith("on") or name == "src" for name in given)

    def handle_data(self, data: str) -> None:
        self.shown.append(data)


def page(text: str) -> _Page:
    found = _Page()
    found.feed(text)
    return found


def test_a_page_runs_and_loads_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note").write_text(HOSTILE, encoding="utf-8", newline="")
    text = run("read", "note", "--format", "html", "--explain").stdout
    found = page(text)
    assert not {"script", "link", "img", "iframe"} & set(found.tags)
    assert "<script>alert(1)</script>" in "".join(found.shown)
    assert "default-src 'none'" in text
    assert "http" not in text.replace("http-equiv", "")


def test_a_page_tells_in_words_and_links_what_colours_show(run: Run, note: Path) -> None:
    text = run("read", note, "--format", "html", "--cast", "Mia=child").stdout
    found = page(text)
    assert '<html lang="en-GB">' in text
    assert len(found.ids) == len(set(found.ids))
    assert {link.removeprefix("#") for link in found.links} == set(found.ids)
    shown = "".join(found.shown)
    assert "seen alone1 negated." in shown
    assert "it is not so (negated)" in shown
    assert "this child, Mia" in shown
    assert "caption" in found.tags


def test_data_has_every_field_with_its_place(run: Run, note: Path) -> None:
    plain = json.loads(run("read", note, "--format", "json", "--cast", "Mia=child").stdout)
    first = plain["mentions"][0]
    assert plain["characters"] == len(TEXT)
    assert TEXT[first["start"] : first["end"]] == first["text"] == "seen alone"
    assert (first["assertion"], first["modes"]) == ("negated", ["negated"])
    assert (first["speaker"], first["subject_person"]) == ("parent", "Mia")
    assert {cue["sets"] for cue in first["cues"]} == {"negated", "speaker"}
    assert all(TEXT[cue["start"] : cue["end"]] == cue["text"] for cue in first["cues"])


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_file_is_readable_by_its_owner_alone(run: Run, note: Path, form: str) -> None:
    result = run("read", note, "--format", form, "--output", "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert stat.S_IMODE(Path("out").stat().st_mode) == 0o600
    assert "seen alone" in Path("out").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("\ufeffHe was seen alone, na\u00efve.".encode(), "He was [1: seen alone], naïve."),
        ("He was seen alone, na\u00efve.".encode("utf-16"), "He was [1: seen alone], naïve."),
        ("He was seen alone, na\u00efve.".encode("cp1252"), "He was [1: seen alone], naïve."),
    ],
)
def test_a_text_is_read_in_the_encodings_that_people_save_in(
    run: Run, tmp_path: Path, data: bytes, shown: str
) -> None:
    (tmp_path / "note").write_bytes(data)
    assert run("read", "note").stdout.splitlines()[0] == shown


def test_a_huge_line_is_written_whole(run: Run, tmp_path: Path) -> None:
    text = "word " * 40_000 + "he was seen alone"
    (tmp_path / "note").write_text(text, encoding="utf-8")
    shown = run("read", "note").stdout
    assert "[1: seen alone]" in " ".join(shown.split())
    assert shown.count("word") == 40_000


def test_a_fault_names_the_file_and_none_of_its_text(run: Run, tmp_path: Path) -> None:
    result = run("read", tmp_path / "nowhere.txt")
    assert result.exit_code == 2
    assert "nowhere.txt" in result.stderr


def test_without_concepts_there_is_nothing_to_read_by(run: Run, note: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "shipped" / "concepts")
    result = run("read", note)
    assert result.exit_code == 2
    assert "hold no concepts" in result.stderr


def test_names_of_the_cast_are_replaced_by_marks(run: Run, note: Path) -> None:
    result = run("read", note, "--cast", "Mia=child", "--redact", "names", "--explain")
    assert result.exit_code == 0
    assert "Mia" not in result.stdout
    assert result.stdout.startswith("Tea came. Mum said [child 1] was not [1: seen alone].\n")
    assert "Subject: this child, [child 1]." in result.stdout


def test_places_are_those_in_the_text_with_the_marks(run: Run, note: Path) -> None:
    words = ("--cast", "Mia=child", "--redact", "names", "--format", "json")
    found = json.loads(run("read", note, *words).stdout)
    shown = TEXT.replace("Mia", "[child 1]")
    assert (found["redacted"], found["characters"]) == (["names"], len(shown))
    for mention in found["mentions"]:
        for one in (mention, *mention["cues"]):
            assert shown[one["start"] : one["end"]] == one["text"] != ""


def test_a_page_has_no_name_either(run: Run, note: Path) -> None:
    words = ("--cast", "Mia=child", "--redact", "names", "--format", "html")
    shown = run("read", note, *words).stdout
    assert "Mia" not in shown
    assert "[child 1]" in shown


def test_with_one_key_a_name_has_one_mark(run: Run, note: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("a secret of sixteen bytes")
    other = tmp_path / "other.txt"
    other.write_text("Dawn came. Mia was seen alone.", encoding="utf-8")
    words = ("--redact", "names", "--redact-key", key, "--cast", "Mia=child")
    first = run("read", note, *words).stdout
    second = run("read", other, *words, "--cast", "Dawn=worker").stdout
    mark = re.search(r"\[child \w{5}\]", first)
    assert mark is not None
    assert mark[0] in second
    assert "Dawn" not in second


def test_without_quotes_places_and_what_is_said_are_left(run: Run, note: Path) -> None:
    words = ("--cast", "Mia=child", "--redact", "quotes", "--format", "json")
    result = run("read", note, *words)
    first, second = json.loads(result.stdout)["mentions"]
    assert TEXT[first["start"] : first["end"]] == TEXT[second["start"] : second["end"]]
    assert (first["concept"], first["assertion"]) == ("seen_alone", "negated")
    assert first["subject_person"] == "Mia"
    for word in ("seen alone", "Mum said", 'not"'):
        assert word not in result.stdout
    both = run("read", note, *words, "--redact", "names").stdout
    assert "Mia" not in both
    assert json.loads(both)["mentions"][0]["start"] == first["start"]


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_form_that_is_the_text_cannot_be_without_quotes(run: Run, note: Path, form: str) -> None:
    result = run("read", note, "--redact", "quotes", "--format", form)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--format json" in result.stderr


def test_names_cannot_be_replaced_where_none_is_known(run: Run, note: Path) -> None:
    result = run("read", note, "--redact", "names")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--cast" in result.stderr
