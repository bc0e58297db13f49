"""Data files in: bytes to text to nodes to plain data, with all faults found on the way.

The node tree is walked once. A fault in one place does not hide those after it; only a broken
bound or broken syntax ends the reading.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from yaml.nodes import MappingNode, Node, ScalarNode

from caselint.datafile.composing import FILE_BYTES, NESTING, NODES, compose, place_of
from caselint.datafile.document import Document, Plain, position
from caselint.datafile.fault import Fault, dotted
from caselint.datafile.scalars import CORE, Scalar, plain, shown_tag, tagged
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
        text = data.decode()
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start, name) from error
    return _document(text, name)


def read_text(text: str, name: str) -> Document:
    """Read the text of a data file; `name` stands for the file in faults."""
    if len(text) > FILE_BYTES or len(text.encode(errors="replace")) > FILE_BYTES:
        raise _too_large(name)
    return _document(text, name)


def _document(text: str, name: str) -> Document:
    root = compose(text.lstrip(_BYTE_ORDER_MARK), name)
    return Document(name, _Builder(name).build(root), root)


_BYTE_ORDER_MARK = "\ufeff"


class _Builder:
    """Turns the nodes of one file into plain data and gathers the faults.

    A node met twice is what an alias stands for. It is written out anew each time, so that no two
    parts of the data are one object, and counts each time against the bounds.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._faults: dict[tuple[int, int, str], Fault] = {}
        self._path: list[str | int] = []
        self._around: set[int] = set()
        self._met: set[int] = set()
        self._nodes = 1
        self._aliases = 0

    def build(self, root: Node) -> Plain:
        """Give the data; DataFileError with every fault where there are any."""
        data = self._value(root, in_alias=False)
        if self._faults:
            raise DataFileError(list(self._faults.values()))
        return data

    def _value(self, node: Node, *, in_alias: bool) -> Plain:
        if not in_alias:
            if id(node) in self._met:
                in_alias = True
                self._count_alias(node)
            self._met.add(id(node))
        if not isinstance(node, ScalarNode):
            return self._collection(node, in_alias=in_alias)
        if node.style and not node.tag:
            return str(node.value)
        return self._scalar(node)

    def _scalar(self, node: ScalarNode) -> Scalar:
        text: str = node.value
        try:
            if node.tag:
                return tagged(node.tag, text)
            return plain(text)
        except ValueError as error:
            self._fault(node, str(error))
            return None

    def _collection(self, node: Node, *, in_alias: bool) -> Plain:
        if id(node) in self._around:
            self._stop(node, "an alias stands inside the very thing that it names")
        if len(self._path) >= NESTING and node.value:
            self._stop(node, f"aliases make it more than {NESTING} lists and mappings deep")
        self._around.add(id(node))
        if isinstance(node, MappingNode):
            self._check_tag(node, "map")
            self._count(node, 2 * len(node.value))
            data: Plain = self._mapping(node, in_alias=in_alias)
        else:
            self._check_tag(node, "seq")
            self._count(node, len(node.value))
            data = self._list(node, in_alias=in_alias)
        self._around.discard(id(node))
        return data

    def _list(self, node: Node, *, in_alias: bool) -> list[Plain]:
        data = []
        for number, item in enumerate(node.value):
            self._path.append(number)
            data.append(self._value(item, in_alias=in_alias))
            self._path.pop()
        return data

    def _mapping(self, node: Node, *, in_alias: bool) -> dict[str, Plain]:
        data: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._fault(key_node, "a key must be text, not a list or a mapping")
                continue
            key: str = key_node.value
            self._path.append(key)
            if key_node.tag:
                self._scalar(key_node)
            if key == "<<" and not key_node.style:
                self._fault(key_node, "merge keys are not part of YAML 1.2", "write the keys out")
            elif key in data:
                self._fault(key_node, f"the key {quoted(key)} is given twice", _first(node, key))
            value = self._value(value_node, in_alias=in_alias)
            data.setdefault(key, value)
            self._path.pop()
        return data

    def _check_tag(self, node: Node, expected: str) -> None:
        if node.tag and node.tag != CORE + expected:
            self._fault(node, f"the tag {shown_tag(node.tag)} is not known here")

    def _count(self, node: Node, children: int) -> None:
        self._nodes += children
        if self._nodes > NODES:
            self._stop(node, f"aliases make it more than {NODES:,} keys and values")

    def _count_alias(self, node: Node) -> None:
        self._aliases += 1
        if self._aliases > ALIASES:
            self._stop(node, f"the file has more than {ALIASES} aliases")

    def _fault(self, node: Node, message: str, hint: str = "") -> None:
        """Note a fault, once for what several aliases stand for."""
        place = position(node)
        fault = Fault(self._name, *place, dotted(tuple(self._path)), message, hint)
        self._faults.setdefault((*place, message), fault)

    def _stop(self, node: Node, message: str) -> NoReturn:
        self._fault(node, message)
        raise DataFileError(list(self._faults.values()))


def _first(mapping: Node, key: str) -> str:
    line = next(position(node)[0] for node, _ in mapping.value if node.value == key)
    return f"first on line {line}"


def _whole_file(name: str, message: str) -> DataFileError:
    return DataFileError([Fault(name, 1, 1, "", message)])


def _too_large(name: str) -> DataFileError:
    return _whole_file(name, f"the file is larger than {FILE_BYTES:,} bytes")


def _not_utf8(data: bytes, start: int, name: str) -> DataFileError:
    before = data[:start].decode().lstrip(_BYTE_ORDER_MARK)
    message = f"the file is not UTF-8: byte 0x{data[start]:02X} cannot be read"
    return DataFileError(
        [Fault(name, *place_of(before, len(before)), "", message, "save it as UTF-8")]
    )
