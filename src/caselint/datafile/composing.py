"""Text to libyaml's node tree, within bounds, with every way it can fail turned into a fault.

libyaml's binding composes nodes by recursion in C and overruns the stack on a few thousand open
brackets, so depth is bounded while it composes, by the calls it makes for each node. In those
calls PyYAML would resolve tags by YAML 1.1; here they count, which also makes it faster.
"""

from __future__ import annotations

import re
from typing import NoReturn

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError, YAMLError
from yaml.nodes import Node
from yaml.reader import ReaderError

from caselint.datafile.fault import Fault
from caselint.datafile.syntax import explain
from caselint.errors import DataFileError

FILE_BYTES = 2_000_000
"""The most bytes a data file may have, as UTF-8."""

NESTING = 40
"""The most lists and mappings, one in another, that may stand around any value."""

NODES = 200_000
"""The most keys, values, lists and mappings a file may have, aliases written out."""


def compose(text: str, name: str) -> Node:
    """Give the root node of the one document in `text`; DataFileError where there is none.

    An explicit tag is a node's `tag` in full; a node without one has the empty tag.
    """
    _refuse_odd_breaks(text, name)
    try:
        node = _Composer(text.encode(), name).get_single_node()
    except UnicodeEncodeError as error:
        raise _at(text, error.start, name, "half a character stands here") from error
    except MarkedYAMLError as error:
        raise DataFileError([explain(error, text, name)]) from error
    except ReaderError as error:
        raise _control_character(text, name) from error
    except YAMLError as error:
        raise DataFileError([Fault(name, 1, 1, "", f"cannot be read as YAML: {error}")]) from error
    if node is None:
        raise DataFileError([Fault(name, 1, 1, "", "the file is empty")])
    return node


def place_of(text: str, index: int) -> tuple[int, int]:
    """Give line and column, from 1, of the character at `index`."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


class _Composer(CParser):
    """libyaml's parser, with the three methods that its composer calls for every node."""

    def __init__(self, text: bytes, name: str) -> None:
        super().__init__(text)
        self._file = name
        self._depth = 0
        self._nodes = 0

    def descend_resolver(self, parent: Node | None, _index: object) -> None:
        self._nodes += 1
        if self._depth > NESTING:
            self._refuse(parent, f"lists and mappings are nested more than {NESTING} deep")
        if self._nodes > NODES:
            self._refuse(parent, f"the file has more than {NODES:,} keys and values")
        self._depth += 1

    def ascend_resolver(self) -> None:
        self._depth -= 1

    def resolve(self, _kind: type[Node], _value: str | None, _implicit: object) -> str:
        return ""

    def _refuse(self, parent: Node | None, message: str) -> NoReturn:
        mark = parent.start_mark if parent else None
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise DataFileError([Fault(self._file, line, column, "", message)])


def _refuse_odd_breaks(text: str, name: str) -> None:
    """Refuse the three characters that libyaml takes for line breaks and YAML 1.2 does not."""
    for mark, escape in _ODD_BREAKS.items():
        if mark in text:
            what = f"an invisible line separator (U+{ord(mark):04X}) stands here"
            raise _at(text, text.index(mark), name, what, f'delete it, or write "{escape}"')


_ODD_BREAKS = {"\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}


def _control_character(text: str, name: str) -> DataFileError:
    found = _UNPRINTABLE.search(text)
    index, code = (found.start(), ord(found[0])) if found else (0, 0)
    what = f"a control character (U+{code:04X}) cannot stand in a data file"
    return _at(text, index, name, what, "delete it")


_UNPRINTABLE = re.compile("[^\t\n\r -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All but `c-printable` (https://yaml.org/spec/1.2.2/, 5.1)."""


def _at(text: str, index: int, name: str, message: str, hint: str = "") -> DataFileError:
    return DataFileError([Fault(name, *place_of(text, index), "", message, hint)])
