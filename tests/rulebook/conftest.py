"""What tests of the rulebook share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from caselint.rulebook import rulebook, shipped_rules


@pytest.fixture(scope="module")
def a_small_rulebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The shipped rulebook with a few of its rules, so that it is soon read again."""
    whole, small = shipped_rules(), tmp_path_factory.mktemp("rulebook") / "rules"
    small.mkdir()
    for name in ("pack.yaml", "standards.yaml", "audits", "supervision", "core_groups"):
        copy = shutil.copytree if (whole / name).is_dir() else shutil.copy
        copy(whole / name, small / name)
    for path in small.glob("supervision/*.yaml"):
        if "says:" in path.read_text(encoding="utf-8"):
            path.unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rulebook, "shipped_rules", lambda: small)
        yield small
