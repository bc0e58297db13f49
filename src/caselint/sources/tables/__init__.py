"""Tables: a folder of CSV files, one a kind of record, brought together by child.

`standard` has the tables of the Standard Safeguarding Dataset, `own` those of caselint's own, in
the same style, for all that the standard has no place for. `catalogue` says which tables a folder
holds; `index` finds whose rows are whose; `filling` says which columns fill which fields, `drawing`
makes records of rows, and `assembling` case files of records. Nothing is held of all children but
where their rows lie.
"""

from __future__ import annotations

from typing import Final

from caselint.sources.supplied import FolderFormat
from caselint.sources.tables.catalogue import SUFFIX, is_table
from caselint.sources.tables.reading import read

FORMAT: Final = FolderFormat(
    name="tables",
    title="a folder of tables as CSV",
    suffixes=(SUFFIX,),
    recognises=is_table,
    read=read,
)
