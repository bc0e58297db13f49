"""A text in stretches: plain ones, and marked ones with the numbers of the mentions in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from caselint.language.mention import Mention


class Stretch(NamedTuple):
    """A part of a text. `numbers` are those of the mentions in it, from 1; a plain one has none."""

    text: str
    numbers: tuple[int, ...] = ()


def stretches(text: str, mentions: Sequence[Mention]) -> Iterator[Stretch]:
    """The whole of a text, part by part; `mentions` are in the order of their start."""
    done = 0
    begin, end = 0, 0
    numbers: tuple[int, ...] = ()
    for number, mention in enumerate(mentions, 1):
        if numbers and mention.start < end:
            end = max(end, mention.end)
            numbers = (*numbers, number)
            continue
        if numbers:
            yield Stretch(text[begin:end], numbers)
            done = end
        if mention.start > done:
            yield Stretch(text[done : mention.start])
        begin, end, numbers = mention.start, mention.end, (number,)
    if numbers:
        yield Stretch(text[begin:end], numbers)
        done = end
    if done < len(text):
        yield Stretch(text[done:])
