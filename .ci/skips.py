"""Fail on a skipped test whose reason is not one that we expect.

Usage: skips.py LOG [REASON...]. Reasons are what a plain machine lacks, whose tests are run apart.
Without the samples the tests that read them skip as well.
"""

import os
import re
import sys
from pathlib import Path

EXPECTED = sys.argv[2:]
if not os.environ.get("CASELINT_SAMPLES"):
    EXPECTED.append("CASELINT_SAMPLES")

log = Path(sys.argv[1]).read_text(encoding="utf-8")
skips = re.findall(r"^SKIPPED .*$", log, re.MULTILINE)
for skip in skips:
    print(skip)
unexpected = [skip for skip in skips if not any(reason in skip for reason in EXPECTED)]
if unexpected:
    sys.exit(f"{len(unexpected)} skips that were not expected")
