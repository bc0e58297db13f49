"""What all tests share: examples of properties, and a cache that holds nothing of an earlier run.

Properties are tried on the same examples in every run; `HYPOTHESIS_PROFILE=explore` tries new ones.
"""

import gc
import os
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# Here and not in a fixture: rules are read as soon as tests are collected, for their names.
_kept = TemporaryDirectory(prefix="caselint-tests-", ignore_cleanup_errors=True)
os.environ["CASELINT_CACHE"] = _kept.name

TAKES_LONG = ("test_trials.py", "test_docs.py", "test_process.py", "test_processes.py")
"""Files that begin first, so that no process is left with one when the others have ended."""


def pytest_configure(config: pytest.Config) -> None:
    """Files go to processes in the order of collection, not those of the most tests first."""
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files that take long before all others."""
    items.sort(key=lambda item: item.path.name not in TAKES_LONG)


def pytest_collection_finish() -> None:
    """Thousands of tests and all rules stay until the end: looking for garbage passes them over."""
    gc.collect()
    gc.freeze()
