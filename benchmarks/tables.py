"""Reading a folder of tables into case files, against what reads the same CSV files otherwise.

    python -m pip install duckdb
    python benchmarks/tables.py [CHILDREN]...

Prints, for the standard's tables alone and together with tables of caselint's own with narrative,
the seconds of processor time of each, the ratio of caselint to every other (the aim: 2 at most),
and the peak memory of each as a process of its own. All make dates of all columns of dates, and let
go of what they read. They hand over different things:

- `pandas` and `duckdb`: columns of their own, a file at a time; no value is a Python object, or
  only text is.
- `duckdb rows`: rows of Python values, a file at a time.
- `joined`: pandas with each child's rows brought together as dicts of Python values.
- `caselint`: each child's rows brought together as records of Python values.

Without DuckDB those two are left out.
"""

from __future__ import annotations

import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from making import case_files

STANDARD = ("person", "cin_episodes", "cin_assessments", "s47_enquiry", "initial_cp_conference",
            "cp_plans", "cp_visits", "cp_reviews")  # fmt: skip
OUTCOME = (
    '{"OUTCOME_NFA_FLAG":"N","OUTCOME_CP_CONFERENCE_FLAG":"Y","OTHER_OUTCOMES_EXIST_FLAG":"N"}'
)


def main() -> None:
    if sys.argv[1:2] == ["--once"]:
        _once(sys.argv[2], Path(sys.argv[3]))
        return
    for number in [int(each) for each in sys.argv[1:]] or [1_000, 10_000]:
        with tempfile.TemporaryDirectory() as folder:
            whole, standard = Path(folder) / "whole", Path(folder) / "standard"
            write(whole, number, standard_only=False)
            write(standard, number, standard_only=True)
            for path in (standard, whole):
                _compare(path, number)


def _compare(folder: Path, number: int) -> None:
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(f"{folder.name}: {number:,} children, {size:,.0f} MB")
    peers = [*_PEERS] if find_spec("duckdb") else ["pandas", "joined"]
    ratios: dict[str, list[float]] = {peer: [] for peer in peers}
    memory: dict[str, float] = {}
    for _ in range(3):
        seconds = {}
        for what in (*peers, "caselint"):
            command = [sys.executable, __file__, "--once", what, str(folder)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds[what], memory[what] = map(float, done.stdout.split())
        for peer, found in ratios.items():
            found.append(seconds["caselint"] / seconds[peer])
        print(
            "  " + ", ".join(f"{what} {took:.2f} s" for what, took in seconds.items()), flush=True
        )
    for peer, found in ratios.items():
        each = ", ".join(f"{ratio:.2f}" for ratio in found)
        print(f"  ratio to {peer} {statistics.median(found):.2f} ({each})")
    print("  peak memory: " + ", ".join(f"{what} {used:.0f} MB" for what, used in memory.items()))


def _once(what: str, folder: Path) -> None:
    """Read once, the import of what is needed left out of the time."""
    work = (_with_caselint if what == "caselint" else _PEERS[what])(folder)
    start = time.process_time()
    work()
    seconds = time.process_time() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _with_caselint(folder: Path) -> Callable[[], Any]:
    from caselint.sources import Supplied, read

    import_module("caselint.sources.tables")  # left out of the time, as importing pandas is

    def work() -> None:
        for item in read([folder]):
            assert isinstance(item, Supplied), item
            assert not item.case_file.set_aside

    return work


def _with_pandas(folder: Path) -> Callable[[], Any]:
    import pandas as pd

    def work() -> None:
        for path, names in _dates(folder).items():
            pd.read_csv(path, parse_dates=names, dtype={"record_id": str})

    return work


def _joined(folder: Path) -> Callable[[], Any]:
    import pandas as pd

    def work() -> None:
        children: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for path, names in _dates(folder).items():
            frame = pd.read_csv(path, parse_dates=names, dtype={"record_id": str})
            child = next(name for name in frame.columns if name.endswith(("person_id", "child_id")))
            for row in frame.to_dict("records"):
                children[row[child]][path.stem].append(row)

    return work


def _with_duckdb(folder: Path) -> Callable[[], Any]:
    import duckdb

    connection = duckdb.connect()  # left out of the time, as importing pandas is

    def work() -> None:
        for path, names in _dates(folder).items():
            connection.execute(f"CREATE TABLE rows AS {_query(path, names)}")
            connection.execute("DROP TABLE rows")

    return work


def _rows_of_duckdb(folder: Path) -> Callable[[], Any]:
    import duckdb

    connection = duckdb.connect()

    def work() -> None:
        for path, names in _dates(folder).items():
            connection.execute(_query(path, names)).fetchall()

    return work


def _query(path: Path, dates: list[str]) -> str:
    """The rows of a file, told all there is to know: DuckDB is several times slower at guessing."""
    types = {name: "DATE" if name in dates else "VARCHAR" for name in _header(path)}
    return (
        f"SELECT * FROM read_csv('{path}', auto_detect=false, header=true, columns={types}, "
        """delim=',', quote='"', escape='"')"""
    )


_PEERS: Final = {
    "pandas": _with_pandas,
    "duckdb": _with_duckdb,
    "duckdb rows": _rows_of_duckdb,
    "joined": _joined,
}


def _dates(folder: Path) -> dict[Path, list[str]]:
    """The columns of dates in each file."""
    return {
        path: [name for name in _header(path) if _is_date(name)]
        for path in sorted(folder.glob("*.csv"))
    }


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return next(csv.reader(stream))


def _is_date(name: str) -> bool:
    return name.endswith(("date", "_at", "dob", "due", "_from", "to"))


def write(folder: Path, number: int, *, standard_only: bool) -> None:
    """Write the case files of `making` as tables."""
    folder.mkdir()
    tables = _Tables(folder)
    for case in case_files(number):
        child = case["case_id"]
        tables.row("person", pers_person_id=child, pers_dob=case["child"]["date_of_birth"],
                   pers_sex="F", pers_ethnicity="WBRI", pers_upn_unknown="",
                   pers_send_flag="N")  # fmt: skip
        for record in case["records"]:
            _write_standard(tables, child, f"{child}-{record['record_id']}", record)
            if not standard_only:
                _write_own(tables, child, f"{child}-{record['record_id']}", record)
    tables.close()


def _write_standard(tables: _Tables, child: str, name: str, record: dict[str, Any]) -> None:
    date = record.get("date") or record["started_at"]
    match record["kind"]:
        case "referral":
            tables.row("cin_episodes", cine_referral_id=name, cine_person_id=child,
                       cine_referral_date=date, cine_cin_primary_need_code="N1",
                       cine_referral_source_code="2A", cine_referral_outcome_json=OUTCOME,
                       cine_referral_nfa="N", cine_close_reason="", cine_close_date="",
                       cine_referral_team="North")  # fmt: skip
        case "assessment":
            tables.row("cin_assessments", cina_assessment_id=name, cina_person_id=child,
                       cina_referral_id=name, cina_assessment_start_date=date,
                       cina_assessment_child_seen="Y",
                       cina_assessment_auth_date=record["authorised_at"],
                       cina_assessment_outcome_json=OUTCOME,
                       cina_assessment_outcome_nfa="N")  # fmt: skip
        case "section47":
            tables.row("s47_enquiry", s47e_s47_enquiry_id=name, s47e_person_id=child,
                       s47e_s47_start_date=date, s47e_s47_end_date="", s47e_s47_nfa="N",
                       s47e_s47_outcome_json=OUTCOME)  # fmt: skip
        case "conference" if record["type"] == "initial":
            tables.row("initial_cp_conference", icpc_icpc_id=name, icpc_person_id=child,
                       icpc_icpc_date=date, icpc_icpc_outcome_cp_flag="Y")  # fmt: skip
        case "conference":
            tables.row("cp_reviews", cppr_cp_review_id=name, cppr_person_id=child,
                       cppr_cp_plan_id="P", cppr_cp_review_date=date,
                       cppr_cp_review_outcome_continue_cp="Y", cppr_cp_review_quorate="Y",
                       cppr_cp_review_participation="PN1")  # fmt: skip
        case "plan":
            tables.row("cp_plans", cppl_cp_plan_id=name, cppl_person_id=child,
                       cppl_cp_plan_start_date=date, cppl_cp_plan_end_date="",
                       cppl_cp_plan_latest_category="NEG")  # fmt: skip
        case "visit":
            tables.row("cp_visits", cppv_cp_visit_id=name, cppv_person_id=child,
                       cppv_cp_visit_date=date, cppv_cp_visit_seen="Y",
                       cppv_cp_visit_seen_alone="Y" if record["child_seen_alone"] else "N",
                       cppv_cp_visit_bedroom="Y")  # fmt: skip


def _write_own(tables: _Tables, child: str, name: str, record: dict[str, Any]) -> None:
    kind = record["kind"]
    if kind not in ("visit", "core_group", "supervision", "communication"):
        return
    common = {"child_id": child, "record_id": f"own-{name}", "date": record["date"]}
    author = record.get("author", {})
    if kind == "visit":
        tables.row("case_note", **common, recorded_at=record["recorded_at"],
                   **{"author.role": author["role"], "author.agency": author["agency"]},
                   type="direct_work", title="Home visit", text=_body(record))  # fmt: skip
    elif kind == "supervision":
        tables.row(kind, **common, agency=record["agency"], decision=record["decision"],
                   rationale=record["rationale"])  # fmt: skip
    elif kind == "communication":
        tables.row(kind, **common, from_agency=record["from_agency"],
                   to_agency=record["to_agency"], direction=record["direction"],
                   **{"author.role": author["role"], "author.agency": author["agency"]},
                   text=_body(record))  # fmt: skip
    else:
        tables.row(kind, **common, chair=record["chair"],
                   **{"minutes.sent_at": record["minutes"]["sent_at"]})  # fmt: skip
        inside = {"child_id": child, "record_id": common["record_id"]}
        for each in record["attended"]:
            tables.row("core_group_attended", **inside, agency=each["agency"])
        for each in record["actions"]:
            tables.row("core_group_actions", **inside, **each)


def _body(record: dict[str, Any]) -> str:
    """The narrative as people write it: with commas, and some of it in paragraphs."""
    text = record["text"]
    words = (text if isinstance(text, str) else text["body"]).split()
    between = "\n\n" if len(words) % 3 else " "
    halves = (words[: len(words) // 2], words[len(words) // 2 :])
    return between.join(" ".join(half[:9]) + ", " + " ".join(half[9:]) for half in halves)


class _Tables:
    """Open CSV files by name, each with the columns of its first row."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writers: dict[str, Any] = {}
        self._streams: dict[str, Any] = defaultdict()

    def row(self, table: str, **cells: str) -> None:
        if table not in self._writers:
            name = f"ssd_{table}.csv" if table in STANDARD else f"{table}.csv"
            self._streams[table] = (self._folder / name).open("w", encoding="utf-8", newline="")
            self._writers[table] = csv.writer(self._streams[table])
            self._writers[table].writerow(cells)
        self._writers[table].writerow(cells.values())

    def close(self) -> None:
        streams: Iterable[Any] = self._streams.values()
        for stream in streams:
            stream.close()


if __name__ == "__main__":
    main()
