"""Who is what of whom in novels: gold for kin and service at the length of a book, which stories have not.

``kin_of_novels.txt`` lists it. Nobody of the list is anything else to anybody of it, of kin and service.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from fabula.cast.casting import cast_of, settle
from fabula.evaluation.novel_texts import people_by_name
from fabula.evaluation.pdnc import read_novel
from fabula.evaluation.scores.told import folded
from fabula.story.clauses import Clauses
from fabula.story.document import Document
from fabula.story.relations import likely_ties
from training.cast.ground import Kept
from training.story.cases import Case

LIST = Path(__file__).with_name("kin_of_novels.txt")
SIGNS = {
    ">": "parent of",
    "=": "spouse of",
    ":": "sibling of",
    "~": "relative of",
    "$": "employer of",
    "?": "",
}
ASKED = frozenset(
    ["parent of", "spouse of", "sibling of", "relative of", "employer of", "engaged to", "lover of"]
)
"""The kinds of which a novel's list says all."""

Tie = tuple[str, str, str]


@dataclass
class Kin:
    """The people of a novel's list, what they are to one another, and pairs that are left out."""

    people: list[str] = field(default_factory=list)
    ties: set[Tie] = field(default_factory=set)
    skipped: set[frozenset[str]] = field(default_factory=set)


def read_kin(path: Path = LIST) -> dict[str, Kin]:
    """The lists by the names of the novels, with what follows from them."""
    found: dict[str, Kin] = {}
    own = Kin()
    for line in path.read_text(encoding="utf8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        sign = next((each for each in SIGNS if f" {each} " in line), None)
        if line.startswith("+ "):
            own.people += line[2:].split(", ")
        elif sign is None:
            own = found[line.strip()] = Kin()
        else:
            a, _, others = line.partition(f" {sign} ")
            for b in others.split(", "):
                own.people += [a, b]
                if sign == "?":
                    own.skipped.add(frozenset((a, b)))
                else:
                    own.ties.add(folded((a, SIGNS[sign], b)))
    for each in found.values():
        each.people = list(dict.fromkeys(each.people))
        _complete(each)
    return found


def _complete(own: Kin) -> None:
    """Adds brothers and sisters of one parent, the other parent, grandparents, aunts and in-laws."""
    of = {kind: {(a, b) for a, k, b in own.ties if k == kind} for kind in ASKED}
    both = {kind: of[kind] | {(b, a) for a, b in of[kind]} for kind in ("spouse of", "sibling of")}
    parents = set(of["parent of"])
    for one, other in combinations(sorted(parents), 2):
        if one[0] == other[0] and one[1] != other[1]:
            own.ties.add(folded((one[1], "sibling of", other[1])))
            both["sibling of"] |= {(one[1], other[1]), (other[1], one[1])}
    near = parents | {(b, a) for a, b in parents} | both["sibling of"]
    steps = [
        (near, parents),
        (near, both["spouse of"]),
        (both["sibling of"], parents),
        (both["spouse of"], near),
    ]
    known = {frozenset((a, b)) for a, _, b in own.ties}
    for firsts, seconds in steps:
        for a, x in sorted(firsts):
            for y, b in sorted(seconds):
                if x == y and a != b and frozenset((a, b)) not in known:
                    own.ties.add(folded((a, "relative of", b)))


def kin_cases(root: Path, kept: Kept, kin: Mapping[str, Kin]) -> Iterator[list[Case]]:
    """The candidates of each novel between people of its list."""
    for name, own in kin.items():
        text, notes = kept.read(name, read_novel(root / name).text, "shipped")
        cast = cast_of(settle(text, notes))
        clauses = Clauses(Document(text, notes, cast))
        people = {number: who for who, number in people_by_name(own.people, cast).items()}
        found = []
        for tie, signs in likely_ties(clauses):
            a, b = people.get(tie.a), people.get(tie.b)
            if a is None or b is None or a == b or frozenset((a, b)) in own.skipped:
                continue
            if tie.kind.value in ASKED:
                right = folded((a, tie.kind.value, b)) in own.ties
                found.append(Case(signs, right, f"{tie.a} {tie.kind.value} {tie.b}"))
        yield found
