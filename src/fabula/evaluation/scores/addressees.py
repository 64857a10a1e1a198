"""Who is spoken to: sets of addressees compared through the pairing that the speakers gave."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from fabula.evaluation.scores.quotations import Label
from fabula.evaluation.scores.tally import Tally


def score_addressees(
    gold: Sequence[Collection[str]],
    system: Sequence[Collection[Label]],
    pairing: Mapping[str, Label],
    *,
    to_nobody: bool = False,
) -> Tally:
    """Addressees right, out of those predicted and those of the gold, summed over quotations.

    ``pairing`` is gold name -> system label. A system label that is paired with nobody is wrong wherever
    it is named. A quotation whose gold names no addressee says nothing and is left out; with ``to_nobody``
    it is said to nobody, and whoever is named there is wrong.
    """
    right = predicted = wanted = 0
    for names, labels in zip(gold, system, strict=True):
        if not (names or to_nobody):
            continue
        meant = {pairing[name] for name in set(names) if name in pairing}
        right += len(meant & set(labels))
        predicted += len(set(labels))
        wanted += len(set(names))
    return Tally(right, predicted, right, wanted)
