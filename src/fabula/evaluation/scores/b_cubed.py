"""The B-cubed measure (Bagga and Baldwin 1998), for predicted mentions as in Pradhan et al. 2014."""

from __future__ import annotations

from collections import Counter

from fabula.evaluation.scores.clusters import Clusters, cluster_of
from fabula.evaluation.scores.tally import Tally


def b_cubed(gold: Clusters, system: Clusters) -> Tally:
    """For each mention, the share of its cluster that the other side puts with it; singletons count.

    A mention that the other side lacks adds nothing to the sum and one to the count.
    """
    precision_sum, predicted = _shares(system, gold)
    recall_sum, wanted = _shares(gold, system)
    return Tally(precision_sum, predicted, recall_sum, wanted)


def _shares(clusters: Clusters, others: Clusters) -> tuple[float, int]:
    other = cluster_of(others)
    shares = 0.0
    for cluster in clusters:
        together = Counter(other[mention] for mention in cluster if mention in other)
        shares += sum(count * count for count in together.values()) / len(cluster)
    return shares, sum(map(len, clusters))
