"""What the tools answer: each claim with its evidence, spans of the text and their words, and a probability.

The schemas that an assistant gets are made of these classes and of what is said of their fields.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

_SURE = "Probability that this is right, from 0 to 1."


class Answer(BaseModel):
    """What all of them share."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(Answer):
    """A stretch of the text."""

    start: int = Field(description="Where it begins, in code points of the work's text.")
    end: int = Field(description="Where it ends.")
    words: str = Field(description="What it reads; a long stretch is cut, which … shows.")


class Person(Answer):
    """Somebody, or a place or a thing."""

    id: int = Field(description="The number in the world; #id names it in other tools.")
    name: str


class WorkRow(Answer):
    """A work of the world."""

    id: int = Field(description="The number that the other tools take as work.")
    title: str
    author: str
    tokens: int
    characters: int
    quotations: int


class Page(Answer):
    """One page of an answer."""

    work: int = Field(description="The number of the work that was asked.")
    title: str
    until: int | None = Field(
        description="Nothing after this code point is known or shown; null for the whole work."
    )
    total: int = Field(description="How many items there are.")
    next: int | None = Field(description="Give this as after for the next items; null if these are the last.")


class Works(Answer):
    """The works of the world."""

    total: int
    next: int | None
    items: list[WorkRow]


class Said(Answer):
    """A quotation."""

    id: int
    speaker: Person | None = Field(description="Null where nothing tells who speaks.")
    probability: float = Field(description="Probability that the speaker is right, from 0 to 1.")
    addressees: list[Person]
    thought: bool = Field(description="It is thought, and nobody hears it.")
    parts: list[Evidence] = Field(description="Its words, in parts where it is interrupted.")
    tag: Evidence | None = Field(
        description="The words beside it that name the speaker, such as 'said Emma'."
    )
    chapter: str | None


class Quotations(Page):
    """Quotations in the order of the text."""

    items: list[Said]


class Paragraph(Answer):
    """A paragraph with the words that were looked up."""

    evidence: list[Evidence] = Field(description="The words found, where they stand.")
    paragraph: Evidence
    spoken: list[Said] = Field(description="The quotations in it that hold the words.")
    scene: int | None = Field(description="The number of the scene in which it stands.")
    chapter: str | None


class Paragraphs(Page):
    """What was found, in the order of the text."""

    items: list[Paragraph]


class CharacterRow(Answer):
    """Somebody of a work."""

    id: int
    type: str
    name: str
    aliases: list[str]
    pronouns: list[str] = Field(description="The pronouns that the text uses, most used first.")
    mentions: int
    quotations: int
    narrator: bool
    probability: float = Field(
        description="Mean probability that what is taken for a mention of this one is one, from 0 to 1."
    )
    evidence: list[Evidence] = Field(description="The first mentions by name.")


class Characters(Page):
    """The characters, most mentioned first."""

    items: list[CharacterRow]


class Told(Answer):
    """What is said of somebody."""

    kind: str
    value: str
    by: Person | None = Field(description="The character who says it; null for the narrator.")
    holds: bool = Field(description="False for what is said and is not so.")
    probability: float = Field(description=_SURE)
    evidence: Evidence


class Tie(Answer):
    """What somebody is to somebody else."""

    relation: str
    other: Person
    inferred: bool = Field(description="No words tell it; it follows from other relations.")
    probability: float = Field(description=_SURE)
    evidence: list[Evidence]


class Stay(Answer):
    """Somebody in a scene."""

    scene: int
    role: str = Field(description="bodily, or remote: by telephone, letter, radio or spirit.")
    probability: float = Field(description=_SURE)
    place: str | None
    start: int
    end: int
    chapter: str | None


class Character(Answer):
    """What a work tells of a character; of each list the first are given, and how many there are."""

    work: int
    title: str
    until: int | None
    character: CharacterRow
    members: list[Person] = Field(description="Who is in it, if it is a group.")
    attributes: list[Told]
    attributes_total: int
    relations: list[Tie] = Field(description="This one is the relation of the other: 'parent of' the other.")
    relations_total: int
    scenes: list[Stay]
    scenes_total: int


class Present(Answer):
    """Somebody who takes part in a scene."""

    id: int
    name: str
    role: str = Field(description="bodily, or remote: by telephone, letter, radio or spirit.")
    probability: float = Field(description=_SURE)
    start: int
    end: int


class SceneRow(Answer):
    """A scene."""

    id: int
    mode: str = Field(description="scene, summary or description.")
    chapter: str | None
    place: str | None = Field(description="The words that tell where it happens.")
    place_id: int | None
    place_probability: float
    place_evidence: Evidence | None
    time: str | None = Field(description="The words that tell when it happens.")
    when: str = Field(description="Its time against that of the scene before.")
    when_probability: float
    order: int = Field(description="Its place in the time of the story; 0 where that is not known.")
    present: list[Present]
    focal: Person | None = Field(description="Through whose eyes it is told.")
    probability: float = Field(description="Probability that a scene begins where this one does.")
    evidence: Evidence = Field(description="Its first words, with the bounds of the whole scene.")


class Scenes(Page):
    """Scenes in the order of the text."""

    items: list[SceneRow]


class Scene(Page):
    """One scene with a stretch of its text; total, next and after count characters of it."""

    scene: SceneRow
    text: Evidence
    quotations: list[Said] = Field(description="The quotations that begin in this stretch of the text.")


class Known(Answer):
    """Whether somebody has had the chance to know something."""

    who: Person
    probability: float = Field(description="Probability that this one knows it by then, from 0 to 1.")
    how: str = Field(
        description="present, told, overheard, read, own (says, thinks or does it), or inferred."
    )
    source: Person | None = Field(description="Who says it, if it is said or told.")
    evidence: list[Evidence] = Field(description="Where the text shows how this one comes to know it.")


class Thing(Answer):
    """Something that the text tells, and who knows it."""

    what: Evidence
    chapter: str | None
    known_by: list[Known]
    hidden_from: list[Known] = Field(description="Those whom it concerns and who do not know it.")


class Knowledge(Page):
    """Things in the order of the text."""

    items: list[Thing]


class Slip(Answer):
    """Places of the text that cannot both be so."""

    id: int
    kind: str
    message: str
    about: list[Person]
    probability: float = Field(description="Probability that it is a slip of the author, from 0 to 1.")
    evidence: list[Evidence]
    chapter: str | None


class Findings(Page):
    """Contradictions, in the order in which they show."""

    items: list[Slip]
