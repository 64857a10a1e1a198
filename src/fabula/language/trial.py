"""Whether the parts of a model give what reading takes from them: each is tried on one word.

A file may be the one that the card lists and be none of this program's: of another model, or of a model that
its card does not describe.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from fabula.language.features import ANTECEDENT_SIZES, SPEAKER_SIZES
from fabula.language.lemmas import SPELLING_SIZES
from fabula.language.sense_lexicon import SENSES, SIZE
from fabula.types import ENTITY_TYPES, MENTION_FORMS, RELATIONS, UPOS, XPOS

if TYPE_CHECKING:
    from fabula.language.model import Model

Shape = tuple[int, ...]


def runs(trial: Callable[[Model], bool], model: Model) -> bool:
    """Whether a trial ends well; whatever a wrong part raises, it is no part of a model."""
    try:
        return trial(model)
    except Exception:  # noqa: BLE001 - onnxruntime's own errors have nothing else in common
        return False


def encoder_fits(model: Model) -> bool:
    """Whether the encoder knows every piece of the vocabulary and gives states of the card's width."""
    states = model.states([(len(model.vocabulary) - 1,)], [0])
    return bool(np.isfinite(states).all())


def heads_fit(model: Model) -> bool:
    """Whether each head runs on such states, and gives as much as is taken from it."""
    width, vector, rules = int(model.card["width"]), int(model.card["vector"]), len(model.card["lemma_rules"])
    states = np.zeros((1, width), np.float32)
    types, forms = model.spans(states[None])
    (words,) = model.words(states, np.zeros((1, len(SPELLING_SIZES)), np.int64), lambda found: found)
    mentions = model.vectors("mention", np.zeros((1, 3 * width), np.float32))
    quotations = model.vectors("quotation", np.zeros((1, 4 * width), np.float32))
    shapes: list[tuple[Shape, Shape]] = [
        (types.shape, (1, 1, 1, 1 + len(ENTITY_TYPES))),
        (forms.shape, (1, 1, 1, len(MENTION_FORMS))),
        (words.upos.shape, (1, len(UPOS))),
        (words.xpos.shape, (1, len(XPOS))),
        (words.lemmas.shape, (1, rules)),
        (words.event.shape, (1, 1)),
        (words.speech.shape, (1, 3)),
        (model.arcs(states[None]).shape, (1, 1, 2)),
        (model.relations(states, states).shape, (1, len(RELATIONS))),
        (mentions.shape, (1, vector)),
        (quotations.shape, (1, vector)),
    ]
    one = np.zeros(1, np.int64)
    for kind, left, sizes in (
        ("antecedents", mentions, ANTECEDENT_SIZES),
        ("speakers", quotations, SPEAKER_SIZES),
        ("addressees", quotations, SPEAKER_SIZES),
    ):
        features = np.zeros((1, len(sizes)), np.int64)
        shapes.append((model.pair_scores(kind, left, mentions, one, one, features).shape, (1,)))
    if model.restores_paragraphs:
        shapes.append((model.breaks(np.zeros((1, 3 * width), np.float32)).shape, (1,)))
    if model.finds_scenes:
        shapes.append((model.scenes(np.zeros((1, 6 * width), np.float32)).shape, (1,)))
    if model.lexicon is not None:
        told = np.zeros((1, SIZE), np.float32)
        shapes.append((model.senses(states, told).shape, (1, 1 + 2 * SENSES)))
    return all(found == wanted for found, wanted in shapes)
