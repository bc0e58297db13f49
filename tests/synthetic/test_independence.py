"""The generator knows the case file alone: planters that knew the rules would prove nothing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import caselint.synthetic
import shipped

MODULES = sorted(Path(caselint.synthetic.__file__).parent.rglob("*.py"))
ALLOWED = ("caselint.casefile", "caselint.errors", "caselint.synthetic")


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name for name in found if name.split(".")[0] == "caselint"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_the_case_file_at_most(path: Path) -> None:
    assert all(name.startswith(ALLOWED) for name in imported(path))


def test_no_module_names_a_rule() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    assert [id_ for id_ in shipped.rulebook().rules if id_ in text] == []


def test_importing_caselint_leaves_it_unloaded() -> None:
    code = "import sys, caselint; sys.exit(any('synthetic' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
