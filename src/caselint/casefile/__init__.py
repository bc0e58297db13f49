"""What a case file is: child, people, records, timeline, periods, threads, coverage."""

from caselint.casefile.assemble import assemble, read_case_file
from caselint.casefile.case import CaseFile, Source, case_file_schema
from caselint.casefile.coverage import EVERYTHING, Coverage, Covers, KindCovers
from caselint.casefile.outline import Outline, OutlinedPeriod, OutlinedRecord
from caselint.casefile.periods import Period, PeriodSet, periods_named
from caselint.casefile.records import RECORD_KINDS, BaseRecord
from caselint.casefile.setaside import SetAside, Tombstone
from caselint.casefile.threads import Thread, threads
from caselint.casefile.timeline import Entry, Timeline
from caselint.casefile.values import Unreadable, day_of

__all__ = [
    "EVERYTHING",
    "RECORD_KINDS",
    "BaseRecord",
    "CaseFile",
    "Coverage",
    "Covers",
    "Entry",
    "KindCovers",
    "Outline",
    "OutlinedPeriod",
    "OutlinedRecord",
    "Period",
    "PeriodSet",
    "SetAside",
    "Source",
    "Thread",
    "Timeline",
    "Tombstone",
    "Unreadable",
    "assemble",
    "case_file_schema",
    "day_of",
    "periods_named",
    "read_case_file",
    "threads",
]
