"""The standing sentences of every report, each under a name by which an organisation may reword it.

`[report.wording]` in a configuration gives another sentence for a name. Names in braces are filled
in and have to stay; `check` says which a sentence has. What a report says of a child, a rule or a
source is not among them: that comes from the run.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Final

from caselint.datafile import suggest
from caselint.errors import ConfigurationError
from caselint.reports.timeline_phrases import TIMELINE

PHRASES: Final[Mapping[str, str]] = {
    "title": "What these case files evidence",
    "not_evidenced": (
        "“Not evidenced” means not evidenced in the records supplied. It says nothing of what took "
        "place and was recorded elsewhere, or not at all."
    ),
    "no_grade": "No grade is given: a record cannot show what changed for a child.",
    "belongs": (
        "This report is for quality assurance. It does not belong on the child's file, and is to "
        "be kept and destroyed as your organisation keeps and destroys its case files."
    ),
    "owner": "The records are those of {organisation}, which answers for how this report is used.",
    "owner_unnamed": (
        "The records are those of the organisation that supplied them, which answers for how this "
        "report is used."
    ),
    "query": "A query is a question to whoever knows the child.",
    "strength": "A strength is something that the file shows throughout.",
    "n_of_n": (
        "“7 of 9” counts the occasions on which a rule could be met. Files that could not be "
        "assessed are counted apart."
    ),
    "not_assessable": (
        "Not assessable means that the records supplied could not have shown it, whatever took "
        "place."
    ),
    "sheet_summary": "What was read, when and by which rules, and what it came to by theme.",
    "sheet_suspect": (
        "Kinds of record that a source says it holds and none of a team's files has. Read it "
        "before the findings."
    ),
    "sheet_resting": (
        "Concerns that rest on the absence of such a kind: they say more of the export than of the "
        "work, and stand in no other list."
    ),
    "sheet_findings": (
        "Every strength, concern and query, case by case. Filter by kind, theme, team or severity."
    ),
    "sheet_children": "How much was found in each file. A list by id, and no order of merit.",
    "sheet_rules_by_team": (
        "The occasions on which each rule was met, of those on which it could be, by team in the "
        "order of their names."
    ),
    "sheet_figures": "The same and all other counts as numbers, for tables and charts of your own.",
    "sheet_not_assessable": "What each source lacks, and the rules that it silences.",
    "sheet_set_aside": "What could not be read, and why.",
    "sheet_errors": (
        "Rules that broke off: a fault of caselint or of the rule, not of a file. Please report it."
    ),
    "sheet_suppressed": "Findings that somebody has looked at and put aside. Counted, never lost.",
    "sheet_put_aside": "By whom findings were put aside, why and until when.",
    "sheet_error_summary": (
        "Concerns and queries by rule: code, count, description, fields. What rests on suspect "
        "coverage or is suppressed is not in it."
    ),
    "sheet_child_summary": (
        "The same by child and record: child, table, row, code, description, fields, values."
    ),
    "sheet_rules": "Every rule of the run: why it matters, and what it is known to get wrong.",
    "sheet_standards": "What the rules were held against, whose it is, and how binding.",
    "sheet_audits": "What the audits found that the rules look for.",
    "sheet_foot": "For quality assurance. Not for the child's file.",
    "small_numbers": (
        "Numbers from 1 to {most} are held back, and so are those from which they could be "
        "worked out."
    ),
    "word_held_back": "held back",
    "word_numbers_held_back": "numbers held back",
    "word_footer": "For quality assurance. Does not belong on the child's file.",
    "word_logo": "Logo of {organisation}",
    "word_owner_unnamed": "the organisation",
    "word_key_messages_title": "Case file audit: key messages",
    "word_thematic_title": "Thematic audit of case files",
    "word_as_at": "As at {day}",
    "word_scope": "Purpose and scope",
    "word_scope_purpose": (
        "This paper tells a meeting what the case files of a sample evidence of safeguarding "
        "practice, what they do not, and what may follow from it. It was drafted from the records"
        " by a program that reads them in the same way every time. The judgement, and every "
        "decision, is the meeting's."
    ),
    "word_scope_names_no_one": (
        "It names no child, no member of a family and no worker, and quotes no record. It ranks "
        "neither workers nor teams."
    ),
    "word_sample": "Sample",
    "word_sample_size": (
        "{files} with {records} were read, as they stood on {day}, looking back over {look_back}."
    ),
    "word_sample_chosen": "How the sample was chosen, and by whom: to be filled in.",
    "word_method": "Method and its limits",
    "word_method_how": (
        "{rules} of the rulebook {rulebook} {version} ({hash}) were put to every case file by "
        "caselint {engine}. Each looks at dates, fields and, where it says so, the narrative, and"
        " says whether what it looks for is evidenced, on how many occasions, and where."
    ),
    "word_method_reading": (
        "Narrative is read by fixed words and patterns, which miss what is put in other words and"
        " at times find what was not meant. Each rule says what it is known to get wrong. What is"
        " said here is where to look in the file, not what to conclude."
    ),
    "word_method_people": (
        "No child, parent or worker was spoken with. What changed for a child cannot be read from"
        " a record alone."
    ),
    "word_suspect": "Records that may be missing as a whole",
    "word_suspect_says": (
        "These kinds of record never occur in the case files of a team, though the export is said"
        " to hold them. It is more likely that they were left out of it, or are kept elsewhere, "
        "than that there are none. {concerns} that rest on this alone are not counted in what "
        "follows."
    ),
    "word_not_assessable": "What could not be assessed",
    "word_not_assessable_none": (
        "Every criterion that had an occasion could be assessed in every case file."
    ),
    "word_counts": "Counted and not listed",
    "word_strengths": "Strengths",
    "word_highlights": "Highlights",
    "word_highlights_says": (
        "Evidenced in the records supplied on every occasion that there was. These are the "
        "weightiest; those of like weight that concern most case files come first."
    ),
    "word_highlights_none": (
        "No criterion was evidenced on every occasion in the records supplied. Strengths of "
        "single case files stand in the appendix."
    ),
    "word_strengths_says": (
        "For each theme, what was evidenced on every occasion in the records supplied, the "
        "weightiest first. The workbook (excel) and the pages for a browser (html) have all."
    ),
    "word_more_throughout": "{number} evidenced on every occasion as well.",
    "word_more_to_develop": "{number} not evidenced on every occasion as well: {rules}.",
    "word_taken": "Actions taken",
    "word_taken_says": (
        "Records do not show what has been done since an audit. To be filled in by those who "
        "know, with what it changed for children."
    ),
    "word_to_address": "Actions to be addressed",
    "word_challenges": "Areas for development",
    "word_challenges_says": (
        "For each theme, what was not evidenced on every occasion in the records supplied, the "
        "weightiest first, with how binding the source is. The workbook (excel) and the pages for "
        "a browser (html) have all."
    ),
    "word_challenges_none": (
        "Nothing that was looked for and could be assessed was left without evidence."
    ),
    "word_actions_says": (
        "Proposed from what each rule advises, for people to reword, to take on or to strike out."
        " Owner and date are theirs to set."
    ),
    "word_also_found": "Also found, and to be looked at in the workbook or the pages:",
    "word_questions": "Questions to take to the teams",
    "word_questions_says": (
        "Queries are questions to whoever knows the child. None of them is a finding against "
        "anybody."
    ),
    "word_question": "Is it so that {criterion}?",
    "word_context": "For context",
    "word_context_says": "These rules give context alone, and have no n of N.",
    "word_further": "Further actions for the board",
    "word_further_says": "Matters that lie beyond one team. They are proposals; the board decides.",
    "word_further_none": "Nothing in this run goes beyond single teams. The board may add its own.",
    "word_further_suspect": (
        "Find out whether {kinds} are recorded elsewhere, or were left out of the export of "
        "{source}."
    ),
    "word_further_unheld": (
        "Decide whether {source} is to supply more, so that more can be assessed. It holds no "
        "{kinds}."
    ),
    "word_further_fields": (
        "Decide whether {source} is to supply more, so that more can be assessed: of records that"
        " it does hold, it leaves out some fields."
    ),
    "word_further_widespread": "Agree what would help across teams: {title}",
    "word_local": "Standards to be decided locally",
    "word_local_says": (
        "The criteria that were not evidenced throughout were held against these standards, which"
        " bind only where they are in force, are good practice, or were not read at their source."
        " The board may confirm each or set another."
    ),
    "word_stages": "The picture by stage",
    "word_stages_says": (
        "The child's journey from early help to closure. A criterion counts where it had an "
        "occasion that could be assessed."
    ),
    "word_stage_silent": (
        "No criterion of these stages had an occasion that could be assessed in the records "
        "supplied: {stages}."
    ),
    "word_lessons": "Key lessons",
    "word_lessons_says": (
        "Drafted from the areas for development, as material for those who learn from them. The "
        "lesson itself is to be written by people who know the work."
    ),
    "word_lessons_none": "No lesson is proposed, since no concern was found.",
    "word_lessons_others": "Lessons may lie in these themes as well: {themes}.",
    "word_lesson_own": "The lesson, in the group's own words:",
    "word_next": "Next steps",
    "word_appendix": "Appendix: by case file",
    "word_appendix_says": (
        "For those who may know which case file is which. It names no one and quotes nothing, but"
        " it shows what the numbers above hold back: take it out before the paper goes further. "
        "What each record says stands in the report for auditors."
    ),
    "word_appendix_too_many": (
        "{files} are too many to list in a paper. Case files with a concern or a question: "
        "{to_read}; with strengths alone: {strengths}; with nothing to list: {quiet}. The pages "
        "for a browser (html) and the workbook (excel) have each of them with all that was found."
    ),
    "word_appendix_quiet": "{files} with nothing to list.",
    "word_no_case": "No case file could be checked.",
    "form_title": "Case file audit: self-assessment",
    "form_purpose": (
        "For an auditor who reads the file. It says, criterion by criterion, what the file "
        "evidences in the records supplied, and leaves the judgement to a person. Where the "
        "auditor and this form differ, the auditor has read the file."
    ),
    "form_no_grade": "There is no score and no grade here, and none is suggested.",
    "form_criterion": "Criterion",
    "form_evidence": "What the file evidences",
    "form_judgement": "The auditor's judgement",
    "form_choice_evidenced": "Evidenced",
    "form_choice_partly": "Partly",
    "form_choice_not": "Not evidenced",
    "form_choice_not_applicable": "Not applicable",
    "form_choice_disagree": "I disagree with the tool",
    "form_comment": "Comment",
    "form_impact": "Impact for the child",
    "form_action": "Action",
    "form_owner": "Owner",
    "form_due": "By when",
    "form_not_listed": "Not asked of this file",
    "form_not_applicable": "No occasion in this file",
    "form_not_assessable": "Could not be assessed",
    "form_context": "For context, nothing to note",
    "form_error": "Could not be checked, because the rule was in error",
    "form_suspect": "Rests on records that may be missing as a whole from the export",
    "form_overall": "The auditor's own summary",
    "form_overall_says": (
        "What the file tells of the child's life and of what changed for the child, in the "
        "auditor's words."
    ),
    "form_auditor": "Auditor",
    "form_date": "Date",
    "form_fill_in": (
        "Fill it in on the screen and then print it, or save it as a PDF from the browser's print"
        " window. The page sends nothing anywhere."
    ),
    "form_save": "Save a copy with what is filled in",
    "form_standards": "Standards these were held against",
    "html_suspects": (
        "A source says that it holds a kind of record of which none occurs in these files. "
        "Concerns that rest on its absence are folded here, and not listed below."
    ),
    "html_concern": (
        "A concern is something that is not evidenced in the records supplied, or not in time."
    ),
    "html_themes": (
        "Each theme opens to its rules. Teams and agencies stand in the order of their names."
    ),
    "html_children": (
        "Each finding opens to what the file says, the rule and how binding its source is, the "
        "next step, and what the rule is known to get wrong."
    ),
    "html_suppressions": "They are counted, and alter no outcome and no n of N.",
    "html_suppressions_expired": "Expired: what they were of is listed again",
    "html_suppressions_too_far": (
        "Without effect yet, because none may last that long: say when each was put aside, or let "
        "it expire sooner"
    ),
    "html_suppressions_unused": "Of nothing that was found in this run",
    "html_suppressions_elsewhere": ("Of a case file, a record or a rule that is not in this run"),
    "html_suppressions_active": "In force",
    "html_rules": (
        "The rules that these findings rest on, as they were in force when the files were checked."
    ),
    **TIMELINE,
}
"""Every sentence by its name. A report may have more of its own: `ALL` gathers them."""


def check(wording: Mapping[str, str], known: Mapping[str, str], place: str = "") -> None:
    """Raise `ConfigurationError` for a sentence that nothing says, or that lacks what is filled in.

    `known` are the sentences that can be reworded, `place` where these were read.
    """
    for name, sentence in wording.items():
        where = f'"report.wording.{name}"'
        if name not in known:
            raise ConfigurationError(
                f"{where} is no sentence of a report", place=place, hint=suggest(name, known)
            )
        needed = fields(known[name])
        try:
            given = fields(sentence)
        except ValueError:
            raise ConfigurationError(f"{where}: the braces do not match", place=place) from None
        if given != needed:
            names = ", ".join(f"{{{one}}}" for one in sorted(needed)) or "nothing"
            raise ConfigurationError(
                f"{where}: what is filled in differs", place=place, hint=f"it has {names} in it"
            )


def fields(sentence: str) -> set[str]:
    """The names that are filled into a sentence; raises ValueError where braces do not match."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
