"""YAML 1.2 data files with places, bounds and "did you mean".

Rules, concepts, standards and settings are files that people write. Reading one gives plain data;
every fault, from a tab to a misspelt key, is found at once and says `file:line:column: path: what
is wrong, did you mean …`. Composed by libyaml, since rulebooks are hundreds of files.
"""

from caselint.datafile.complaint import Misfit
from caselint.datafile.document import Document, Plain
from caselint.datafile.fault import Fault, Loc, dotted
from caselint.datafile.reading import read, read_text
from caselint.datafile.validation import validate
from caselint.datafile.wording import suggest

__all__ = [
    "Document",
    "Fault",
    "Loc",
    "Misfit",
    "Plain",
    "dotted",
    "read",
    "read_text",
    "suggest",
    "validate",
]
