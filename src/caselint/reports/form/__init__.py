"""Self-assessment forms, one a case file: what it evidences, and room for an auditor's judgement.

For use before an audit. The form says criterion by criterion what the records supplied show; the
judgement, the comment and what follows are left empty, and no grade is suggested. It quotes the
file, and so it is for those who may read the file.
"""

from typing import Final

CHOICES: Final = (
    "form_choice_evidenced",
    "form_choice_partly",
    "form_choice_not",
    "form_choice_not_applicable",
    "form_choice_disagree",
)
"""What an auditor can tick, as names of standing sentences."""
