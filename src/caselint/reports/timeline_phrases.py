"""What the picture of a timeline says of itself, among the sentences that can be reworded.

The script that draws it is given them by these names, without ``html_timeline_``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PREFIX: Final = "html_timeline_"

TIMELINE: Final[Mapping[str, str]] = {
    "html_timeline_picture": "{timeline}, as a picture",
    "html_timeline_years": "Years shown in the timeline",
    "html_timeline_earlier": "‹ Earlier",
    "html_timeline_later": "Later ›",
    "html_timeline_all": "All",
    "html_timeline_year": "Year",
    "html_timeline_whole": "The whole timeline",
    "html_timeline_shown": "{years}: {records}, {findings}.",
    "html_timeline_one_record": "1 record",
    "html_timeline_records": "{number} records",
    "html_timeline_one_period": "1 period",
    "html_timeline_periods": "{number} periods",
    "html_timeline_one_finding": "1 finding",
    "html_timeline_findings": "{number} findings",
    "html_timeline_one_strength": "1 strength",
    "html_timeline_strengths": "{number} strengths",
    "html_timeline_one_concern": "1 concern",
    "html_timeline_concerns": "{number} concerns",
    "html_timeline_one_query": "1 query",
    "html_timeline_queries": "{number} queries",
    "html_timeline_head_periods": "Periods",
    "html_timeline_head_records": "Records by agency",
    "html_timeline_head_strengths": "Strengths ({number})",
    "html_timeline_head_concerns": "Concerns ({number})",
    "html_timeline_head_queries": "Queries ({number})",
    "html_timeline_record": "{day}: {kind}, record {id}, {agency}",
    "html_timeline_several_records": "{first} to {last}: {kinds}",
    "html_timeline_several_findings": "{findings}:",
    "html_timeline_further": "{number} further agencies",
    "html_timeline_from": "from {day}",
    "html_timeline_from_at_the_latest": "from {day} or earlier",
    "html_timeline_to": "to {day}",
    "html_timeline_to_perhaps": "to {day}, end not certain",
    "html_timeline_to_now": "still open",
    "html_timeline_to_unknown": "end not known",
    "html_timeline_open_period": "{period}, still open",
    "html_timeline_look_back": "look-back opens",
    "html_timeline_as_at": "as at",
    "html_timeline_legend": "Legend",
    "html_timeline_is_visit": "Visit or direct contact with the child",
    "html_timeline_is_meeting": "Meeting or conference",
    "html_timeline_is_plan": "Plan, review or assessment",
    "html_timeline_is_decision": "Decision, supervision or allocation",
    "html_timeline_is_contact": "Contact, communication or note",
    "html_timeline_is_event": "Event or move",
    "html_timeline_is_help": "Help or service",
    "html_timeline_is_other": "Other record",
    "html_timeline_is_strength": "Strength, with a line over the days it covers",
    "html_timeline_is_concern": "Concern, hatched from its first day to its last",
    "html_timeline_is_query": "Query, a question to whoever knows the child",
    "html_timeline_is_known": "Dashed frame: known from an earlier run",
    "html_timeline_is_open": "Still open",
    "html_timeline_is_unknown": "Start or end not known",
    "html_timeline_is_look_back": "Look-back opens; what is earlier is shaded",
    "html_timeline_is_as_at": "As-at day",
}
