"""The MUC measure (Vilain, Burger, Aberdeen, Connolly and Hirschman 1995): links that are missing."""

from __future__ import annotations

from fabula.evaluation.scores.clusters import Clusters, cluster_of
from fabula.evaluation.scores.tally import Tally


def muc(gold: Clusters, system: Clusters) -> Tally:
    """Links kept out of links needed, from each side; singletons have no link and count for nothing."""
    precision_sum, predicted = _links(system, gold)
    recall_sum, wanted = _links(gold, system)
    return Tally(precision_sum, predicted, recall_sum, wanted)


def _links(clusters: Clusters, others: Clusters) -> tuple[int, int]:
    """Links of ``clusters`` that ``others`` keeps, and all links that ``clusters`` needs."""
    other = cluster_of(others)
    kept = needed = 0
    for cluster in clusters:
        known = [other[mention] for mention in cluster if mention in other]
        pieces = len(set(known)) + len(cluster) - len(known)
        kept += len(cluster) - pieces
        needed += len(cluster) - 1
    return kept, needed
