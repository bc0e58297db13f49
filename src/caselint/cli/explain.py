"""`caselint explain`: what a rule, a standard or an audit finding is."""

from __future__ import annotations

from pathlib import Path

import click

from caselint.cli.options import config_option, configured, loaded, rules_option


@click.command("explain")
@click.argument("name", metavar="ID")
@config_option
@rules_option
def explain_command(name: str, config: Path | None, folders: tuple[Path, ...]) -> None:
    """Explain a rule, a standard or a finding of an audit.

    ID is the id or name of a rule (SUP001, supervision-keeps-pace), the id of a standard (T92) or
    of an audit finding (C17-14).
    """
    from caselint.cli.explaining.rule import explain_rule
    from caselint.cli.explaining.sources import explain_audit_finding, explain_standard
    from caselint.cli.writing import paper
    from caselint.datafile import suggest
    from caselint.errors import ConfigurationError
    from caselint.reports.terminal.page import Page

    configuration = configured(config)
    rulebook = loaded(configuration, folders)
    page = Page(paper())
    asked = name.casefold()
    rules = {
        key.casefold(): rule for rule in rulebook.rules.values() for key in (rule.id, rule.name)
    }
    findings = {id_.casefold(): row for id_, row in rulebook.audit_findings.items()}
    standards = {id_.casefold(): id_ for id_ in rulebook.standards}
    if asked in rules:
        explain_rule(rules[asked], rulebook, configuration, page)
    elif asked in findings:
        explain_audit_finding(findings[asked], rulebook, page)
    elif asked in standards:
        explain_standard(standards[asked], rulebook, page)
    else:
        names = [rule.name for rule in rulebook.rules.values()]
        known = [*rulebook.rules, *names, *rulebook.audit_findings, *rulebook.standards]
        raise ConfigurationError(
            f'"{name}" is no rule, no standard and no audit finding', hint=suggest(name, known)
        )
