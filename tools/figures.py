"""The table of figures in README.md and docs/index.md, from the same runs as docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BEGIN, END = "<!-- figures: made by `make benchmarks DATA=DIR` -->\n", "<!-- end of figures -->\n"

Scores = Mapping[str, Any]
"""A report as ``fabula evaluate --json`` prints it."""


def table(scores: Mapping[str, Scores], peer: Scores, speed: Mapping[str, float]) -> str:
    """Rows of what is measured, its figure, and what stands beside it."""

    def shown(corpus: str, *keys: str, interval: bool = False) -> str:
        found = ", ".join(f"{scores[corpus]['overall'][key]:.1f}" for key in keys)
        if not interval:
            return found
        low, high = scores[corpus]["intervals"][keys[0]]
        return f"{found} ({low:.1f} to {high:.1f})"

    def beside(*keys: str) -> str:
        return ", ".join(f"{peer['overall'][key]:.1f}" for key in keys)

    kinds = ("explicit", "anaphoric", "implicit")
    rows = [
        (
            "quotations found, and how many of those it finds are speech (PDNC, five whole novels)",
            shown("PDNC", "found", "precision"),
            beside("found", "precision"),
        ),
        (
            "quotations with the right speaker, one to one",
            shown("PDNC", "speakers", interval=True),
            f"BookNLP's own output on the same novels: {beside('speakers')}",
        ),
        (
            "… with a name in the tag, with a pronoun or noun, with no tag",
            shown("PDNC", *kinds),
            beside(*kinds),
        ),
        (
            "entities: names, the titles in them, nominals; F1 (LitBank, ten documents)",
            shown("LitBank", "entities_f1", interval=True),
            "68.3 published",
        ),
        (
            "events, F1",
            shown("LitBank", "events_f1", interval=True),
            "BookNLP 70.6 small, 74.1 big",
        ),
        (
            "coreference on its own mentions, CoNLL F1",
            shown("LitBank", "conll_f1", interval=True),
            "",
        ),
        (
            "part of speech, lemma, dependencies with relation (English Web Treebank, given its words)",
            shown("EWT", "upos", "lemma", "las"),
            "",
        ),
        (
            f"*Emma* from its file to its cast on two cores, {speed['words']:,.0f} words",
            f"{speed['seconds']:.0f} seconds, {speed['megabytes']:.0f} MB",
            "",
        ),
    ]
    lines = ["| what | figure (95 % interval) | beside |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {what} | {figure} | {other} |" for what, figure, other in rows)]) + "\n"
