"""Conversations for tests of who speaks: made by hand, or seen as the decision sees those of a scene.

Weights are all nought but for those given, so that no test hangs on what was fitted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from fabula.cast.attribution import conversations
from fabula.cast.book import Book
from fabula.cast.calibration import LINK, SPEAKER, Reference
from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import people_of
from fabula.cast.figures import Attribution, Figure, Resolution
from fabula.cast.identity.evidence import PAIR
from fabula.cast.manners import learn
from fabula.cast.speakers.addressees import ADDRESSEE, features
from fabula.cast.speakers.evidence import CANDIDATE, HEARER, Features, Observer, Voices, voices_of
from fabula.cast.speakers.lines import Line, lines_of
from fabula.cast.speakers.tags import Tag, TagKind
from fabula.cast.speakers.turns import TURN
from fabula.cast.speakers.worth import PASSING
from fabula.cast.weights import Weights, parse
from fabula.types import RELATIONS, UPOS, EntityType, Words
from tests.cast.scenes import Scene

Own = Mapping[str, float]


def kept(
    candidate: Own | None = None,
    hearer: Own | None = None,
    stay: Own | None = None,
    back: Own | None = None,
    addressee: Own | None = None,
    pair: Own | None = None,
    addressed: float = 0.5,
) -> dict[str, dict[str, Any]]:
    """What a file of weights holds; those not given are nought."""

    def full(names: Sequence[str], own: Own | None) -> dict[str, float]:
        unknown = set(own or ()) - set(names)
        if unknown:
            raise ValueError(f"no such features: {unknown}")
        return dict.fromkeys(names, 0.0) | dict(own or {})

    return {
        "speakers": {
            "candidate": full(CANDIDATE, candidate),
            "hearer": full(HEARER, hearer),
            "stay": full(TURN, stay),
            "back": full(TURN, back),
            "units": {
                "candidate": {name: [0.0] for name in CANDIDATE},
                "turn": {name: [0.0] for name in TURN},
                "bias": [0.0],
                "worth": {name: [0.0] for name in PASSING},
            },
        },
        "addressees": {
            "addressee": full(ADDRESSEE, addressee),
            "units": {
                "addressee": {name: [0.0] for name in ADDRESSEE},
                "bias": [0.0],
                "worth": {"hears": [0.0]},
            },
            "threshold": {"addressed": addressed},
        },
        "identity": {"pair": full(PAIR, pair)},
        "confidence": {"speaker": full(SPEAKER, None)},
        "links": {
            f"{reference.value}{quoted}": full(LINK, None)
            for reference in Reference
            for quoted in ("", ", quoted")
        },
    }


def weights(**own: Any) -> Weights:
    """Weights that are nought but for those given."""
    return parse(kept(**own))


TURNS = weights(
    candidate={"tag: name": 1.0, "told of near": 1.0, "somebody else": -5.0},
    stay={"next paragraph": -3.0},
    back={"next paragraph": 3.0},
)
"""Tags tell, and without one the other of two answers."""


def person(*, named: bool = True, **genders: int) -> Figure:
    """A figure with pronouns used of it; ``they``, ``he``, ``she``."""
    return Figure(EntityType.PERSON, genders=Counter(genders), named=named)


def said_by(figure: int, p: float = 0.98) -> Tag:
    """The tag of a line that a name tells of."""
    return Tag({TagKind.NAME: {figure: p}}, 1.0 - p)


def line(number: int, tag: Tag | None = None, **own: Any) -> Line:
    """A line in a paragraph of its own, near two people who are told of alike."""
    facts: dict[str, Any] = {
        "called": {},
        "talked_of": frozenset(),
        "near": {0: 0.5, 1: 0.5},
        "there": {},
        "barred": (),
        "first_block": number,
        "last_block": number,
        "start": 10 * number,
        "end": 10 * number + 8,
    }
    return Line(number, -1, tag or Tag(), **(facts | own))


def voices(figures: Sequence[Figure], lines: Sequence[Line] = ()) -> Voices:
    """What is known of figures by the tags of lines, with no manners of address."""
    return voices_of(figures, lines, learn([]))


def with_subjects(scene: Scene, *labels: str) -> Scene:
    """The scene with a parse in which these mentions are the subjects of clauses, and no others."""
    tokens = len(scene.notes.token_start)
    relation = np.full(tokens, RELATIONS.index("punct"), np.int32)
    for label in labels:
        i = scene.labels[label]
        relation[scene.notes.mention_start[i] : scene.notes.mention_end[i]] = RELATIONS.index("nsubj")
    words = Words(
        head=np.full(tokens, -1, np.int32),
        relation=relation,
        upos=np.full(tokens, UPOS.index("NOUN"), np.int32),
    )
    return replace(scene, notes=replace(scene.notes, words=words))


@dataclass
class Seen:
    """The lines of a scene as the decision sees them, asked by words of quotations and labels of mentions.

    ``teller``: the label of the *I* who tells it all.
    """

    scene: Scene
    teller: str = ""
    book: Book = field(init=False)
    resolution: Resolution = field(init=False)
    lines: list[Line] = field(init=False)
    talks: list[list[Line]] = field(init=False)
    voices: Voices = field(init=False)

    def __post_init__(self) -> None:
        self.book = self.scene.book
        self.resolution = resolve_mentions(self.book, people_of(self.book), -1)
        if self.teller:
            self.resolution.telling = [self.figure(self.teller)] * self.book.size
        self.lines = lines_of(self.book, self.resolution)
        self.talks = conversations(self.book, self.resolution, self.lines)
        manners = learn((own.manners, own.tag.outright) for own in self.lines)
        self.voices = voices_of(self.resolution.figures, self.lines, manners)

    def figure(self, label: str) -> int:
        """The number of the figure that a mention is of."""
        return self.resolution.mention_figure[self.scene.labels[label]]

    def line(self, words: str) -> Line:
        """The one line that has some words."""
        (found,) = [own for own in self.lines if words in own.words]
        return found

    def shares(self, own: Mapping[int, float]) -> dict[str, float]:
        """Shares by figure as shares by the first words that the text has for each."""
        return {self.name(n): share for n, share in own.items()}

    def name(self, n: int) -> str:
        """The first words that the text has for a figure."""
        return self.book.shown[self.resolution.figures[n].mentions[0]] if n >= 0 else ""

    def candidate(self, words: str, label: str) -> dict[str, float]:
        """The features that are not nought of a line and one who may speak it, or "" for somebody else."""
        return _named(CANDIDATE, self._features(words, label).candidate[0 if label else -1])

    def hearer(self, words: str, label: str) -> dict[str, float]:
        """The features that are not nought of a line and the last speaker."""
        return _named(HEARER, self._features(words, label).hearer[0])

    def turn(self, words: str) -> dict[str, float]:
        """The features that are not nought of how the turn passes to a line."""
        return _named(TURN, self._features(words, "").turn)

    def addressee(self, words: str, label: str, *speakers: str) -> dict[str, float]:
        """The features that are not nought of a line and one who may hear it; the speakers of its talk."""
        talk, k = self._place(words)
        who = [self.figure(name) if name else -1 for name in speakers]
        [row] = features(k, talk, who, [self.figure(label)], self.resolution.figures)
        return _named(ADDRESSEE, row)

    def _place(self, words: str) -> tuple[list[Line], int]:
        [found] = [(talk, k) for talk in self.talks for k, own in enumerate(talk) if words in own.words]
        return found

    def _features(self, words: str, label: str) -> Features:
        talk, k = self._place(words)
        return Observer(self.voices, talk).features(k, [self.figure(label)] if label else [])


def _named(names: Sequence[str], row: Any) -> dict[str, float]:
    return {name: float(value) for name, value in zip(names, row, strict=True) if value != 0.0}


def attributions(talk: Sequence[Line], speakers: Sequence[int] = ()) -> list[Attribution]:
    """An attribution for each line, to the speakers given."""
    who = [*speakers, *[-1] * (len(talk) - len(speakers))]
    return [Attribution(n, confidence=float(n >= 0)) for n in who]
