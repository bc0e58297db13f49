import os
import stat
import sys

import pytest

from caselint.errors import ConfigurationError
from caselint.reports.outputs import open_output

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and pipes are POSIX")


@posix
def test_a_report_is_readable_by_its_owner_alone(tmp_path):
    target = tmp_path / "report.json"
    before = os.umask(0)
    try:
        with open_output(target) as stream:
            stream.write("é")
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_bytes() == "é".encode()


@posix
def test_an_open_file_that_stood_there_is_replaced_by_a_closed_one(tmp_path):
    target = tmp_path / "report.json"
    target.write_text("old")
    target.chmod(0o644)
    with open_output(target) as stream:
        stream.write("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_report_that_breaks_off_leaves_nothing_behind(tmp_path):
    target = tmp_path / "report.json"
    target.write_text("old")
    with pytest.raises(RuntimeError):
        break_off(target)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def break_off(target):
    with open_output(target) as stream:
        stream.write("half")
        raise RuntimeError


def test_lines_end_alike_on_every_system(tmp_path):
    target = tmp_path / "report.jsonl"
    with open_output(target) as stream:
        stream.write("a\nb\n")
    assert target.read_bytes() == b"a\nb\n"


def test_a_folder_that_is_not_there_is_said_with_its_place(tmp_path):
    with (
        pytest.raises(ConfigurationError, match="cannot be written"),
        open_output(tmp_path / "nowhere" / "report.json"),
    ):
        pass


def test_a_folder_cannot_be_a_report(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be written"), open_output(tmp_path):
        pass
    assert tmp_path.is_dir()


@posix
def test_a_link_is_followed_and_stays_a_link(tmp_path):
    target, link = tmp_path / "report.json", tmp_path / "latest.json"
    link.symlink_to(target)
    with open_output(link) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert target.read_text() == "new"


@posix
def test_a_device_is_written_to_and_not_replaced():
    with open_output(os.devnull) as stream:
        stream.write("away")
    assert not os.path.isfile(os.devnull)  # noqa: PTH113
