"""A work as CoNLL-U, one word a line, with its mentions and coreference as CorefUD 1.0 has them.

The formats: universaldependencies.org/format.html, and Nedoluzhko, Novák, Popel, Žabokrtský, Zeldes and
Zeman 2022 for the ``Entity`` attribute. What has no column of its own is in MISC: ``Start`` and ``End``, the
code points of the word in the text; ``Event=Yes`` with ``EventProb``, its probability, where an event is
likelier than not; ``Quote``, the number of the innermost quotation.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, groupby, pairwise
from operator import attrgetter
from pathlib import Path, PurePath

from fabula.exports.files import write_file
from fabula.exports.tokens import head_within, token_spans, tokens
from fabula.types import Annotations, Entity, EntityType, Mention, Token, Work

GLOBAL_ENTITY = "eid-etype-head-other"
"""What stands in a bracket that opens a mention, in this order."""

_TYPES = {
    EntityType.PERSON: "person",
    EntityType.FACILITY: "place",
    EntityType.PLACE: "place",
    EntityType.LOCATION: "place",
    EntityType.VEHICLE: "object",
    EntityType.ORGANISATION: "organization",
}
"""The types of CorefUD that ours are kinds of."""


def write(work: Work, annotations: Annotations, path: Path) -> None:
    """Writes the sentences. Raises OSError, and UnicodeEncodeError for half a character."""
    write_file("".join(document(work, annotations)).encode(), path)


def document(work: Work, annotations: Annotations) -> Iterator[str]:
    """The sentences of a work, each with its comments, its words and the empty line after it.

    ``annotations`` are those that the work was made of. The first sentence has ``# newdoc`` and the names of
    the entities (``# entity e12 = …``) before it. Words are in normal form C, as the format wants; ``Start``
    and ``End`` are of the text as it is.
    """
    rows = list(tokens(work, annotations))
    spaces = _spaces(work.text.content, rows)
    brackets = _brackets(work, annotations, rows)
    split = _split_antecedents(work, annotations)
    name = document_name(work.text.source)
    paragraph = -1
    for sentence, group in groupby(rows, attrgetter("sentence")):
        words = list(group)
        comments = (
            []
            if sentence
            else [f"newdoc id = {name}", f"generator = {work.provenance.line}", *_entity_lines(work)]
        )
        if words[0].paragraph != paragraph:
            paragraph = words[0].paragraph
            comments.append(f"newpar id = {name}-p{paragraph}")
        forms = [unicodedata.normalize("NFC", word.text) for word in words]
        spaced = (form + " " * spaces[word.id] for form, word in zip(forms, words, strict=True))
        comments += [f"sent_id = {name}-s{sentence}", f"text = {''.join(spaced).rstrip()}"]
        lines = [f"# {comment}" for comment in comments]
        for form, word in zip(forms, words, strict=True):
            misc = _misc(word, spaces[word.id], brackets.get(word.id, ""), split.get(word.id, ""))
            lines.append(_line(form, word, words[0].id, misc))
        yield "\n".join(lines) + "\n\n"


def document_name(source: str) -> str:
    """What a document and its sentences are called after a source: no space and no slash is in it."""
    stem = PurePath(source.replace("\\", "/")).stem
    return "".join(char if char.isalnum() or char in "-_." else "_" for char in stem) or "text"


def _line(form: str, word: Token, first: int, misc: str) -> str:
    head = 0 if word.head is None else word.head - first + 1
    lemma = unicodedata.normalize("NFC", word.lemma) or "_"
    columns = (form, lemma, word.upos, word.xpos, "_", str(head), word.relation, "_", misc)
    return "\t".join((str(word.id - first + 1), *columns))


def _misc(word: Token, space: bool, entity: str, split: str) -> str:
    """The last column: attributes in the order of the alphabet."""
    found: dict[str, object] = {"End": word.end}
    if entity:
        found["Entity"] = entity
    if word.is_event:
        found["Event"] = "Yes"
        found["EventProb"] = round(word.event, 4)
    if word.quote is not None:
        found["Quote"] = word.quote
    if not space:
        found["SpaceAfter"] = "No"
    if split:
        found["SplitAnte"] = split
    found["Start"] = word.start
    if word.supersense is not None:
        found["Supersense"] = word.supersense
    return "|".join(f"{name}={value}" for name, value in found.items())


def _spaces(content: str, rows: Sequence[Token]) -> list[bool]:
    """Whether white space follows each word; the last one's is not worth a remark."""
    gaps = ((word.end, after.start) for word, after in pairwise(rows))
    return [*(any(map(str.isspace, content[end:start])) for end, start in gaps), True]


def _entity_lines(work: Work) -> Iterator[str]:
    """The comments that say what brackets hold, and what each entity is called."""
    yield f"global.Entity = {GLOBAL_ENTITY}"
    for entity in work.cast.entities:
        name = "".join(char if char.isprintable() else " " for char in entity.name)
        yield f"entity e{entity.id} = {unicodedata.normalize('NFC', ' '.join(name.split()))}"


def _brackets(work: Work, annotations: Annotations, rows: Sequence[Token]) -> dict[int, str]:
    """The ``Entity`` attribute of each token that has one.

    The order is that of the CorefUD tools: what was open is closed, inner mentions first, then what is
    longer opens first, and mentions of one word come last; they come first where none opens.
    """
    types = {f"e{entity.id}": entity.type for entity in work.cast.entities}
    opened: defaultdict[int, str] = defaultdict(str)
    closed: defaultdict[int, str] = defaultdict(str)
    single: defaultdict[int, str] = defaultdict(str)
    spans = token_spans(annotations, [(mention.start, mention.end) for mention in work.cast.mentions])
    order = sorted(range(len(spans)), key=lambda i: (spans[i][0], -spans[i][1]))
    eids = _eids(work.cast.mentions)
    for i in order:
        (start, end), mention, eid = spans[i], work.cast.mentions[i], eids[i]
        if start >= end:
            continue
        kind = types.setdefault(eid, mention.type)
        opening = (
            f"({eid}-{_TYPES[kind]}-{head_within(rows, (start, end)) - start + 1}-{_other(mention, kind)}"
        )
        if end == start + 1:
            single[start] += opening + ")"
        else:
            opened[start] += opening
            closed[end - 1] = f"{eid})" + closed[end - 1]
    return {
        at: closed[at] + opened[at] + single[at] if at in opened else single[at] + closed[at]
        for at in sorted({*opened, *closed, *single})
    }


def _eids(mentions: Sequence[Mention]) -> list[str]:
    """What each mention stands for: ``e`` and an entity's number, or ``u`` and one of what is none."""
    chains = max((mention.chain or 0 for mention in mentions), default=0)
    alone = count(chains + 1)
    return [
        f"u{mention.chain or next(alone)}" if mention.entity is None else f"e{mention.entity}"
        for mention in mentions
    ]


def _other(mention: Mention, kind: EntityType) -> str:
    """What CorefUD has no field for: the form, the probability of the link, and our own type."""
    known = {"form": mention.form.value}
    if mention.entity is not None:
        known["prob"] = str(round(float(mention.confidence), 4))
    known["type"] = kind.value
    return ",".join(f"{name}:{value}" for name, value in known.items())


def _split_antecedents(work: Work, annotations: Annotations) -> dict[int, str]:
    """The ``SplitAnte`` attribute: at the first word of a group's first mention, who is in the group."""
    mentions = [mention for mention in work.cast.mentions if mention.entity is not None]
    spans = token_spans(annotations, [(mention.start, mention.end) for mention in mentions])
    first: dict[int, int] = {}
    for mention, (start, end) in zip(mentions, spans, strict=True):
        if mention.entity is not None and start < end:
            first.setdefault(mention.entity, start)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for entity in work.cast.entities:
        members = _mentioned(entity, first)
        if entity.id in first and len(members) > 1:
            found[first[entity.id]] += (f"e{member}<e{entity.id}" for member in members)
    return {at: ",".join(links) for at, links in found.items()}


def _mentioned(entity: Entity, first: Mapping[int, int]) -> list[int]:
    return [member for member in entity.members if member in first and member != entity.id]
