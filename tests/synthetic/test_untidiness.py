"""Untidiness is ordinary: it loses nothing that matters, and falls in the same places each time."""

import copy
from functools import cache
from typing import Any

from caselint.synthetic import AS_AT, as_case_file, clean
from caselint.synthetic.people import family
from caselint.synthetic.stories import finished
from caselint.synthetic.untidiness import untidied


@cache
def tidy_files() -> list[dict[str, Any]]:
    made = (finished(family("untidy", number, AS_AT)) for number in range(40))
    return [file for files in made for file in files]


@cache
def untidy_files() -> list[dict[str, Any]]:
    return [untidied(file) for file in tidy_files()]


def records(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [record for file in files for record in file["records"]]


def test_the_file_given_is_left_alone() -> None:
    before = copy.deepcopy(tidy_files()[0])
    untidied(tidy_files()[0])
    assert tidy_files()[0] == before


def test_there_are_typing_errors_and_blanks() -> None:
    tidy = {record["record_id"]: record for record in records(tidy_files())}
    pairs = [
        (record, tidy[record["record_id"]])
        for record in records(untidy_files())
        if record.get("record_id") in tidy
    ]
    assert any("text" in one and one["text"] != other["text"] for one, other in pairs)
    assert any("recorded_at" in other and "recorded_at" not in one for one, other in pairs)


def test_some_records_have_no_id_and_some_stand_twice() -> None:
    assert any("record_id" not in record for record in records(untidy_files()))
    assert len(records(untidy_files())) > len(records(tidy_files()))


def test_a_record_that_another_links_to_keeps_its_id() -> None:
    for file in untidy_files():
        ids = {record.get("record_id") for record in file["records"]}
        links = {link for record in file["records"] for link in record.get("links", ())}
        assert links <= ids


def test_records_to_be_kept_keep_their_ids() -> None:
    file = tidy_files()[0]
    keep = [record["record_id"] for record in file["records"]]
    untidy = untidied(file, keep)
    assert set(keep) <= {record.get("record_id") for record in untidy["records"]}


def test_other_spellings_mean_the_same() -> None:
    spelled = [file for file in clean(60, seed="spelled") if "Police" in str(file["records"])]
    assert spelled
    for file in spelled[:5]:
        agencies = {record.author.agency for record in as_case_file(file).records if record.author}
        assert "social_care" in agencies or "early_help" in agencies


def test_what_a_record_gets_does_not_hang_on_the_others() -> None:
    file = tidy_files()[0]
    fewer = {**file, "records": file["records"][5:]}
    one = {
        record["record_id"]: record for record in untidied(file)["records"] if "record_id" in record
    }
    last = file["records"][-1]["record_id"]
    other = {record.get("record_id"): record for record in untidied(fewer)["records"]}
    assert one[last]["kind"] == other[last]["kind"]
    assert one[last].get("text") == other[last].get("text")
