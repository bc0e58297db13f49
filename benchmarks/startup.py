"""How long `caselint --help` takes, and how long the rulebook takes to load.

    python benchmarks/startup.py

The rulebook is loaded cold and from its cache, against what libyaml needs to compose its files (the
aims: within five times, and a fifth of that), apart from imports.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import yaml

from caselint.rulebook import load, shipped_rules


def main() -> None:
    bare = _median(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 11)
    command = [sys.executable, "-m", "caselint", "--help"]
    ours = _median(lambda: subprocess.run(command, capture_output=True, check=True), 11)
    print(f"caselint --help: {ours:.3f} s (python alone: {bare:.3f} s)")
    texts = [path.read_bytes() for path in sorted(shipped_rules().rglob("*.yaml"))]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CASELINT_CACHE"] = folder
        load()
        cold, cached, compose = [], [], []
        for _ in range(9):
            compose.append(
                _seconds(lambda: [yaml.compose(text, yaml.CSafeLoader) for text in texts])
            )
            cold.append(_seconds(lambda: load(cache=False)))
            cached.append(_seconds(load))
    base = statistics.median(compose)
    print(
        f"libyaml composes {sum(map(len, texts)) / 1000:,.0f} kB of rulebook: {base * 1000:.1f} ms"
    )
    for name, times in (("cold", cold), ("from the cache", cached)):
        middle = statistics.median(times)
        print(f"rulebook {name}: {middle * 1000:.1f} ms, {middle / base:.2f} times that")


def _median(work: Callable[[], object], times: int) -> float:
    return statistics.median(_seconds(work) for _ in range(times))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
