"""The words of works made by hand: tags and trees by a few plain rules, valid rather than right."""

from __future__ import annotations

import numpy as np

from fabula.language.sentences import split_sentences
from fabula.language.speech import find_quotations
from fabula.language.tokens import tokenize
from fabula.types import RELATIONS, UPOS, XPOS, Annotations, BlockKind, PairScores, Span, Words, Work

_PRONOUNS = {"i", "you", "he", "she", "it", "they", "him", "his", "her", "who", "somebody"}
_VERBS = {
    **{"said": "say", "asked": "ask", "waited": "wait", "told": "tell", "called": "call", "shook": "shake"},
    **{"have": "have", "took": "take", "found": "find", "rove": "rove", "is": "be", "swim": "swim"},
}
_TAGS = {"VERB": "VBD", "PRON": "PRP", "PROPN": "NNP", "PUNCT": ".", "NOUN": "NN", "X": "FW"}
NOTHING = PairScores(
    np.zeros(1, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, np.float32)
)


def annotated(work: Work) -> Annotations:
    """Annotations that a work could have been made of, but for their mentions and quotations.

    The first verb of a sentence is its root, the word before it its subject. Verbs are events, and blocks
    other than headings, paragraphs and verse are not read.
    """
    found = tokenize(work.text)
    sentence_start, sentence_end = split_sentences(work.text, found, find_quotations(work.text))
    bounds = list(zip(sentence_start.tolist(), sentence_end.tolist(), strict=True))
    spans = zip(found.start.tolist(), found.end.tolist(), strict=True)
    words = [work.text.content[start:end] for start, end in spans]
    unread = [
        work.text.blocks[b].kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.VERSE)
        for b in found.block
    ]
    upos = ["X" if skip else _tag(word) for word, skip in zip(words, unread, strict=True)]
    heads, relations = _trees(upos, bounds)
    none = np.zeros(0, np.int32)
    sure = np.array([0.0 if skip else 0.9 for skip in unread], np.float32)
    return Annotations(
        token_start=found.start,
        token_end=found.end,
        token_block=found.block,
        sentence_start=sentence_start,
        sentence_end=sentence_end,
        mention_start=none,
        mention_end=none,
        mention_type=none,
        mention_form=none,
        mention_score=np.zeros(0, np.float32),
        mention_quotation=none,
        quotations=(),
        antecedents=NOTHING,
        speakers=NOTHING,
        addressees=NOTHING,
        words=Words(
            tuple(
                word if tag == "X" else _VERBS.get(word.lower(), word)
                for word, tag in zip(words, upos, strict=True)
            ),
            np.array([UPOS.index(tag) for tag in upos], np.int32),
            np.array([XPOS.index(_TAGS[tag]) for tag in upos], np.int32),
            np.array(heads, np.int32),
            np.array([RELATIONS.index(relation) for relation in relations], np.int32),
            sure,
            sure,
            np.array([0.875 if tag == "VERB" else 0.03125 for tag in upos], np.float32) * (sure > 0),
        ),
    )


def _tag(word: str) -> str:
    if not word[0].isalnum():
        return "PUNCT"
    if word.lower() in _VERBS:
        return "VERB"
    if word.lower() in _PRONOUNS:
        return "PRON"
    return "PROPN" if word[0].isupper() else "NOUN"


def _trees(upos: list[str], bounds: list[Span]) -> tuple[list[int], list[str]]:
    heads, relations = [-1] * len(upos), ["root"] * len(upos)
    for start, end in bounds:
        read = [i for i in range(start, end) if upos[i] != "X"]
        root = next((i for i in read if upos[i] == "VERB"), start)
        for i in read:
            if i != root:
                heads[i] = root
                own = "punct" if upos[i] == "PUNCT" else "nsubj" if i == root - 1 else "obj"
                relations[i] = own
    return heads, relations
