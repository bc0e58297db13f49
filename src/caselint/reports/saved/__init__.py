"""A saved run, read back: what `--format json` or `jsonl` wrote, as a `Run`.

Any report can be made of it, without checking again.
"""

from caselint.reports.saved.reading import is_saved_run, read_run, run_of_lines

__all__ = ["is_saved_run", "read_run", "run_of_lines"]
