"""Naming what a rule is about: durations and the three clocks, predicates, selectors.

Everything here is compiled from a rule's plain data once, with every fault at its place, and then
evaluated against one case file at a time.
"""
