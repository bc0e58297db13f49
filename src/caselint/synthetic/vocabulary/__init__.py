"""The words made-up files are written in: names, places, troubles, voices, notes."""
