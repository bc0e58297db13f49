"""What a report must be able to say of rules, standards and audits, carried by the run itself.

So a report written from a saved run needs no rulebook, and says what was in force when it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StandardNote:
    """A standard as cited: `id` is ``T21`` or ``T21/london``; `number` is text (``6 weeks``).

    `read` says whether the passage was read at the address: yes, secondary or no. `trigger` starts
    the clock and `due` is what is to happen in that time. `note` has a line for the standard as a
    whole and one for the variant, as far as there is something to note.
    """

    id: str
    title: str
    number: str
    force: str
    read: str
    source: str
    address: str = ""
    trigger: str = ""
    due: str = ""
    nation: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AuditNote:
    """One finding of an audit, as cited by a rule."""

    id: str
    audit: str
    finding: str


@dataclass(frozen=True, slots=True)
class RuleNote:
    """One rule as it was in force. `gives` is verdict or context.

    `absence_of` are the kinds of record of which none being there makes its concern (what would
    answer, recur or be present); empty where a concern rests on what is there. `digest` names what
    the rule asks, apart from its parameters, so that two runs can tell whether it has changed. A
    rule that is not `suppressible` is one of which no finding may be put aside.
    """

    id: str
    title: str
    theme: str
    severity: str
    gives: str
    force: str
    why: str
    audit: tuple[str, ...]
    standards: tuple[str, ...]
    gets_wrong: tuple[str, ...] = ()
    absence_of: tuple[str, ...] = ()
    digest: str = ""
    suppressible: bool = True


@dataclass(frozen=True, slots=True)
class RulebookId:
    """Which rulebook a run used: pack, version, and a hash of all its files and overrides."""

    id: str
    version: str
    hash: str


@dataclass(frozen=True, slots=True)
class SuppressionNote:
    """What somebody has put aside: all findings of a rule on a case or on a record, or on both.

    It holds until the day before `expires`. One that does not say when it was made is heeded only
    on files judged on or after `heeded_from`, so that it lasts no longer than any other.
    """

    rule: str
    case: str
    record: str
    reason: str
    author: str
    expires: date
    since: date | None = None
    heeded_from: date | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of a run before its first case file.

    `as_at` is as asked for, if it was. `needs` are the kinds of record that some rule needs.
    `suppressions` are all that were in force, or had been. `baseline` is the last day on which
    known findings were taken down, empty where nothing is known; with `new_only` these are counted
    and not listed.
    `redacted` says what was redacted, names or quotes, and `redaction` names the key, if there was
    one: only runs of one key can be compared.
    """

    engine: str
    rulebook: RulebookId
    as_at: str
    look_back: str
    rules: tuple[RuleNote, ...] = ()
    standards: tuple[StandardNote, ...] = ()
    audit_findings: tuple[AuditNote, ...] = ()
    needs: tuple[str, ...] = ()
    suppressions: tuple[SuppressionNote, ...] = ()
    baseline: str = ""
    new_only: bool = False
    redacted: tuple[str, ...] = ()
    redaction: str = ""
