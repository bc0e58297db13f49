"""What a further rule costs, against reading the file.

    python benchmarks/rules.py [FILES]

Checks made-up case files of 50 to 70 records with the whole rulebook and takes the time of each
rule apart: the median and the dearest of those that apply to most files (the aim: a twentieth of
reading a file to a `CaseFile`) and of the others (the aim: a two-hundredth), for each rule the best
of several goes. What rules share, such as threads of actions, falls to the one that asks first.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from caselint.applying import Applying
from caselint.casefile import CaseFile, read_case_file
from caselint.linter import Linter
from caselint.synthetic import clean

GOES = 7


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    texts = [json.dumps(native).encode() for native in _of_size(number)]
    linter = Linter()
    files = [read_case_file(text, "") for text in texts]
    reading, whole = [], []
    best: dict[str, float] = {}
    applies: dict[str, int] = defaultdict(int)
    for _ in range(GOES):
        start = time.perf_counter()
        for text in texts:
            read_case_file(text, "")
        reading.append(time.perf_counter() - start)
        start = time.perf_counter()
        for file in files:
            linter.check_one(file, "2026-03-31")
        whole.append(time.perf_counter() - start)
        for name, seconds in _by_rule(linter, files, applies).items():
            best[name] = min(best.get(name, seconds), seconds)
    read = min(reading)
    print(f"{number:,} case files of 50 to 70 records, {len(linter.selected.rules)} rules")
    print(f"reading: {read / number * 1e3:.2f} ms a file")
    print(f"checking with all rules: {min(whole) / read:.1f} times reading")
    often = {name for name, times in applies.items() if times > number * GOES / 2}
    _say("rules that apply to most of the files", [best[name] for name in often], read)
    _say("the others", [each for name, each in best.items() if name not in often], read)
    dearest = sorted(best, key=lambda name: -best[name])[:10]
    print("the dearest:", ", ".join(f"{name} {best[name] / read:.3f}" for name in dearest))


def _of_size(number: int) -> Iterator[dict[str, Any]]:
    found = 0
    for native in clean(number * 40, seed="cost"):
        if 50 <= len(native["records"]) <= 70:
            yield native
            found += 1
            if found == number:
                return


def _by_rule(linter: Linter, files: list[CaseFile], applies: dict[str, int]) -> dict[str, float]:
    """Seconds of each rule over all files."""
    spent: dict[str, float] = defaultdict(float)
    run = Applying._run

    def timed(self: Applying, compiled: Any, before: Any) -> Any:
        start = time.perf_counter()
        found = run(self, compiled, before)
        spent[compiled.rule.id] += time.perf_counter() - start
        applies[compiled.rule.id] += found[0].outcome not in ("not_applicable", "not_assessable")
        return found

    Applying._run = timed  # type: ignore[method-assign]
    try:
        for file in files:
            linter.check_one(file, "2026-03-31")
    finally:
        Applying._run = run  # type: ignore[method-assign]
    return spent


def _say(what: str, seconds: list[float], read: float) -> None:
    shares = sorted(each / read for each in seconds)
    print(
        f"{what}: {len(shares)}; median {statistics.median(shares):.4f} of reading, "
        f"mean {statistics.fmean(shares):.4f}, at most {shares[-1]:.3f}"
    )


if __name__ == "__main__":
    main()
