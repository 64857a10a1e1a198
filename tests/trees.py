"""Sentences with their trees written out, for whatever reads syntax.

Each sentence is one string of words, ``word/TAG/relation>head``: the head is another word of the sentence,
by its form (of several the nearest). ``TAG`` is of the Penn treebank; the universal one and the lemma follow
from it, or from ``lemmas``. Words without a slash are punctuation on the word before. Brackets mark mentions,
as in ``tests.cast.scenes``: ``[Emma/NNP/nsubj>came] came/VBD/root``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from fabula.types import RELATIONS, UPOS, XPOS, Words
from tests.cast.scenes import Links, Scene, tell

_UNIVERSAL = {
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "JJ": "ADJ",
    "PRP": "PRON",
    "PRP$": "PRON",
    "WP": "PRON",
    "IN": "ADP",
    "DT": "DET",
    "RB": "ADV",
    "CD": "NUM",
    "CC": "CCONJ",
    "TO": "PART",
    "MD": "AUX",
    "POS": "PART",
}
_LEMMAS = {"was": "be", "were": "be", "is": "be", "am": "be", "’s": "be", "had": "have", "has": "have"}
_WORD = re.compile(r"([\w’'-]+)/([A-Z$]+)/([a-z:]+)(?:>([\w’'-]+))?")


def scene(
    *page: str,
    lemmas: Mapping[str, str] | None = None,
    links: Links | None = None,
    speakers: Links | None = None,
    events: tuple[str, ...] = (),
) -> Scene:
    """A page with its trees; ``events`` are words that the model takes for events."""
    rows = [match for line in page for match in _WORD.findall(line)]
    told = tell(
        *(_WORD.sub(r"\1", line) for line in page),
        links=links or {},
        speakers=speakers or {},
    )
    notes, content = told.notes, told.text.content
    forms = [content[a:b] for a, b in zip(notes.token_start, notes.token_end, strict=True)]
    size = len(forms)
    upos, xpos = np.full(size, UPOS.index("PUNCT"), np.int32), np.full(size, XPOS.index("."), np.int32)
    relation, head = np.full(size, RELATIONS.index("punct"), np.int32), np.full(size, -1, np.int32)
    lemma = [form.lower() for form in forms]
    place = 0
    for form, tag, how, over in rows:
        place = forms.index(form, place)
        xpos[place] = XPOS.index(tag)
        auxiliary = how.startswith(("aux", "cop"))
        verb = "AUX" if auxiliary else "VERB"
        upos[place] = UPOS.index(_UNIVERSAL.get(tag, verb if tag.startswith("VB") else "X"))
        relation[place] = RELATIONS.index(how)
        if over:
            head[place] = min((abs(j - place), j) for j, own in enumerate(forms) if own == over)[1]
        lemma[place] = {**_LEMMAS, **(lemmas or {})}.get(form, form.lower())
        place += 1
    for k in range(size):
        if head[k] < 0 and relation[k] == RELATIONS.index("punct") and k:
            head[k] = k - 1
    zeros = np.zeros(size, np.float32)
    event = np.asarray([float(form in events) for form in forms], np.float32)
    made = Words(tuple(lemma), upos, xpos, head, relation, zeros, zeros, event)
    return replace(told, notes=replace(notes, words=made))
