"""Fail on a skipped test whose reason is not one that we expect.

Without the samples the tests that read them skip; with them, nothing does.
"""

import os
import re
import sys
from pathlib import Path

EXPECTED = [] if os.environ.get("CASELINT_SAMPLES") else ["CASELINT_SAMPLES"]

log = Path(sys.argv[1]).read_text(encoding="utf-8")
skips = re.findall(r"^SKIPPED .*$", log, re.MULTILINE)
for skip in skips:
    print(skip)
unexpected = [skip for skip in skips if not any(reason in skip for reason in EXPECTED)]
if unexpected:
    sys.exit(f"{len(unexpected)} skips that were not expected")
