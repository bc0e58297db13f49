"""What ships with caselint, read and verified once for all tests that only look at it.

Nothing of an earlier run is used: `conftest` gives each run of the tests a cache of its own.
"""

from __future__ import annotations

from functools import cache

from caselint.examples import Example, examples_of
from caselint.language.engine import Engine
from caselint.language.lexicon import Lexicon
from caselint.rulebook import Rulebook, load


@cache
def rulebook() -> Rulebook:
    """The rulebook that ships."""
    return load()


@cache
def examples() -> dict[str, list[Example]]:
    """The examples of its rules, by id of the rule."""
    book = rulebook()
    return {rule.id: examples_of(rule, book.audit_findings) for rule in book.rules.values()}


def lexicon() -> Lexicon:
    """All that text is read by, with its marked sentences."""
    language = rulebook().language
    assert language is not None
    return language.marked


def engine() -> Engine:
    """The engine that reads text by it."""
    language = rulebook().language
    assert language is not None
    assert isinstance(language.reader, Engine)
    return language.reader
