"""Narrative as records hold it: texts by the names of their sections."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from caselint.casefile.values import OBJECT, TEXT


class _Sections:
    """Narrative by section; a plain text is the section `body`, a section of nothing is none."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        # Any pattern makes the core refuse halves of characters, which nothing could write out.
        text = core_schema.str_schema(pattern="")
        some_blank = core_schema.dict_schema(text, core_schema.nullable_schema(text))
        return core_schema.nullable_schema(
            core_schema.union_schema(
                [
                    (core_schema.dict_schema(text, text), OBJECT),
                    (core_schema.no_info_after_validator_function(_filled, some_blank), TEXT),
                    (core_schema.no_info_after_validator_function(_body, text), TEXT),
                ],
                mode="left_to_right",
            )
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        section = {"type": ["string", "null"]}
        sections = {"type": "object", "additionalProperties": section}
        return {"anyOf": [sections, {"type": "string"}, {"type": "null"}]}


def _filled(sections: dict[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in sections.items() if text is not None}


def _body(text: str) -> dict[str, str] | None:
    return {"body": text} if text.strip() else None


Text = Annotated[dict[str, str] | None, _Sections()]
