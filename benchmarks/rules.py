"""What a further rule costs, against reading the file.

    python benchmarks/rules.py [FILES]

Checks made-up case files of 50 to 70 records with the whole rulebook and takes the time of each
rule apart, on files to which it applies (the aim: a twentieth of reading the file to a `CaseFile`)
and on others (the aim: a two-hundredth), for each rule the best of several goes. What rules share,
such as threads of actions, falls to the one that asks first; the narrative aside, which is read
once a file before the first rule and told apart.
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
from caselint.findings import Result
from caselint.linter import Linter
from caselint.selecting.reading import read_together
from caselint.synthetic import AS_AT, clean

GOES = 7


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    texts = [json.dumps(native).encode() for native in _of_size(number)]
    linter = Linter()
    files = [read_case_file(text, "") for text in texts]
    reading, whole, narrative = [], [], []
    best: dict[tuple[str, bool], float] = {}
    for _ in range(GOES):
        start = time.perf_counter()
        for text in texts:
            read_case_file(text, "")
        reading.append(time.perf_counter() - start)
        start = time.perf_counter()
        for file in files:
            linter.check_one(file, AS_AT)
        whole.append(time.perf_counter() - start)
        spent, of_text = _by_rule(linter, files)
        narrative.append(of_text)
        for key, seconds in spent.items():
            best[key] = min(best.get(key, seconds), seconds)
    read = min(reading) / number
    print(f"{number:,} case files of 50 to 70 records, {len(linter.selected.rules)} rules")
    print(f"reading: {read * 1e3:.2f} ms a file")
    print(
        f"checking with all rules: {min(whole) / number / read:.1f} times reading, "
        f"of which reading the narrative {min(narrative) / number / read:.1f}"
    )
    for applies, what in ((True, "a rule on a file to which it applies"), (False, "any other")):
        shares = {rule: best[rule, each] / read for rule, each in best if each is applies}
        dearest = sorted(shares, key=lambda rule: -shares[rule])[:8]
        print(
            f"{what}: median {statistics.median(shares.values()):.4f} of reading, "
            f"mean {statistics.fmean(shares.values()):.4f}; the dearest "
            + ", ".join(f"{rule} {shares[rule]:.3f}" for rule in dearest)
        )


def _of_size(number: int) -> Iterator[dict[str, Any]]:
    found = 0
    for native in clean(number * 40, seed="cost"):
        if 50 <= len(native["records"]) <= 70:
            yield native
            found += 1
            if found == number:
                return


def _by_rule(linter: Linter, files: list[CaseFile]) -> tuple[dict[tuple[str, bool], float], float]:
    """Seconds a file of each rule, on files to which it applies and on the others apart.

    And the seconds for the narrative of all files, which is read before the rules are asked.
    """
    spent: dict[tuple[str, bool], float] = defaultdict(float)
    times: dict[tuple[str, bool], int] = defaultdict(int)
    of_text = 0.0
    run, results = Applying._run, Applying.results

    def timed(self: Applying, compiled: Any, before: Any) -> Any:
        start = time.perf_counter()
        found = run(self, compiled, before)
        seconds = time.perf_counter() - start
        applies = found[0].outcome not in ("not_applicable", "not_assessable")
        spent[compiled.rule.id, applies] += seconds
        times[compiled.rule.id, applies] += 1
        return found

    def after_reading(self: Applying) -> list[Result]:
        nonlocal of_text
        start = time.perf_counter()
        if self.view.reading is not None:
            read_together([self.view.reading])
        of_text += time.perf_counter() - start
        return results(self)

    Applying._run = timed  # type: ignore[method-assign]
    Applying.results = after_reading  # type: ignore[method-assign]
    try:
        for file in files:
            linter.check_one(file, AS_AT)
    finally:
        Applying._run = run  # type: ignore[method-assign]
        Applying.results = results  # type: ignore[method-assign]
    return {key: spent[key] / times[key] for key in spent}, of_text


if __name__ == "__main__":
    main()
