"""One cast over several works: who of one work is who of another."""

from __future__ import annotations

from fabula.joining.desk import Proposal, all_proposals, join_new
from fabula.joining.proposals import Joined, joined_safely, proposals, work_people

__all__ = [
    "Joined",
    "Proposal",
    "all_proposals",
    "join_new",
    "joined_safely",
    "proposals",
    "work_people",
]
