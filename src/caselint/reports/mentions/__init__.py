"""A text with its mentions marked: on a terminal, as a page, and as data.

The mentions are numbered in the order in which they stand. Where mentions share words, one stretch
is marked with all their numbers.
"""

from caselint.reports.mentions.stretches import Stretch, stretches

__all__ = ["Stretch", "stretches"]
