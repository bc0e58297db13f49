"""Reading and checking native case files, against reading them alone.

    python benchmarks/native.py [FILES]

Prints seconds and files a second for both and the ratio (the aim is under 4), first with a small
rulebook, then with the whole of it, and the peak memory of
`caselint check --format jsonl` over a tenth of the files and over all of them (the aim: flat). Then
how many times faster two processes check all of them than one, each as a command of its own.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from caselint.config import Configuration, Settings
from caselint.linter import Linter
from caselint.running import check_paths
from caselint.sources import read
from caselint.synthetic import AS_AT
from making import write_native

FEW = [
    *("ASM001", "ICP001", "CGR001", "CGR002", "CGR003", "REV001", "VIS001", "VIS002"),
    *("SUP001", "ACT001", "ACT002", "RHI001", "MIN001", "CLO001"),
]
"""A small rulebook: one or two rules of each kind of check."""


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.jsonl"
        write_native(path, number)
        size = path.stat().st_size / 1e6
        print(f"{number:,} case files, {size:,.0f} MB")
        for named in (FEW, None):
            _read_and_check(path, number, Linter(Configuration(Settings(select=named))))
        small = Path(folder) / "small.jsonl"
        write_native(small, number // 10)
        for each in (small, path):
            print(
                f"peak memory of check --format jsonl, {each.name}: {_command(each, 1)[1]:,.0f} MB"
            )
        _one_process_and_two(path, number)


def _read_and_check(path: Path, number: int, linter: Linter) -> None:
    ratios, reads, checks = [], [], []
    for _ in range(3):
        reads.append(_seconds(lambda: sum(1 for _ in read([path]))))
        checks.append(_seconds(lambda: sum(1 for _ in check_paths(linter, [path], as_at=AS_AT))))
        ratios.append(checks[-1] / reads[-1])
    _say("read to validated CaseFiles", statistics.median(reads), number)
    rules = len(linter.selected.shown)
    _say(f"read and check ({rules} rules)", statistics.median(checks), number)
    print(f"ratio, run by run: {', '.join(f'{ratio:.2f}' for ratio in ratios)}")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _say(what: str, seconds: float, number: int) -> None:
    print(f"{what}: {seconds:.2f} s, {number / seconds:,.0f} files a second")


def _one_process_and_two(path: Path, number: int) -> None:
    alone, shared, gains, peaks = [], [], [], []
    for _ in range(3):
        alone.append(_command(path, 1)[0])
        seconds, peak = _command(path, 2)
        shared.append(seconds)
        peaks.append(peak)
        gains.append(alone[-1] / seconds)
    _say("check --jobs 1, the whole command", statistics.median(alone), number)
    _say("check --jobs 2", statistics.median(shared), number)
    print(f"times faster, run by run: {', '.join(f'{gain:.2f}' for gain in gains)}")
    print(f"peak memory of the largest process of --jobs 2: {max(peaks):,.0f} MB")


def _command(path: Path, jobs: int) -> tuple[float, float]:
    """Seconds of a whole command, and the peak memory in MB of the largest of its processes."""
    code = (
        "import resource, subprocess, sys, time;"
        "start = time.perf_counter();"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False);"
        "print(time.perf_counter() - start,"
        " resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    words = ["check", str(path), "--as-at", str(AS_AT), "--format", "jsonl", "--jobs", str(jobs)]
    command = [sys.executable, "-m", "caselint", *words]
    done = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, check=True
    )
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


if __name__ == "__main__":
    main()
