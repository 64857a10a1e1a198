"""Who is who and who speaks, as `cast` decides it, and a work as read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from fabula.types.annotations import EntityType, MentionForm
from fabula.types.columns import Span
from fabula.types.shown import card, short
from fabula.types.story import Story
from fabula.types.text import Text


class NarrativePerson(str, Enum):
    """Whether an *I* of the story tells a stretch, or it is told of a *you* who is its hero, or neither."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"


@dataclass(frozen=True, slots=True)
class Entity:
    """One character, place, group, vehicle or organisation, with what the text calls it.

    ``aliases`` are its other names, most used first; ``pronouns`` are the subject forms used of it, most
    used first ("she", "they"), and "you" for the hero of what is told in the second person; ``mentions`` and
    ``quotes`` count; ``first`` is where it first appears.
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

    def __repr__(self) -> str:
        also = f", also {short(', '.join(self.aliases))}" if self.aliases else ""
        facts = ["narrator" if self.narrator else "", "/".join(self.pronouns), *self._counts()]
        return f"<{self.name} (#{self.id}){also}: {', '.join(filter(None, facts))}>"

    def _repr_html_(self) -> str:
        rows = (
            ("number", self.id),
            ("type", self.type.value),
            ("also called", ", ".join(self.aliases)),
            ("pronouns", ", ".join(self.pronouns)),
            ("counts", ", ".join(filter(None, self._counts()))),
            ("narrator", "yes" if self.narrator else ""),
            ("members", ", ".join(f"#{member}" for member in self.members)),
        )
        return card(self.name, rows)

    def _counts(self) -> tuple[str, str]:
        lines = f"{self.quotes:,} {'line' if self.quotes == 1 else 'lines'}" if self.quotes else ""
        return f"{self.mentions:,} {'mention' if self.mentions == 1 else 'mentions'}", lines


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
    """A quotation with its speaker; ``speaker_mention`` is the mention that gives the speaker away.

    ``alternatives``: who else may speak it, the likeliest first, each with the probability; together with
    ``confidence`` they come to 1 at most. ``thought``: it is thought, and nobody can hear it.
    """

    id: int
    spans: tuple[Span, ...]
    speaker: int | None
    speaker_mention: Span | None
    addressees: tuple[int, ...]
    confidence: float
    alternatives: tuple[tuple[int, float], ...] = ()
    thought: bool = False

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
    are ``X``, their own lemma, and hang on the first of their sentence by ``dep``. ``supersense`` is the
    class that WordNet has for the sense of a noun or a verb (``noun.food``), or of the phrase that it is in;
    None for other words, and for all of a work that was read by a version that knew none.
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
    supersense: str | None = None

    @property
    def is_event(self) -> bool:
        """Whether it is likelier than not that it names an event."""
        return self.event > 0.5

    def __repr__(self) -> str:
        entity = "" if self.entity is None else f", {self.entity.name}"
        return f"<token {self.id} {self.text!r}: {self.lemma}, {self.upos}, {self.relation}{entity}>"


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
class Provenance:
    """How a work was read: the version of the program, the model's name, and the settings that matter.

    Empty for a work that an earlier version of Fabula kept.
    """

    program: str = ""
    model: str = ""
    settings: Mapping[str, bool | int | str] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """The program and the model in one line."""
        named = f"Fabula {self.program}" if self.program else "Fabula"
        return f"{named}, model {self.model}" if self.model else named


@dataclass(frozen=True, slots=True)
class Work:
    """One work as read: its text, its cast, its story. What the pipeline gives, a world keeps, exports write.

    ``id`` is the work's number in its world, 0 before a world has taken it in. ``tokens`` counts tokens.
    ``story`` is None where it has not been worked out.
    """

    id: int
    text: Text
    tokens: int
    cast: Cast
    provenance: Provenance = Provenance()
    story: Story | None = None

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
