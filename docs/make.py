"""Fills the marked blocks of the pages in this folder from the code and the rulebook.

    python docs/make.py             # write what has changed
    python docs/make.py --check     # change nothing; exit code 1 where a page is out of date

A page is hand-written but for its blocks: ``<!-- made: NAME -->`` to ``<!-- end -->``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click
from made import BLOCKS
from made.sessions import Session

PAGES: Final = Path(__file__).resolve().parent
_BLOCK: Final = re.compile(r"<!-- made: (?P<what>.+?) -->\n.*?<!-- end -->", re.DOTALL)


@click.command()
@click.option("--check", is_flag=True, help="Change nothing, and say which pages are out of date.")
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@click.pass_context
def main(ctx: click.Context, check: bool, pages: tuple[str, ...]) -> None:
    """Fill the marked blocks of the pages in docs."""
    stale = list(stale_pages(pages))
    for path, text in stale:
        if check:
            click.echo(f"{path.name} is out of date: run `python docs/make.py`", err=True)
        else:
            path.write_text(text, encoding="utf-8")
            click.echo(f"{path.name} written")
    ctx.exit(1 if check and stale else 0)


def stale_pages(names: Sequence[str] = ()) -> Iterator[tuple[Path, str]]:
    """The pages that are out of date, each with what is to stand there: those named, or all."""
    for path in sorted(PAGES.glob("*.md")):
        if names and path.name not in names:
            continue
        text = path.read_text(encoding="utf-8")
        made = filled(text)
        if made != text:
            yield path, made


def filled(text: str) -> str:
    """A page with every block made anew. Commands of one page share a folder, in page order."""
    with Session(text) as session:

        def block(match: re.Match[str]) -> str:
            what = match["what"]
            if what.startswith("run "):
                made = session.run(what.removeprefix("run "), until=match.start())
            elif what in BLOCKS:
                made = BLOCKS[what]()
            else:
                raise click.ClickException(f'there is no block "{what}"')
            return f"<!-- made: {what} -->\n\n{made.strip()}\n\n<!-- end -->"

        return _BLOCK.sub(block, text)


if __name__ == "__main__":
    main()
