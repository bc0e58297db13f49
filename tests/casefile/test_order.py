"""Dates of one record that cannot all be right."""

import pytest

from caselint.casefile.order import out_of_order

from .making import read


@pytest.mark.parametrize(
    ("kind", "earlier", "later"),
    [
        ("referral", "received_at", "decided_at"),
        ("assessment", "started_at", "completed_at"),
        ("section47", "started_at", "completed_at"),
        ("plan", "started_at", "ended_at"),
        ("escalation", "date", "resolved_at"),
        ("information_request", "date", "replied_at"),
    ],
)
def test_what_follows_cannot_come_first(kind, earlier, later):
    record = read(kind, **{earlier: "2026-02-01", later: "2026-01-31"})
    assert out_of_order(record) == [(earlier, later)]


def test_dates_of_one_day_are_in_order():
    assert out_of_order(read("plan", started_at="2026-02-01", ended_at="2026-02-01")) == []


def test_a_time_and_a_whole_day_are_compared_by_day():
    record = read("plan", started_at="2026-02-01T17:00", ended_at="2026-02-01")
    assert out_of_order(record) == []


def test_blank_dates_are_in_order():
    assert out_of_order(read("plan", ended_at="2026-02-01")) == []
