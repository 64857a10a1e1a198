"""What has befallen the characters of a text on its way, each kind looked for where the others are mended."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fabula.repairs import Alignment
from fabula.sources import omissions
from fabula.sources.damage import (
    bracketed_notes,
    broken_words,
    characters,
    drop_caps,
    emphasis,
    encodings,
    marks,
    note_marks,
    page_breaks,
    page_marks,
    references,
)
from fabula.sources.damage.layers import Layers
from fabula.sources.damage.vocabulary import Vocabulary
from fabula.types import Apart, Emphasis, Repair, RepairKind, Span

__all__ = ["Damage", "damage_of"]

_TIMES = 3
# Of each kind that single characters show: what finds it, and the characters.
_BY_CHARACTERS = (
    (characters.invisible, characters.INVISIBLE),
    (characters.ligatures, characters.LIGATURES),
    (marks.stand_ins, marks.STAND_INS),
    (marks.turned, marks.TURNED),
)


@dataclass(slots=True)
class Damage:
    """The repairs of a content (in order, apart), and how it reads with them.

    ``pages`` are the lines that belong to a page and not to the text, and ``notes`` the starts of paragraphs
    that only a mark elsewhere shows to be notes: both of the view. ``emphasis`` is what marks of emphasis
    enclose, in the content. ``warnings`` are sentences about what was mended.
    """

    repairs: tuple[Repair, ...]
    view: str
    alignment: Alignment | None
    pages: list[tuple[Span, Apart]]
    notes: list[int]
    emphasis: list[Emphasis]
    warnings: list[str]

    def forth(self, offset: int) -> int:
        """Where a place of the content stands in the view."""
        return offset if self.alignment is None else self.alignment.forth(offset)


def damage_of(content: str) -> Damage:
    """Find what of a content reads as something else."""
    layers = Layers(content)
    for _ in range(_TIMES):
        if not layers.mend(references.references(layers.view)):
            break
    warnings = _mend_encoding(layers)
    seen = layers.characters()
    for find, wanted in _BY_CHARACTERS:
        if not seen.isdisjoint(wanted):
            layers.mend(find(layers.view, seen & wanted))
    repairs, pages = page_breaks.page_breaks(layers.view)
    pages = [(layers.back(*span), kind) for span, kind in pages]
    layers.mend(repairs)
    repairs, alone = page_marks.page_marks(layers.view)
    pages += [(layers.back(*span), kind) for span, kind in alone]
    pages.sort()
    layers.mend(repairs)
    layers.mend(bracketed_notes.bracketed_notes(layers.view))
    words = Vocabulary(layers.view)
    for find_parted in (broken_words.broken_words, drop_caps.drop_caps):
        found = find_parted(layers.view, words)
        layers.mend(found)
        words.mended(found, layers.view)
    del words  # as large as the text
    repairs, notes = note_marks.note_marks(layers.view)
    notes = [layers.back(at, at)[0] for at in notes]
    layers.mend(repairs)
    repairs, emphasised = emphasis.emphasis(layers.view)
    emphasised = [
        replace(each, start=start, end=end)
        for each in emphasised
        for start, end in [layers.back(each.start, each.end)]
    ]
    layers.mend(repairs)
    forth = layers.forth
    return Damage(
        tuple(layers.repairs),
        layers.view,
        layers.alignment,
        [((forth(start), forth(end)), kind) for (start, end), kind in pages],
        [forth(at) for at in notes],
        emphasised,
        warnings,
    )


def _mend_encoding(layers: Layers) -> list[str]:
    """Read in UTF-8 what is UTF-8, and say so."""
    taken: list[str] = []
    for _ in range(_TIMES):
        found, encoding = encodings.wrong_encoding(layers.view, layers.characters())
        if not layers.mend(found):
            break
        taken.append(encodings.NAMES[encoding])
    if not taken:
        return []
    places = sum(repair.kind is RepairKind.ENCODING for repair in layers.repairs)
    return [omissions.encoding_mended(taken[0], places)]
