"""Kinds of record of information that passes between agencies, and of consent to it."""

from __future__ import annotations

from typing import Literal

from caselint.casefile.agencies import Agency
from caselint.casefile.records.base import BaseRecord
from caselint.casefile.values import Flag, Moment, Words


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
