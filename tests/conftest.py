"""What all tests share: examples of properties, and a cache that holds nothing of an earlier run.

Properties are tried on the same examples in every run; `HYPOTHESIS_PROFILE=explore` tries new ones.
"""

import gc
import os
from tempfile import TemporaryDirectory

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# Here and not in a fixture: rules are read as soon as tests are collected, one for each example.
_kept = TemporaryDirectory(prefix="caselint-tests-", ignore_cleanup_errors=True)
os.environ["CASELINT_CACHE"] = _kept.name


def pytest_collection_finish() -> None:
    """Thousands of tests and all rules stay until the end: looking for garbage passes them over."""
    gc.collect()
    gc.freeze()
