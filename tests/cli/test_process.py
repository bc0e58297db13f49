"""The command line as a process: what it loads, pipes that close, output that cannot be written."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from .conftest import case, write_cases

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals are POSIX")
CASELINT = [sys.executable, "-m", "caselint"]
FEW_RULES = ["--select", "VIS001", "--select", "PLN001", "--select", "SUP001"]
"""Rules that read no narrative, so that a process is soon ready."""


def loaded_by(*words: str) -> set[str]:
    """The outermost modules that a command loads."""
    script = (
        "import sys\nfrom caselint.cli import main\n"
        f"main({list(words)!r}, standalone_mode=False)\n"
        "print(' '.join({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--version"], ["check", "--help"], ["explain", "--help"], ["rules", "-h"]],
)
def test_help_loads_nothing_heavy(words):
    heavy = {"pydantic", "pandas", "numpy", "lxml", "rich", "yaml", "holidays"}
    assert loaded_by(*words) & heavy == set()


def test_it_runs_as_a_module():
    done = subprocess.run([*CASELINT, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("caselint 0.")


def test_a_check_runs_from_end_to_end():
    cases = write_cases("a.jsonl", case())
    done = subprocess.run(
        [*CASELINT, "check", cases, "--select", "SUP001"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "not evidenced in the records supplied" in done.stdout


@posix
@pytest.mark.parametrize(
    ("form", "jobs"), [("text", 1), ("json", 1), ("jsonl", 1), ("text", 2), ("jsonl", 2)]
)
def test_a_pipe_that_closes_ends_it_quietly(form, jobs):
    # More is to be said than the 64 kB that a pipe holds: in text it takes all rules to say it.
    selected = [] if form == "text" else FEW_RULES
    cases = write_cases("a.jsonl", *(case(f"C-{number}") for number in range(40)))
    words = [*CASELINT, "check", str(cases), "--format", form, "--jobs", str(jobs), *selected]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_said():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*CASELINT, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["caselint: No space left on device"]


@posix
@pytest.mark.parametrize(
    ("more", "shown"), [([], True), (["--jobs", "2"], True), (["--no-progress"], False)]
)
def test_progress_stands_on_a_terminal_and_nowhere_else(more, shown):
    import pty

    cases = write_cases("a.jsonl", *(case(f"C-{number}") for number in range(30)))
    ours, theirs = pty.openpty()
    words = [*CASELINT, "check", str(cases), "--format", "json", *FEW_RULES, *more]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    os.set_blocking(ours, False)
    try:
        told = os.read(ours, 65536)
    except OSError:
        told = b""
    os.close(ours)
    assert (b"case file" in told) == shown
    assert json.loads(done.stdout)["totals"]["cases"] == 30


@pytest.fixture
def heeded_ctrl_c():
    """Ctrl-C is heeded by processes begun here, also where the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@posix
@pytest.mark.usefixtures("heeded_ctrl_c")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_it_quietly_and_leaves_no_report(tmp_path, jobs):
    pipe = tmp_path / "slow.jsonl"
    os.mkfifo(pipe)
    words = [*CASELINT, "check", str(pipe), "--output", "report.txt", "--jobs", jobs, *FEW_RULES]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        with pipe.open("wb"):
            process.send_signal(signal.SIGINT)
            assert process.wait() == 130
        assert process.stderr.read() == b""
    assert [path.name for path in tmp_path.iterdir()] == ["slow.jsonl"]


@posix
@pytest.mark.usefixtures("heeded_ctrl_c")
def test_ctrl_c_reaches_every_process_of_a_terminal_and_all_end_quietly():
    with _checking_in_several() as process:
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == b""


@posix
def test_processes_end_with_the_one_that_started_them():
    with _checking_in_several() as process:
        process.kill()
        # Every process holds standard error, so it ends when the last of them has.
        assert process.stderr.read() == b""


@contextmanager
def _checking_in_several():
    """A check in two processes and a session of its own, which has begun to report."""
    cases = write_cases("a.jsonl", *(case(f"C-{number}") for number in range(3000)))
    words = [*CASELINT, "check", str(cases), "--format", "jsonl", "--jobs", "2", *FEW_RULES]
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(words, start_new_session=True, **piped) as process:
        process.stdout.read(100_000)
        yield process


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_output_that_is_not_utf_8_is_no_error(form):
    cases = write_cases("a.jsonl", case("Zoë–1"))
    done = subprocess.run(
        [*CASELINT, "check", str(cases), "--format", form, *FEW_RULES],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert ("Zoë–1".encode() in done.stdout) == (form == "json")
