"""The weights of what somebody knows, from ``weights.json``: fitted by ``training.story.knowledge``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np

from fabula.story.knowledge import KNOWLEDGE, KnowledgeWeights
from fabula.story.witnesses import WITNESS

KNOWLEDGE_TABLES: Final[Mapping[str, Sequence[str]]] = {"witness": WITNESS, "knowledge": KNOWLEDGE}
"""The names of the features of each decision."""


@lru_cache(maxsize=1)
def shipped_knowledge() -> KnowledgeWeights:
    """The weights that the package ships."""
    return parse_knowledge(json.loads(files("fabula.story").joinpath("weights.json").read_text("utf8")))


def parse_knowledge(kept: Mapping[str, Mapping[str, float]]) -> KnowledgeWeights:
    """Weights by the names of their features; one that is missing is an error in the package."""
    return KnowledgeWeights(
        **{
            table: np.asarray([kept[table][name] for name in names], dtype=np.float64)
            for table, names in KNOWLEDGE_TABLES.items()
        }
    )
