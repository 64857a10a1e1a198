"""Groups: entities of several people, and who is in them as far as the text tells.

A coordination ("Tom and Mary") has its parts for members, the plural of a surname ("the Bennets") all who
bear it, a plural of kin ("her sisters") each who is called by the singular of the same person ("her sister").
A bare *they* has the two people whom the sentence before it is about. A group is never one of its members:
what the coreference model takes for one person's is taken out of that person again.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import numpy as np

from fabula.cast.book import Book
from fabula.cast.figures import Figure, Resolution, relink, transfer
from fabula.cast.lexicon import FEMALE, MALE, PLURAL
from fabula.types import XPOS, EntityType, MentionForm

Members = dict[int, tuple[int, ...]]

_JOINTS: Final = frozenset(["and", "&", ",", ", and", "or", ""])
_COUPLE = re.compile(r"^(?:old |young |dear |poor )?mr\.? and mrs\.? (?:\w+ )*?(?P<name>[\w’'-]+)$")
_FAMILY = re.compile(
    r"^(?:the )?(?P<some>(?:(?:two|three|four|five|other|elder|younger|eldest|youngest) )*)"
    r"(?:(?:young|old|little|poor|dear) )*"
    r"(?P<kind>miss|misses|messrs\.?|brothers|sisters)? ?(?P<name>[\w’'-]+)$"
)
_KIN: Final = {
    plural: frozenset(singulars.split())
    for plural, singulars in (
        ("sisters", "sister"),
        ("brothers", "brother"),
        ("daughters", "daughter"),
        ("sons", "son"),
        ("aunts", "aunt"),
        ("uncles", "uncle"),
        ("nieces", "niece"),
        ("nephews", "nephew"),
        ("cousins", "cousin"),
        ("children", "child son daughter"),
        ("parents", "mother father mamma papa mama"),
        ("grandparents", "grandmother grandfather"),
        ("siblings", "brother sister"),
    )
}
_KINDS: Final = {
    "": "",
    "miss": FEMALE,
    "misses": FEMALE,
    "sisters": FEMALE,
    "messrs": MALE,
    "brothers": MALE,
}
_NOUNS_PLURAL: Final = frozenset(XPOS.index(tag) for tag in ("NNS", "NNPS"))
_MOST = 12
"""Members listed of a group, those mentioned most."""


def gather(book: Book, resolution: Resolution) -> Members:
    """Finds the groups, takes them out of persons, joins those of the same members; members by figure."""
    found = _Groups(book, resolution)
    found.part()
    found.join()
    return found.members


class _Groups:
    """One pass over a book whose mentions are resolved."""

    def __init__(self, book: Book, resolution: Resolution) -> None:
        self.book, self.resolution = book, resolution
        self.parts = {i: parts for i in range(book.size) if (parts := _coordinated(book, i))}
        self.surnames = _surnames(book, resolution)
        self.bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i, name in book.names.items():
            if name.words and i not in self.parts:
                for title in name.titles:
                    self.bearers[title, name.words[-1]].append(i)
        self.families = {i: family for i in range(book.size) if (family := self._family(i))}
        self.members: Members = {}
        self.joined: dict[int, int] = {}
        self.firsts: list[int] = []

    def part(self) -> None:
        """Takes what is said of several people out of the figures of one."""
        book, resolution = self.book, self.resolution
        apart: dict[tuple[int, str], int] = {}
        moves: dict[int, int] = {}
        for number in range(len(resolution.figures)):
            figure = resolution.figures[number]
            several = [i for i in figure.mentions if self._is_several(i)]
            families = {self.families[i] for i in several if i in self.families}
            one = self._is_one(figure, several)
            if not several or not (one or len(families) > 1):
                continue
            for i in several:
                if not one and self.families.get(i) in (None, min(families)):
                    continue
                key = number, " ".join(self.families[i]) if i in self.families else book.low[i]
                if key not in apart:
                    apart[key] = len(resolution.figures)
                    resolution.figures.append(Figure(EntityType.PERSON))
                moves[i] = apart[key]
                resolution.links.pop(i, None)
            for i in figure.mentions:
                # and "they" who go back to them go with them
                before = self._likeliest(i) if book.gender[i] == PLURAL else -1
                if i not in moves and before in moves:
                    moves[i] = moves[before]
                    resolution.links.pop(i, None)
        transfer(book, resolution, moves)

    def join(self) -> None:
        """Finds the members of each group, and makes one of the groups that have the same."""
        by_members: dict[frozenset[int], int] = {}
        kin = self._kin()
        bare: set[int] = set()
        moves: dict[int, int] = {}
        self.firsts = [min(figure.mentions, default=0) for figure in self.resolution.figures]
        for number, figure in enumerate(self.resolution.figures):
            if not figure.mentions or self._is_one(
                figure, [i for i in figure.mentions if self._is_several(i)]
            ):
                continue
            members = self._members(number, figure, kin)
            if not members:
                continue
            first = by_members.setdefault(frozenset(members), number)
            if first == number or len(members) < 2:
                self.members[number] = members
                if all(self.book.forms[i] is MentionForm.PRONOUN for i in figure.mentions):
                    bare.add(number)
            else:
                # given over all at once below: each transfer sorts all mentions of the group
                self.joined[number] = first
                moves.update(dict.fromkeys(figure.mentions, first))
        transfer(self.book, self.resolution, moves)
        relink(self.resolution, self.joined)
        for number in bare:
            if len(self.resolution.figures[number].mentions) < 2:
                del self.members[number]  # one "they" that may be anybody's is no character

    def _likeliest(self, i: int) -> int:
        """The likeliest antecedent of a mention, -1 where it is likelier to have none."""
        columns, shares, none = self.book.antecedents[i]
        best = max(range(len(columns)), key=lambda k: shares[k], default=-1)
        return columns[best] if best >= 0 and shares[best] > none else -1

    def _is_several(self, i: int) -> bool:
        """Whether a mention is by its own words of several people."""
        book = self.book
        if not book.is_person(i) or book.forms[i] is MentionForm.PRONOUN:
            return False
        if i in self.parts or i in self.families or _COUPLE.match(book.low[i]):
            return True
        return i not in book.names and (
            book.gender[i] == PLURAL or book.head(i) in _KIN or _is_plural(book, i)
        )

    def _is_one(self, figure: Figure, several: Iterable[int]) -> bool:
        """Whether a figure is one person: named as one, or called by more words for one than for several."""
        if figure.type is not EntityType.PERSON:
            return True
        plural = set(several)
        others = [i for i in figure.mentions if i not in plural]
        if any(i in self.book.names for i in others):
            return True
        nominals = [i for i in others if self.book.forms[i] is not MentionForm.PRONOUN]
        if plural or nominals:
            return len(nominals) > len(plural)
        genders = Counter(self.book.gender[i] for i in others)
        return genders[PLURAL] < len(others) or not others

    def _members(
        self, number: int, figure: Figure, kin: Mapping[tuple[int, str], Counter[int]]
    ) -> tuple[int, ...]:
        votes: Counter[tuple[int, ...]] = Counter()
        for i in figure.mentions:
            members = [n for n in dict.fromkeys(self._of_mention(i, kin)) if n not in (number, -1)]
            members = [n for n in members if self.resolution.figures[n].mentions and self._is_single(n)]
            if members:
                votes[tuple(sorted(members, key=self._first))] += 1
        bare = all(self.book.forms[i] is MentionForm.PRONOUN for i in figure.mentions)
        if not votes and bare and self.book.gender[figure.mentions[0]] == PLURAL:
            return self._two_before(figure.mentions[0], number)
        if not votes:
            return ()
        most = max(votes, key=lambda members: (votes[members], len(members)))
        if len(most) > _MOST:
            kept = sorted(most, key=lambda n: -len(self.resolution.figures[n].mentions))[:_MOST]
            return tuple(sorted(kept, key=self._first))
        return most

    def _of_mention(self, i: int, kin: Mapping[tuple[int, str], Counter[int]]) -> Iterator[int]:
        """The figures whom the words of a mention name as members."""
        book, resolution = self.book, self.resolution
        couple = _COUPLE.match(book.low[i])
        if couple is not None:
            for title in ("mr", "mrs"):
                yield from self._titled(title, _bare(couple["name"]))
        elif i in self.parts:
            yield from (resolution.mention_figure[j] for j in self.parts[i])
        elif i in self.families:
            kind, name = self.families[i]
            wives = self._titled("mrs", name) if kind else []
            yield from (n for n in self.surnames[name] if self._is_of(kind, n) and n not in wives)
        else:
            owner = book.owner(i)
            if owner >= 0 and book.head(i) in _KIN:
                for singular in sorted(_KIN[book.head(i)]):
                    yield from kin.get((resolution.mention_figure[owner], singular), ())

    def _is_of(self, kind: str, n: int) -> bool:
        """Whether a figure of the family is one of its "Misses", "brothers" and so on."""
        if kind not in _KINDS:
            return False
        wanted = _KINDS[kind]
        genders = self.resolution.figures[n].genders
        return not wanted or genders[wanted] > genders[MALE if wanted == FEMALE else FEMALE]

    def _family(self, i: int) -> tuple[str, str] | None:
        """The kind and the surname of a mention that is a surname in the plural."""
        book = self.book
        if not book.is_person(i) or book.forms[i] is MentionForm.PRONOUN or not book.shown[i][:1].strip():
            return None
        match = _FAMILY.match(book.low[i].strip(" ,.;"))
        if match is None or not book.shown[i].split()[-1][:1].isupper():
            return None
        kind, name = match["some"] + (match["kind"] or "").rstrip("."), _bare(match["name"])
        if match["kind"] in ("misses", "messrs", "messrs.", "brothers", "sisters") and name in self.surnames:
            return kind, name
        if not book.low[i].startswith("the "):
            return None
        for ending in ("es", "s"):
            if name.endswith(ending) and name.removesuffix(ending) in self.surnames:
                return kind, name.removesuffix(ending)
        return None

    def _titled(self, title: str, surname: str) -> list[int]:
        """The figures who bear a title and a surname, the one mentioned most."""
        figure = self.resolution.mention_figure
        found = Counter(figure[i] for i in self.bearers[title, surname])
        return [n for n, _ in found.most_common(1) if n >= 0]

    def _kin(self) -> dict[tuple[int, str], Counter[int]]:
        """Who "her sister" is, by her and "sister"; named people only."""
        book, resolution = self.book, self.resolution
        found: dict[tuple[int, str], Counter[int]] = defaultdict(Counter)
        singulars = frozenset[str]().union(*_KIN.values())
        for i in range(book.size):
            owner = book.owner(i) if book.is_person(i) else -1
            n = resolution.mention_figure[i]
            if owner < 0 or n < 0 or book.head(i) not in singulars or not resolution.figures[n].named:
                continue
            if resolution.mention_figure[owner] not in (-1, n):
                found[resolution.mention_figure[owner], book.head(i)][n] += 1
        return found

    def _two_before(self, i: int, number: int) -> tuple[int, ...]:
        """The two people of the narration before a bare *they*: a pair, or all whom the sentence is about."""
        book, resolution = self.book, self.resolution
        if book.quotation[i] >= 0:
            return ()
        sentence = int(np.searchsorted(book.notes.sentence_start, book.first[i], side="right")) - 1
        start = int(book.notes.sentence_start[max(sentence - 1, 0)])
        block = book.blocks[i]
        seen: list[int] = []
        j = i - 1
        while j >= 0 and book.first[j] >= start:
            if book.quotation[j] < 0 and book.is_person(j) and abs(block - book.blocks[j]) <= 1:
                seen.append(j)
            j -= 1
        figure = resolution.mention_figure
        for later in seen:
            for earlier in seen:
                if earlier < later and book.side_by_side(later, earlier) and figure[later] != figure[earlier]:
                    return self._named((figure[later], figure[earlier]))
        people = dict.fromkeys(figure[j] for j in seen if figure[j] not in (number, -1))
        return self._named(people) if len(people) == 2 else ()

    def _named(self, figures: Iterable[int]) -> tuple[int, ...]:
        figures = [n for n in figures if n >= 0 and self.resolution.figures[n].named and self._is_single(n)]
        return tuple(sorted(figures, key=self._first)) if len(figures) == 2 else ()

    def _is_single(self, n: int) -> bool:
        """Whether a figure is no group, as far as is known by now."""
        return n not in self.members and n not in self.joined

    def _first(self, n: int) -> int:
        return self.firsts[n]


def _coordinated(book: Book, i: int) -> tuple[int, ...]:
    """The people joined by "and" that make up a mention, none where it is no coordination."""
    if not book.is_person(i) or not re.search(r" (?:and|&) ", book.low[i]):
        return ()
    parts: list[int] = []
    j = i + 1
    while j < book.size and book.first[j] < book.end[i]:
        if (
            book.end[j] <= book.end[i]
            and book.is_person(j)
            and (not parts or book.first[j] >= book.end[parts[-1]])
        ):
            parts.append(j)
        j += 1
    if len(parts) < 2 or book.end[parts[-1]] != book.end[i]:
        return ()
    content, joints = book.text.content, []
    for before, after in itertools.pairwise(parts):
        joints.append(" ".join(content[book.spans[before][1] : book.spans[after][0]].split()))
    lead = content[book.spans[i][0] : book.spans[parts[0]][0]].strip().lower()
    if lead not in ("", "both") or not all(joint in _JOINTS for joint in joints):
        return ()
    # "the Duke of X, and King of Y" is one
    return () if joints == [", and"] else tuple(parts)


def _surnames(book: Book, resolution: Resolution) -> dict[str, list[int]]:
    """The figures who bear each surname, in the order of their first mention."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for i in sorted(book.names):
        name, n = book.names[i], resolution.mention_figure[i]
        if n >= 0 and (len(name.words) > 1 or name.rank):
            found[name.words[-1]][n] = None
    return {surname: list(figures) for surname, figures in found.items()}


def _is_plural(book: Book, i: int) -> bool:
    """Whether the head of a nominal is tagged as a plural, where the words have tags."""
    tags = book.notes.words.xpos
    if not len(tags) or book.forms[i] is not MentionForm.NOMINAL:
        return False
    head = book.head(i)
    for token in range(book.first[i], book.end[i]):
        a, b = int(book.notes.token_start[token]), int(book.notes.token_end[token])
        if book.text.content[a:b].lower() == head:
            return int(tags[token]) in _NOUNS_PLURAL
    return False


def _bare(word: str) -> str:
    return word.strip("'’")
