"""The census fixtures hold what `expected.yaml` says an auditor finds, by the calendar alone."""

from datetime import date
from pathlib import Path

import holidays

FOLDER = Path(__file__).parents[2] / "fixtures" / "census"
AS_AT = date(2026, 3, 31)
HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG")
