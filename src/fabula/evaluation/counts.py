"""Whether a corpus was read whole: its counts beside those that its release is known to have.

The sentences of EWT are those of its page at universaldependencies.org (16,622 in all). LitBank and PDNC are
published as 100 documents and 28 novels; the counts here are of the splits that this project uses of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from fabula import errors
from fabula.evaluation import ewt, litbank, pdnc

Counts = Mapping[str, int]

KNOWN: Mapping[tuple[str, str], Counts] = {
    ("EWT", "train"): {"documents": 540, "sentences": 12544, "words": 204577},
    ("EWT", "dev"): {"documents": 318, "sentences": 2001, "words": 25147},
    ("EWT", "test"): {"documents": 316, "sentences": 2077, "words": 25094},
    ("LitBank", "train"): {
        "documents": 80,
        "tokens": 169456,
        "mentions": 23218,
        "entities": 11186,
        "events": 6123,
        "quotations": 1345,
    },
    ("LitBank", "dev"): {
        "documents": 10,
        "tokens": 20438,
        "mentions": 3053,
        "entities": 1463,
        "events": 973,
        "quotations": 213,
    },
    ("PDNC", "train"): {"novels": 17, "characters": 818, "quotations": 24271},
    ("PDNC", "dev"): {"novels": 5, "characters": 136, "quotations": 5024},
}
"""By corpus and split."""


def check_counts(corpus: str, split: str, root: Path) -> None:
    """Read a split of ``EWT``, ``LitBank`` or ``PDNC`` and compare its counts with those known.

    Raises :class:`fabula.errors.EvaluationError` where they differ, and where the corpus cannot be read.
    """
    found = _COUNTERS[corpus](root, split)
    for what, wanted in KNOWN[corpus, split].items():
        if found[what] != wanted:
            raise errors.gold_counts_differ(root, split, what, found[what], wanted)


def _count_ewt(root: Path, split: str) -> Counts:
    documents = list(ewt.read_documents(root, split))
    return {
        "documents": len(documents),
        "sentences": sum(len(document.sentences) for document in documents),
        "words": sum(len(document.words) for document in documents),
    }


def _count_litbank(root: Path, split: str) -> Counts:
    documents = list(litbank.read_documents(root, split))
    layers = ("tokens", "mentions", "entities", "events", "quotations")
    return {
        "documents": len(documents),
        **{layer: sum(len(getattr(document, layer)) for document in documents) for layer in layers},
    }


def _count_pdnc(root: Path, split: str) -> Counts:
    novels = list(pdnc.read_novels(root, split))
    return {
        "novels": len(novels),
        "characters": sum(len(novel.characters) for novel in novels),
        "quotations": sum(len(novel.quotations) for novel in novels),
    }


_COUNTERS: Mapping[str, Callable[[Path, str], Counts]] = {
    "EWT": _count_ewt,
    "LitBank": _count_litbank,
    "PDNC": _count_pdnc,
}
