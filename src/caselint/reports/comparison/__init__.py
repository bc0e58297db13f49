"""Two runs compared, as text, as Markdown and as JSON.

Fractions stand side by side, and no arrow says what is better: more that is evidenced may be better
recording, and a finding that is gone may only have left the days that were judged.
"""

from collections.abc import Callable, Mapping
from typing import Final, TextIO

from caselint.findings.comparing import Comparison
from caselint.reports.comparison.as_json import write_json
from caselint.reports.comparison.markdown import write_markdown
from caselint.reports.comparison.text import write_text
from caselint.reports.style import Style

WRITERS: Final[Mapping[str, Callable[[Comparison, TextIO, Style], None]]] = {
    "text": write_text,
    "json": write_json,
    "markdown": write_markdown,
}
"""What writes each form."""
