"""Rule files, packs, standards and audits: one verified, compiled rulebook."""

from caselint.rulebook.accuracy import Accuracy, Measured, Share, Standing
from caselint.rulebook.compiled import CompiledRule, compile_rule
from caselint.rulebook.language import Language
from caselint.rulebook.pack import Pack, rule_files, shipped_rules
from caselint.rulebook.params import InForce, Override, in_force
from caselint.rulebook.rulebook import Rulebook, load
from caselint.rulebook.rulefile import Param, Rule, RuleFile
from caselint.rulebook.standards import FORCES, AuditFinding

__all__ = [
    "FORCES",
    "Accuracy",
    "AuditFinding",
    "CompiledRule",
    "InForce",
    "Language",
    "Measured",
    "Override",
    "Pack",
    "Param",
    "Rule",
    "RuleFile",
    "Rulebook",
    "Share",
    "Standing",
    "compile_rule",
    "in_force",
    "load",
    "rule_files",
    "shipped_rules",
]
