"""The mark that an unreadable record leaves."""

from caselint.casefile import Tombstone


def test_a_tombstone_without_more_could_be_any_record_of_any_day():
    assert (Tombstone().kind, Tombstone().moment) == (None, None)
