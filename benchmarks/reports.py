"""Reports of many children: time, memory and size, and how soon a browser has opened them.

    python benchmarks/reports.py [CHILDREN] [FORM ...]

A hundred made-up children are checked and shown again and again under other ids, as one saved run.
Each form is made by a process of its own, as `caselint report --jobs 1` makes it: seconds for
reading the saved run and for writing the report (the aim: HTML of 3,000 children in under 20 s and
1 GB), peak memory, bytes, and the time as a multiple of what it takes to read the same run with
Python's `json` and write it again, which is the least that anything on it could take. A form that
is a file a child is then made by as many processes as there are processors: seconds from the saved
run to the report, and peak memory of all of them together at most (each counted with what it shares
with the others). Where Playwright and Chromium are there, the HTML is opened in a fresh browser
(the aim: under 2 s), three times.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from caselint.findings import Run
from caselint.reports import FORMATS
from caselint.reports.publishing import publish, publish_shared
from caselint.reports.saved import read_run
from caselint.running import lint
from caselint.running.jobs import processors
from caselint.synthetic import AS_AT, as_case_file, case_files, defects, with_defect

DISTINCT = 100
FORMS = ("html", "markdown", "word-thematic", "csv", "sarif", "excel")
FAILINGS = 4
"""Every so many-th of the distinct children has a failing planted."""


def main() -> None:
    if sys.argv[1:2] == ["--alone"]:
        {"make": _make, "least": _least, "one": _one, "shared": _shared}[sys.argv[2]](*sys.argv[3:])
        return
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder) / "run.json"
        _alone("make", number, saved)
        (least,) = _alone("least", saved)
        print(
            f"{number:,} children, {saved.stat().st_size / 1e6:,.0f} MB saved; read and written by "
            f"Python's json in {least:.1f} s"
        )
        for form in sys.argv[2:] or FORMS:
            out = Path(folder) / form
            out.mkdir()
            reading, writing, megabytes = _alone("one", form, saved, out / "report")
            size = sum(one.stat().st_size for one in out.rglob("*") if one.is_file())
            print(
                f"{form}: read in {reading:.1f} s, written in {writing:.1f} s, "
                f"{(reading + writing) / least:.1f} times the least; peak {megabytes:.0f} MB; "
                f"{size / 1e6:,.1f} MB"
            )
            if FORMATS[form].shared:
                again = Path(folder) / f"{form}-again"
                again.mkdir()
                seconds, megabytes = _alone("shared", form, saved, again / "report")
                print(
                    f"  by {processors()} processes: read and written in {seconds:.1f} s; peak of "
                    f"all together at most {megabytes:.0f} MB"
                )
            if form == "html":
                _open(out / "report")


def _alone(what: str, *words: object) -> list[float]:
    """Do this in a process of its own, since a process counts its parent's memory as its peak."""
    command = [sys.executable, __file__, "--alone", what, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(one) for one in done.stdout.split()]


def _make(number: str, saved: str) -> None:
    publish(_multiplied(int(number)), "json", Path(saved))


def _multiplied(number: int) -> Run:
    """A run of so many children, of whom `DISTINCT` differ."""
    failing = defects()
    files = list(case_files(DISTINCT, seed="reports"))
    for at in range(0, DISTINCT, FAILINGS):
        flawed = with_defect(failing[at // FAILINGS % len(failing)].name, seed=at).flawed
        files[at] = as_case_file(flawed)
    files = [one.model_copy(update={"case_id": f"D{n}"}) for n, one in enumerate(files)]
    once = lint(files, AS_AT)
    found: dict[tuple[str, str], list] = {}
    for finding in once.findings:
        found.setdefault((finding.case_id, finding.rule), []).append(finding)
    rows = list(once.by_case())
    run = Run(once.header)
    for n, (case, results) in enumerate(islice(cycle(rows), number)):
        id_ = f"C{n:06}"
        run.add(
            replace(case, case_id=id_),
            (
                one.of_case(id_)._replace(
                    findings=tuple(
                        found_one._replace(
                            case_id=id_,
                            fingerprint=f"{found_one.fingerprint[:10]}{n:06x}",
                            follows_from=tuple(
                                f"{above[:10]}{n:06x}" for above in found_one.follows_from
                            ),
                        )
                        for found_one in found.get((case.case_id, one.rule), ())
                    )
                )
                for one in results
            ),
        )
    return run


def _least(saved: str) -> None:
    start = time.perf_counter()
    with Path(saved).open(encoding="utf-8") as stream:
        run = json.load(stream)
    with tempfile.TemporaryFile("w", encoding="utf-8") as stream:
        json.dump(run, stream)
    print(time.perf_counter() - start)


def _one(form: str, saved: str, target: str) -> None:
    start = time.perf_counter()
    run = read_run(saved)
    read = time.perf_counter()
    publish(run, form, Path(target))
    written = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(read - start, written - read, peak)


def _shared(form: str, saved: str, target: str) -> None:
    start = time.perf_counter()
    written = publish_shared(Path(saved), form, Path(target), jobs=processors())
    seconds = time.perf_counter() - start
    assert written is not None
    own, largest = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(seconds, own + processors() * largest)


def _open(page: Path) -> None:
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        chromium = None
    if chromium is None:
        print("  not opened: Playwright or Chromium is missing")
        return
    page = page.rename(page.with_suffix(".html"))
    times = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(3):
            tab = browser.new_context().new_page()
            start = time.perf_counter()
            tab.goto(page.as_uri(), wait_until="load")
            times.append(time.perf_counter() - start)
            tab.close()
        browser.close()
    print(f"  opened in Chromium in {', '.join(f'{one:.1f}' for one in times)} s")


if __name__ == "__main__":
    main()
