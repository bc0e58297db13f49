"""Everything that the documentation shows is tried: files, rules, settings, commands, links."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import make
import pytest
from click.testing import CliRunner
from jinja2.meta import find_referenced_templates
from made import casefile, cited, concepts, fields, language, meanings, ruleshape, settings
from made.sessions import Session, Snippet, snippets

import shipped
from caselint.casefile import RECORD_KINDS, CaseFile, Covers, KindCovers, Source, read_case_file
from caselint.checks import KINDS
from caselint.cli import main
from caselint.config import (
    Calendar,
    Configuration,
    ParameterValue,
    Settings,
    TeamOverride,
    settings_of,
)
from caselint.datafile import read_text
from caselint.examples import ExampleFile, Expectation, differences, examples_of, missing_examples
from caselint.findings.suppression import Suppression, read_suppressions
from caselint.language.engine import Engine
from caselint.language.lexicon import read_lexicon
from caselint.language.scoring import score
from caselint.linter import Linter
from caselint.reports.style import Style
from caselint.reports.templating import environment
from caselint.rulebook import RuleFile, in_force, load, shipped_rules
from caselint.rulebook.compiled import COMMON
from caselint.rulebook.rulefile import AppliesFile, ParamFile, WordingFile, rule_of
from caselint.rulebook.standards import read_audit, read_standards
from caselint.selecting import clusters, comparing, predicates, related, selectors
from caselint.selecting.compiling import Compiling
from caselint.selecting.paths import Shape
from caselint.selecting.predicates import compile_predicate
from caselint.selecting.selectors import compile_selector
from caselint.selecting.spans import compile_span

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = {
    path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(DOCS.rglob("*.md"))
}
PAGES["CHANGELOG.md"] = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
RULEBOOK = shipped.rulebook()


def shown(language: str, kind: str = "") -> list[Any]:
    return [
        pytest.param(snippet, id=f"{page}:{snippet.line}")
        for page, text in PAGES.items()
        for snippet in snippets(text)
        if snippet.language == language and snippet.kind == kind
    ]


def data(snippet: Snippet) -> Any:
    return read_text(snippet.text, f"line {snippet.line}").data


TRIED = {
    ("json", "casefile"),
    ("yaml", "rule"),
    ("yaml", "check"),
    ("yaml", "selector"),
    ("yaml", "where"),
    ("yaml", "applies"),
    ("yaml", "suppressions"),
    ("yaml", "standards"),
    ("yaml", "audit"),
    ("yaml", "concept"),
    ("yaml", "words"),
    ("yaml", "cue"),
    ("text", ""),
    ("toml", "settings"),
    ("python", ""),
    ("console", ""),
    ("html", "template"),
}


@pytest.mark.parametrize("page", PAGES)
def test_every_block_says_what_it_is_and_is_tried(page: str) -> None:
    assert {(one.language, one.kind) for one in snippets(PAGES[page])} <= TRIED


def test_the_pages_are_up_to_date() -> None:
    done = CliRunner().invoke(make.main, ["--check"])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("snippet", shown("json", "casefile"))
def test_a_case_file_is_read_and_nothing_of_it_set_aside(snippet: Snippet) -> None:
    assert read_case_file(snippet.text, "page").set_aside == ()


@pytest.mark.parametrize("snippet", shown("yaml", "rule"))
def test_a_rule_loads_and_its_examples_pass(snippet: Snippet, tmp_path: Path) -> None:
    folder, _, _ = snippet.file.partition("/")
    path = tmp_path / snippet.file
    path.parent.mkdir(parents=True)
    path.write_text(snippet.text, encoding="utf-8")
    rulebook = load([tmp_path / folder])
    rule = rulebook.rules[data(snippet)["id"]]
    examples = examples_of(rule, rulebook.audit_findings)
    assert [found for one in examples for found in differences(one, rulebook)] == []
    assert missing_examples(rule, examples) == []


@pytest.mark.parametrize("snippet", shown("yaml", "check"))
def test_a_check_compiles(snippet: Snippet) -> None:
    keys = {
        "id": "DOC001",
        "name": "shown",
        "title": "As the page shows it",
        "theme": "shown",
        "severity": "low",
        "status": "draft",
        "since": "0.1.0",
        "rests_on": "absence",
        "why": "To see that it compiles.",
        "wording": {"concern": "From {start}."},
    }
    rule = rule_of(RuleFile.model_validate(keys | data(snippet)), "page", "good_practice")
    assert RULEBOOK.compile(rule, in_force(rule, {}))[1] == []


@pytest.mark.parametrize("snippet", shown("yaml", "applies"))
def test_what_applies_compiles(snippet: Snippet) -> None:
    ctx = Compiling(concepts=RULEBOOK.concepts)
    applies = AppliesFile.model_validate(data(snippet))
    compile_span(applies.while_, (), ctx)
    if applies.when is not None:
        compile_predicate(applies.when, (), ctx, None, None)
    assert ctx.faults == []


@pytest.mark.parametrize("snippet", shown("yaml", "selector"))
def test_a_selector_compiles(snippet: Snippet) -> None:
    ctx = Compiling(concepts=RULEBOOK.concepts)
    compile_selector(data(snippet), (), ctx)
    assert ctx.faults == []


@pytest.mark.parametrize("snippet", shown("yaml", "where"))
def test_a_predicate_compiles(snippet: Snippet) -> None:
    ctx = Compiling(concepts=RULEBOOK.concepts)
    compile_predicate(data(snippet), (), ctx, Shape((snippet.argument,)), None)
    assert ctx.faults == []


@pytest.mark.parametrize("snippet", shown("yaml", "suppressions"))
def test_suppressions_are_read(snippet: Snippet, tmp_path: Path) -> None:
    path = tmp_path / "suppressions.yaml"
    path.write_text(snippet.text, encoding="utf-8")
    assert all(one.rule in RULEBOOK.rules for one in read_suppressions(path))


@pytest.mark.parametrize("snippet", shown("yaml", "standards"))
def test_standards_are_read(snippet: Snippet) -> None:
    assert read_standards(read_text(snippet.text, "standards.yaml"))


@pytest.mark.parametrize("snippet", shown("yaml", "audit"))
def test_an_audit_is_read(snippet: Snippet) -> None:
    assert read_audit(read_text(snippet.text, "audit.yaml"))


READ_BY = [*shown("yaml", "concept"), *shown("yaml", "words"), *shown("yaml", "cue")]
FOLDERS = {"concept": "concepts", "words": "words", "cue": "cues"}


@pytest.fixture(scope="module")
def reads(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An engine of the shipped lexicon and all that the pages add to it, as a page leaves it."""
    ours = tmp_path_factory.mktemp("ours")
    for (snippet,) in (param.values for param in READ_BY):
        text = snippet.text
        if snippet.file:
            with Session(PAGES["concepts.md"]) as session:
                session.write(until=len(PAGES["concepts.md"]))
                text = (session.folder / snippet.file).read_text(encoding="utf-8")
        path = ours / FOLDERS[snippet.kind] / f"{data(snippet)['id']}.yaml"
        path.parent.mkdir(exist_ok=True)
        assert not path.exists()
        path.write_text(text, encoding="utf-8")
    return Engine(read_lexicon([shipped_rules(), ours]))


@pytest.mark.parametrize("snippet", READ_BY)
def test_what_text_is_read_by_loads_and_is_read_as_marked(snippet: Snippet, reads: Engine) -> None:
    name = data(snippet)["id"]
    lexicon = reads.lexicon
    sentences = {key: marked for key, marked in lexicon.sentences.items() if key.endswith(name)}
    assert bool(sentences) == (snippet.kind != "words")
    assert [one.faults for one in score(reads, sentences)] == [[] for _ in sentences]


@pytest.mark.parametrize("snippet", shown("toml", "settings"))
def test_settings_are_valid_and_fit_the_rulebook(snippet: Snippet) -> None:
    found = settings_of(tomllib.loads(snippet.text))
    if not found.rules:
        assert Linter(Configuration(found), rulebook=RULEBOOK).selected.shown


@pytest.mark.parametrize("snippet", shown("html", "template"))
def test_a_template_builds_on_one_of_ours_and_changes_blocks_that_it_has(snippet: Snippet) -> None:
    made = environment(Style())
    (ours,) = find_referenced_templates(made.parse(snippet.text))
    assert set(made.from_string(snippet.text).blocks) <= set(made.get_template(ours).blocks)


@pytest.mark.parametrize("page", [page for page in PAGES if "```python" in PAGES[page]])
def test_python_runs(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    example = next(one for one in snippets(PAGES["casefile.md"]) if one.file == "C-104.json")
    with Session(PAGES[page]) as session:
        (session.folder / "exports").mkdir()
        (session.folder / "exports" / example.file).write_text(example.text, encoding="utf-8")
        (session.folder / "caselint.toml").touch()
        session.output("caselint check exports --format jsonl --output run.jsonl")
        monkeypatch.chdir(session.folder)
        names: dict[str, Any] = {"case_file": read_case_file(example.text, "page")}
        for one in snippets(PAGES[page]):
            if one.language == "python":
                exec(compile(one.text, f"{page}:{one.line}", "exec"), names)  # noqa: S102


COMMAND = re.compile(r"`caselint ([a-z][^`\n]*)`")


@pytest.mark.parametrize(
    ("page", "words"),
    [(page, words) for page, text in PAGES.items() for words in sorted(set(COMMAND.findall(text)))],
)
def test_a_command_that_is_named_exists(page: str, words: str) -> None:
    command: click.Command = main
    context = click.Context(main, info_name="caselint")
    for word in words.split():
        if word.startswith("--"):
            options = [option for one in command.params for option in one.opts]
            assert word in options, f"{page}: caselint {words}"
        elif isinstance(command, click.Group):
            found = command.get_command(context, word)
            assert found is not None, f"{page}: caselint {words}"
            command = found
    assert not isinstance(command, click.Group) or words.split()[-1] in command.name


LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    folder = ROOT if page == "CHANGELOG.md" else (DOCS / page).parent
    for target in LINK.findall(PAGES[page]):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        assert not name or (folder / name).exists(), target
        if anchor:
            text = (folder / name).read_text(encoding="utf-8") if name else PAGES[page]
            assert anchor in anchors(text), target


@pytest.mark.parametrize("page", PAGES)
def test_each_heading_of_a_page_has_an_anchor_of_its_own(page: str) -> None:
    text = re.sub(r"^```.*?^```$", "", PAGES[page], flags=re.M | re.S)
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    assert page == "CHANGELOG.md" or len(headings) == len(anchors(text))


def described() -> Iterator[tuple[str, set[str]]]:
    """What the meanings of fields are of, with the fields that there are."""
    models = [CaseFile, Source, Covers, KindCovers, *casefile._OUTER, *casefile._PARTS]
    for model in models:
        name = "case file" if model is CaseFile else model.__name__.lower()
        yield name, {field for field, _ in fields.named_fields(model)}
    yield "record", {field for field, _ in fields.named_fields(casefile.BaseRecord)}
    yield "meeting", {field for field, _ in fields.named_fields(casefile.Meeting)}
    for kind, record in RECORD_KINDS.items():
        yield kind, {field for field, _ in fields.named_fields(record)}


@pytest.mark.parametrize(("of", "field"), meanings.keys())
def test_a_meaning_is_of_a_field_that_exists(of: str, field: str) -> None:
    known: dict[str, set[str]] = {}
    for name, names in described():
        known[name] = known.get(name, set()) | names
    everywhere = set().union(*known.values())
    assert field in (everywhere if of == "*" else known[of])


def names_of(model: Any) -> set[str]:
    return {name for name, _ in fields.named_fields(model)}


@pytest.mark.parametrize(
    ("said", "there"),
    [
        pytest.param(ruleshape.KEYS, names_of(RuleFile), id="rule file"),
        pytest.param(ruleshape.APPLIES, names_of(AppliesFile), id="applies"),
        pytest.param(ruleshape.PARAM, names_of(ParamFile), id="parameter"),
        pytest.param(ruleshape.WORDING, names_of(WordingFile), id="wording"),
        pytest.param(ruleshape.EXAMPLE, names_of(ExampleFile), id="example"),
        pytest.param(ruleshape.EXPECT, names_of(Expectation), id="expect"),
        pytest.param(ruleshape.CHECKS, set(KINDS), id="checks"),
        pytest.param(
            ruleshape.CHECK_KEYS,
            {f"{kind}.{key}" for kind in KINDS for key in KINDS[kind].KEYS} | {"*.per"},
            id="keys of checks",
        ),
        pytest.param(
            ruleshape.PLACEHOLDERS,
            COMMON.union(*(getattr(module, "SAYS", ()) for module in KINDS.values())),
            id="placeholders",
        ),
        pytest.param(language.SELECTING, set(selectors.KEYS), id="selector"),
        pytest.param(language.CLUSTERS, set(clusters.KEYS), id="cluster"),
        pytest.param(language.HAS, set(related.HAS_KEYS), id="has"),
        pytest.param(language.OPERATOR, set(comparing.OPERATORS), id="operators"),
        pytest.param(language.COMBINED, set(predicates.COMBINATORS), id="combinators"),
        pytest.param(language.PERIOD, set(language.PERIODS), id="periods"),
        *(
            pytest.param(said, names_of(shape), id=shape.__name__)
            for said, shape in concepts.SHAPES
        ),
        pytest.param(settings.SETTING, names_of(Settings), id="settings"),
        pytest.param(settings.CALENDAR, names_of(Calendar), id="calendar"),
        pytest.param(settings.PARAMETER, names_of(ParameterValue), id="parameter in settings"),
        pytest.param(settings.OVERRIDE, names_of(TeamOverride), id="override"),
        pytest.param(settings.SUPPRESSION, names_of(Suppression), id="suppression"),
    ],
)
def test_every_key_has_a_meaning_and_every_meaning_a_key(
    said: dict[str, Any], there: set[str]
) -> None:
    assert set(said) == set(there)


def test_every_computed_field_is_explained() -> None:
    rows = language.computed().splitlines()[2:]
    assert [row for row in rows if row.endswith("|  |")] == []


def test_standards_and_audits_are_there_whole() -> None:
    assert all(f"### {name}" in PAGES["standards.md"] for name in map(str, _standard_ids()))
    assert all(f"| {row} |" in PAGES["audits.md"] for row in RULEBOOK.audit_findings)


def _standard_ids() -> set[str]:
    return {name.partition("/")[0] for name in cited.rulebook().standards}
