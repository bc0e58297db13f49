"""The rulebook kept as data, so that it is not read and verified anew at each start."""

from pathlib import Path

import pytest

from caselint.errors import DataFileError
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


def ours(tmp_path: Path, shipped: Path, text: str = "") -> Path:
    """A folder that adds one rule, made of a shipped one."""
    source = shipped / "supervision" / "SUP001-supervision-keeps-pace.yaml"
    path = tmp_path / "ours" / "supervision" / "SUP901-supervision-keeps-pace.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(source.read_text("utf-8").replace("SUP001", "SUP901") + text, "utf-8")
    return tmp_path / "ours"


def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the rules whose files are read and verified from now on."""
    read: list[str] = []
    verify = rulebook._Loader._verify
    monkeypatch.setattr(
        rulebook._Loader, "_verify", lambda self, rule: (read.append(rule.id), verify(self, rule))
    )
    return read


def test_a_folder_that_only_adds_rules_is_read_on_top_of_what_was_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, a_small_rulebook: Path
) -> None:
    monkeypatch.setenv("CASELINT_CACHE", str(tmp_path / "cache"))
    folder = ours(tmp_path, a_small_rulebook)
    whole = load([folder], cache=False)
    load()
    read = read_again(monkeypatch)
    assert load([folder]) == whole
    assert read == ["SUP901"]


def test_a_folder_that_adds_a_standard_is_read_with_all_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, a_small_rulebook: Path
) -> None:
    monkeypatch.setenv("CASELINT_CACHE", str(tmp_path / "cache"))
    folder = ours(tmp_path, a_small_rulebook)
    standards = (a_small_rulebook / "standards.yaml").read_text("utf-8")
    (folder / "standards.yaml").write_text(standards, "utf-8")
    read = read_again(monkeypatch)
    assert load([folder]) == load([folder], cache=False)
    assert {"SUP001", "SUP901"} <= set(read)


def test_faults_of_the_shipped_rules_and_of_added_ones_come_out_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, a_small_rulebook: Path
) -> None:
    monkeypatch.setenv("CASELINT_CACHE", str(tmp_path / "cache"))
    folder = ours(tmp_path, a_small_rulebook, "nonsense: 1\n")
    pack = a_small_rulebook / "pack.yaml"
    before = pack.read_text("utf-8")
    pack.write_text(before + "nonsense: 1\n", "utf-8")
    with pytest.raises(DataFileError) as raised:
        load([folder])
    pack.write_text(before, "utf-8")
    assert {Path(fault.file).stem[:6] for fault in raised.value.faults} == {"pack", "SUP901"}
