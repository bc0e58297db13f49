"""The tables of the Standard Safeguarding Dataset, and what is drawn from their rows.

Names stand without the prefix (``cinv_`` and the like) that the standard puts before a column;
both are read. Record ids are the standard's own with a stem before them, since its tables number
apart from each other. All tables of visits share a stem: a visit may stand in several.
"""

from __future__ import annotations

from typing import Final

from caselint.sources.tables import standard_codes as codes
from caselint.sources.tables.shapes import Draw, From, Link, Reach, Table


def _of(*columns: str) -> From:
    return From(columns)


def _started(column: str, *others: str) -> dict[str, From]:
    """A start is also the day that the record is dated by."""
    return {"started_at": From((column,)), "date": From((column, *others))}


PERSON: Final = Table(
    names=("person",),
    origin="standard",
    prefix="pers_",
    child="person_id",
    draws=(
        Draw(
            of="child",
            fields={
                "name": From(("forename", "surname"), codes.name),
                "date_of_birth": _of("dob"),
                "expected_date_of_birth": _of("expected_dob"),
                "died_on": _of("death_date"),
                "sex": From(("sex",), codes.sex),
                "ethnicity": _of("ethnicity"),
                "previous_case_ids": _of("legacy_id"),
            },
        ),
    ),
    unused=(
        "gender",
        "common_child_id",
        "upn",
        "upn_unknown",
        "send_flag",
        "is_mother",
        "nationality",
        "single_unique_id",
    ),
    about="One row a child.",
)
DISABILITY: Final = Table(
    names=("disability",),
    origin="standard",
    prefix="disa_",
    child="person_id",
    draws=(
        Draw(
            of="child_list", fields={"disabilities": From(("disability_code",), codes.disability)}
        ),
    ),
    unused=("table_id",),
)
IMMIGRATION: Final = Table(
    names=("immigration_status",),
    origin="standard",
    prefix="immi_",
    child="person_id",
    draws=(
        Draw(
            of="child_latest",
            fields={
                "immigration_status": _of("immigration_status"),
                "date": _of("immigration_status_start_date"),
            },
        ),
    ),
    unused=("immigration_status_id", "immigration_status_end_date"),
    about="The status that began last is the child's.",
)
CONTACTS: Final = Table(
    names=("contacts",),
    origin="standard",
    prefix="cont_",
    child="person_id",
    draws=(
        Draw(
            of="contact",
            id=Link("contact_id", "cont"),
            fields={
                "date": _of("contact_date"),
                "received_at": _of("contact_date"),
                "from_agency": From(("contact_source_code", "contact_source_desc"), codes.referrer),
                "decision": From(("contact_outcome_json",), codes.contact_decision),
            },
        ),
    ),
)
EARLY_HELP: Final = Table(
    names=("early_help_episodes",),
    origin="standard",
    prefix="earl_",
    child="person_id",
    draws=(
        Draw(
            of="early_help",
            id=Link("episode_id", "earl"),
            fields={
                **_started("episode_start_date"),
                "ended_at": _of("episode_end_date"),
                "lead": _of("episode_organisation"),
                "outcome": _of("episode_end_reason"),
            },
        ),
    ),
    unused=("episode_reason",),
)
REFERRALS: Final = Table(
    names=("cin_episodes",),
    origin="standard",
    prefix="cine_",
    child="person_id",
    draws=(
        Draw(
            of="referral",
            id=Link("referral_id", "cine"),
            fields={
                "date": _of("referral_date"),
                "received_at": _of("referral_date"),
                "from_agency": From(
                    ("referral_source_code", "referral_source_desc"), codes.referrer
                ),
                "reason": From(("cin_primary_need_code",), codes.need),
                "decision": From(
                    ("referral_outcome_json", "referral_nfa"), codes.referral_decision
                ),
            },
        ),
        Draw(
            of="closure",
            id=Link("referral_id", "closure"),
            fields={"date": _of("close_date"), "reason": From(("close_reason",), codes.closure)},
            links=(Link("referral_id", "cine"),),
            when_filled=("close_date",),
        ),
        Draw(
            of="team",
            fields={
                "date": _of("referral_date"),
                "ended_at": _of("close_date"),
                "team": _of("referral_team"),
            },
        ),
    ),
    unused=("referral_worker_id",),
)
ASSESSMENTS: Final = Table(
    names=("cin_assessments",),
    origin="standard",
    prefix="cina_",
    child="person_id",
    draws=(
        Draw(
            of="assessment",
            id=Link("assessment_id", "cina"),
            fields={
                **_started("assessment_start_date", "assessment_auth_date"),
                "authorised_at": _of("assessment_auth_date"),
                "child_seen": _of("assessment_child_seen", "assessment_child_seen_flag"),
                "outcome": From(
                    ("assessment_outcome_json", "assessment_outcome_nfa"), codes.assessment_outcome
                ),
            },
            links=(Link("referral_id", "cine"),),
        ),
    ),
    unused=("assessment_team", "assessment_worker_id"),
)
FACTORS: Final = Table(
    names=("assessment_factors",),
    origin="standard",
    prefix="cinf_",
    child="person_id",
    reach=(Reach("assessment_id", "cin_assessments", "assessment_id"),),
    draws=(
        Draw(
            of="part",
            kind="assessment",
            field="factors",
            parent=Link("assessment_id", "cina"),
            fields={"": From(("assessment_factors_json",), codes.factors)},
        ),
    ),
    unused=("table_id",),
)
CIN_PLANS: Final = Table(
    names=("cin_plans",),
    origin="standard",
    prefix="cinp_",
    child="person_id",
    reach=(Reach("referral_id", "cin_episodes", "referral_id"),),
    draws=(
        Draw(
            of="plan",
            id=Link("cin_plan_id", "cinp"),
            fields={
                **_started("cin_plan_start_date"),
                "ended_at": _of("cin_plan_end_date"),
                "plan_id": From(("cin_plan_id",), "cinp-{}".format),
            },
            constant={"type": "child_in_need"},
            links=(Link("referral_id", "cine"),),
        ),
    ),
    unused=("cin_plan_team", "cin_plan_worker_id"),
)


def _visits(
    name: str, prefix: str, stem: str, type_: str, *reach: Reach, bedroom: bool = True
) -> Table:
    fields = {
        "date": _of(f"{stem}_date"),
        "child_seen": _of(f"{stem}_seen"),
        "child_seen_alone": _of(f"{stem}_seen_alone"),
    }
    if bedroom:
        fields["bedroom_seen"] = _of(f"{stem}_bedroom")
    links = tuple(Link(each.column, "cppl") for each in reach if each.table == "cp_plans")
    return Table(
        names=(name,),
        origin="standard",
        prefix=prefix,
        child="person_id",
        reach=reach,
        draws=(
            Draw(
                of="visit",
                id=Link(f"{stem}_id", "visit"),
                fields=fields,
                constant={"type": type_},
                links=links,
            ),
        ),
        unused=("cla_id",),
        doubted=(f"{stem}_seen_alone",),
    )


CIN_VISITS: Final = _visits("cin_visits", "cinv_", "cin_visit", "child_in_need")
CP_VISITS: Final = _visits(
    "cp_visits",
    "cppv_",
    "cp_visit",
    "child_protection",
    Reach("cp_plan_id", "cp_plans", "cp_plan_id"),
)
CLA_VISITS: Final = _visits("cla_visits", "clav_", "cla_visit", "looked_after", bedroom=False)

SECTION47: Final = Table(
    names=("s47_enquiry",),
    origin="standard",
    prefix="s47e_",
    child="person_id",
    reach=(Reach("referral_id", "cin_episodes", "referral_id"),),
    draws=(
        Draw(
            of="section47",
            id=Link("s47_enquiry_id", "s47e"),
            fields={
                **_started("s47_start_date"),
                "completed_at": _of("s47_end_date"),
                "outcome": From(("s47_outcome_json", "s47_nfa"), codes.enquiry_outcome),
            },
            links=(Link("referral_id", "cine"),),
        ),
    ),
    unused=("s47_completed_by_worker_id", "s47_completed_by_team"),
)
CONFERENCES: Final = Table(
    names=("initial_cp_conference",),
    origin="standard",
    prefix="icpc_",
    child="person_id",
    draws=(
        Draw(
            of="conference",
            id=Link("icpc_id", "icpc"),
            fields={
                "date": _of("icpc_date"),
                "type": From(("icpc_transfer_in",), codes.conference_type),
                "outcome": From(("icpc_outcome_cp_flag",), codes.plan_made),
            },
            constant={"type": "initial"},
            more_types={"transfer_in": "icpc_transfer_in"},
            links=(Link("s47_enquiry_id", "s47e"), Link("cp_plan_id", "cppl")),
            when_filled=("icpc_date",),
        ),
    ),
    unused=(
        "icpc_meeting_id",
        "referral_id",
        "icpc_target_date",
        "icpc_outcome_json",
        "icpc_team",
        "icpc_worker_id",
    ),
    about="A row without a date is a conference that is yet to be held, and is left out.",
)
CP_PLANS: Final = Table(
    names=("cp_plans",),
    origin="standard",
    prefix="cppl_",
    child="person_id",
    draws=(
        Draw(
            of="plan",
            id=Link("cp_plan_id", "cppl"),
            fields={
                **_started("cp_plan_start_date"),
                "ended_at": _of("cp_plan_end_date"),
                "category": From(
                    ("cp_plan_latest_category", "cp_plan_initial_category"), codes.category
                ),
                "plan_id": From(("cp_plan_id",), "cppl-{}".format),
            },
            constant={"type": "child_protection"},
            links=(Link("icpc_id", "icpc"),),
            withheld="cp_plan_ola",
        ),
    ),
    unused=("referral_id",),
    about="A plan of another authority is not judged: its visits and reviews are on other files.",
)
CP_REVIEWS: Final = Table(
    names=("cp_reviews",),
    origin="standard",
    prefix="cppr_",
    child="person_id",
    reach=(Reach("cp_plan_id", "cp_plans", "cp_plan_id"),),
    draws=(
        Draw(
            of="conference",
            id=Link("cp_review_id", "cppr"),
            fields={
                "date": _of("cp_review_date"),
                "outcome": From(("cp_review_outcome_continue_cp",), codes.plan_continued),
                "quorate": _of("cp_review_quorate"),
                "child_attended": From(("cp_review_participation",), codes.attended),
                "child_views_by": From(("cp_review_participation",), codes.views_by),
            },
            constant={"type": "review"},
            links=(Link("cp_plan_id", "cppl"),),
            when_filled=("cp_review_date",),
        ),
    ),
    unused=("cp_review_due", "cp_review_meeting_id"),
    about="A row without a date is a review that is yet to be held, and is left out.",
)
CLA_EPISODES: Final = Table(
    names=("cla_episodes",),
    origin="standard",
    prefix="clae_",
    child="person_id",
    draws=(
        Draw(
            of="placement",
            id=Link("cla_episode_id", "clae"),
            fields={
                **_started("cla_episode_start_date"),
                "ended_at": _of("cla_episode_ceased_date", "cla_episode_ceased"),
            },
        ),
    ),
    unused=(
        "cla_id",
        "referral_id",
        "cla_placement_id",
        "cla_episode_start_reason",
        "cla_episode_cease_reason",
        "cla_primary_need_code",
        "cla_last_iro_contact_date",
        "entered_care_date",
    ),
    about="Each episode of care is a placement.",
)
CLA_REVIEWS: Final = Table(
    names=("cla_reviews",),
    origin="standard",
    prefix="clar_",
    child="person_id",
    reach=(Reach("cla_id", "cla_episodes", "cla_id"),),
    draws=(
        Draw(
            of="meeting",
            id=Link("cla_review_id", "clar"),
            fields={
                "date": _of("cla_review_date"),
                "child_attended": From(("cla_review_participation",), codes.attended),
                "child_views_by": From(("cla_review_participation",), codes.views_by),
            },
            constant={"type": "looked_after_review"},
            when_filled=("cla_review_date",),
            unless="cla_review_cancelled",
        ),
    ),
    unused=("cla_review_due_date", "cla_review_last_iro_contact_date"),
    about="A review that was cancelled, or is yet to be held, is left out.",
)
MISSING: Final = Table(
    names=("missing",),
    origin="standard",
    prefix="miss_",
    child="person_id",
    draws=(
        Draw(
            of="missing_episode",
            id=Link("table_id", "miss"),
            fields={
                **_started("missing_episode_start_date"),
                "ended_at": _of("missing_episode_end_date"),
            },
        ),
        Draw(
            of="return_interview",
            id=Link("table_id", "rhi"),
            fields={
                "date": _of("missing_episode_end_date"),
                "episode_id": From(("table_id",), "miss-{}".format),
                "offered": _of("missing_rhi_offered"),
                "accepted": _of("missing_rhi_accepted"),
            },
            when_filled=("missing_episode_end_date", "missing_rhi_offered"),
            lent=("date",),
        ),
    ),
    unused=("missing_episode_type",),
    about="The standard does not say when a return interview was held. The day of the return "
    "stands for its date, and no rule may count from it.",
)
INVOLVEMENTS: Final = Table(
    names=("involvements",),
    origin="standard",
    prefix="invo_",
    child="person_id",
    reach=(Reach("referral_id", "cin_episodes", "referral_id"),),
    draws=(
        Draw(
            of="allocation",
            id=Link("involvements_id", "invo"),
            fields={
                **_started("involvement_start_date"),
                "ended_at": _of("involvement_end_date"),
                "worker": _of("professional_id"),
                "role": _of("professional_role_id", "professional_job_title"),
                "team": _of("professional_team"),
            },
            links=(Link("referral_id", "cine"),),
        ),
        Draw(
            of="team",
            fields={
                "date": _of("involvement_start_date"),
                "ended_at": _of("involvement_end_date"),
                "team": _of("professional_team"),
            },
        ),
    ),
    unused=("worker_change_reason",),
    about="A worker is told by id alone. Names are not read.",
)
LEGAL_STATUS: Final = Table(
    names=("legal_status",),
    origin="standard",
    prefix="lega_",
    child="person_id",
    draws=(
        Draw(
            of="legal_status",
            id=Link("legal_status_id", "lega"),
            fields={
                **_started("legal_status_start_date"),
                "ended_at": _of("legal_status_end_date"),
                "status": _of("legal_status"),
            },
        ),
    ),
)
PROFESSIONALS: Final = Table(
    names=("professionals",),
    origin="standard",
    prefix="prof_",
    child="",
    draws=(
        Draw(
            of="professional",
            fields={"id": _of("professional_id"), "role": _of("professional_job_title")},
        ),
    ),
    unused=(
        "staff_id",
        "professional_name",
        "social_worker_registration_no",
        "professional_caseload",
        "professional_department",
        "full_time_equivalency",
        "agency_worker_flag",
    ),
    about="Gives the role of an involvement that has none of its own.",
)
FAMILY: Final = Table(
    names=("family",),
    origin="standard",
    prefix="fami_",
    child="person_id",
    draws=(Draw(of="family", fields={"family_id": _of("family_id")}),),
    unused=("table_id",),
    about="Children of one family are people on each other's files.",
)
MOTHER: Final = Table(
    names=("mother",),
    origin="standard",
    prefix="moth_",
    child="childs_person_id",
    draws=(Draw(of="mother", fields={"mother_id": _of("person_id")}),),
    unused=("table_id", "childs_dob"),
    about="The mother, who may have a file of her own, is a person on the child's file.",
)

STANDARD: Final[tuple[Table, ...]] = (
    PERSON,
    DISABILITY,
    IMMIGRATION,
    FAMILY,
    MOTHER,
    CONTACTS,
    EARLY_HELP,
    REFERRALS,
    ASSESSMENTS,
    FACTORS,
    CIN_PLANS,
    CIN_VISITS,
    SECTION47,
    CONFERENCES,
    CP_PLANS,
    CP_VISITS,
    CP_REVIEWS,
    CLA_EPISODES,
    CLA_VISITS,
    CLA_REVIEWS,
    MISSING,
    INVOLVEMENTS,
    LEGAL_STATUS,
    PROFESSIONALS,
)
"""Every table of the standard that is read."""

PASSED_OVER: Final = frozenset(
    {
        "address",
        "assessment_team",
        "care_leavers",
        "cla_care_plan",
        "cla_convictions",
        "cla_health",
        "cla_immunisations",
        "cla_placement",
        "cla_previous_permanence",
        "cla_substance_misuse",
        "department",
        "ehcp_assessment",
        "ehcp_named_plan",
        "ehcp_requests",
        "ehcp_active_plans",
        "linked_identifiers",
        "permanence",
        "pre_proceedings",
        "s251_finance",
        "sdq_scores",
        "send",
        "sen_need",
        "version_log",
        "voice_of_child",
    }
)
"""Tables of the standard for which the case file has no place."""
