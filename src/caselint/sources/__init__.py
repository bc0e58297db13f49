"""Ways in: files and folders to a stream of case files, one module a format."""

from caselint.sources.case_ids import CaseIds
from caselint.sources.reading import read, unread
from caselint.sources.recognise import SOURCES, recognise
from caselint.sources.supplied import Format, Item, Supplied, Unread, whole

__all__ = [
    "SOURCES",
    "CaseIds",
    "Format",
    "Item",
    "Supplied",
    "Unread",
    "read",
    "recognise",
    "unread",
    "whole",
]
