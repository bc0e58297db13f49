"""What a run carries of its rulebook."""

import pickle

from .making import HEADER


def test_a_header_travels_between_processes():
    assert pickle.loads(pickle.dumps(HEADER)) == HEADER  # noqa: S301
