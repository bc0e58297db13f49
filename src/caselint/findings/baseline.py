"""What is known already: the findings that stood when somebody took them down.

A baseline holds of each finding its fingerprint, rule, case id and kind, a digest of the case file
and of the rule as they were, and the day on which the file was judged. It holds no quote, no
message and no name, but it tells which children a rule found something about: keep it as the files
are kept. It is written with a finding a line, in order of case, rule and fingerprint, so that two
of them can be compared line by line.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple, TextIO

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError

from caselint.errors import ConfigurationError
from caselint.findings.finding import Finding, FindingKind
from caselint.findings.run import Run

FORM: Final = "1"
"""Of the file; another is refused."""

_LARGEST: Final = 1_000_000_000
"""Bytes."""

Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class Known(NamedTuple):
    """One finding that is known. `since` is the day on which it was first taken down."""

    case_id: str
    rule: str
    fingerprint: Fingerprint
    kind: FindingKind
    file: str
    asked: str
    since: date


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    case_id: str
    rule: str
    fingerprint: Fingerprint
    kind: Literal["concern", "strength", "query"]
    file: str
    asked: str
    since: date


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    caselint_baseline: Literal["1"]
    as_at: date
    redaction: str = ""
    findings: list[_Entry]


_file: Final = TypeAdapter(_File)


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings by fingerprint; `as_at` is the last day on which any was taken down.

    `redaction` names the key with which the run was redacted that it was made of, if it was: only
    runs of the same key share fingerprints with it.
    """

    as_at: date
    known: Mapping[str, Known] = field(repr=False)
    redaction: str = ""

    @property
    def fingerprints(self) -> frozenset[str]:
        """Of every known finding."""
        return frozenset(self.known)

    @property
    def cases(self) -> int:
        """Case ids of which something is known."""
        return len({one.case_id for one in self.known.values()})

    @property
    def kinds(self) -> Counter[FindingKind]:
        """How many of each kind are known."""
        return Counter(one.kind for one in self.known.values())


@dataclass(frozen=True, slots=True)
class Change:
    """A baseline after a run was held against it, and how many findings that concerned.

    `file_changed` and `rule_changed` are findings that are still there although the case file or
    the rule is no longer as it was.
    """

    baseline: Baseline
    added: int = 0
    still: int = 0
    dropped: int = 0
    file_changed: int = 0
    rule_changed: int = 0
    not_looked_at: int = 0
    suppressed: int = 0


def taken_down(run: Run) -> Change:
    """A baseline of all that a run found, but for what is suppressed: that returns by itself.

    Raises `ConfigurationError` where no case file was checked, or nothing could be known again.
    """
    day, key = _last_day(run), key_of(run)
    if key is None:
        raise ConfigurationError(
            "the names in the run were redacted without a key, so that nothing is known again",
            hint="check again with --redact-key, or without --redact",
        )
    return updated(Baseline(day, {}, key), run)


def updated(baseline: Baseline, run: Run) -> Change:
    """The baseline with what is new in a run, and with what it names as it is now.

    What was known keeps its day. Raises `ConfigurationError` where the two cannot be compared.
    """
    day = _last_day(run)
    _check_key(baseline, run)
    known = dict(baseline.known)
    counts: Counter[str] = Counter()
    for now in _found(run):
        before = known.get(now.fingerprint)
        if before is None:
            counts["added"] += 1
            known[now.fingerprint] = now
            continue
        counts["still"] += 1
        counts["file_changed"] += bool(before.file and now.file and before.file != now.file)
        counts["rule_changed"] += bool(before.asked and now.asked and before.asked != now.asked)
        known[now.fingerprint] = now._replace(since=min(before.since, now.since))
    suppressed = sum(one.status == "suppressed" for one in run.findings)
    grown = Baseline(max(baseline.as_at, day), known, baseline.redaction)
    return Change(grown, **counts, suppressed=suppressed)


def pruned(baseline: Baseline, run: Run) -> Change:
    """The baseline without what the run looked at and no longer found.

    What was not looked at stays: findings of case files that are not in the run, of rules that did
    not run on the file, were in error or could not be assessed.
    """
    _last_day(run)
    _check_key(baseline, run)
    here = {one.fingerprint for one in run.findings}
    looked_at = {
        (case.case_id, result.rule)
        for case, results in run.by_case()
        for result in results
        if result.outcome not in ("error", "not_assessable")
    }
    known: dict[str, Known] = {}
    counts: Counter[str] = Counter()
    for one in baseline.known.values():
        if one.fingerprint in here:
            counts["still"] += 1
        elif (one.case_id, one.rule) in looked_at:
            counts["dropped"] += 1
            continue
        else:
            counts["not_looked_at"] += 1
        known[one.fingerprint] = one
    return Change(Baseline(baseline.as_at, known, baseline.redaction), **counts)


def mark(findings: Iterable[Finding], known: frozenset[str]) -> tuple[Finding, ...]:
    """Mark the findings that are known. What is suppressed stays so; nothing is taken away."""
    return tuple(
        found._replace(status="known")
        if found.status == "new" and found.fingerprint in known
        else found
        for found in findings
    )


def read_baseline(path: Path) -> Baseline:
    """Read a baseline; raises `ConfigurationError`, with no word of what stands in it."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ConfigurationError("is too large for a baseline", place=str(path))
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(
            "the baseline cannot be read",
            place=str(path),
            hint=error.strerror or "`caselint baseline create` makes one",
        ) from None
    except UnicodeDecodeError:
        raise _faulty(path) from None
    try:
        given = _file.validate_python(json.loads(text))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]["loc"]
        raise _faulty(path, ".".join(map(str, first))) from None
    except (ValueError, RecursionError):
        raise _faulty(path) from None
    known = {
        one.fingerprint: Known(
            one.case_id, one.rule, one.fingerprint, one.kind, one.file, one.asked, one.since
        )
        for one in given.findings
    }
    return Baseline(given.as_at, known, given.redaction)


def write_baseline(baseline: Baseline, stream: TextIO) -> None:
    """Write a baseline, a finding a line."""
    stream.write("{\n")
    stream.write(f'"caselint_baseline":{_line(FORM)},\n')
    stream.write(f'"as_at":{_line(baseline.as_at.isoformat())},\n')
    if baseline.redaction:
        stream.write(f'"redaction":{_line(baseline.redaction)},\n')
    stream.write('"findings":[')
    before = "\n"
    for one in sorted(baseline.known.values()):
        entry = {**one._asdict(), "since": one.since.isoformat()}
        stream.write(before + _line(entry))
        before = ",\n"
    stream.write("\n]\n}\n" if baseline.known else "]\n}\n")


def key_of(run: Run) -> str | None:
    """What names the key that a run's fingerprints were made with; empty where there was none.

    None: its names were redacted without a key, and its fingerprints belong to it alone.
    """
    if "names" not in run.header.redacted:
        return ""
    return run.header.redaction or None


def file_digests(run: Run) -> dict[str, str]:
    """What names the content of each case id's files; of several files, all their names."""
    digests: dict[str, list[str]] = {}
    for case in run.cases:
        digests.setdefault(case.case_id, []).append(case.digest)
    return {case_id: "+".join(sorted(those)) for case_id, those in digests.items()}


def _found(run: Run) -> Iterator[Known]:
    files = file_digests(run)
    asked = {note.id: note.digest for note in run.header.rules}
    last = _last_day(run)
    days: dict[str, date] = {}
    for case in run.cases:
        days[case.case_id] = max(days.get(case.case_id, case.as_at), case.as_at)
    for one in run.sorted_findings():
        if one.status != "suppressed":
            yield Known(
                one.case_id,
                one.rule,
                one.fingerprint,
                one.kind,
                files.get(one.case_id, ""),
                asked.get(one.rule, ""),
                days.get(one.case_id, last),
            )


def _last_day(run: Run) -> date:
    if not run.cases:
        raise ConfigurationError("no case file was checked, so that nothing can be known")
    return max(case.as_at for case in run.cases)


def _check_key(baseline: Baseline, run: Run) -> None:
    if baseline.redaction != key_of(run):
        raise ConfigurationError(
            "the baseline and the run were redacted with different keys, or only one of them was",
            hint="findings are known again only under one key",
        )


def _line(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _faulty(path: Path, where: str = "") -> ConfigurationError:
    return ConfigurationError(
        f"{where} is not as caselint writes it" if where else "is no baseline",
        place=str(path),
        hint="`caselint baseline create` makes one",
    )
