"""`caselint clean`: remove what caselint keeps from run to run."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

_KEPT: Final = {
    "rules": ("rulebook-*.json", "rulebook-*.tmp"),
    "concepts and cues": ("lexicon-*.json", "lexicon-*.tmp"),
    "engines": ("engine-*.npz", "engine-*.tmp"),
    "mentions": ("mentions-*.sqlite3*", "mentions.key", "mentions.*.tmp"),
}
"""What is kept, and under which names; a file that is called otherwise is none of ours."""


@click.command("clean")
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and remove nothing.")
@click.pass_context
def clean_command(ctx: click.Context, dry_run: bool) -> None:
    """Remove what caselint keeps from run to run.

    That is the verified rules, what text is read by, and what was found in texts that were read,
    as codes, offsets and hashes. All of it is made again when it is next needed. Findings are the
    same with and without it.

    The exit code is 1 when something could not be removed, as while another caselint is using it.
    """
    from caselint.rulebook.rulebook import cache_folder

    folder = cache_folder()
    removed, size = 0, 0
    left: list[Path] = []
    for what, patterns in _KEPT.items():
        sizes = _sizes(folder, patterns)
        if not sizes:
            continue
        stay = [] if dry_run else _removed(folder, what, list(sizes))
        gone = [bytes_ for path, bytes_ in sizes.items() if path not in stay]
        removed, size = removed + len(gone), size + sum(gone)
        left += stay
        click.echo(f"{what}: {_files(len(sizes))}, {_megabytes(sum(sizes.values()))}")
    if not removed and not left:
        click.echo(f"Nothing is kept in {folder}.")
    elif dry_run:
        click.echo(f"{_files(removed)}, {_megabytes(size)}, would be removed from {folder}.")
    else:
        click.echo(f"{_files(removed)}, {_megabytes(size)}, removed from {folder}.")
    for path in left:
        click.echo(f"{path.name} is in use, or cannot be removed; it was left.", err=True)
    ctx.exit(1 if left else 0)


def _sizes(folder: Path, patterns: tuple[str, ...]) -> dict[Path, int]:
    """The files of these names and how many bytes each has."""
    found: dict[Path, int] = {}
    for path in sorted({path for pattern in patterns for path in folder.glob(pattern)}):
        try:
            if path.is_file():
                found[path] = path.stat().st_size
        except OSError:
            continue
    return found


def _removed(folder: Path, what: str, paths: list[Path]) -> list[Path]:
    """Remove the files, and give those that stay."""
    from caselint.language.kept_rows import remove_rows

    try:
        # Whoever is using the rows goes on with the secret that stands beside them.
        if what == "mentions" and not remove_rows(folder):
            return paths
    except OSError:
        return paths
    stay: list[Path] = []
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            stay.append(path)
    return stay


def _files(number: int) -> str:
    return f"{number:,} file{'' if number == 1 else 's'}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
