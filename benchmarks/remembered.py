"""Remembering what was found in texts: cold, warm, and without, as ratios of one run.

    python benchmarks/remembered.py [FILES]

The notes are the narrative of so many made-up case files (60 where none is said), each with the
cast of its file: once as they stand, and once joined to about 158 words, as case notes often are.
They are read in turns without a memory, with an empty one and with one that has them all. Printed
are the medians against reading without, the rows' size on disk a note, and, as processes of their
own, a whole `caselint check` over the files with its peak memory.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol

from caselint.casefile import read_case_file
from caselint.casefile.narrative import narrative
from caselint.language.kept_rows import FILE
from caselint.language.mention import Mention
from caselint.rulebook import Language, load
from caselint.selecting.voices import cast_of
from caselint.synthetic import clean

TURNS = 5
WORDS = 158
Note = tuple[str, Mapping[str, str]]


class Reader(Protocol):
    """What reads, with a memory or without."""

    def analyse_many(
        self, texts: Sequence[str], *, casts: Sequence[Mapping[str, str]] | None = None
    ) -> Iterable[Sequence[Mention]]:
        """The mentions of each note."""


def main() -> None:
    if sys.argv[1:2] == ["--check"]:
        _check(sys.argv[2:])
        return
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    files = [json.dumps(native) for native in islice(clean(number, seed="remembered"), number)]
    # First, since the peak memory of a process is at least what its parent has.
    _whole(files)
    language = load().language
    assert language is not None
    _compare("as they stand", list(_notes(files)), language)
    _compare("joined", list(_joined(files)), language)


def _notes(files: Iterable[str]) -> Iterator[Note]:
    for text in files:
        case_file = read_case_file(text.encode(), "")
        cast = cast_of(case_file)
        for record in case_file.records:
            for _, part in narrative(record):
                yield part, cast


def _joined(files: Iterable[str]) -> Iterator[Note]:
    gathered: list[str] = []
    last: Mapping[str, str] = {}
    for part, cast in _notes(files):
        if gathered and (cast is not last or len(" ".join(gathered).split()) >= WORDS):
            yield "\n".join(gathered), last
            gathered = []
        gathered.append(part)
        last = cast
    if gathered:
        yield "\n".join(gathered), last


def _compare(what: str, notes: Sequence[Note], language: Language) -> None:
    plain: list[float] = []
    cold: list[float] = []
    warm: list[float] = []
    distinct = len({(text, id(cast)) for text, cast in notes})
    words = sum(len(text.split()) for text, _ in notes) / len(notes)
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        for turn in range(TURNS):
            here = folder / str(turn)
            expected = _timed(language.reader, notes, plain)
            assert _timed(language.remembering(here).reader, notes, cold) == expected
            assert _timed(language.remembering(here).reader, notes, warm) == expected
        with_codes = folder / "one"
        list(language.remembering(with_codes).reader.analyse_many([""]))
        gc.collect()  # whoever lets go of a file last brings it up to date
        size = (folder / "0" / FILE).stat().st_size
        codes = (with_codes / FILE).stat().st_size
    base = statistics.median(plain)
    print(
        f"{what}: {len(notes):,} notes of {words:.0f} words, {distinct:,} of them distinct, "
        f"{base / len(notes) * 1e6:.0f} µs a note without a memory; with an empty one "
        f"{statistics.median(cold) / base:.2f} times, with all of them "
        f"{statistics.median(warm) / base:.2f} times as long; "
        f"{max(size - codes, 0) / distinct:.0f} bytes a note on disk, beside "
        f"{codes / 1e6:.1f} MB for the lexicon's codes"
    )


def _timed(reader: Reader, notes: Sequence[Note], seconds: list[float]) -> list[Sequence[Mention]]:
    start = time.perf_counter()
    found = list(
        reader.analyse_many([text for text, _ in notes], casts=[cast for _, cast in notes])
    )
    seconds.append(time.perf_counter() - start)
    return found


def _whole(files: Sequence[str]) -> None:
    """Whole commands, as processes: without a memory, the first time with one, and the next."""
    taken: dict[str, list[tuple[float, float]]] = {"without": [], "cold": [], "warm": []}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "files.jsonl"
        path.write_text("".join(f"{text}\n" for text in files), encoding="utf-8")
        kept = Path(folder) / "cache"
        _process(path, kept)
        for _ in range(3):
            for rows in kept.glob("mentions*"):
                rows.unlink()
            taken["without"].append(_process(path, kept, "--no-cache"))
            taken["cold"].append(_process(path, kept))
            taken["warm"].append(_process(path, kept))
    median = {
        what: [statistics.median(each) for each in zip(*rows, strict=True)]
        for what, rows in taken.items()
    }
    for what in ("cold", "warm"):
        print(
            f"whole commands over {len(files):,} files, {what}: "
            f"{median[what][0] / median['without'][0]:.2f} times as long as with --no-cache, peak "
            f"memory {median[what][1]:.0f} MB against {median['without'][1]:.0f} MB"
        )


def _process(path: Path, kept: Path, *words: str) -> tuple[float, float]:
    """Seconds and megabytes of a check, as a process of its own."""
    command = [sys.executable, __file__, "--check", str(path), *words]
    start = time.perf_counter()
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "CASELINT_CACHE": str(kept)},
    )
    return time.perf_counter() - start, float(done.stderr.split()[-1])


def _check(words: Sequence[str]) -> None:
    from caselint.cli import main as caselint

    asked = ["check", *words, "--as-at", "2026-03-31", "--format", "jsonl", "--fail-on", "never"]
    caselint([*asked, "--jobs", "1", "--no-progress"], standalone_mode=False)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)


if __name__ == "__main__":
    main()
