"""Terms of one and of several words are looked up in tables, a whole batch at once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from caselint.language.folding import fold
from caselint.language.lookup import NOT_THERE, Lookup
from caselint.language.runs import Runs, tree_of
from caselint.language.words import WordTable

numbers = st.lists(st.integers(0, (1 << 64) - 1) | st.integers(0, 30), unique=True, max_size=60)


@given(numbers, numbers)
def test_a_lookup_gives_the_position_of_each_number_it_has_and_of_no_other(
    kept: list[int], asked: list[int]
) -> None:
    found = Lookup(np.array(kept, np.uint64)).find(np.array([*asked, *kept], np.uint64))

    assert found.tolist() == [
        kept.index(each) if each in kept else NOT_THERE for each in [*asked, *kept]
    ]


words = st.text("ab", min_size=1, max_size=2) | st.sampled_from(
    ["a" * 24, "a" * 25, "a" * 40, "a" * 39 + "b", "b" * 100]
)


@given(st.sets(words), st.lists(words))
def test_words_are_told_apart_at_any_length(known: set[str], text: list[str]) -> None:
    listed = sorted(known)
    table = WordTable([word.encode() for word in listed])

    folded = fold([" ".join(text)])
    found = table.find(folded.row, folded.begin, folded.length).tolist()

    assert found == [listed.index(word) if word in known else NOT_THERE for word in text]


few = st.sampled_from("abc")
terms = st.sets(st.lists(few, min_size=2, max_size=5).map(tuple), max_size=12)


@given(terms, st.lists(few | st.just("x"), max_size=20))
def test_terms_of_several_words_are_found_wherever_they_stand_also_within_one_another(
    known: set[tuple[str, ...]], text: list[str]
) -> None:
    listed = sorted(known)
    number = {"a": 0, "b": 1, "c": 2}
    tree = tree_of(
        ((at, " ".join(term).encode()) for at, term in enumerate(listed)),
        {word.encode(): at for word, at in number.items()},
    )

    found = Runs(tree.steps, tree.ends).find(np.array([number.get(w, -1) for w in text], np.int64))

    expected = [
        (listed.index(tuple(text[first:end])), first, end - 1)
        for end in range(len(text) + 1)
        for first in range(end)
        if tuple(text[first:end]) in known
    ]
    assert list(zip(*(column.tolist() for column in found), strict=True)) == expected
