"""A data file as read: plain data, and where in the file each part of it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from yaml.error import Mark
from yaml.nodes import MappingNode, Node, SequenceNode

from caselint.datafile.fault import Fault, Loc, dotted
from caselint.datafile.scalars import Scalar

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | Scalar"
"""What a data file can hold. The keys of a mapping are always text."""


@dataclass(frozen=True, slots=True)
class Document:
    """One data file. `name` is what faults call it, `data` its content.

    A part that came in through an alias is a copy of its own in `data`; its place is the anchor's.
    Places cost nothing until they are asked for.
    """

    name: str
    data: Plain
    _root: Node = field(repr=False, compare=False)

    def part(self, loc: Loc) -> Plain:
        """Give what stands at `loc`; KeyError where nothing does."""
        part = self.data
        for step in loc:
            match part, step:
                case dict(), str() if step in part:
                    part = part[step]
                case list(), int() if 0 <= step < len(part):
                    part = part[step]
                case _:
                    raise KeyError(dotted(loc))
        return part

    def place(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Give the line and column, from 1, of the value at `loc`, or of its key.

        Where the document has nothing at `loc`, the nearest of its ancestors that exists is meant.
        """
        found, value = None, self._root
        for step in loc:
            child = _child(value, step)
            if child is None:
                return position(value)
            found, value = child
        return position(found if key and found else value)

    def fault(self, loc: Loc, message: str, hint: str = "", *, key: bool = False) -> Fault:
        """Say that something is wrong with the value at `loc`, or with its key."""
        return Fault(self.name, *self.place(loc, key=key), dotted(loc), message, hint)


def _child(node: Node, step: str | int) -> tuple[Node | None, Node] | None:
    """Give the key (lists have none) and the value one step down, or None."""
    if isinstance(node, MappingNode):
        return next((pair for pair in node.value if pair[0].value == str(step)), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        return None, node.value[step]
    return None


def position(node: Node) -> tuple[int, int]:
    """Give the line and column, from 1, where a node starts."""
    mark: Mark = node.start_mark
    return mark.line + 1, mark.column + 1
