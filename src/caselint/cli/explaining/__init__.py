"""`caselint explain`: what a rule, a standard and an audit finding say, written out on a page."""
