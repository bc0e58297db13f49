"""What every record has, and what those have whose codes stand beside free text."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator

from caselint.casefile.parts import Author, Part
from caselint.casefile.records.sections import Text
from caselint.casefile.values import UNKNOWN, Choices, Moment


class BaseRecord(Part):
    """What every record has. `date` is the event's; `recorded_at` is when it was written up."""

    worded: ClassVar[dict[str, Choices]] = {}
    """Code fields with free text beside them, filled from the annotations."""

    record_id: Annotated[str, Field(max_length=500, coerce_numbers_to_str=True)] = ""
    kind: str
    date: Moment = None
    recorded_at: Moment = None
    author: Author | None = None
    text: Text = None
    links: list[str] | None = None

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Collect the code fields that have text beside them."""
        cls.worded = {
            name: part
            for name, field in cls.model_fields.items()
            for part in field.metadata
            if isinstance(part, Choices) and part.beside
        }


class Worded(BaseRecord):
    """A record with codes that have free text beside them: other text given as the code moves."""

    @model_validator(mode="before")
    @classmethod
    def _move_text(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        for field, choices in cls.worded.items():
            given = value.get(field)
            if not isinstance(given, str) or not given.strip() or choices.means(given) is not None:
                continue
            beside = f"{field}_text"
            there = value.get(beside)
            if isinstance(there, str) and there.strip() and there != given:
                there = f"{given}\n{there}"
            elif there is None or isinstance(there, str):
                there = given
            value = {**value, field: UNKNOWN, beside: there}
        return value
