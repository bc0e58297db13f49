"""Which case files belong to one family, by ids alone."""

from caselint.casefile.family import Families


def families(**named):
    """Families of files, each given as the ids that it names; ``M1`` is that of a mother."""
    found = Families()
    for case_id, ids in named.items():
        parents = [one for one in ids if one.startswith("M")]
        found.add(case_id, [one for one in ids if one not in parents], parents)
    return found


def test_brothers_and_sisters_are_those_a_file_names_or_that_name_it():
    found = families(A=["B"], B=[], C=["A"])
    assert found.of("A") == ("B", "C")
    assert found.of("B") == ("A",)


def test_those_of_a_brother_are_nobody_to_this_child():
    found = families(A=["B"], B=["C"])
    assert found.of("A") == ("B",)
    assert found.of("B") == ("A", "C")


def test_children_of_one_mother_belong_together():
    found = families(A=["M1"], B=["M1"], C=["M2"])
    assert found.of("A") == ("B",)
    assert found.of("C") == ()


def test_a_mother_is_no_sister_of_her_children():
    assert families(A=["M1"]).of("M1") == ()


def test_a_child_is_not_its_own_sister():
    assert families(A=["A"]).of("A") == ()


def test_a_file_that_names_nobody_has_no_family():
    found = families(A=[])
    assert (found.of("A"), found.members()) == ((), frozenset())


def test_the_order_of_the_files_does_not_matter():
    assert families(A=["C"], B=["A"]).of("A") == families(B=["A"], A=["C"]).of("A") == ("B", "C")
