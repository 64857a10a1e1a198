"""Scores gender, age, rank and marital status of Austen's characters (Yang and Anderson 2024)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fabula import errors
from fabula.evaluation.files import numbered_rows
from fabula.evaluation.novel_texts import Scorer, Tell, people_by_name, score_novels, texts_by_title
from fabula.evaluation.report import Column, Report
from fabula.evaluation.run import Parse, Progress, ignore_progress
from fabula.evaluation.scores.tally import Tally
from fabula.types import AttributeKind, Cast, Entity, RelationKind, Story

NOVELS: Final = {
    "E": "emma",
    "P": "persuasion",
    "PP": "prideandprejudice",
    "P&P": "prideandprejudice",
    "SS": "senseandsensibility",
    "S&S": "senseandsensibility",
}
"""The letters of the corpus for each novel, to the title by which its text is found."""
_COLUMNS = 9
_ASKED: Final = ("gender", "age", "rank", "marital")
_RANKS: Final = {
    "clergy": "clergyman curate rector vicar parson priest dean bishop clergy",
    "soldier": "colonel captain lieutenant general admiral major officer soldier ensign commodore sailor",
    "profession": (
        "lawyer attorney solicitor apothecary doctor physician surgeon merchant governess teacher clerk "
        "housekeeper servant maid nurse steward farmer butler schoolmistress tradesman"
    ),
    "gentry": "sir lady baronet knight",
    "peer": "lord earl viscount viscountess countess duke marquis dowager",
}
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        (  # noqa: SIM905
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        ).split()
    )
}
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905

COLUMNS = (
    Column("gender", "gender", 1, "right, of those answered"),
    Column("age", "age ± 1", 1, "right, of those answered"),
    Column("rank", "rank", 1, "right, of those answered"),
    Column("marital", "married or not", 1, "right, of those answered"),
    Column("gender answered", "gender", 1, "answered"),
    Column("age answered", "age", 1, "answered"),
    Column("rank answered", "rank", 1, "answered"),
    Column("marital answered", "married or not", 1, "answered"),
    Column("most rank", "rank", 1, "always the commonest"),
    Column("most marital", "married or not", 1, "always the commonest"),
)


@dataclass(frozen=True, slots=True)
class Social:
    """A character of Austen's: gender, age if the text states it, rank and marital status at the start."""

    name: str
    gender: str
    age: int | None
    rank: str
    marital: str


def evaluate_attributes(
    path: Path,
    tell: Tell,
    *,
    texts: Sequence[Path],
    parse: Parse,
    progress: Progress = ignore_progress,
) -> Report:
    """Read each novel of the corpus whose text is in one of the folders ``texts``, and score what it tells.

    Of those answered, the share that is right, and beside it the share of characters of whom an answer is
    given; for rank and marital status, what the commonest answer gives. Gender is by the pronoun most used.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing or malformed, or no text is.
    """
    gold, files = read_social(path), texts_by_title(texts)
    if gold.keys().isdisjoint(files):
        raise errors.nothing_to_score(path, "no text of its novels is in the folders of texts")
    scorer = Scorer("characters of Austen", COLUMNS, score_social, social_values)
    return score_novels(gold, files, scorer, tell, parse, progress)


def read_social(path: Path) -> dict[str, list[Social]]:
    """The characters of each novel, by the title's letters."""
    found: dict[str, list[Social]] = defaultdict(list)
    for line, row in numbered_rows(path, _COLUMNS):
        if line == 1:
            continue
        name, novel, _, _, gender, age, _, rank, marital = row[:_COLUMNS]
        if novel not in NOVELS:
            raise errors.gold_line_malformed(path, line, f"there is no novel {novel!r}")
        stated = int(age) if age.strip().isdigit() else None
        found[NOVELS[novel]].append(Social(name, gender, stated, rank, marital))
    return found


def score_social(gold: Sequence[Social], cast: Cast, story: Story) -> dict[str, Tally]:
    """The tallies of one novel: of each question answers that are right, answers, and characters."""
    people = people_by_name([one.name for one in gold], cast)
    entities = {one.id: one for one in cast.entities}
    rows: dict[str, list[tuple[object, object]]] = {key: [] for key in _ASKED}
    for one in gold:
        entity = entities.get(people.get(one.name, -1))
        rows["gender"].append((gender_of(entity), one.gender))
        if one.age is not None:
            rows["age"].append((age_of(entity, story), one.age))
        rows["rank"].append((rank_of(entity, story), one.rank.removeprefix("new ")))
        rows["marital"].append((marital_of(entity, story), one.marital))
    found = {key: _tally(own, 1 if key == "age" else 0) for key, own in rows.items()}
    for key in ("rank", "marital"):
        answers = [right for _, right in rows[key]]
        most = max(sorted({str(own) for own in answers}), key=lambda own: answers.count(own), default="")
        found[f"most {key}"] = _tally([(most, right) for right in answers], 0)
    return found


def _tally(pairs: Sequence[tuple[object, object]], near: int) -> Tally:
    given = [(own, right) for own, right in pairs if own is not None]
    hits = sum(
        abs(own - right) <= near if isinstance(own, int) and isinstance(right, int) else own == right
        for own, right in given
    )
    return Tally(hits, len(given), len(given), len(pairs))


def gender_of(entity: Entity | None) -> str | None:
    """By the pronoun that is most used of somebody."""
    first = entity.pronouns[0] if entity is not None and entity.pronouns else ""
    return {"he": "M", "she": "F"}.get(first)


def age_of(entity: Entity | None, story: Story) -> int | None:
    """The first age in years that is told of somebody."""
    ages = (
        number_of(own.value)
        for own in story.attributes
        if entity is not None and own.entity == entity.id and own.kind is AttributeKind.AGE and own.holds
    )
    return next((age for age in ages if age is not None), None)


def number_of(words: str) -> int | None:
    """The number in some words: "seven and twenty", "forty-one", "19"."""
    found = re.findall(r"\d+", words)
    if found:
        return int(found[0])
    known = _NUMBERS | {word: 10 * place for place, word in enumerate(_TENS, 2)}
    parts = [known[word] for word in re.findall(r"[a-z]+", words.lower()) if word in known]
    return sum(parts[:2]) if parts else None


def rank_of(entity: Entity | None, story: Story) -> str | None:
    """By trade, title and name; "gentle" where something else is told of somebody."""
    if entity is None:
        return None
    told = [own for own in story.attributes if own.entity == entity.id and own.holds]
    words = {
        word
        for own in told
        if own.kind in (AttributeKind.OCCUPATION, AttributeKind.RANK)
        for word in own.value.lower().split()
    } | {word.lower().rstrip(".") for name in (entity.name, *entity.aliases) for word in name.split()}
    for rank, nouns in _RANKS.items():
        if words & set(nouns.split()):
            return rank
    return "gentle" if entity.mentions > 1 else None


def marital_of(entity: Entity | None, story: Story) -> str | None:
    """Married, single or widowed: by what is told, a husband or a wife, else by the title."""
    if entity is None:
        return None
    told = {own.value.lower() for own in story.attributes if own.entity == entity.id and own.holds}
    if told & {"widow", "widower", "widowed"}:
        return "W"
    titles = {name.split()[0].lower().rstrip(".") for name in (entity.name, *entity.aliases)}
    if "miss" in titles:
        return "S"
    # Novels end in marriages, and the corpus asks how it was at the start.
    half = max((scene.end for scene in story.scenes), default=0) / 2
    married = any(
        own.relation is RelationKind.SPOUSE and entity.id in (own.a, own.b) and own.spans[0][0] <= half
        for own in story.relations
    )
    return "M" if "mrs" in titles or married else "S"


def social_values(tallies: Mapping[str, Tally]) -> dict[str, float | None]:
    """The scores of one novel, or of many together, in percent."""
    found: dict[str, float | None] = {}
    for key in _ASKED:
        own = tallies[key]
        found |= {
            key: own.precision if own.predicted else None,
            f"{key} answered": own.recall if own.gold else None,
        }
    return found | {key: tallies[key].precision for key in ("most rank", "most marital")}
