"""The rulebook kept as data, so that it is not read and verified anew at each start."""

from pathlib import Path

import pytest

from caselint.rulebook import load, rulebook

pytestmark = pytest.mark.usefixtures("a_small_rulebook")


@pytest.fixture(autouse=True)
def nothing_in_memory(monkeypatch: pytest.MonkeyPatch) -> dict[object, object]:
    """A process that has loaded no rulebook yet; cleared, it is a new one."""
    memory: dict[object, object] = {}
    monkeypatch.setattr(rulebook, "_in_memory", memory)
    return memory


def test_a_rulebook_from_the_cache_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nothing_in_memory: dict[object, object]
) -> None:
    monkeypatch.setenv("CASELINT_CACHE", str(tmp_path))
    first = load()
    nothing_in_memory.clear()
    monkeypatch.delattr(rulebook, "_Loader")
    second = load()
    assert second == first
    assert second is not first
    assert second.pack.model_dump() == first.pack.model_dump()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"folders": []}', b"\xff"])
def test_a_cache_that_cannot_be_read_is_passed_over(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    nothing_in_memory: dict[object, object],
) -> None:
    monkeypatch.setenv("CASELINT_CACHE", str(tmp_path))
    load()
    (kept,) = tmp_path.glob("*.json")
    kept.write_bytes(content)
    nothing_in_memory.clear()
    assert load() == load(cache=False)


def test_a_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    monkeypatch.setenv("CASELINT_CACHE", str(in_the_way))
    assert load() == load(cache=False)


def test_a_rulebook_asked_for_again_is_handed_out_again_until_a_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, a_small_rulebook: Path
) -> None:
    monkeypatch.setenv("CASELINT_CACHE", str(tmp_path))
    first = load()
    assert load() is first
    pack = a_small_rulebook / "pack.yaml"
    before = pack.read_text("utf-8")
    pack.write_text(before + "# a remark\n", "utf-8")
    assert load().hash != first.hash
    pack.write_text(before, "utf-8")


def test_a_changed_file_changes_the_hash(tmp_path: Path, a_small_rulebook: Path) -> None:
    source = a_small_rulebook / "supervision" / "SUP001-supervision-keeps-pace.yaml"
    folder = tmp_path / "ours"
    (folder / "supervision").mkdir(parents=True)
    copy = folder / "supervision" / "SUP901-supervision-keeps-pace.yaml"
    copy.write_text(source.read_text(encoding="utf-8").replace("SUP001", "SUP901"), "utf-8")
    before = load([folder], cache=False)
    copy.write_text(copy.read_text("utf-8") + "# a remark\n", "utf-8")
    after = load([folder], cache=False)
    assert len({load(cache=False).hash, before.hash, after.hash}) == 3
    assert before.rules == after.rules
    assert before.rule("SUP901").file == str(copy)
