"""The records of a case file, one class a kind.

`RECORD_KINDS` maps each kind to its class; `Record` is any of them, told apart by `kind`. A field
ending in ``_at`` says that something happened; targets (`due`, `next_review_due`, `review_due`)
look ahead and survive an earlier as-at date.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Final, Literal, get_args

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from caselint.casefile.agencies import Agency
from caselint.casefile.parts import (
    Action,
    Author,
    Contribution,
    Goal,
    Informed,
    Member,
    Minutes,
    Part,
    Participant,
)
from caselint.casefile.values import (
    OBJECT,
    TEXT,
    UNKNOWN,
    Choices,
    Code,
    Flag,
    Moment,
    Unreadable,
    Words,
)


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


class _Worded(BaseRecord):
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


class Meeting(BaseRecord):
    """What every kind of meeting has."""

    chair: Words = None
    invited: list[Participant] | None = None
    attended: list[Participant] | None = None
    apologies: list[Participant] | None = None
    child_invited: Flag = None
    child_attended: Flag = None
    child_views_by: Words = None
    parents_invited: Flag = None
    parents_attended: Flag = None
    contributions: list[Contribution] | None = None
    actions: list[Action] | None = None
    minutes: Minutes | None = None
    quorate: Flag = None


class _FrontDoor(_Worded):
    from_agency: Agency = None
    from_organisation: Words = None
    to_agency: Agency = None
    to_organisation: Words = None
    received_at: Moment = None
    reason: Words = None
    decision: Annotated[
        Code,
        Choices(
            "accepted",
            "early_help",
            "redirected",
            "information_only",
            "no_further_action",
            beside=True,
        ),
    ] = None
    decision_text: Words = None
    decided_at: Moment = None
    threshold: Annotated[Code, Choices("early_help", "s17", "s47", "none")] = None
    feedback_at: Moment = None
    consent: Flag = None
    fields_missing: list[str] | None = None


class ContactRecord(_FrontDoor):
    """A contact at the front door."""

    kind: Literal["contact"]


class ReferralRecord(_FrontDoor):
    """A referral to children's social care."""

    kind: Literal["referral"]


class EarlyHelp(BaseRecord):
    """A spell of early help."""

    kind: Literal["early_help"]
    started_at: Moment = None
    ended_at: Moment = None
    lead: Words = None
    outcome: Words = None


class Assessment(_Worded):
    """An assessment; `covers` names the children it is about."""

    kind: Literal["assessment"]
    type: Annotated[
        Code,
        Choices("child_and_family", "pre_birth", "parenting", "risk", "early_help", more=True),
    ] = None
    started_at: Moment = None
    completed_at: Moment = None
    authorised_at: Moment = None
    child_seen: Flag = None
    factors: list[str] | None = None
    covers: list[str] | None = None
    outcome: Annotated[
        Code, Choices("s47", "child_in_need", "early_help", "no_further_action", beside=True)
    ] = None
    outcome_text: Words = None


class StrategyDiscussion(_Worded, Meeting):
    """A strategy discussion; `section47` says that an enquiry was started there."""

    kind: Literal["strategy_discussion"]
    type: Words = None
    decided_at: Moment = None
    outcome: Annotated[Code, Choices("s47", "no_s47", beside=True)] = None
    outcome_text: Words = None
    section47: Flag = None


class Section47(_Worded):
    """A section 47 enquiry."""

    kind: Literal["section47"]
    started_at: Moment = None
    completed_at: Moment = None
    outcome: Annotated[Code, Choices("conference", "no_conference", beside=True)] = None
    outcome_text: Words = None
    child_seen: Flag = None
    child_seen_alone: Flag = None


class Conference(_Worded, Meeting):
    """A child protection conference."""

    kind: Literal["conference"]
    type: Annotated[Code, Choices("initial", "review", "transfer_in", "pre_birth")] = None
    outcome: Annotated[
        Code, Choices("plan_made", "plan_continued", "plan_ended", "no_plan", beside=True)
    ] = None
    outcome_text: Words = None


class CoreGroup(Meeting):
    """A core group."""

    kind: Literal["core_group"]
    type: Words = None


class OtherMeeting(Meeting):
    """Any other meeting; a ``map`` is a multi-agency planning meeting on exploitation."""

    kind: Literal["meeting"]
    type: Annotated[
        Code,
        Choices(
            "map",
            "mace",
            "network",
            "family_group",
            "child_in_need",
            "professionals",
            "discharge",
            "looked_after_review",
            more=True,
        ),
    ] = None
    outcome: Words = None


class Plan(BaseRecord):
    """One version of a plan; records that share `plan_id` are one plan."""

    kind: Literal["plan"]
    plan_id: Words = None
    version: int | str | None = None
    type: Annotated[
        Code,
        Choices(
            "child_protection",
            "child_in_need",
            "looked_after",
            "early_help",
            "pathway",
            "safety",
            "exploitation",
        ),
    ] = None
    started_at: Moment = None
    ended_at: Moment = None
    category: Words = None
    visit_frequency: Words = None
    members: list[Member] | None = None
    goals: list[Goal] | None = None
    actions: list[Action] | None = None
    child_view: Words = None
    contingency: Words = None


class PlanReview(BaseRecord):
    """A review of a plan outside a conference; `actions` as they stood."""

    kind: Literal["plan_review"]
    plan_id: Words = None
    actions: list[Action] | None = None
    next_review_due: Moment = None


class Visit(BaseRecord):
    """A visit, made or attempted."""

    kind: Literal["visit"]
    type: Annotated[
        Code,
        Choices("statutory", "child_protection", "child_in_need", "looked_after", "other"),
    ] = None
    successful: Flag = None
    child_seen: Flag = None
    child_seen_alone: Flag = None
    reason_not_alone: Words = None
    bedroom_seen: Flag = None
    announced: Flag = None
    location: Words = None
    present: list[Participant] | None = None


class CaseNote(BaseRecord):
    """A case note."""

    kind: Literal["case_note"]
    type: Annotated[
        Code,
        Choices(
            "telephone",
            "email",
            "direct_work",
            "agency_update",
            "management",
            "other",
            more=True,
        ),
    ] = None
    title: Words = None
    tool: Words = None
    with_: list[Participant] | None = Field(default=None, alias="with")
    actions: list[Action] | None = None


class Communication(BaseRecord):
    """A message or call between professionals."""

    kind: Literal["communication"]
    from_agency: Agency = None
    from_organisation: Words = None
    to_agency: Agency = None
    to_organisation: Words = None
    direction: Annotated[Code, Choices("in", "out", "two_way")] = None
    method: Words = None
    with_: list[Participant] | None = Field(default=None, alias="with")


class _Oversight(BaseRecord):
    type: Annotated[Code, Choices("case", "reflective", "group", more=True)] = None
    supervisor: Words = None
    agency: Agency = None
    organisation: Words = None
    decision: Words = None
    rationale: Words = None
    actions: list[Action] | None = None


class Supervision(_Oversight):
    """The case as discussed in supervision."""

    kind: Literal["supervision"]


class ManagementDecision(_Oversight):
    """A manager's decision on the case."""

    kind: Literal["management_decision"]


class Screening(BaseRecord):
    """A screening tool, completed."""

    kind: Literal["screening"]
    tool: Words = None
    level: Words = None
    score: float | str | None = None
    review_due: Moment = None


class MissingEpisode(BaseRecord):
    """An episode of going missing; `ended_at` is the return."""

    kind: Literal["missing_episode"]
    started_at: Moment = None
    ended_at: Moment = None
    reported_to: Agency = None
    organisation: Words = None


class ReturnInterview(BaseRecord):
    """A return home interview; `episode_id` is the missing episode's record id."""

    kind: Literal["return_interview"]
    episode_id: Words = None
    offered: Flag = None
    accepted: Flag = None
    held_at: Moment = None
    interviewer: Words = None
    independent: Flag = None


class Escalation(_Worded):
    """One stage of a professional dispute; `resolved_at` is the day that stage ended."""

    kind: Literal["escalation"]
    dispute_id: Words = None
    stage: int | str | None = None
    raised_by: Words = None
    raised_with: Words = None
    agency: Agency = None
    organisation: Words = None
    issue: Words = None
    resolved_at: Moment = None
    outcome: Annotated[Code, Choices("agreed", "not_agreed", beside=True)] = None
    outcome_text: Words = None


class _Information(BaseRecord):
    from_agency: Agency = None
    from_organisation: Words = None
    to_agency: Agency = None
    to_organisation: Words = None
    basis: Words = None
    decision: Words = None
    replied_at: Moment = None


class InformationShare(_Information):
    """Information given to another agency."""

    kind: Literal["information_share"]


class InformationRequest(_Information):
    """Information asked of another agency."""

    kind: Literal["information_request"]


class Consent(BaseRecord):
    """Consent asked, given, refused or overridden."""

    kind: Literal["consent"]
    given_by: Words = None
    scope: Words = None
    given: Flag = None
    overridden_because: Words = None


class FileTransfer(BaseRecord):
    """A file passed to another setting or authority."""

    kind: Literal["file_transfer"]
    what: Words = None
    from_agency: Agency = None
    from_organisation: Words = None
    to_agency: Agency = None
    to_organisation: Words = None
    sent_at: Moment = None
    received_at: Moment = None


class EducationChange(BaseRecord):
    """A move, exclusion or absence from school."""

    kind: Literal["education_change"]
    type: Annotated[Code, Choices("school_move", "exclusion", "missing_education", "absence")] = (
        None
    )
    from_school: Words = None
    to_school: Words = None
    left_at: Moment = None
    started_at: Moment = None


class _Relocation(BaseRecord):
    from_area: Words = None
    to_area: Words = None
    placement_type: Words = None
    started_at: Moment = None
    ended_at: Moment = None
    host_notified_at: Moment = None
    host_notified: list[Informed] | None = None


class Placement(_Relocation):
    """A placement of the child's own."""

    kind: Literal["placement"]


class Move(_Relocation):
    """A move of the family."""

    kind: Literal["move"]


class Allocation(BaseRecord):
    """A worker's spell with the child."""

    kind: Literal["allocation"]
    worker: Words = None
    role: Words = None
    team: Words = None
    started_at: Moment = None
    ended_at: Moment = None
    handover: Flag = None


LEGAL_STATUS: Final[dict[str, tuple[str, ...]]] = {
    "C1": ("interim_care_order", "ico", "section_38", "s38"),
    "C2": ("full_care_order", "care_order", "section_31", "s31"),
    "D1": ("freeing_order", "freeing_order_granted"),
    "E1": ("placement_order", "placement_order_granted"),
    "V2": (
        "section_20",
        "s20",
        "s.20",
        "s_20",
        "accommodated",
        "accommodated_under_section_20",
        "section_20_accommodation",
        "voluntary_accommodation",
        "single_period_of_accommodation",
        "single_period_of_accommodation_under_section_20",
    ),
    "V3": ("agreed_series_of_short_breaks", "series_of_short_breaks", "respite_series"),
    "V4": ("single_short_break", "short_break", "respite"),
    "J1": ("remanded", "on_remand", "remand_to_local_authority"),
    "J2": ("placed_under_pace", "detained_under_pace", "pace"),
    "J3": ("sentenced_with_residence_requirement",),
    "L1": ("police_protection", "under_police_protection", "section_46", "s46"),
    "L2": ("emergency_protection_order", "epo", "section_44", "s44"),
    "L3": ("child_assessment_order", "under_child_assessment_order"),
}
"""Legal status codes of the looked-after children return (SSDA903) with their usual names."""

SHORT_BREAKS: Final = frozenset({"V3", "V4"})
LOOKED_AFTER_STATUS: Final = frozenset(LEGAL_STATUS) - SHORT_BREAKS
_STATUS_NAMED: Final = {
    alias: status
    for status, names in LEGAL_STATUS.items()
    for name in names
    for alias in (name, f"{status.casefold()}_{name}")
}


class LegalStatus(_Worded):
    """A legal status, by its SSDA903 code."""

    kind: Literal["legal_status"]
    status: Annotated[Code, Choices(*LEGAL_STATUS, beside=True, aliases=_STATUS_NAMED)] = None
    status_text: Words = None
    started_at: Moment = None
    ended_at: Moment = None
    notified_at: Moment = None


class Involvement(BaseRecord):
    """An agency's spell of work with the family."""

    kind: Literal["involvement"]
    agency: Agency = None
    organisation: Words = None
    status: Words = None
    started_at: Moment = None
    ended_at: Moment = None
    notified_at: Moment = None


class Appointment(BaseRecord):
    """An appointment of the child or of an adult."""

    kind: Literal["appointment"]
    service: Words = None
    for_: Annotated[Code, Choices("child", "adult")] = Field(default=None, alias="for")
    attended: Flag = None


class Advocacy(BaseRecord):
    """An advocate offered; `date` is the day of the offer."""

    kind: Literal["advocacy"]
    offered: Flag = None
    accepted: Flag = None
    advocate: Words = None


class Disruption(BaseRecord):
    """Action against those who exploit."""

    kind: Literal["disruption"]
    type: Words = None
    target: Words = None
    outcome: Words = None


class Document(BaseRecord):
    """A document on the file; `date` is the day it was made."""

    kind: Literal["document"]
    type: Annotated[
        Code,
        Choices(
            "chronology", "genogram", "case_summary", "previous_history", "safety_plan", more=True
        ),
    ] = None
    updated_at: Moment = None
    last_entry_at: Moment = None


class SignificantEvent(BaseRecord):
    """A significant event in the child's life."""

    kind: Literal["significant_event"]
    event_type: Words = None
    action_taken: Words = None


class Closure(BaseRecord):
    """The case closed."""

    kind: Literal["closure"]
    reason: Words = None
    decided_by: Words = None
    child_informed: Flag = None
    partners_informed: list[Informed] | None = None
    summary: Words = None


AnyRecord = (
    ContactRecord
    | ReferralRecord
    | EarlyHelp
    | Assessment
    | StrategyDiscussion
    | Section47
    | Conference
    | CoreGroup
    | OtherMeeting
    | Plan
    | PlanReview
    | Visit
    | CaseNote
    | Communication
    | Supervision
    | ManagementDecision
    | Screening
    | MissingEpisode
    | ReturnInterview
    | Escalation
    | InformationShare
    | InformationRequest
    | Consent
    | FileTransfer
    | EducationChange
    | Placement
    | Move
    | Allocation
    | LegalStatus
    | Involvement
    | Appointment
    | Advocacy
    | Disruption
    | Document
    | SignificantEvent
    | Closure
)
Record = Annotated[AnyRecord, Field(discriminator="kind")]

RECORD_KINDS: Final[dict[str, type[BaseRecord]]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(AnyRecord)
}


def event_moment(record: BaseRecord) -> date | Unreadable | None:
    """When a record happened: its `date`, else its `started_at` where the kind has one.

    A `date`, an aware `datetime`, an `Unreadable`, or None where neither is filled.
    """
    if record.date is not None:
        return record.date
    started: date | Unreadable | None = record.__dict__.get("started_at")
    return started
