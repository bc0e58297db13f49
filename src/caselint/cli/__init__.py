"""The command line: one module a command, loaded when it is called.

What a command works with is imported where it runs, so that help and a mistyped option answer at
once. Results go to standard output, faults and progress to standard error.
"""

from __future__ import annotations

import click

from caselint._version import __version__
from caselint.cli.bounds import BoundedGroup


@click.group(
    cls=BoundedGroup,
    lazily={
        "check": ("caselint.cli.check", "Say what case files evidence, and what they do not."),
        "read": ("caselint.cli.read", "Mark what a text says, and who says it of whom."),
        "report": ("caselint.cli.report", "Make reports of a saved run."),
        "compare": ("caselint.cli.compare", "Say what is new, still there and gone since a run."),
        "baseline": ("caselint.cli.baseline", "Take down which findings are known already."),
        "suppress": ("caselint.cli.suppress", "Put a finding aside, with a reason and an end."),
        "explain": ("caselint.cli.explain", "Explain a rule, a standard or an audit finding."),
        "rules": ("caselint.cli.rules", "List, show, test and write rules."),
        "demo": ("caselint.cli.demo", "Check the made-up case files that come with caselint."),
        "schema": ("caselint.cli.schema", "Print the JSON Schema of what goes in or comes out."),
        "config": ("caselint.cli.config", "Show the configuration in force."),
        "clean": ("caselint.cli.clean", "Remove what caselint keeps from run to run."),
    },
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="caselint %(version)s")
def main() -> None:
    """Read exported children's social-care case files as a multi-agency auditor would.

    caselint says what each file evidences, what it does not, and where in the file that shows. It
    works offline, and writes nothing into a case file.
    """
