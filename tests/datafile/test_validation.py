"""Data that does not fit its model, said at the right line and column."""

import enum
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal

import pytest
from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    RootModel,
    Tag,
    field_validator,
    model_validator,
)
from pydantic.dataclasses import dataclass

from caselint.datafile import Misfit, read_text, validate
from caselint.errors import DataFileError


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Severity(enum.Enum):
    HIGH = "high"
    ADVICE = "advice"


class Selector(Strict):
    kind: str
    where: dict[str, "Predicate"] = {}


class Predicate(Strict):
    eq: str | None = None
    has: Selector | None = None


class Recurs(Strict):
    type: Literal["recurs"]
    selects: Selector
    at_least: int = Field(default=1, ge=1, alias="at-least")


class Every(Strict):
    type: Literal["every"]
    of: Selector


class Example(Strict):
    name: str = Field(min_length=1)
    as_at: date | None = None
    stable: bool = True


class Rule(Strict):
    id: str = Field(default="SUP001", pattern="^[A-Z]{3}[0-9]{3}$")
    severity: Severity = Severity.HIGH
    force: Literal["statute", "procedure"] = "statute"
    weight: float = 1.0
    check: Annotated[Recurs | Every, Field(discriminator="type")] | None = None
    examples: list[Example] = []
    limits: dict[int, int] = {}
    words: tuple[str, ...] = ()


def faults(text, model=Rule, **where):
    with pytest.raises(DataFileError) as caught:
        validate(read_text(text, "f"), model, **where)
    return [str(fault) for fault in caught.value.faults]


def test_data_that_fits_gives_the_model():
    rule = validate(read_text("id: SUP002\nexamples: [{name: gap, as_at: 2026-04-01}]", "f"), Rule)
    assert rule.examples == [Example(name="gap", as_at=date(2026, 4, 1))]


class TestKeys:
    def test_an_unknown_key_is_shown_at_the_key_with_the_likeliest_field(self):
        assert faults("id: SUP001\nseverty: high") == [
            'f:2:1: severty: unknown key "severty", did you mean "severity"?'
        ]

    def test_an_unknown_key_like_no_field_has_no_suggestion(self):
        assert faults("zzz: 1") == ['f:1:1: zzz: unknown key "zzz"']

    def test_fields_are_those_of_the_model_at_that_place(self):
        assert faults("examples:\n  - name: a\n  - {name: b, stabel: true}") == [
            'f:3:15: examples[1].stabel: unknown key "stabel", did you mean "stable"?'
        ]

    def test_a_field_with_an_alias_is_suggested_by_its_alias(self):
        assert faults("check: {type: recurs, selects: {kind: visit}, atleast: 2}") == [
            'f:1:47: check.atleast: unknown key "atleast", did you mean "at-least"?'
        ]

    def test_fields_are_found_through_models_that_refer_to_themselves(self):
        text = "check: {type: every, of: {kind: a, where: {b: {has: {kind: c, wear: {}}}}}}"
        assert faults(text) == [
            'f:1:63: check.of.where.b.has.wear: unknown key "wear", did you mean "where"?'
        ]

    @pytest.mark.parametrize(
        ("kind", "text"),
        [
            (Sequence[Example], "[{name: a, stabel: true}]"),
            (Mapping[str, Example], "{a: {name: a, stabel: true}}"),
            (deque[Example], "[{name: a, stabel: true}]"),
            (tuple[int, Example], "[1, {name: a, stabel: true}]"),
            (frozenset[Example], "[{name: a, stabel: true}]"),
            (Annotated[Example, AfterValidator(str)], "{name: a, stabel: true}"),
            (Annotated[Example, AfterValidator(str)] | int, "{name: a, stabel: true}"),
            (Example | None, "{name: a, stabel: true}"),
        ],
    )
    def test_fields_are_found_whatever_holds_the_model(self, kind, text):
        class Holder(Strict):
            held: kind

        (fault,) = faults(f"held: {text}", Holder)
        assert fault.endswith('unknown key "stabel", did you mean "stable"?')

    def test_the_first_of_several_aliases_is_suggested(self):
        class Renamed(Strict):
            looks_back: str = Field("", validation_alias=AliasChoices("look-back", "since"))

        assert faults("lookback: 1", Renamed) == [
            'f:1:1: lookback: unknown key "lookback", did you mean "look-back"?'
        ]

    def test_a_missing_key_is_shown_at_its_parent(self):
        assert faults("examples:\n  - {stable: true}") == ['f:2:5: examples[0]: "name" is missing']

    def test_a_key_of_the_wrong_kind_is_shown_at_the_key(self):
        assert faults("limits: {2: 3, two: 3}") == [
            'f:1:16: limits.two: expected a whole number, not "two"'
        ]

    def test_a_key_that_is_not_among_the_choices_is_suggested(self):
        class Weights(Strict):
            weights: dict[Literal["high", "low"], dict[str, int]]

        assert faults("weights: {hihg: {a: 1}}", Weights) == [
            'f:1:11: weights.hihg: "hihg" is not one of high, low, did you mean "high"?'
        ]

    def test_a_value_under_a_key_read_as_a_number_is_found(self):
        assert faults("limits:\n  2: x") == ['f:2:6: limits.2: expected a whole number, not "x"']


class TestChoices:
    def test_a_literal_lists_its_choices(self):
        assert faults("force: statue") == [
            'f:1:8: force: "statue" is not one of statute, procedure, did you mean "statute"?'
        ]

    def test_an_enumeration_lists_its_values(self):
        assert faults("severity: hgih") == [
            'f:1:11: severity: "hgih" is not one of high, advice, did you mean "high"?'
        ]

    def test_a_single_choice_stands_by_itself(self):
        class Pack(Strict):
            format: Literal["caselint-pack"]

        assert faults("format: caselintpack", Pack) == [
            'f:1:9: format: "caselintpack" is not "caselint-pack", did you mean "caselint-pack"?'
        ]

    def test_a_list_is_no_choice(self):
        assert faults("force: [statute]") == [
            "f:1:8: force: expected one of statute, procedure, not a list"
        ]

    def test_a_long_value_is_cut(self):
        assert faults(f"force: {'x' * 500}") == [
            f'f:1:8: force: "{"x" * 59}…" is not one of statute, procedure'
        ]


class TestKinds:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("id: []", "id: expected text, not a list"),
            ("id: ", "id: expected text, but nothing is given"),
            ("id: 1.0", "id: expected text, not 1.0, put it in quotes"),
            ("id: true", "id: expected text, not true, put it in quotes"),
            ("weight: heavy", 'weight: expected a number, not "heavy"'),
            ("limits: {1: 1.5}", "limits.1: expected a whole number, not 1.5"),
            ("limits: {1: {}}", "limits.1: expected a whole number, not keys with values"),
            ("limits: 3", "limits: expected keys with values, not 3"),
            ("words: a", 'words: expected a list, not "a"'),
            ("words: [a, 2]", "words[1]: expected text, not 2, put it in quotes"),
            ("examples: {}", "examples: expected a list, not keys with values"),
            ("examples: [3]", "examples[0]: expected keys with values, not 3"),
        ],
    )
    def test_the_kind_of_value_expected_is_said_in_plain_words(self, text, said):
        assert [fault.split(": ", 1)[1] for fault in faults(text)] == [said]

    @pytest.mark.parametrize(
        ("key", "value", "said"),
        [
            ("as_at", "April", 'expected a date such as 2026-04-01, not "April"'),
            ("stable", "perhaps", 'expected true or false, not "perhaps"'),
            ("name", "''", 'must have at least 1 character(s), not ""'),
        ],
    )
    def test_dates_flags_and_lengths(self, key, value, said):
        text = f"examples: [{{name: a, {key}: {value}}}]".replace("name: a, name", "name")
        assert faults(text)[0].endswith(f": examples[0].{key}: {said}")

    def test_a_form_that_does_not_match_is_shown(self):
        assert faults("id: sup1") == [
            'f:1:5: id: must have the form ^[A-Z]{3}[0-9]{3}$, not "sup1"'
        ]

    def test_a_limit_is_said_with_the_value(self):
        text = "check: {type: recurs, selects: {kind: a}, at-least: 0}"
        assert faults(text) == ["f:1:53: check.at-least: must be at least 1, not 0"]

    def test_what_has_no_words_of_its_own_keeps_those_of_pydantic(self):
        class Days(Strict):
            days: int = Field(multiple_of=7)

        assert faults("days: 8", Days) == ["f:1:7: days: this should be a multiple of 7"]

    def test_a_document_that_is_no_mapping_is_a_fault_of_the_whole(self):
        assert faults("- a") == ["f:1:1: expected keys with values, not a list"]

    def test_a_document_that_holds_nothing_is_a_fault_of_the_whole(self):
        assert faults("---\n") == ["f:2:1: expected keys with values, but nothing is given"]


class TestTags:
    """Unions in which one key says which model is meant."""

    def test_an_unknown_tag_is_shown_at_its_value(self):
        assert faults("check:\n  type: recur\n  of: {}") == [
            'f:2:9: check.type: "recur" is not one of recurs, every, did you mean "recurs"?'
        ]

    def test_a_missing_tag_is_a_missing_key(self):
        assert faults("check: {of: {}}") == ['f:1:8: check: "type" is missing']

    def test_what_cannot_have_a_tag_is_of_the_wrong_kind(self):
        assert faults("check: daily") == ['f:1:8: check: expected keys with values, not "daily"']

    def test_only_the_tagged_model_complains(self):
        assert faults("check: {type: every, off: {}}") == [
            'f:1:8: check: "of" is missing',
            'f:1:22: check.off: unknown key "off", did you mean "of"?',
        ]

    def test_a_key_with_the_name_of_its_tag_is_not_taken_for_it(self):
        class Inner(Strict):
            every: Annotated[Recurs | Every, Field(discriminator="type")]

        class Outer(Strict):
            check: Inner

        assert faults("check: {every: {type: every, of: {}, every: {of: 1}}}", Outer) == [
            'f:1:34: check.every.of: "kind" is missing',
            'f:1:38: check.every.every: unknown key "every"',
        ]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("serie: a", 'f:1:1: needs one of present, series, did you mean "series"?'),
            ("every: a", "f:1:1: needs one of present, series"),
            ("series", 'f:1:1: expected keys with values, not "series"'),
        ],
    )
    def test_models_told_apart_by_the_keys_they_have(self, text, said):
        class Present(Strict):
            present: str

        class Series(Strict):
            series: str

        def told_by(value: Any) -> str | None:
            keys = value if isinstance(value, dict) else {}
            return next((tag for tag in ("present", "series") if tag in keys), None)

        class Check(RootModel[Any]):
            root: Annotated[
                Annotated[Present, Tag("present")] | Annotated[Series, Tag("series")],
                Discriminator(told_by),
            ]

        assert faults(text, Check) == [said]


class TestUnions:
    """Unions that only the kind of value, or what fits best, can settle."""

    class TightestOf(Strict):
        tightest_of: list[str]
        looser_needs: str = ""

    class Path(Strict):
        field: str
        plus: Literal["days", "weeks"] = "days"

    class Within(Strict):
        within: "str | TestUnions.TightestOf | TestUnions.Path" = ""
        take: Literal["all", "first"] | int = 1
        every: list["TestUnions.Path | str"] | None = None

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "within: {tightest_of: [a], looser: b}",
                'f:1:28: within.looser: unknown key "looser", did you mean "looser_needs"?',
            ),
            ("within: {tightest_of: a}", 'f:1:23: within.tightest_of: expected a list, not "a"'),
            ("within: 3", "f:1:9: within: expected text or keys with values, not 3"),
            ("within: []", "f:1:9: within: expected text or keys with values, not a list"),
            ("take: 1.5", "f:1:7: take: expected a whole number or one of all, first, not 1.5"),
            (
                "every: [a, {field: b, plus: day}]",
                'f:1:29: every[1].plus: "day" is not one of days, weeks, did you mean "days"?',
            ),
        ],
    )
    def test_only_the_branch_that_was_meant_complains(self, text, said):
        assert faults(text, self.Within) == [said]

    def test_the_branch_with_a_key_that_is_only_misspelt_was_meant(self):
        assert faults("within: {feild: a}", self.Within) == [
            'f:1:9: within: "field" is missing',
            'f:1:10: within.feild: unknown key "feild", did you mean "field"?',
        ]


class TestValidators:
    class Wording(Strict):
        concern: str = ""
        example: dict[str, Any] = {}
        order: tuple[str, ...] = ()

        @field_validator("concern")
        @classmethod
        def known(cls, text: str) -> str:
            if "{" in text:
                raise ValueError("{strat} is no placeholder")
            return text

        @field_validator("example")
        @classmethod
        def deep(cls, example: dict[str, Any]) -> dict[str, Any]:
            if "case" in example:
                loc = ("case", "records", 1, "kind")
                raise Misfit("no such kind", loc, 'did you mean "visit"?')
            if "expct" in example:
                raise Misfit("no such key", ("expct",), key=True)
            if "nested" in example:
                Example.model_validate(example["nested"])
            return example

        @model_validator(mode="after")
        def whole(self):
            if "z" in self.order:
                raise AssertionError("z is never in order")
            return self

    class Rule(Strict):
        wording: "TestValidators.Wording"

    def faults(self, text):
        return faults(text, self.Rule)

    def test_a_value_error_is_said_in_its_own_words(self):
        assert self.faults("wording:\n  concern: from {strat}") == [
            "f:2:12: wording.concern: {strat} is no placeholder"
        ]

    def test_an_assertion_is_said_in_its_own_words(self):
        assert self.faults("wording: {order: [z]}") == ["f:1:10: wording: z is never in order"]

    def test_a_misfit_points_inside_the_value(self):
        text = """
wording:
  example:
    case:
      records:
        - kind: visit
        - kind: vist
"""
        assert self.faults(text) == [
            'f:7:17: wording.example.case.records[1].kind: no such kind, did you mean "visit"?'
        ]

    def test_a_misfit_can_point_at_a_key(self):
        assert self.faults("wording: {example: {expct: {}}}") == [
            "f:1:21: wording.example.expct: no such key"
        ]

    def test_a_model_validated_inside_a_validator_has_its_errors_placed_at_the_value(self):
        assert self.faults("wording: {example: {nested: {stable: maybe}}}") == [
            'f:1:20: wording.example: "name" is missing',
            'f:1:20: wording.example: expected true or false, not "maybe"',
        ]


class TestParts:
    TEXT = "id: SUP001\nexamples:\n  - {name: a}\n  - {nam: b, stable: perhaps}\n"

    def test_a_part_of_the_document_is_validated_by_itself(self):
        assert faults(self.TEXT, Example, loc=("examples", 1)) == [
            'f:4:5: examples[1]: "name" is missing',
            'f:4:6: examples[1].nam: unknown key "nam", did you mean "name"?',
            'f:4:22: examples[1].stable: expected true or false, not "perhaps"',
        ]

    def test_a_part_that_fits_gives_the_model(self):
        assert validate(read_text(self.TEXT, "f"), Example, loc=("examples", 0)).name == "a"

    def test_data_that_stands_in_is_placed_where_it_came_from(self):
        part = {"name": "b", "stable": "perhaps"}
        assert faults(self.TEXT, Example, data=part, loc=("examples", 1)) == [
            'f:4:22: examples[1].stable: expected true or false, not "perhaps"'
        ]


def test_faults_come_in_the_order_of_the_file():
    lines = [fault.split(":")[1] for fault in faults("weight: x\nid: 3\nzzz: 1\nforce: b")]
    assert lines == ["1", "2", "3", "4"]


def test_what_several_aliases_stand_for_is_a_fault_once():
    assert faults("examples: [&a {name: 3}, *a, *a]") == [
        "f:1:22: examples[0].name: expected text, not 3, put it in quotes"
    ]


def test_dataclasses_have_fields_too():
    @dataclass(config=ConfigDict(extra="forbid"))
    class Period:
        start: str = ""

    class Plan(Strict):
        period: Period

    assert faults("period: {stat: a}", Plan) == [
        'f:1:10: period.stat: unknown key "stat", did you mean "start"?'
    ]
