"""Which sentences bear on a mention: those in which is looked for what tells of it.

Its own sentence does, with its cues and reports. A quotation that has a mention is told by the
sentences that it stands in and those beside them. Who speaks may be somebody who *speaks on*: the
sentence before bears on one that opens as such a report does, and so on backwards. Headings bear on
all of their text, and so do words that show a name to be a child's.

People are found in the whole of a text, and are no part of this.
"""

from __future__ import annotations

import numpy as np

from caselint.language.bounds import Sentences
from caselint.language.folding import Flags, Folded, Ints
from caselint.language.quotations import Quotations
from caselint.language.ranges import where


def sentences_bearing_on(
    mentioned: Ints,
    speaking_on: Ints,
    on_text: Flags,
    quotations: Quotations,
    sentences: Sentences,
    texts: Folded,
) -> Flags:
    """The sentences that bear on mentions.

    `mentioned` are the first words of what may be a mention, `speaking_on` of what may be a report
    whose speaker the sentence before tells; `on_text` marks sentences that may bear on all of their
    text.
    """
    number = len(sentences.first)
    own = np.zeros(number, bool)
    own[sentences.of_word[mentioned]] = True
    with_mentions = np.zeros(len(texts.base), bool)
    with_mentions[texts.of_text[mentioned]] = True
    bearing = own | on_text & with_mentions[texts.of_text[sentences.first]]
    if len(quotations.first):
        begin, end = sentences.of_word[quotations.first], sentences.of_word[quotations.last]
        count = np.concatenate([[0], own.cumsum()])
        told = where(count[end + 1] > count[begin])
        bearing |= _between(np.maximum(begin[told] - 1, 0), end[told] + 1, number)
    goes_back = np.zeros(number, bool)
    goes_back[sentences.of_word[speaking_on[where(sentences.opens[speaking_on])]]] = True
    goes_back[:1] = False
    rows = where(bearing & goes_back)
    if rows.size:
        heads = where(~goes_back)
        bearing |= _between(heads[heads.searchsorted(rows) - 1], rows, number)
    return bearing


def _between(first: Ints, last: Ints, number: int) -> Flags:
    """Which of so many sentences lie between a first and a last one, both included."""
    edges = np.zeros(number + 2, np.int64)
    np.add.at(edges, first, 1)
    np.add.at(edges, last + 1, -1)
    inside: Flags = edges.cumsum()[:number] > 0
    return inside
