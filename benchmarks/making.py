"""Large exports to measure with: case files of about 60 records, and a census file.

They are made by seed and number alone, so every run measures the same bytes. `lifelike` files are
those of `caselint.synthetic`; `case_files` are all of one plain shape, which tables can hold.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

from caselint.synthetic import clean

DISTINCT = 200
"""So many different lifelike case files are made; beyond that they come again under other ids."""

WORDS = """
home visit to mum and the children today kitchen tidy and food in the cupboards talked about
school and how the week had been he showed me the model he is building and said he likes maths
club mum said nights are better since the new routine we agreed to ring the health visitor about
the review and to look at the plan again next week grandmother was there for part of it and will
collect on thursdays no injuries seen warm between them
""".split()  # noqa: SIM905
START = date(2025, 1, 6)
AGENCIES = ("school", "health_visiting", "gp", "police", "housing")


def lifelike(number: int) -> Iterator[dict[str, Any]]:
    """So many native case files of 50 to 70 records, of ordinary practice in all its kinds."""
    of_size = (
        native
        for seed in count()
        for native in clean(1000, seed=seed)
        if 50 <= len(native["records"]) <= 70
    )
    distinct = list(islice(of_size, min(number, DISTINCT)))
    for n, native in enumerate(islice(cycle(distinct), number)):
        yield native | {"case_id": f"C{n:06}"}


def case_files(number: int) -> Iterator[dict[str, Any]]:
    """So many native case files, each of about 60 records over fifteen months."""
    for n in range(number):
        yield case_file(n)


def case_file(n: int) -> dict[str, Any]:
    """One native case file under a child protection plan."""
    chance = random.Random(n)
    records = [*_plan(chance), *_regular(chance)]
    for number, record in enumerate(records):
        record["record_id"] = f"{record['kind']}-{number}"
    return {
        "case_id": f"C{n:06}",
        "team": f"Team {n % 7}",
        "child": {"child_id": f"K{n:06}", "date_of_birth": "2016-05-14", "school": "Elm Primary"},
        "people": [
            {"person_id": "p1", "relationship": "mother", "caring_role": True},
            {"person_id": "p2", "relationship": "father", "parental_responsibility": True},
        ],
        "records": records,
        "source": {"extracted_at": "2026-03-31"},
    }


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def _plan(chance: random.Random) -> list[dict[str, Any]]:
    day = (START + timedelta(days=60)).isoformat()
    action = {"action_id": "1", "text": "Parenting course", "owner": "SW", "due": "2025-09-01"}
    return [
        {
            "kind": "referral", "date": START.isoformat(), "decision": "accepted",
            "decided_at": START.isoformat(), "from_agency": "school", "reason": _text(chance, 30),
        },
        {
            "kind": "assessment", "type": "child_and_family", "started_at": START.isoformat(),
            "authorised_at": (START + timedelta(days=40)).isoformat(), "child_seen": True,
            "text": {"analysis": _text(chance, 250)},
        },
        {"kind": "section47", "started_at": "2025-02-20", "outcome": "conference"},
        {
            "kind": "conference", "type": "initial", "date": day, "outcome": "plan_made",
            "attended": [{"agency": agency} for agency in AGENCIES],
        },
        {
            "kind": "plan", "plan_id": "P", "type": "child_protection", "started_at": day,
            "visit_frequency": "10 working days", "actions": [action],
            "members": [{"agency": agency} for agency in AGENCIES],
        },
        {"kind": "conference", "type": "review", "date": "2025-05-28", "outcome": "plan_continued"},
        {"kind": "conference", "type": "review", "date": "2025-11-19", "outcome": "plan_continued"},
    ]  # fmt: skip


def _regular(chance: random.Random) -> Iterator[dict[str, Any]]:
    author = {"role": "social worker", "agency": "social_care"}
    first = START + timedelta(days=64)
    day = first
    for _ in range(27):
        day += timedelta(days=chance.choice((11, 12, 13, 14, 14, 14, 14, 19)))
        seen = chance.random() > 0.08
        yield {
            "kind": "visit", "type": "child_protection", "date": day.isoformat(),
            "recorded_at": (day + timedelta(days=2)).isoformat(), "author": author,
            "successful": seen, "child_seen": seen, "child_seen_alone": chance.random() > 0.3,
            "bedroom_seen": True, "present": ["mother"], "text": {"body": _text(chance, 150)},
        }  # fmt: skip
    actions = [_text(chance, 9) for _ in range(9)]
    for number, week in enumerate(range(1, 54, 6)):
        day = first + timedelta(weeks=week, days=chance.randrange(-3, 1))
        yield {
            "kind": "core_group", "date": day.isoformat(), "chair": "SW",
            "attended": [{"agency": agency} for agency in chance.sample(AGENCIES, 4)],
            "actions": [
                {"action_id": str(k), "text": actions[k % 9], "owner": "SW",
                 "due": (day + timedelta(weeks=6 * (k - number + 1))).isoformat(),
                 "status": "done" if k < number else "open"}
                for k in range(max(0, number - 1), number + 2)
            ],
            "minutes": {"sent_at": day.isoformat(), "sent_to": list(AGENCIES)},
        }  # fmt: skip
    for week in range(3, 54, 7):
        day = (first + timedelta(weeks=week, days=chance.randrange(9))).isoformat()
        yield {
            "kind": "supervision", "date": day, "agency": "social_care",
            "decision": _text(chance, 12), "rationale": _text(chance, 20),
        }  # fmt: skip
    for week in range(1, 54, 4):
        day = (first + timedelta(weeks=week)).isoformat()
        yield {
            "kind": "communication", "date": day, "author": author, "direction": "two_way",
            "from_agency": "social_care", "to_agency": chance.choice(AGENCIES),
            "text": _text(chance, 60),
        }  # fmt: skip


def write_native(path: Path, number: int) -> None:
    """Write so many lifelike case files as JSON Lines."""
    with path.open("w", encoding="utf-8") as stream:
        for data in lifelike(number):
            stream.write(json.dumps(data) + "\n")


def write_census(path: Path, number: int) -> None:
    """Write a census of so many children, in the shape of the collection's sample."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write(
            "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year>"
            "<ReferenceDate>2025-03-31</ReferenceDate></CollectionDetails><Source>"
            "<SourceLevel>L</SourceLevel><LEA>201</LEA><SoftwareCode>L</SoftwareCode>"
            "<Release>1</Release><SerialNo>001</SerialNo><DateTime>2025-05-23T11:14:05</DateTime>"
            "</Source></Header><Children>"
        )
        for n in range(number):
            stream.write(_census_child(n))
        stream.write("</Children></Message>")


def _census_child(n: int) -> str:
    chance = random.Random(n)
    referred = date(2024, 4, 2) + timedelta(days=chance.randrange(200))
    day = {k: (referred + timedelta(days=k)).isoformat() for k in (0, 3, 7, 12, 20, 55, 100, 190)}
    return (
        f"<Child><ChildIdentifiers><LAchildID>L{n:07}</LAchildID><UPN>A{n:012}</UPN>"
        "<PersonBirthDate>2015-03-27</PersonBirthDate><Sex>M</Sex></ChildIdentifiers>"
        "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE"
        "</Disability></Disabilities></ChildCharacteristics><CINdetails>"
        f"<CINreferralDate>{day[0]}</CINreferralDate><ReferralSource>1A</ReferralSource>"
        f"<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA>"
        f"<Assessments><AssessmentActualStartDate>{day[3]}</AssessmentActualStartDate>"
        f"<AssessmentAuthorisationDate>{day[55]}</AssessmentAuthorisationDate>"
        "<FactorsIdentifiedAtAssessment><AssessmentFactors>2A</AssessmentFactors>"
        "</FactorsIdentifiedAtAssessment></Assessments>"
        f"<CINPlanDates><CINPlanStartDate>{day[12]}</CINPlanStartDate>"
        f"<CINPlanEndDate>{day[20]}</CINPlanEndDate></CINPlanDates>"
        f"<Section47><S47ActualStartDate>{day[7]}</S47ActualStartDate>"
        f"<InitialCPCtarget>{day[20]}</InitialCPCtarget>"
        f"<DateOfInitialCPC>{day[20]}</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired>"
        f"</Section47><ChildProtectionPlans><CPPstartDate>{day[20]}</CPPstartDate>"
        "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
        "<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>"
        f"<NumberOfPreviousCPP>0</NumberOfPreviousCPP><Reviews><CPPreviewDate>{day[100]}"
        "</CPPreviewDate></Reviews></ChildProtectionPlans></CINdetails></Child>"
    )
