"""Plain data to a pydantic model, every error a fault at its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from caselint.datafile.complaint import complain
from caselint.datafile.document import Document
from caselint.datafile.fault import Fault, Loc
from caselint.datafile.shape import Shape
from caselint.datafile.unions import settle
from caselint.errors import DataFileError

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

    M = TypeVar("M", bound=BaseModel)


def validate(document: Document, model: type[M], data: object = ..., loc: Loc = ()) -> M:
    """Give a `model` of what the document holds at `loc`; DataFileError has every fault there is.

    `data` may stand in for what is written at `loc`, where the caller has changed it: faults are
    placed by the steps that both have in common.
    """
    from pydantic import ValidationError  # slow to import, and `caselint --help` has no need of it

    if data is ...:
        data = document.part(loc)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise DataFileError(_faults(error, document, model, data, loc)) from error


def _faults(
    error: ValidationError, document: Document, model: type[BaseModel], data: object, loc: Loc
) -> list[Fault]:
    """Give the faults in the order of the file, once for what several aliases stand for."""
    shape = Shape(model)
    complaints = settle(complain(each, shape, data) for each in error.errors(include_url=False))
    faults = [
        document.fault(loc + each.loc, each.message, each.hint, key=each.key) for each in complaints
    ]
    unique: dict[tuple[int, int, str], Fault] = {}
    for fault in faults:
        unique.setdefault((fault.line, fault.column, fault.message), fault)
    return sorted(unique.values(), key=lambda fault: (fault.line, fault.column))
