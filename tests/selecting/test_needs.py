"""What a rule needs of a source, where one of several kinds is enough."""

import pytest

from building import concerns, judge, record, visit
from caselint.casefile import Coverage
from caselint.casefile.coverage import Covers
from caselint.selecting.needs import NOTHING, Field, Text, all_of, any_of, one_kind_of

KINDS = ("plan", "core_group")


def covering(**kinds: list[str]) -> Coverage:
    return Coverage(
        Covers.model_validate({"kinds": {kind: {"fields": f} for kind, f in kinds.items()}})
    )


def test_of_several_kinds_one_is_enough_with_all_that_it_needs():
    need = one_kind_of(
        all_of([*(Field(kind, "date") for kind in KINDS), *(Field(k, "actions") for k in KINDS)]),
        KINDS,
    )
    assert need.missing(covering(plan=["date", "actions"])) == ()
    assert need.missing(covering(core_group=["date", "actions"])) == ()
    assert need.missing(covering(plan=["date"], core_group=["actions"])) == (
        "plan.actions",
        "core_group.date",
    )


def test_what_is_needed_beside_the_kinds_stays_needed():
    need = one_kind_of(
        all_of([*(Field(kind) for kind in KINDS), Field("child", "date_of_birth")]), KINDS
    )
    assert need.missing(covering(plan=["date"])) == ("child",)
    assert need.missing(covering(plan=["date"], child=["date_of_birth"])) == ()


def test_alternatives_within_a_need_stay_alternatives():
    either = any_of([Field("child", "school"), Field("plan", "members")])
    need = one_kind_of(all_of([Field("plan"), Field("core_group"), either]), KINDS)
    assert need.missing(covering(core_group=["date"])) != ()
    assert need.missing(covering(core_group=["date"], child=["school"])) == ()
    assert need.missing(covering(plan=["members"])) == ()


def test_a_need_of_one_kind_is_left_as_it_is():
    need = all_of([Field("plan", "date"), Field("plan", "actions")])
    assert one_kind_of(need, ("plan",)) is need
    assert one_kind_of(NOTHING, KINDS) == NOTHING


def test_what_is_missing_is_what_the_nearest_alternative_lacks():
    need = any_of([all_of([Field("plan", "date"), Field("plan", "actions")]), Field("visit")])
    assert need.missing(covering(plan=["date"], child=["sex"])) == ("plan.actions", "visit")
    assert need.missing(covering(plan=[])) == ("visit",)


@pytest.mark.parametrize("kind", ["visit", "case_note"])
def test_every_judges_the_kinds_that_the_source_holds(kind):
    check = "every: {kind: [visit, case_note]}\nmeets: {author.role: {exists: yes}}"
    result = judge(check, record(kind, "2026-03-10"), covers={kind: None})
    assert result.outcome == "not_evidenced"
    assert result.needs_missing == ()


def test_a_reason_on_the_thing_itself_needs_no_other_kind():
    check = """
every: {kind: [visit, case_note]}
meets: {author.role: {exists: yes}}
unless: {itself: {author.name: Nobody}}
"""
    seen = visit("2026-03-10", author={"name": "Somebody"})
    result = judge(check, seen, covers={"visit": None})
    assert len(concerns(result)) == 1


def test_narrative_is_missing_where_no_field_of_it_is_covered_or_the_file_has_none():
    need = Text("visit", ("text", "reason_not_alone"))
    assert need.missing(covering(visit=["text.child_words"])) == ()
    assert need.missing(covering(visit=["reason_not_alone"])) == ()
    assert need.missing(covering(visit=["date"])) == ("visit.text",)
    assert need.missing(covering(plan=["date"])) == ("visit",)
    assert need.missing(Coverage()) == ()
    assert need.missing(Coverage(narrated=False)) == ("visit.text",)


def test_without_narrative_everything_else_is_still_covered():
    bare = Coverage(narrated=False)
    flag, text = Field("visit", "child_seen"), Text("visit", ("text",))
    assert all_of([flag, text]).missing(bare) == ("visit.text",)
    assert any_of([flag, text]).missing(bare) == ()
