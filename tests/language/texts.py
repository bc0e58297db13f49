"""Made-up texts that are hard to read: words that matter, among everything that may stand there."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from caselint.language.lexicon import Lexicon, read_lexicon
from caselint.language.patterns import Segment

SMALL = Path(__file__).with_name("small")
CASTS: tuple[dict[str, str] | None, ...] = (
    None,
    {},
    {"Millie Jones": "child", "Stacey": "mother", "Dev": "social worker", "Ama": "interpreter"},
    {"Will": "brother", "Grace Shah": "child", "May": "carer", "Uncle Bob": "uncle"},
    {"Amy": "sister", "Amy Jo": "half-sister", "Zoë O’Neil": "child", "דוד": "father"},
    {"Tia-Mae Hall": "child", "Jo Hall": "father", "Ed": "brother"},
    {"محمد علي": "father", "Ƶoran": "child", "Mia": "child", "Jo": "child"},
)
NAMES = (
    "Millie Jones",
    "Jones",
    "Millie",
    "MILLIE",
    "millie's",
    "Stacey",
    "Dev",
    "Ama",
    "Will",
    "will",
    "Grace",
    "May",
    "may",
    "Amy",
    "Amy Jo's",
    "Zoë",
    "ZOË O'Neil",
    "Zoe\u0308",
    "דוד",
    "محمد علي",
    "محمد",
    "Ƶoran",
    "Mia",
    "mia",
    "Jo",
    "Dawn",
    "Dawn Field",
    "Omar's",
    "Monday",
    "Police",
    "Tom",
    "uncle Bob",
    "Mum Stacey",
    "teacher Dev",
    "SW Dawn Field",
    "Uncle Will",
    "Grace says",
    "Dawn said",
    "Grace's",
    "Grace:",
    "M",
    "Z",
    "G",
    "J",
    "G's",
    "to Z",
    "himself",
    "herself",
    "TM",
    "T-M",
    "TM's",
    "Tm",
    "Tia-Mae",
    "Mr Hall",
    "Dr",
    "O'Brien",
    "ﬁona",
    "Sß",
)
GLUE = (
    "",
    ",",
    ".",
    ". ",
    "!",
    "? ",
    "?! ",
    "...",
    "… ",
    "... ",
    ";",
    ":",
    ": ",
    "•",
    "-",
    " - ",
    "/",
    "(",
    ") ",
    ") (",
    "\n",
    "\r\n",
    "\n\n",
    "\n\n\n",
    "\r",
    "\u2028",
    "\t",
    "\n- ",
    "\n\u2022 ",
    ",\n",
    "\n, ",
    "\xa0",
    "\u2003",
    "\u200b",
    "\u200b ",
    "\xad",
    "\u202e",
    "\x00",
    "\x0b",
    "\u0301",
    "\u0301 ",
    "'",
    "’",
    "‘",
    "“",
    "”",
    '"',
    ' "',
    '" ',
    '." ',
    ".” ",
    '," ',
    "' ",
    " '",
    "‘ ",
    "?",
    "? ",
    " ?",
    " ? ",
    " ??",
    "😀",
    " 😀 ",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "&",
    " & ",
    "*",
    "_",
    "#",
    "½",
    "™",
    "",
    "\x85",
    " | ",
)
TELLING = (
    "mum",
    "she",
    "he",
    "they",
    "I",
    "brother",
    "uncle",
    "social worker",
    "teacher",
    "said",
    "told us",
    "denied",
    "told me",
    "and added",
    "seen alone",
    "see",
    "alone",
    "visit",
    "scared",
    "safe",
    "feels sad",
    "refer",
    "hit",
    "not",
    "never",
    "was not shared",
    "none other",
    "none",
    "suspected",
    "possibly",
    "to",
    "to be",
    "will",
    "plan to",
    "if",
    "but",
    "although",
    "and",
    "of",
    "years ago",
    "in the past",
    "Mia (14):",
    "Child's views:",
    "Worries",
    "Dawn, 14,",
    "attends school",
    "her mum",
    "my mum",
)
"""Words that do the most; rarer ones come from the lexicon."""
OTHER = (
    "the",
    "a",
    "x",
    "of",
    "and",
    "but",
    "while",
    "then",
    "he's",
    "E.g.",
    "e.g.",
    "Dr.",
    "approx.",
    "J.",
    "3",
    "12",
    "£20",
    "10th",
    "\u0663",
    "é",
    "naïve",
    "straße",
    "İ",
    "Σ",
    "A&E",
    "mum's partner's",
    "NOT",
    "Not",
    "Seen",
    "SEEN",
    "CAMHS",
    "camhs",
    "CP plan",
    "CP PLAN",
    "ICPC",
    "initial conference",
    "child and adolescent mental health service (CAMHS)",
    "I",
    "we",
    "dad",
    "at home",
)


def read_small() -> Lexicon:
    """The small lexicon, which has something of every kind."""
    return read_lexicon([SMALL])


def words_of(lexicon: Lexicon) -> list[str]:
    """Every way of writing something that a lexicon knows."""
    ways = {way for each in lexicon.classes.values() for way in each.ways}
    for pattern, _ in lexicon.patterns:
        for piece in pattern.pieces:
            if isinstance(piece.of, Segment):
                ways.update(piece.of.ways)
    return sorted(ways)


def texts(lexicon: Lexicon) -> st.SearchStrategy[str]:
    """Texts made of a lexicon's words, names and everything that may stand between."""
    known = st.sampled_from(words_of(lexicon))
    word = st.one_of(
        st.sampled_from(TELLING),
        st.sampled_from(TELLING),
        st.sampled_from(TELLING),
        known,
        known.map(str.capitalize),
        known.map(str.upper),
        known.map("{}'s".format),
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from(OTHER),
    )
    glue = st.one_of(
        st.just(" "), st.just(" "), st.just(" "), st.sampled_from(GLUE), st.text(max_size=2)
    )
    part = st.tuples(word, glue).map("".join)
    row = st.lists(part, max_size=25).map("".join)
    quoted = row.map('"{}"'.format)
    long = st.tuples(row, st.integers(2, 12)).map(lambda pair: pair[0] * pair[1])
    return st.one_of(row, row, st.tuples(row, quoted, row).map(" ".join), long)


def casts() -> st.SearchStrategy[dict[str, str] | None]:
    """Casts, with names that are common words, shared first names and other scripts."""
    return st.sampled_from(CASTS)


def authors() -> st.SearchStrategy[str]:
    """Who may have written a text."""
    return st.sampled_from(["professional", "child", "parent", "other", "unknown"])
