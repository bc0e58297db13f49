"""Fills the tables of trials.md: the rules tried on made-up case files. It takes some minutes.

python docs/trials.py            # as in the documentation: 2,000 clean files, each failing in 3
python docs/trials.py --files 50 --planted 1
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import click

from caselint.cli.rules.trying import shown, try_out
from caselint.config import Configuration
from caselint.linter import Linter
from caselint.trials import FILES, PLANTED, TEXTS

PAGE: Final = Path(__file__).with_name("trials.md")
_BLOCK: Final = re.compile(r"(?<=<!-- trials -->\n).*?(?=<!-- end of trials -->)", re.DOTALL)


@click.command()
@click.option("--files", default=FILES, show_default=True, help="Clean files.")
@click.option("--planted", default=PLANTED, show_default=True, help="Files for each failing.")
def main(files: int, planted: int) -> None:
    """Try the shipped rules and write the tables into trials.md."""
    trials = try_out(Linter(Configuration(), remember=TEXTS), (), files, planted, "0")
    table = shown(trials, "markdown")
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_BLOCK.sub(lambda _: f"\n{table}\n\n", text), encoding="utf-8")
    click.echo(f"{PAGE.name} written")


if __name__ == "__main__":
    main()
