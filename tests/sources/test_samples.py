"""The sector's own sample files, where they are at hand: nothing of a child is lost."""

import os
from pathlib import Path

import pytest

from caselint.sources import read

from .inputs import split

FOLDER = Path(os.environ.get("CASELINT_SAMPLES", "")) / "cin_census"

pytestmark = pytest.mark.skipif(
    not os.environ.get("CASELINT_SAMPLES") or not FOLDER.is_dir(),
    reason="CASELINT_SAMPLES names no folder with cin_census in it",
)

KINDS = ["referral", "assessment", "conference", "section47", "conference", "plan", "plan"]


@pytest.mark.parametrize(
    ("name", "kinds", "set_aside"),
    [
        ("CIN2rows.xml", [[*KINDS, "conference", "closure"]], []),
        (
            "CIN_Census_2021.xml",
            [[*KINDS, "conference", "closure"]],
            ["Child[1]/ChildIdentifiers[1]/ExpectedPersonBirthDate (line 25)"],
        ),
        (
            "CIN_Census_2024.xml",
            [[*KINDS, "conference", "closure"], ["referral", "assessment", "closure"]],
            [],
        ),
    ],
)
def test_every_sample_is_read_and_only_impossible_dates_are_set_aside(name, kinds, set_aside):
    supplied, refused = split(read(FOLDER / name))

    assert refused == []
    assert [[each.kind for each in item.case_file.records] for item in supplied] == kinds
    places = [fault.place for item in supplied for fault in item.case_file.set_aside]
    assert [place.partition(".xml: ")[2] for place in places] == set_aside


def test_the_samples_together_are_three_files_about_two_children():
    supplied, refused = split(read(FOLDER))

    assert len(supplied) == 2
    assert len(refused) == 2
    assert all("a case file with this case_id came before" in item.why for item in refused)
