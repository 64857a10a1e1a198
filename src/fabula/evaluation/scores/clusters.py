"""Clusters of mentions, as the measures of coreference compare them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeAlias

Clusters: TypeAlias = Sequence[frozenset[Hashable]]
"""Disjoint sets of mentions; a mention is anything hashable, and equal values are the same mention."""


def cluster_of(clusters: Clusters) -> dict[Hashable, int]:
    """The index of each mention's cluster."""
    return {mention: index for index, cluster in enumerate(clusters) for mention in cluster}
