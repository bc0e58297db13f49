"""The records of a case file, one class a kind.

`RECORD_KINDS` maps each kind to its class; `Record` is any of them, told apart by `kind`. A field
ending in ``_at`` says that something happened; targets (`due`, `next_review_due`, `review_due`)
look ahead and survive an earlier as-at date.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, get_args

from pydantic import Field

from caselint.casefile.records.base import BaseRecord
from caselint.casefile.records.contact import (
    Advocacy,
    Appointment,
    CaseNote,
    Communication,
    Involvement,
    Visit,
)
from caselint.casefile.records.enquiries import Assessment, Screening, Section47
from caselint.casefile.records.events import (
    Disruption,
    EducationChange,
    MissingEpisode,
    Move,
    Placement,
    ReturnInterview,
    SignificantEvent,
)
from caselint.casefile.records.front_door import ContactRecord, EarlyHelp, ReferralRecord
from caselint.casefile.records.legal import (
    LEGAL_STATUS,
    LOOKED_AFTER_STATUS,
    SHORT_BREAKS,
    LegalStatus,
)
from caselint.casefile.records.meetings import (
    Conference,
    CoreGroup,
    Meeting,
    OtherMeeting,
    StrategyDiscussion,
)
from caselint.casefile.records.oversight import (
    Allocation,
    Closure,
    Escalation,
    ManagementDecision,
    Supervision,
)
from caselint.casefile.records.plans import Document, Plan, PlanReview
from caselint.casefile.records.sections import Text
from caselint.casefile.records.sharing import (
    Consent,
    FileTransfer,
    InformationRequest,
    InformationShare,
)
from caselint.casefile.values import Unreadable

__all__ = [
    "LEGAL_STATUS",
    "LOOKED_AFTER_STATUS",
    "RECORD_KINDS",
    "SHORT_BREAKS",
    "Advocacy",
    "Allocation",
    "AnyRecord",
    "Appointment",
    "Assessment",
    "BaseRecord",
    "CaseNote",
    "Closure",
    "Communication",
    "Conference",
    "Consent",
    "ContactRecord",
    "CoreGroup",
    "Disruption",
    "Document",
    "EarlyHelp",
    "EducationChange",
    "Escalation",
    "FileTransfer",
    "InformationRequest",
    "InformationShare",
    "Involvement",
    "LegalStatus",
    "ManagementDecision",
    "Meeting",
    "MissingEpisode",
    "Move",
    "OtherMeeting",
    "Placement",
    "Plan",
    "PlanReview",
    "Record",
    "ReferralRecord",
    "ReturnInterview",
    "Screening",
    "Section47",
    "SignificantEvent",
    "StrategyDiscussion",
    "Supervision",
    "Text",
    "Visit",
    "event_moment",
]

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
