"""A thousand, ten thousand, a hundred thousand case files: time a file, and memory.

    python benchmarks/scale.py [FILES ...]

Five hundred made-up case files are handed over again and again under new ids, so that no disk is
timed: each is read from its JSON text and checked with the whole rulebook, in one process of its
own for each number of files. Prints files a second, how the time a file changes with their number,
and the peak memory of the process (the aims: flat).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count, cycle, islice

from caselint.casefile import CaseFile, read_case_file
from caselint.linter import Linter
from caselint.synthetic import AS_AT, clean

DISTINCT = 500


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        _one(int(sys.argv[2]))
        return
    first = None
    for number in map(int, sys.argv[1:] or ("1000", "10000", "100000")):
        command = [sys.executable, __file__, "--one", str(number)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds, megabytes, records = map(float, done.stdout.split())
        first = first or seconds / number
        print(
            f"{number:,} files of {records:.0f} records: {seconds:.1f} s, "
            f"{number / seconds:,.0f} files a second, time a file {seconds / number / first:.2f} "
            f"times that of the first row, peak memory {megabytes:.0f} MB"
        )


def _one(number: int) -> None:
    texts = [json.dumps(native) for native in clean(DISTINCT, seed="scale")]
    records = sum(len(json.loads(text)["records"]) for text in texts) / len(texts)
    linter = Linter()
    start = time.perf_counter()
    for _ in linter.check_many(_files(texts, number), AS_AT):
        pass
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(seconds, peak, records)


def _files(texts: list[str], number: int) -> Iterator[CaseFile]:
    for n, text in zip(count(), islice(cycle(texts), number), strict=False):
        case_file = read_case_file(text.encode(), "")
        yield case_file.model_copy(update={"case_id": f"{case_file.case_id}/{n}"})


if __name__ == "__main__":
    main()
