"""The entity-based CEAF measure (Luo 2005), with the similarity that he calls phi 4."""

from __future__ import annotations

from collections import Counter

import numpy as np

from fabula.evaluation.scores.assignment import best_pairs
from fabula.evaluation.scores.clusters import Clusters, cluster_of
from fabula.evaluation.scores.tally import Tally


def ceaf_e(gold: Clusters, system: Clusters) -> Tally:
    """The summed similarity of the best one-to-one pairing of clusters, over the number of clusters.

    The similarity of two clusters is ``2 |K & R| / (|K| + |R|)``.
    """
    of_system = cluster_of(system)
    similarity = np.zeros((len(gold), len(system)))
    for row, cluster in enumerate(gold):
        shared = Counter(of_system[mention] for mention in cluster if mention in of_system)
        for column, count in shared.items():
            similarity[row, column] = 2 * count / (len(cluster) + len(system[column]))
    total = sum(float(similarity[row, column]) for row, column in best_pairs(similarity))
    return Tally(total, len(system), total, len(gold))
