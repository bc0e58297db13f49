"""What libyaml says of a file it cannot read, in words for the person who wrote the file.

libyaml speaks of tokens, nodes and indicators. The table covers what people do: tabs, a colon in
unquoted text, a bracket or quotation mark left open, lines that do not line up. Anything rarer
keeps libyaml's wording; the place is right either way.
"""

from __future__ import annotations

from dataclasses import dataclass

from yaml.error import Mark, MarkedYAMLError

from caselint.datafile.fault import Fault
from caselint.datafile.wording import quoted


def explain(error: MarkedYAMLError, text: str, name: str) -> Fault:
    """Give the fault for an error of libyaml's parser in `text`, the file called `name`."""
    mark = error.problem_mark or _START
    start = error.context_mark or mark
    problem = error.problem or ""
    match problem:
        case "found character that cannot start any token":
            words = _cannot_start(text[mark.index : mark.index + 1])
        case "found undefined alias":
            words = _Words(f"the alias {_word(text, mark)} stands for no anchor before it")
        case "second occurrence":
            words = _Words(f"the anchor {_word(text, mark)} is used twice", _first(start))
        case _:
            words = _WORDS.get(problem) or _Words(", ".join(filter(None, [error.context, problem])))
    place = start if words.at_start else mark
    return Fault(name, place.line + 1, place.column + 1, "", words.message, words.hint)


@dataclass(frozen=True, slots=True)
class _Words:
    """`at_start`: shown where the broken construct starts, not where libyaml gave up on it."""

    message: str
    hint: str = ""
    at_start: bool = False


def _cannot_start(character: str) -> _Words:
    if character == "\t":
        return _TAB
    return _Words(f"text cannot start with {quoted(character)}", "put it in quotes")


def _word(text: str, mark: Mark) -> str:
    return quoted(text[mark.index : mark.index + 100].split(maxsplit=1)[0].rstrip(",]}"))


def _first(mark: Mark) -> str:
    return f"first on line {mark.line + 1}"


_START = Mark("", 0, 0, 0, "", 0)
_TAB = _Words("a tab cannot indent a line", "use spaces")
_OPEN_QUOTE = _Words("this quotation mark is never closed", at_start=True)
_ESCAPE = _Words(
    "this escape is not known", "write \\\\ for a backslash, or use single quotation marks"
)
_NAME = _Words("text cannot start with * or &, and names after them are letters and digits, - or _",
               "put the text in quotes", at_start=True)  # fmt: skip

_WORDS = {
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "mapping values are not allowed in this context": _Words(
        'a ":" cannot stand here', "put text that holds a colon in quotes, or check the indentation"
    ),
    "block sequence entries are not allowed in this context": _Words(
        'a list cannot start with "-" here', "start it on a line of its own"
    ),
    "found unexpected end of stream": _OPEN_QUOTE,
    "found unexpected document indicator": _OPEN_QUOTE,
    "did not find expected ',' or ']'": _Words("this list is not closed by ]", at_start=True),
    "did not find expected ',' or '}'": _Words("this { is not closed by }", at_start=True),
    "did not find expected key": _Words(
        "this does not fit the lines above it", "check the indentation and the quotation marks"
    ),
    "did not find expected '-' indicator": _Words(
        'a list item, "- …", is expected here', "check the indentation"
    ),
    "could not find expected ':'": _Words('a ":" is missing after this', at_start=True),
    "did not find expected node content": _Words("a value is expected here"),
    "did not find expected alphabetic or numeric character": _NAME,
    "found unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "found undefined tag handle": _Words("tags other than YAML's own are not known here"),
    "found incompatible YAML document": _Words("only YAML 1.2 can be read"),
    "but found another document": _Words(
        "a second document starts here", "a file holds one document"
    ),
    "did not find expected <document start>": _Words("the data has ended, yet more follows here"),
}
