"""A large saved run shared out among processes, for reports that are a file a child.

Each process reads its own share of the case files and makes their files. This one has the run in
brief, put together of what they say of their shares, and makes what is told of all of them. What
comes out is the same whatever the number of processes.
"""

from caselint.reports.shares.cutting import Share, read_share, shares_of
from caselint.reports.shares.processes import Making, NotShared, Shared, shared_out

__all__ = ["Making", "NotShared", "Share", "Shared", "read_share", "shared_out", "shares_of"]
