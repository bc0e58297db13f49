"""Data files in: bytes to text to nodes to plain data, with all faults found on the way.

The node tree is walked once. A fault in one place does not hide those after it; only a broken
bound or broken syntax ends the reading.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from caselint.datafile import scalars
from caselint.datafile.composing import FILE_BYTES, NESTING, NODES, compose, place_of
from caselint.datafile.document import Document, Plain
from caselint.datafile.fault import Fault, Loc, dotted
from caselint.datafile.wording import quoted
from caselint.errors import DataFileError

ALIASES = 100
"""The most aliases a file may have."""


def read(path: Path) -> Document:
    """Read a data file, UTF-8 with or without a byte order mark. DataFileError holds its faults."""
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise _whole_file(name, f"the file cannot be read: {reason}") from error
    if len(data) > FILE_BYTES:
        raise _too_large(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start, name) from error
    return _document(text, name)


def read_text(text: str, name: str) -> Document:
    """Read the text of a data file; `name` stands for the file in faults."""
    if len(text) > FILE_BYTES or len(text.encode(errors="replace")) > FILE_BYTES:
        raise _too_large(name)
    return _document(text.removeprefix("\ufeff"), name)


def _document(text: str, name: str) -> Document:
    root = compose(text, name)
    return Document(name, _Builder(name).build(root), root)


class _Builder:
    """Turns the nodes of one file into plain data and gathers the faults."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._faults: dict[tuple[int, int, str], Fault] = {}
        self._nodes = 1
        self._aliases = 0
        self._met: set[int] = set()
        self._around: set[int] = set()

    def build(self, root: Node) -> Plain:
        """Give the data; DataFileError with every fault where there are any."""
        data = self._value(root, (), 0, aliased=False)
        if self._faults:
            raise DataFileError(list(self._faults.values()))
        return data

    def _value(self, node: Node, loc: Loc, depth: int, *, aliased: bool) -> Plain:
        """`depth` counts what stands around the node; `aliased`: it was reached by an alias.

        A node met twice is what an alias stands for. It is written out anew each time, so that no
        two parts of the data are one object, and counted each time against the bounds.
        """
        if not aliased:
            if id(node) in self._met:
                aliased = True
                self._count_alias(node, loc)
            else:
                self._met.add(id(node))
        if isinstance(node, ScalarNode):
            return node.value if node.style and not node.tag else self._scalar(node, loc)
        ...
