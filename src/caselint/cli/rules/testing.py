"""`caselint rules test`: every example in the rule files, tried."""

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
@click.pass_context
def test_command(
    ctx: click.Context,
    names: tuple[str, ...],
    config: Path | None,
    folders: tuple[Path, ...],
    verbose: bool,
) -> None:
    """Try the examples in rule files.

    With ids or names only those rules; else with --rules those in the folders given, and otherwise
    all. A stable rule needs an example of every sort; a draft is only told which it lacks.

    The exit code is 1 when an example fails or a stable rule lacks one.
    """
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
