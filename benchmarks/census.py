"""A census file, checked as a whole process, against the sector's own census validator.

    python -m venv /tmp/validator
    /tmp/validator/bin/pip install csc-validator-be-cin==0.1.13 "pandas<1.6" "numpy<2"
    python benchmarks/census.py /tmp/validator/bin/python [CHILDREN]

The validator repeats the Department's own rules and caselint reads for practice, so the two do not
do the same work; the comparison says how long a data officer waits for each. Runs alternate.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from making import write_census

_VALIDATOR = (
    "import importlib, sys, xml.etree.ElementTree as ET\n"
    "from cin_validator import cin_validator\n"
    "rules = importlib.import_module('cin_validator.rules.cin2024_25').registry\n"
    "tables = cin_validator.convert_data(ET.parse(sys.argv[1]).getroot())\n"
    "validator = cin_validator.CinValidator(cin_validator.process_data(tables), rules)\n"
    "print(len(validator.full_issue_df))\n"
)


def main() -> None:
    validator = sys.argv[1]
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 332
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "census.xml"
        write_census(path, number)
        print(f"{number:,} children, {path.stat().st_size / 1e6:,.1f} MB")
        ours, theirs = [], []
        check = [sys.executable, "-m", "caselint", "check", str(path), "--look-back", "all"]
        for _ in range(5):
            ours.append(_seconds(check))
            theirs.append(_seconds([validator, "-c", _VALIDATOR, str(path)]))
        print(f"caselint check: {statistics.median(ours):.2f} s")
        print(f"csc-validator-be-cin: {statistics.median(theirs):.2f} s")
        ratios = [their / our for our, their in zip(ours, theirs, strict=True)]
        print(f"ratio, run by run: {', '.join(f'{ratio:.1f}' for ratio in ratios)}")


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
