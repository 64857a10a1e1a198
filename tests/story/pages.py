"""Little stories for the story layer: those of ``tests.cast.scenes`` with what is said of each word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from fabula.story.document import Document
from fabula.types import RELATIONS, UPOS, XPOS, Annotations, Cast, Text, Words
from tests.cast.scenes import Links, tell

Arc = tuple[str, str]
"""The word that another hangs on, and the relation."""

VERBS: Mapping[str, str] = {
    "came": "come",
    "left": "leave",
    "sat": "sit",
    "saw": "see",
    "thought": "think",
    "went": "go",
    "said": "say",
    "walked": "walk",
    "slept": "sleep",
}


def told(
    *page: str,
    arcs: Mapping[str, Arc] | None = None,
    links: Links | None = None,
    speakers: Links | None = None,
) -> tuple[Text, Annotations, Cast]:
    """A page with its cast. Each word of ``VERBS`` is a past tense and the root of its sentence.

    The first mention before it in its sentence is its subject; ``arcs`` says of other words what they hang
    on: the nearest such word.
    """
    scene = tell(*page, links=links or {})
    notes, content = scene.notes, scene.text.content
    words = [content[a:b] for a, b in zip(notes.token_start, notes.token_end, strict=True)]
    size = len(words)
    upos, xpos = np.full(size, UPOS.index("X"), np.int32), np.full(size, XPOS.index("FW"), np.int32)
    relation, head = np.full(size, RELATIONS.index("root"), np.int32), np.full(size, -1, np.int32)
    for k, word in enumerate(words):
        if word in VERBS:
            upos[k], xpos[k] = UPOS.index("VERB"), XPOS.index("VBD")
        if word == "had":
            upos[k], xpos[k] = UPOS.index("AUX"), XPOS.index("VBD")
    for end in notes.mention_end.tolist():
        verbs = [k for k in range(end, min(size, end + 4)) if words[k] in VERBS]
        if verbs:
            head[end - 1], relation[end - 1] = verbs[0], RELATIONS.index("nsubj")
    for word, (over, name) in (arcs or {}).items():
        for k in (k for k, own in enumerate(words) if own == word):
            head[k] = min((abs(j - k), j) for j, own in enumerate(words) if own == over)[1]
            relation[k] = RELATIONS.index(name)
    lemma = tuple({"had": "have"}.get(word, VERBS.get(word, word.lower())) for word in words)
    zeros = np.zeros(size, np.float32)
    event = np.asarray([float(word in VERBS) for word in words], np.float32)
    made = Words(lemma, upos, xpos, head, relation, zeros, zeros, event)
    return scene.text, replace(notes, words=made), scene.read().cast


def laid_out(*page: str, arcs: Mapping[str, Arc] | None = None, links: Links | None = None) -> Document:
    """A page as the story layer sees it."""
    return Document(*told(*page, arcs=arcs, links=links))
