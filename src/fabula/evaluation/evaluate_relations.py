"""Scores kin and service between characters against annotated pairs (Massey, Xia, Bamman and Smith 2015)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Final

from fabula import errors
from fabula.evaluation.files import numbered_rows
from fabula.evaluation.novel_texts import (
    Scorer,
    Tell,
    people_by_name,
    score_novels,
    texts_by_title,
    title_key,
)
from fabula.evaluation.report import Column, Report
from fabula.evaluation.run import Parse, Progress, ignore_progress
from fabula.evaluation.scores.tally import Tally
from fabula.evaluation.scores.told import Tie, folded
from fabula.types import Cast, Story

KINDS: Final[Mapping[str, str]] = {
    "husband/wife": "spouse of",
    **dict.fromkeys(("parent", "foster parent", "step-parent"), "parent of"),
    **dict.fromkeys(("child", "step-child"), "child of"),
    **dict.fromkeys(("brother/sister", "half relation"), "sibling of"),
    **dict.fromkeys(
        ("uncle/aunt", "niece/nephew", "cousin", "grandparent", "in-law relation"), "relative of"
    ),
    **dict.fromkeys(("servant", "employee"), "servant of"),
    **dict.fromkeys(("employer", "master"), "employer of"),
    "teacher": "teacher of",
    "student": "pupil of",
}
"""The kin and the service of the corpus: ``character_1`` is that of ``character_2``."""
_COLUMNS, _TITLE, _A, _B, _KIND = 9, 2, 4, 5, 8

COLUMNS = (
    Column("recall", "recall", 1, "kin and service"),
    Column("precision", "precision", 1, "kin and service"),
    Column("known", "both in the cast", 1, "kin and service"),
    Column("surnames", "one surname", 1, "baseline, recall"),
)


def evaluate_relations(
    path: Path,
    tell: Tell,
    *,
    texts: Sequence[Path],
    parse: Parse,
    progress: Progress = ignore_progress,
) -> Report:
    """Read each novel of the corpus whose text is in one of the folders ``texts``, and score its relations.

    Recall is over pairs of which all who annotated them say one kind of kin or service, inverse and symmetric
    kinds folded; precision over annotated pairs alone. Beside it stand the share of pairs whose two are
    both in the cast, and the recall of "people of one surname are brothers and sisters".

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing or malformed, or no text is.
    """
    gold, files = read_pairs(path), texts_by_title(texts)
    if gold.keys().isdisjoint(files):
        raise errors.nothing_to_score(path, "no text of its works is in the folders of texts")
    scorer = Scorer("relations of characters", COLUMNS, score_pairs, relation_values)
    return score_novels(gold, files, scorer, tell, parse, progress)


def read_pairs(path: Path) -> dict[str, dict[frozenset[str], Tie | None]]:
    """By title and pair of names: the kin or service of which all annotators of the pair agree, or None."""
    said: dict[str, dict[frozenset[str], set[Tie]]] = defaultdict(lambda: defaultdict(set))
    for line, row in numbered_rows(path, _COLUMNS):
        if line > 1 and row[_A] != row[_B]:
            kind = KINDS.get(row[_KIND], row[_KIND])
            pair = frozenset((row[_A], row[_B]))
            said[title_key(row[_TITLE])][pair].add(folded((row[_A], kind, row[_B])))
    kinds = {folded(("a", kind, "b"))[1] for kind in KINDS.values()}
    return {
        title: {
            pair: next(iter(ties)) if len(ties) == 1 and next(iter(ties))[1] in kinds else None
            for pair, ties in pairs.items()
        }
        for title, pairs in said.items()
    }


def score_pairs(gold: Mapping[frozenset[str], Tie | None], cast: Cast, story: Story) -> dict[str, Tally]:
    """The tallies of one novel."""
    names = sorted({name for pair in gold for name in pair})
    entities = people_by_name(names, cast)
    people = {number: name for name, number in entities.items()}
    found = list(_named(people, story))
    asked = {tie for tie in gold.values() if tie is not None}
    kinds = {folded(("a", kind, "b"))[1] for kind in KINDS.values()}
    kept = {tie for tie in found if tie[1] in kinds and frozenset((tie[0], tie[2])) in gold}
    known = [all(name in entities for name in pair) for pair, tie in gold.items() if tie is not None]
    siblings = {
        folded((a, "sibling of", b)) for a, b in combinations(names, 2) if a.split()[-1] == b.split()[-1]
    }
    hits = len(asked & set(found))
    return {
        "ties": Tally(len(kept & asked), len(kept), hits, len(asked)),
        "known": Tally(0, 0, sum(known), len(known)),
        "surnames": Tally(0, 0, len(siblings & asked), len(asked)),
    }


def _named(people: Mapping[int, str], story: Story) -> Iterator[Tie]:
    for own in story.relations:
        if own.a in people and own.b in people:
            yield folded((people[own.a], own.relation.value, people[own.b]))


def relation_values(tallies: Mapping[str, Tally]) -> dict[str, float | None]:
    """The scores of one novel, or of many together, in percent."""
    ties = tallies["ties"]
    return {
        "recall": ties.recall if ties.gold else None,
        "precision": ties.precision if ties.predicted else None,
        **{key: tallies[key].recall if tallies[key].gold else None for key in ("known", "surnames")},
    }
