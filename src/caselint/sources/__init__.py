"""Ways in: files and folders to a stream of case files, one module a format."""

from caselint.sources.beside import let_go
from caselint.sources.case_ids import CaseIds
from caselint.sources.reading import read, relatives_at, unread
from caselint.sources.recognise import SOURCES, recognise
from caselint.sources.relatives import Relatives, held_beside
from caselint.sources.supplied import Format, Item, Supplied, Unread, whole

__all__ = [
    "SOURCES",
    "CaseIds",
    "Format",
    "Item",
    "Relatives",
    "Supplied",
    "Unread",
    "held_beside",
    "let_go",
    "read",
    "recognise",
    "relatives_at",
    "unread",
    "whole",
]
