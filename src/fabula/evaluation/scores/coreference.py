"""The CoNLL score: the mean of three measures of coreference (Pradhan et al. 2012, 2014)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fabula.evaluation.scores.b_cubed import b_cubed
from fabula.evaluation.scores.ceaf_e import ceaf_e
from fabula.evaluation.scores.clusters import Clusters
from fabula.evaluation.scores.muc import muc
from fabula.evaluation.scores.tally import Tally

MEASURES: Mapping[str, Callable[[Clusters, Clusters], Tally]] = {
    "muc": muc,
    "b_cubed": b_cubed,
    "ceaf_e": ceaf_e,
}


def coreference(gold: Clusters, system: Clusters) -> dict[str, Tally]:
    """The tally of each of the three measures, singletons kept."""
    return {name: measure(gold, system) for name, measure in MEASURES.items()}


def conll(tallies: Mapping[str, Tally]) -> float:
    """The mean F1 of the three measures, in percent."""
    return sum(tallies[name].f1 for name in MEASURES) / len(MEASURES)
