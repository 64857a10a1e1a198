"""What `language` finds in a text, as columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

import numpy as np
import numpy.typing as npt

from fabula.types.columns import FloatColumn, IntColumn, Span


class EntityType(str, Enum):
    """The six entity types of ACE 2005 that LitBank keeps (Bamman, Popat and Shen 2019)."""

    PERSON = "PER"
    FACILITY = "FAC"
    PLACE = "GPE"
    LOCATION = "LOC"
    VEHICLE = "VEH"
    ORGANISATION = "ORG"

    @property
    def is_place(self) -> bool:
        """Whether it is a building, a place with people and a government, or another stretch of the earth."""
        return self in (EntityType.FACILITY, EntityType.PLACE, EntityType.LOCATION)

    @property
    def is_setting(self) -> bool:
        """Whether a scene can happen there: in a place, or in a vehicle."""
        return self.is_place or self is EntityType.VEHICLE


class MentionForm(str, Enum):
    """How a mention names its entity."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


UPOS: tuple[str, ...] = tuple(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()  # noqa: SIM905
)
"""The universal parts of speech (de Marneffe, Manning, Nivre and Zeman 2021)."""

XPOS: tuple[str, ...] = tuple(
    (  # noqa: SIM905
        "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT "
        "POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``"
    ).split()
)
"""The tags of the Penn Treebank, as the English Web Treebank has them."""

RELATIONS: tuple[str, ...] = tuple(
    (  # noqa: SIM905
        "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound "
        "compound:prt conj cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl "
        "fixed flat goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer "
        "nsubj:pass nummod obj obl obl:agent obl:unmarked orphan parataxis punct reparandum root "
        "vocative xcomp"
    ).split()
)
"""The dependency relations of Universal Dependencies, with the subtypes of the English Web Treebank."""

SUPERSENSES: tuple[str, ...] = tuple(
    f"{kind}.{name}"
    for kind, names in (
        (
            "noun",
            "Tops act animal artifact attribute body cognition communication event feeling food group "
            "location motive object person phenomenon plant possession process quantity relation shape state "
            "substance time",
        ),
        (
            "verb",
            "body change cognition communication competition consumption contact creation emotion motion "
            "perception possession social stative weather",
        ),
    )
    for name in names.split()
)
"""The classes of nouns and verbs that WordNet sorts its senses into, in its order (Fellbaum 1998)."""

ENTITY_TYPES: tuple[EntityType, ...] = tuple(EntityType)
MENTION_FORMS: tuple[MentionForm, ...] = tuple(MentionForm)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch of direct speech.

    ``spans`` are its parts in order, with the marks that stand there: one for a plain quotation, several when
    a tag or a short sentence of narration interrupts it ("Yes," she said, "go.") or when it runs over
    paragraphs. What stands between them is not said. ``paragraph`` is the index of the block in which it
    begins. ``closed`` is false where the closing mark is missing.
    ``depth`` is 1 for speech, 2 for speech quoted inside speech.
    """

    spans: tuple[Span, ...]
    paragraph: int
    closed: bool = True
    depth: int = 1

    @property
    def start(self) -> int:
        """Where the first part begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class PairScores:
    """Sparse scores from rows to columns, in compressed sparse row form.

    Row ``i`` holds the columns ``index[offsets[i]:offsets[i + 1]]`` with the natural-log scores
    ``score[offsets[i]:offsets[i + 1]]``; ``none[i]`` is the log score of "no column".
    Within a row the exponentials of the scores and of ``none`` sum to one.
    """

    offsets: IntColumn
    index: IntColumn
    score: FloatColumn
    none: FloatColumn

    def row(self, i: int) -> tuple[IntColumn, FloatColumn]:
        """The columns of row ``i`` and their log scores."""
        start, end = int(self.offsets[i]), int(self.offsets[i + 1])
        return self.index[start:end], self.score[start:end]


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of each token (T rows).

    ``lemma``; ``upos``, ``xpos`` and ``relation`` (indices into ``UPOS``, ``XPOS`` and ``RELATIONS``);
    ``head``, the token that it depends on, or -1 for the root of a sentence; ``event``, the probability that
    it names a realis event (Sims, Park and Bamman 2019). ``sense`` is 0 for a word without a supersense,
    ``1 + n`` for one that begins a word or phrase of ``SUPERSENSES[n]``, ``1 + len(SUPERSENSES) + n`` for one
    that goes on with it; ``sense_score`` is its probability. Both are empty where the annotations were kept
    by a version that did not ask, or the model has no head for it. ``upos_score`` and ``head_score`` are the
    probabilities of the part of speech and of the head. A sentence of what the model reads has exactly one
    root, of the relation ``root``. A token that the model does not read, such as one of a title or a note, is
    ``X`` and ``FW``, its own lemma and a root, and its probabilities are 0.
    """

    lemma: tuple[str, ...] = ()
    upos: IntColumn = field(default_factory=lambda: np.zeros(0, np.int32))
    xpos: IntColumn = field(default_factory=lambda: np.zeros(0, np.int32))
    head: IntColumn = field(default_factory=lambda: np.zeros(0, np.int32))
    relation: IntColumn = field(default_factory=lambda: np.zeros(0, np.int32))
    upos_score: FloatColumn = field(default_factory=lambda: np.zeros(0, np.float32))
    head_score: FloatColumn = field(default_factory=lambda: np.zeros(0, np.float32))
    event: FloatColumn = field(default_factory=lambda: np.zeros(0, np.float32))
    sense: IntColumn = field(default_factory=lambda: np.zeros(0, np.int32))
    sense_score: FloatColumn = field(default_factory=lambda: np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True)
class Annotations:
    """What the language stage finds, as columns of equal length for each kind of thing.

    Tokens (T): ``token_start``, ``token_end`` (code points), ``token_block`` (index into ``Text.blocks``).
    Sentences (S): ``sentence_start``, ``sentence_end`` (token indices, end exclusive).
    Mentions (M), sorted by start then by longer first: ``mention_start``, ``mention_end`` (token indices,
    end exclusive), ``mention_type`` (index into ``ENTITY_TYPES``), ``mention_form`` (index into
    ``MENTION_FORMS``), ``mention_score`` (probability). ``mention_quotation`` is the index of the innermost
    quotation that holds the mention, or -1.
    ``antecedents``: M rows, columns are earlier mentions. ``speakers`` and ``addressees``: one row a
    quotation, columns are mentions. ``words`` holds one row a token. ``parted``: ``speakers`` for each number
    of paragraphs (none, one, more) that may begin between a quotation and the line before it, where the text
    has ``doubts``; else empty. ``boundary``: for each block that has tokens the log odds that a scene begins
    there as far as the words around it tell, 0 where nothing is known; it is empty where the annotations were
    kept by a version that did not ask.
    """

    token_start: IntColumn
    token_end: IntColumn
    token_block: IntColumn
    sentence_start: IntColumn
    sentence_end: IntColumn
    mention_start: IntColumn
    mention_end: IntColumn
    mention_type: IntColumn
    mention_form: IntColumn
    mention_score: FloatColumn
    mention_quotation: IntColumn
    quotations: tuple[Quotation, ...]
    antecedents: PairScores
    speakers: PairScores
    addressees: PairScores
    words: Words = Words()
    parted: tuple[PairScores, ...] = ()
    boundary: FloatColumn = field(default_factory=lambda: np.zeros(0, np.float32))

    @property
    def block_tokens(self) -> IntColumn:
        """The first token of each block that has tokens."""
        return np.flatnonzero(np.diff(self.token_block, prepend=-1)).astype(np.int32)

    def mention_span(self, mention: int) -> Span:
        """The code points of a mention."""
        first, last = int(self.mention_start[mention]), int(self.mention_end[mention]) - 1
        return int(self.token_start[first]), int(self.token_end[last])


@dataclass(frozen=True, slots=True)
class MentionVectors:
    """Vectors of those mentions of a section that may be scored with mentions of other sections.

    ``mention`` (n) are their numbers in the section, ``codes`` (n, size) their vectors in whole numbers from
    -127 to 127, and ``scale`` (n) what one of these numbers stands for.
    """

    mention: IntColumn
    codes: npt.NDArray[np.int8]
    scale: FloatColumn


@dataclass(frozen=True, slots=True)
class Section:
    """The annotations of a chapter, of a part of a long one or of several short ones, by themselves.

    In ``notes`` code points count from ``start``, blocks from ``block``, and tokens, mentions and quotations
    from the first of the section. ``key`` is a digest of all that was read, and of what read it.
    """

    key: str
    start: int
    block: int
    notes: Annotations
    vectors: MentionVectors


@dataclass(frozen=True, slots=True)
class Sections:
    """The annotations of a whole text, as they are kept.

    ``links`` has a row for each mention of the text, its columns earlier mentions of other sections, its
    scores the log odds against there being no antecedent (``none`` is 0 throughout).
    """

    sections: tuple[Section, ...]
    links: PairScores
