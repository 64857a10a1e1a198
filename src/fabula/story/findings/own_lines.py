"""A line that is tagged with the name of the one whom it addresses: “Come, Tom,” said Tom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fabula.lang.en.contradictions import NOT_SO
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material, signs_of
from fabula.types import FindingKind, Mention, MentionForm

_ADDRESSED: Final = re.compile(r"^\s*(?:[,!?.;:—–-]|[”\"’']|$)")
_LEADS: Final = re.compile(
    r"(?:^|[“\"‘']|[,;—–-]|\b(?:dear|old|my|oh|O|ah|yes|no|well|and|but|poor))\s*$", re.IGNORECASE
)
_TELLS: Final = re.compile(
    r"\b(?:I am|I[’']m|is|was|it[’']s|it is|name is|called|me|myself|by|of|to|for|with|and)\s*,?\s*$"
)
_TITLES: Final = re.compile(r"^(?:Mrs?|Miss|Dr|Sir|Lady|Lord|Captain)\b\.? ?")


def own_lines(material: Material) -> Iterator[Candidate]:
    """Findings about lines that go against their own tags."""
    mentions = sorted(material.cast.mentions, key=lambda own: own.start)
    by_start = {own.start: own for own in mentions}
    k = 0
    for quote in sorted(material.cast.quotes, key=lambda own: own.start):
        tag = None if quote.speaker_mention is None else by_start.get(quote.speaker_mention[0])
        while k < len(mentions) and mentions[k].start < quote.start:
            k += 1
        if tag is None or tag.form is not MentionForm.NAME or tag.entity not in material.entities:
            continue
        said = material.content[tag.start : tag.end]
        if any(a <= tag.start < b for a, b in quote.spans) or abs(tag.start - quote.start) > 600:
            continue
        for own in mentions[k:]:
            if own.start >= quote.spans[-1][1]:
                break
            if own.form is MentionForm.NAME and _is_address(material, quote.spans, own, said):
                spans = [(own.start, own.end), (tag.start, tag.end)]
                signs = signs_of(material, spans[1:], min(tag.confidence, 1.0))
                if material.is_explained(spans, NOT_SO | {"himself", "herself", "aloud", "thought"}, 100):
                    signs.append("explained")
                if own.entity != tag.entity:
                    signs.append("not the same of the cast")
                first = material.content[own.start : own.end] == said
                signs.append("same words" if first else "part of the name")
                name = material.name(tag.entity)
                message = f"The line addresses “{material.reads(spans[0])}” and is said by {name}."
                yield candidate(FindingKind.SPEAKER, message, spans, tag.entity, *signs)
                break


def _is_address(material: Material, parts: tuple[tuple[int, int], ...], own: Mention, tag: str) -> bool:
    """Whether a name in a line addresses somebody who is called as the tag says."""
    words = _TITLES.sub("", material.content[own.start : own.end])
    plain = _TITLES.sub("", tag)
    if not words or not (words == plain or words in plain.split() or plain in words.split()):
        return False
    part = next((each for each in parts if each[0] <= own.start < each[1]), None)
    if part is None:
        return False
    after = material.content[own.end : min(part[1], own.end + 3)]
    before = material.content[max(part[0], own.start - 30) : own.start]
    if not _ADDRESSED.match(after) or _TELLS.search(before):
        return False
    return _LEADS.search(before) is not None
