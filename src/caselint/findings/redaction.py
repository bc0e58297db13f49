"""Redaction: a run without the names that its case files give, or without its quotes.

Names are replaced by what somebody is and a mark, such as ``[mother 7]``, alike throughout a run.
With a key, the mark is made from the name and the key, ``[mother K7Q2M]``: two runs that were
redacted with one key can be compared, and nobody without it can find a name by trying names out.
Fingerprints and digests go the same way, since they too are made from what stands in the file.

A name that is misspelt, or that no field of the case file gives, is not known and stays.
"""

from __future__ import annotations

import base64
import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, Literal

from caselint.casefile.names import SCHOOL, KnownName
from caselint.casefile.outline import Outline
from caselint.casefile.setaside import SetAside
from caselint.errors import ConfigurationError
from caselint.findings.finding import Evidence, Finding
from caselint.findings.names_replaced import Names, folded
from caselint.findings.notes import Header, SuppressionNote
from caselint.findings.result import Result
from caselint.findings.run import Run
from caselint.findings.tally import CheckedCase

Mode = Literal["names", "quotes"]

SHORTEST_KEY: Final = 16
"""Bytes."""

TOGETHER: Final = "together"
"""What stands for the key where runs without one were redacted together."""

_FILE: Final = re.compile(r"[^:]*(?::[^:]*?)?(\.\w{1,6})(?=:|$)")

LEFT_OUT: Final = "[…]"
"""What stands in the place of words from the file, where quotes are left out."""

_SHORTEST_TEXT: Final = 4
"""Characters from which a quote is looked for in a message."""


class Redactor:
    """Redacts the case files of one run. It holds who was given which mark, and nothing else.

    `modes` is what goes: names, quotes or both. `key` is at least 16 bytes; without one, marks are
    numbers, and two runs cannot be compared. Raises `ConfigurationError` for a key too short.
    """

    def __init__(self, modes: Iterable[Mode], key: bytes = b"") -> None:
        self.modes: tuple[Mode, ...] = tuple(sorted(set(modes)))
        if key and len(key) < SHORTEST_KEY:
            raise ConfigurationError(
                "the key for redaction is too short", hint=f"at least {SHORTEST_KEY} bytes"
            )
        self._key = key
        self._numbers: dict[str, int] = {}
        self._prints: dict[str, str] = {}
        self._known: dict[str, Names] = {}

    def header(self, header: Header) -> Header:
        """The header of a redacted run, which says what was redacted and with which key."""
        said = header.suppressions
        if "names" in self.modes:
            said = tuple(map(self._put_aside, said))
        return replace(header, redacted=self.modes, redaction=self._key_id, suppressions=said)

    def case(
        self,
        case: CheckedCase,
        results: Iterable[Result],
        set_aside: Iterable[SetAside] = (),
    ) -> tuple[CheckedCase, tuple[Result, ...], tuple[SetAside, ...]]:
        """One case file, what was said of it and what of it was set aside."""
        names = self._names(case)
        return (
            self._case(case, names),
            tuple(
                result._replace(
                    case_id=names.redact(result.case_id),
                    findings=tuple(self._finding(found, names) for found in result.findings),
                )
                for result in results
            ),
            tuple(self.set_aside(one, names) for one in set_aside),
        )

    def set_aside(self, one: SetAside, names: Names | None = None) -> SetAside:
        """What was set aside; of no known file, all names met so far are looked for."""
        if "names" not in self.modes:
            return one
        those = [names] if names is not None else list(self._known.values())
        values = [_nameless(one.place), one.why, one.case_id, one.record_id]
        for each in those:
            values = [each.redact(value) for value in values]
        place, why, case_id, record_id = values
        return replace(one, place=place, why=why, case_id=case_id, record_id=record_id)

    def run(self, run: Run) -> Run:
        """A whole run."""
        for case in sorted(run.cases, key=lambda one: (one.case_id, one.source, one.place)):
            self._names(case)
        redacted = Run(self.header(run.header))
        found: dict[tuple[str, str], list[Finding]] = {}
        for finding in run.sorted_findings():
            found.setdefault((finding.case_id, finding.rule), []).append(finding)
        for case, results in run.by_case():
            whole = (
                one._replace(findings=tuple(found.pop((case.case_id, one.rule), ())))
                for one in results
            )
            checked, said, _ = self.case(case, whole)
            redacted.add(checked, said)
        redacted.tally.set_aside.extend(
            self.set_aside(one, self._known.get(one.case_id)) for one in run.tally.set_aside
        )
        return redacted

    def together(self, *runs: Run) -> list[Run]:
        """Several runs redacted alike, so that they can be compared, with a key or without."""
        redacted = [self.run(run) for run in runs]
        for run in redacted:
            run.header = replace(run.header, redaction=self._key_id or TOGETHER)
        return redacted

    @property
    def _key_id(self) -> str:
        """A name for the key, from which it cannot be found."""
        return self._hashed("key", "")[:8] if self._key else ""

    def names(self, those: Iterable[KnownName]) -> Names:
        """Names that are looked for together, each with its mark; parts stand behind the whole."""
        marks: dict[KnownName, str] = {}
        for known in those:
            marks[known] = self._mark(_whole_of(known, marks) or known)
        return Names(marks.items())

    def _names(self, case: CheckedCase) -> Names:
        names = self.names(case.names if "names" in self.modes else ())
        if "names" in self.modes:
            self._known[case.case_id] = names
        return names

    def _put_aside(self, one: SuppressionNote) -> SuppressionNote:
        """A suppression without names, of a file met so far; of any other, without its ids too.

        Whoever wrote a reason may have named anybody, known to a case file or not.
        """
        names = self._known.get(one.case)
        case, record = one.case and LEFT_OUT, one.record and LEFT_OUT
        if names is not None:
            case, record = names.redact(one.case), names.redact(one.record)
        return replace(one, case=case, record=record, reason=LEFT_OUT, author=LEFT_OUT)

    def _mark(self, known: KnownName) -> str:
        identity = " ".join(folded(known.name))
        if self._key:
            mark = self._hashed("name", identity)[:5]
        else:
            mark = str(self._numbers.setdefault(identity, len(self._numbers) + 1))
        return f"[{known.who.replace('_', ' ')} {mark}]"

    def _print(self, given: str) -> str:
        """A fingerprint or digest that leads back to nothing."""
        if not given or "names" not in self.modes:
            return given
        if self._key:
            return hmac.digest(self._key, given.encode(), "sha256").hex()[:16]
        return self._prints.setdefault(given, f"{len(self._prints) + 1:016x}")

    def _hashed(self, what: str, text: str) -> str:
        said = f"{what}\x1f{text}".encode(errors="surrogatepass")
        return base64.b32encode(hmac.digest(self._key, said, "sha256")).decode()

    def _case(self, case: CheckedCase, names: Names) -> CheckedCase:
        if "names" not in self.modes:
            return case
        records = tuple(
            one._replace(record_id=names.redact(one.record_id)) for one in case.outline.records
        )
        return replace(
            case,
            case_id=names.redact(case.case_id),
            place=names.redact(_nameless(case.place)),
            digest=self._print(case.digest),
            outline=Outline(records, case.outline.periods),
            names=(),
        )

    def _finding(self, finding: Finding, names: Names) -> Finding:
        message, next_step, part = finding.message, finding.next_step, finding.part
        evidence: Sequence[Evidence] = finding.evidence
        if "quotes" in self.modes:
            message, next_step = (_without(text, _quotes(finding)) for text in (message, next_step))
            part = _without(part, _quotes(finding))
            evidence = [item._replace(quote="", start=None, end=None) for item in evidence]
        if "names" not in self.modes:
            return finding._replace(
                message=message, next_step=next_step, part=part, evidence=tuple(evidence)
            )
        return finding._replace(
            case_id=names.redact(finding.case_id),
            message=names.redact(message),
            next_step=names.redact(next_step),
            part=names.redact(part),
            evidence=tuple(
                item._replace(
                    record_id=names.redact(item.record_id),
                    section=names.redact(item.section),
                    quote=names.redact(item.quote),
                    case_id=names.redact(item.case_id),
                )
                for item in evidence
            ),
            fingerprint=self._print(finding.fingerprint),
            follows_from=tuple(map(self._print, finding.follows_from)),
        )


def _nameless(place: str) -> str:
    """A place without the name of its file, which may be a child's.

    >>> _nameless("exports/Mia Brown.jsonl: line 2"), _nameless("exports/Mia")
    ('[file].jsonl: line 2', '[file]')
    """
    found = _FILE.match(place)
    if not place or found is None:
        return "[file]" if place else ""
    return f"[file]{found[1]}{place[found.end() :]}"


def _whole_of(known: KnownName, earlier: Iterable[KnownName]) -> KnownName | None:
    """The one whole name of which a name is a part: Zain is Zain Qureshi, if nobody else is."""
    parts = set(folded(known.name))
    wholes = [one for one in earlier if one.who != SCHOOL and parts < set(folded(one.name))]
    return wholes[0] if len(wholes) == 1 and known.who != SCHOOL else None


def _quotes(finding: Finding) -> list[str]:
    """The words from the file that a message may repeat, the longest first."""
    texts = {item.quote for item in finding.evidence}
    texts |= {piece for item in finding.evidence for piece in item.quote.split("; ")}
    return sorted(
        (text for text in texts if len(text) >= _SHORTEST_TEXT), key=lambda t: (-len(t), t)
    )


def _without(text: str, quotes: Iterable[str]) -> str:
    for quote in quotes:
        text = text.replace(quote, LEFT_OUT)
    return text
