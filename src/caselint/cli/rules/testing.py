"""`caselint rules test`: examples in rule files, rules on made-up files, or concepts, tried."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from caselint.cli.options import config_option, configured, loaded, rules_option

if TYPE_CHECKING:
    from caselint.rulebook import Rule, Rulebook


@click.command("test")
@click.argument("names", nargs=-1, metavar="[ID]...")
@config_option
@rules_option
@click.option("--verbose", "-v", is_flag=True, help="Name every example, also those that pass.")
@click.option(
    "--concepts",
    is_flag=True,
    help="Try the concepts instead, on the marked sentences in their files and those of cues.",
)
@click.option(
    "--synthetic",
    is_flag=True,
    help="Try the rules on made-up case files instead: clean ones, and ones with planted failings.",
)
@click.option(
    "--files", type=click.IntRange(0), default=2000, show_default=True, help="Clean files."
)
@click.option(
    "--planted",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    help="Files in which each failing is planted.",
)
@click.option(
    "--seed", default="0", show_default=True, help="Other files, as many as there are seeds."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "markdown"]),
    default="table",
    show_default=True,
    help="How the trials on made-up files, or of concepts, are told.",
)
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder to write the made-up files into that were misjudged, to be read.",
)
@click.pass_context
def test_command(
    ctx: click.Context,
    names: tuple[str, ...],
    config: Path | None,
    folders: tuple[Path, ...],
    verbose: bool,
    concepts: bool,
    synthetic: bool,
    files: int,
    planted: int,
    seed: str,
    form: str,
    keep: Path | None,
) -> None:
    """Try the examples in rule files, or with --synthetic the rules on made-up case files.

    With ids or names only those rules; else with --rules those in the folders given, and otherwise
    all. A stable rule needs an example of every sort; a draft is only told which it lacks.

    With --concepts, an id is that of a concept, or of a cue file as cues/negation.

    The exit code is 1 when an example fails or a stable rule lacks one; with --synthetic, when a
    planted failing is missed that a rule serves, or a concern is false; with --concepts, when a
    sentence is not read as it is marked.
    """
    if concepts and synthetic:
        raise click.UsageError("--concepts and --synthetic are two trials: choose one")
    if concepts:
        from caselint.cli.rules.concepts import try_concepts

        rulebook = loaded(configured(config), folders)
        ctx.exit(0 if try_concepts(rulebook, names, folders, form) else 1)
    if synthetic:
        from caselint.cli.rules.trying import check_names, kept, shown, try_out
        from caselint.linter import Linter
        from caselint.trials import TEXTS

        rulebook = loaded(configured(config), folders)
        linter = Linter(configured(config), rulebook=rulebook, remember=TEXTS)
        trials = try_out(linter, check_names(linter, names), files, planted, seed)
        click.echo(shown(trials, form))
        if keep is not None:
            click.echo(f"{kept(trials, keep)} files written to {keep}", err=True)
        ctx.exit(0 if trials.passed else 1)
    rulebook = loaded(configured(config), folders)
    rules = [rulebook.rule(name) for name in names] or _in_folders(rulebook, folders)
    tried = _Tried(rulebook, verbose)
    for rule in rules:
        tried.test(rule)
    click.echo(tried.summary(len(rules)))
    ctx.exit(1 if tried.failed or tried.lacking else 0)


def _in_folders(rulebook: Rulebook, folders: tuple[Path, ...]) -> list[Rule]:
    places = [folder.resolve() for folder in folders]
    return [
        rule
        for rule in rulebook.rules.values()
        if not places or any(Path(rule.file).resolve().is_relative_to(place) for place in places)
    ]


class _Tried:
    """Tries the examples of one rule after another, and counts."""

    def __init__(self, rulebook: Rulebook, verbose: bool) -> None:
        self.rulebook = rulebook
        self.verbose = verbose
        self.passed = 0
        self.failed = 0
        self.lacking = 0

    def test(self, rule: Rule) -> None:
        """Try the examples of a rule; raises `DataFileError` where they are not well made."""
        from caselint.examples import differences, examples_of, missing_examples

        examples = examples_of(rule, self.rulebook.audit_findings)
        for example in examples:
            faults = differences(example, self.rulebook)
            where = f"{rule.file}:{example.line}: {rule.id}, {example.name}"
            for fault in faults:
                click.echo(f"{where}: {fault}")
            if self.verbose and not faults:
                click.echo(f"{where}: passes")
            self.failed += bool(faults)
            self.passed += not faults
        lacks = missing_examples(rule, examples)
        needed = rule.status == "stable"
        for lack in lacks:
            click.echo(f"{rule.file}:1: {rule.id} {'lacks' if needed else 'still lacks'} {lack}")
        self.lacking += bool(lacks) and needed

    def summary(self, rules: int) -> str:
        """What came of it, on one line."""
        said = f"{rules} {'rule' if rules == 1 else 'rules'}: {self.passed} examples pass"
        if self.failed:
            said += f", {self.failed} fail"
        if self.lacking:
            noun = "rule lacks" if self.lacking == 1 else "rules lack"
            said += f"; {self.lacking} stable {noun} an example"
        return said
