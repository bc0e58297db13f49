"""A pack says which engines can use it."""

import pytest

from caselint import DataFileError, Linter
from caselint.config import Configuration, settings_of
from caselint.datafile import read_text
from caselint.rulebook.pack import read_pack


def pack(engine: str):
    return read_pack(
        read_text(f'id: ours\nversion: 1.0.0\ntitle: Ours\nengine: "{engine}"\n', "pack.yaml")
    )


@pytest.mark.parametrize("engine", [">=0.1,<0.2", "==0.1.0", ">=0.0.9"])
def test_a_pack_for_this_engine_is_read(engine):
    assert pack(engine).engine == engine


@pytest.mark.parametrize("engine", [">=0.2", "<0.1", "==0.1.1"])
def test_a_pack_for_another_engine_is_refused_with_its_place(engine):
    with pytest.raises(DataFileError, match=r"pack\.yaml:4:9.*made for caselint"):
        pack(engine)


def test_a_range_that_is_none_is_refused():
    with pytest.raises(DataFileError, match=r"not like >=0\.1"):
        pack("any")


def test_the_hash_of_a_run_covers_the_parameters_that_are_moved():
    moved = {"parameters": {"SUP001": {"max_gap": {"value": "6 weeks", "reason": "Policy"}}}}
    plain = Linter(Configuration())
    other = Linter(Configuration(settings_of(moved)), rulebook=plain.rulebook)
    assert plain.header().rulebook.hash == plain.rulebook.hash
    assert other.header().rulebook.hash != plain.rulebook.hash
