"""The frozen values that pass from stage to stage.

Every offset in this module is a code point offset into :attr:`Text.content`, and every range is
half open: ``content[start:end]`` is the text meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Span: TypeAlias = tuple[int, int]
IntColumn: TypeAlias = npt.NDArray[np.int32]
FloatColumn: TypeAlias = npt.NDArray[np.float32]


class BlockKind(str, Enum):
    """What a block of the page is to a reader."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    SCENE_BREAK = "scene break"
    VERSE = "verse"
    NOTE = "note"
    BOILERPLATE = "boilerplate"

    @property
    def is_story(self) -> bool:
        """Whether the words of such a block are part of the telling."""
        return self in (BlockKind.PARAGRAPH, BlockKind.VERSE)


class EntityType(str, Enum):
    """The six entity types of ACE 2005 that LitBank keeps (Bamman, Popat and Shen 2019)."""

    PERSON = "PER"
    FACILITY = "FAC"
    PLACE = "GPE"
    LOCATION = "LOC"
    VEHICLE = "VEH"
    ORGANISATION = "ORG"


class NarrativePerson(str, Enum):
    """Whether a stretch is told by an *I* who is part of it, or by nobody in it."""

    FIRST = "first"
    THIRD = "third"


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

ENTITY_TYPES: tuple[EntityType, ...] = tuple(EntityType)
MENTION_FORMS: tuple[MentionForm, ...] = tuple(MentionForm)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, break, verse line group or note; blocks are in order and never overlap."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, from its heading to the start of the next; chapters never overlap."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of the content that came from one part of the file (an EPUB document, say)."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself; ``other`` keeps whatever has no field here (fandom, rating, …)."""

    title: str = ""
    author: str = ""
    language: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    other: Mapping[str, str] = field(default_factory=dict)


LIKELY_BREAK = 0.5
"""The probability from which on a place where a lost paragraph may begin is made one."""


@dataclass(frozen=True, slots=True)
class Text:
    """The characters a reader sees, and the shape of the page over them.

    ``content`` is never cleaned: for a plain text file it is the decoded file to the last character.
    ``guessed`` are the stretches that lost their paragraph breaks on the way, so that the blocks in them are
    only guessed from the turns of the dialogue. ``doubts`` are the places, in order, where it stays in doubt
    whether a paragraph begins, each with the probability that one does; blocks are cut at the likelier half.
    """

    content: str
    blocks: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    metadata: Metadata
    source: str
    parts: tuple[Part, ...] = ()
    guessed: tuple[Span, ...] = ()
    doubts: tuple[tuple[int, float], ...] = ()

    def __repr__(self) -> str:
        # A whole novel in a traceback or a debugger helps nobody.
        counts = (
            f"{len(self.content):,} characters, {len(self.blocks):,} blocks, {len(self.chapters):,} chapters"
        )
        return f"<text {self.metadata.title or self.source!r}: {counts}>"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch of direct speech.

    ``spans`` are its parts in order, marks included where there are any: one for a plain quotation, several
    when a tag interrupts it ("Yes," she said, "go.") or when it runs over paragraphs. ``paragraph`` is the
    index of the block in which it begins. ``closed`` is false where the closing mark is missing.
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
    it names a realis event (Sims, Park and Bamman 2019). ``upos_score`` and ``head_score`` are the
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
    has ``doubts``; else empty.
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

    def mention_span(self, mention: int) -> Span:
        """The code points of a mention."""
        first, last = int(self.mention_start[mention]), int(self.mention_end[mention]) - 1
        return int(self.token_start[first]), int(self.token_end[last])


@dataclass(frozen=True, slots=True)
class Entity:
    """One character, place, group, vehicle or organisation, with what the text calls it.

    ``aliases`` are its other names, most used first; ``pronouns`` are the subject forms used of it, most
    used first ("she", "they"); ``mentions`` and ``quotes`` count; ``first`` is where it first appears.
    ``narrator`` is true for one who tells the text, or a good part of it, in the first person.
    ``members`` are the entities that make up a group ("the Bennets"), as far as the text tells them.
    """

    id: int
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    mentions: int = 0
    quotes: int = 0
    narrator: bool = False
    first: int | None = None
    members: tuple[int, ...] = ()

    @property
    def is_character(self) -> bool:
        """Whether it takes part in the story as someone: a person, or a thing or place that speaks."""
        return self.type is EntityType.PERSON or self.quotes > 0

    @property
    def is_recurring(self) -> bool:
        """Whether it is there for more than a moment: it tells, has a line, or is mentioned three times."""
        return self.narrator or self.quotes > 0 or self.mentions >= 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that stands for an entity; ``confidence`` is the probability of that link.

    The cast leaves out whoever is but a pronoun, a "sir" or a cry. Mentions of one such share a ``chain``, a
    number from 1 on, in place of an entity; world files and tables do not keep it.
    """

    start: int
    end: int
    type: EntityType
    form: MentionForm
    entity: int | None
    confidence: float
    chain: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its speaker; ``speaker_mention`` is the mention that gives the speaker away."""

    id: int
    spans: tuple[Span, ...]
    speaker: int | None
    speaker_mention: Span | None
    addressees: tuple[int, ...]
    confidence: float

    @property
    def start(self) -> int:
        """Where the first part begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a text, with all that is said of it.

    ``id`` counts the tokens of the text from 0, as do ``paragraph`` (an index into ``Text.blocks``) and
    ``sentence``. ``head`` is the ``id`` of the token that it depends on, None for the root of its sentence;
    a sentence has one root. ``event`` is the probability that it names a realis event, ``quote`` the ``id``
    of the innermost quotation around it and ``entity`` whom the innermost mention around it stands for:
    None outside of all of them, and where that link is unresolved. ``lemma``, ``upos``, ``xpos`` and
    ``relation`` are as Universal Dependencies has them; the words of a title or a note, which are not read,
    are ``X``, their own lemma, and hang on the first of their sentence by ``dep``.
    """

    id: int
    text: str
    start: int
    end: int
    paragraph: int
    sentence: int
    lemma: str
    upos: str
    xpos: str
    head: int | None
    relation: str
    event: float
    quote: int | None
    entity: Entity | None

    @property
    def is_event(self) -> bool:
        """Whether it is likelier than not that it names an event."""
        return self.event > 0.5


@dataclass(frozen=True, slots=True)
class Narration:
    """A stretch of the text told by one voice; ``confidence`` is the probability of that voice.

    ``narrator`` is the entity who tells it, None where nobody in the story does or nothing is known of the
    *I*. A letter within a chapter, or a long tale that somebody tells aloud, is a stretch of its own.
    """

    start: int
    end: int
    person: NarrativePerson
    narrator: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who: the entities, every mention's entity, every quotation's speaker, and who tells it all.

    ``mentions`` are in the order of the annotations' mentions, ``quotes`` in that of its quotations.
    ``narrations`` are in order and never overlap.
    """

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    narrations: tuple[Narration, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """One work as read: its text and its cast. What the pipeline gives, a world keeps and exports write.

    ``id`` is the work's number in its world, 0 before a world has taken it in. ``tokens`` counts tokens.
    """

    id: int
    text: Text
    tokens: int
    cast: Cast

    def __repr__(self) -> str:
        cast = self.cast
        counts = (
            f"{len(cast.entities):,} entities, {len(cast.mentions):,} mentions, {len(cast.quotes):,} quotes"
        )
        return f"<work {self.id} {self.title!r}: {self.tokens:,} tokens, {counts}>"

    @property
    def title(self) -> str:
        """The title that the file gives, or else the name of the file."""
        return self.text.metadata.title or self.text.source
