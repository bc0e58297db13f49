"""Ways in: files and folders to a stream of case files, one module a format."""

from caselint.sources.reading import read
from caselint.sources.recognise import SOURCES, recognise
from caselint.sources.supplied import Format, Supplied

__all__ = ["SOURCES", "Format", "Supplied", "read", "recognise"]
