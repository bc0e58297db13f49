"""`caselint schema`, `config show` and `demo`."""

import json
import runpy
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest

from .conftest import Run, case, stand_in, write_cases

DEMO = Path(__file__).parents[2] / "fixtures" / "demo"


class Shown(NamedTuple):
    """What a command writes to the terminal, and the folder where it was run."""

    stdout: str
    folder: Path


@pytest.mark.parametrize("what", ["casefile", "run", "run-line", "rule"])
def test_every_schema_is_one(run: Run, what):
    result = run("schema", what)
    assert result.exit_code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(result.stdout))


def test_the_schema_is_that_of_a_case_file_unless_told_otherwise(run: Run):
    assert run("schema").stdout == run("schema", "casefile").stdout


def test_a_case_file_and_its_run_fit_their_schemas(run: Run):
    schemas = {what: json.loads(run("schema", what).stdout) for what in ("casefile", "run")}
    jsonschema.validate(case(), schemas["casefile"])
    checked = run("check", write_cases("a.jsonl", case()), "--format", "json", "--select", "SUP")
    assert json.loads(checked.stdout)["findings"]
    jsonschema.validate(json.loads(checked.stdout), schemas["run"])


def test_a_schema_of_something_else_is_wrong_usage(run: Run):
    assert run("schema", "child").exit_code == 2


def test_without_a_file_the_defaults_are_shown(run: Run):
    words = " ".join(run("config", "show").stdout.split())
    assert words.startswith("From no file: the defaults")
    assert "Look-back 12 months" in words
    assert "Fail on high" in words


def test_a_configuration_is_shown_with_its_file_and_its_reasons(run: Run):
    Path("own").mkdir()
    Path("caselint.toml").write_text(
        'look_back = "6 months"\nignore = ["SUP001"]\nrules = ["own"]\n'
        "[parameters.SUP001]\n"
        'max_gap = { value = "6 weeks", reason = "Supervision policy" }\n'
        '[[overrides]]\nteams = ["Duty"]\nignore = ["supervision"]\n'
    )
    shown = run("config", "show").stdout
    assert f"From{Path('caselint.toml').resolve()}" in "".join(shown.split())
    words = " ".join(shown.split())
    assert "Look-back 6 months" in words
    assert "SUP001 max_gap 6 weeks (the default is 2 months) Reason: Supervision policy" in words
    assert "FOR DUTY Ignore supervision" in words


def test_a_parameter_out_of_bounds_is_told(run: Run):
    Path("own.toml").write_text(
        '[parameters.SUP001]\nmax_gap = { value = "1 year", reason = "None" }\n'
    )
    result = run("config", "show", "--config", "own.toml")
    assert result.exit_code == 2
    assert (
        "SUP001.max_gap: 1 year is looser than the loosest that is allowed, 3 months"
        in result.stderr
    )


@pytest.fixture(scope="module")
def demo(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """What the demo shows on a terminal."""
    return shown_in(tmp_path_factory.mktemp("demo"), run, "demo")


@pytest.fixture(scope="module")
def demo_as_json(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    return shown_in(tmp_path_factory.mktemp("demo"), run, "demo", "--format", "json")


def shown_in(folder: Path, run: Run, *words: str) -> Shown:
    with pytest.MonkeyPatch.context() as patch:
        stand_in(folder, patch)
        result = run(*words)
    assert (result.exit_code, result.stderr) == (0, "")
    return Shown(result.stdout, folder)


def test_the_demo_says_what_to_do_next(demo: Shown):
    words = " ".join(demo.stdout.split())
    assert "not evidenced in the records supplied" in words
    assert "As at 31 March 2026" in words
    assert "caselint check EXPORT --as-at 2026-03-31" in words


def test_the_demo_writes_a_report_for_a_browser_and_says_where(demo: Shown):
    written = demo.folder / "caselint-demo.html"
    assert str(written.resolve()) in "".join(demo.stdout.split())
    assert "SYN-00001-1" in written.read_text(encoding="utf-8")
    assert written.stat().st_mode & 0o777 == 0o600


def test_the_demo_puts_that_report_where_it_is_told(run: Run, tmp_path: Path):
    assert run("demo", "--html", tmp_path / "see.html").exit_code == 0
    assert [path.name for path in tmp_path.glob("*.html")] == ["see.html"]
    assert run("demo", "--html", tmp_path / "none" / "see.html").exit_code == 2


def test_the_demo_goes_on_where_it_may_not_write(run: Run):
    Path("caselint-demo.html").mkdir()
    result = run("demo")
    assert result.exit_code == 0
    assert "say where it may be with --html FILE" in " ".join(result.stdout.split())


def test_the_demo_writes_no_report_beside_another_form(run: Run, demo_as_json: Shown):
    assert not list(demo_as_json.folder.iterdir())
    assert run("demo", "--format", "json", "--open").exit_code == 2


def test_the_demo_reads_every_file_whole_and_finds_much_that_is_well_kept(demo_as_json: Shown):
    told = json.loads(demo_as_json.stdout)
    assert told["set_aside"] == []
    # The files of brothers and sisters are not handed over with each.
    assert [one["rule"] for one in told["not_assessable"]] == ["ASM004"]
    assert told["totals"]["rule_errors"] == 0
    assert told["totals"]["cases"] == 5
    assert told["totals"]["strengths"] > 30 * 5


def test_the_demo_finds_what_went_wrong_in_each_file_and_nothing_else(demo_as_json: Shown):
    told = json.loads(demo_as_json.stdout)
    places = {case["case_id"]: Path(case["place"]).stem for case in told["cases"]}
    assert {
        (places[one["case_id"]], one["rule"])
        for one in told["findings"]
        if one["kind"] == "concern"
    } == {
        ("child_protection", "CGR002"),
        ("closed", "CLO001"),
        ("exploitation", "RHI001"),
        ("looked_after", "LAC002"),
    }


def test_the_demo_files_are_as_their_script_writes_them():
    made = runpy.run_path(str(DEMO / "make.py"))["files"]()
    for name, file in made.items():
        assert json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8")) == file
    assert {path.stem for path in DEMO.glob("*.json")} == set(made)


def test_the_demo_is_not_moved_by_a_configuration(run: Run, demo_as_json: Shown):
    Path("caselint.toml").write_text('ignore = ["all"]')
    assert run("demo", "--format", "json").stdout == demo_as_json.stdout
