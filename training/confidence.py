"""Fits how far to believe the entity of a mention: the ``links`` of ``fabula/cast/weights.json``.

Prints the same for speakers, whose weights there are those of ``training.cast.fit``.

    python -m training.confidence --model DIR --data DIR --kept DIR --novels NAME [NAME …]

Logistic regression on novels as printed and on LitBank's training documents, four times twenty of which count
as a novel each; every novel has the same weight. PDNC knows the mentions inside quotations alone. What is
printed of each novel comes from weights fitted on the others.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from fabula.cast.calibration import LinkSigns, Reference, SpeakerSigns
from fabula.cast.casting import cast_of, settle
from fabula.cast.confidence import link_signs, speaker_confidences, speaker_signs
from fabula.cast.weights import shipped
from fabula.evaluation.claims import novel_link_claims, novel_speaker_claims
from fabula.evaluation.litbank import Document, read_documents
from fabula.evaluation.litbank_layers import claims_of
from fabula.evaluation.pdnc import Novel, novel_names, read_novel
from fabula.evaluation.scores.calibration import Claims, calibration, joined
from fabula.language.annotate import annotate
from fabula.language.model import Model
from fabula.pipeline import plain_text
from fabula.types import Annotations, Cast, Text
from training.forms import PRINTED
from training.speakers import Reader

RIDGE = 0.0002
"""Against weights that a few lines make large; of each novel's mean loss."""

SHORT = 4
"""As how many novels LitBank's documents count together."""

LEAST_SPREAD = 1e-3
"""A sign that hardly differs between claims is not blown up."""


@dataclass(frozen=True)
class Lines:
    """Claims about a novel: their signs (m, signs), and which are right (m)."""

    name: str
    signs: np.ndarray
    right: np.ndarray


@dataclass(frozen=True)
class Signs:
    """What is known of a text: the signs of its speakers, and of its mentions.

    Mentions are kept by what they go by, and whether inside quotations.
    """

    speakers: Lines
    links: Mapping[tuple[Reference, bool], Lines]


def signs_of(name: str, text: Text, notes: Annotations, claimed: Callable[[Cast], Sequence[Claims]]) -> Signs:
    """The signs of a text; ``claimed`` gives what its cast says of speakers and entities, right or wrong."""
    settled = settle(text, notes)
    book, resolution, said = settled.book, settled.resolution, settled.said
    cast = cast_of(settled)
    # the number of the claim in place of its confidence tells which one it is about
    quotes = tuple(replace(quote, confidence=float(row)) for row, quote in enumerate(cast.quotes))
    mentions = tuple(replace(mention, confidence=float(i)) for i, mention in enumerate(cast.mentions))
    spoken = speaker_signs(book, resolution, said)
    linked = link_signs(book, resolution, speaker_confidences(book, resolution, said, shipped().speaker))
    speakers, links = claimed(replace(cast, quotes=quotes, mentions=mentions))
    kinds: dict[tuple[Reference, bool], list[tuple[LinkSigns, bool]]] = {}
    for i, right in numbered(links):
        kinds.setdefault((linked[i].reference, linked[i].quoted), []).append((linked[i], right))
    return Signs(
        lines(name, [(own, right) for row, right in numbered(speakers) if (own := spoken[row]) is not None]),
        {kind: lines(name, own) for kind, own in kinds.items()},
    )


def numbered(claims: Claims) -> Iterable[tuple[int, bool]]:
    """The number that stands in place of each claim's confidence, and whether the claim is right."""
    return zip(claims.confidence.astype(int).tolist(), claims.right.tolist(), strict=True)


def of_novel(novel: Novel, reader: Reader) -> Signs:
    return signs_of(
        novel.name,
        *reader.read(novel, PRINTED),
        lambda cast: (novel_speaker_claims(novel, cast.quotes), novel_link_claims(novel, cast.mentions)),
    )


def of_document(document: Document, model: Model) -> Signs:
    text = plain_text(Path(document.name), document.text)
    notes = annotate(text, model)

    def claimed(cast: Cast) -> tuple[Claims, Claims]:
        known = claims_of(document, notes, cast)
        return known["speaker"], known["mention's entity"]

    return signs_of(document.name, text, notes, claimed)


def short_texts(litbank: Path, model: Model) -> list[Signs]:
    """LitBank's training documents, as so many novels: a short text has fewer signs, and more of each."""
    found = [of_document(document, model) for document in read_documents(litbank, "train")]
    return [pooled(f"short texts {k + 1}", found[k::SHORT]) for k in range(SHORT)]


def pooled(name: str, texts: Sequence[Signs]) -> Signs:
    """Several texts as one."""

    def joined_lines(parts: Sequence[Lines]) -> Lines:
        signs = np.concatenate([own.signs for own in parts])
        return Lines(name, signs, np.concatenate([own.right for own in parts]))

    kinds = {kind for own in texts for kind in own.links}
    return Signs(
        joined_lines([own.speakers for own in texts if len(own.speakers.right)]),
        {kind: joined_lines([own.links[kind] for own in texts if kind in own.links]) for kind in kinds},
    )


def lines(name: str, claims: Sequence[tuple[SpeakerSigns, bool]] | Sequence[tuple[LinkSigns, bool]]) -> Lines:
    signs = np.asarray([own.columns() for own, _ in claims])
    return Lines(name, signs, np.asarray([right for _, right in claims], float))


def fitted(novels: Sequence[Lines]) -> np.ndarray:
    """The weights of the signs, and the shift behind them."""
    every = np.concatenate([lines.signs for lines in novels])
    scale = np.append(np.maximum(every.std(axis=0), LEAST_SPREAD), 1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = RIDGE * weights[:-1] @ weights[:-1], np.append(2 * RIDGE * weights[:-1], 0.0)
        for lines in novels:
            signs = with_one(lines.signs) / scale
            odds = signs @ weights
            total += np.mean(np.logaddexp(0.0, odds) - lines.right * odds) / len(novels)
            slope += signs.T @ (share(odds) - lines.right) / len(odds) / len(novels)
        return float(total), slope

    found: np.ndarray = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B").x / scale
    return found


def with_one(signs: np.ndarray) -> np.ndarray:
    return np.column_stack([signs, np.ones(len(signs))])


def share(odds: np.ndarray) -> np.ndarray:
    found: np.ndarray = 1.0 / (1.0 + np.exp(-odds))
    return found


def left_out(novels: Sequence[Lines]) -> list[Claims]:
    """What weights fitted on the other novels say of each."""
    found = []
    for lines in novels:
        weights = fitted([other for other in novels if other is not lines])
        found.append(Claims(share(with_one(lines.signs) @ weights), lines.right > 0))
    return found


def report(novels: Sequence[Lines]) -> None:
    claims = left_out(novels)
    names = [lines.name for lines in novels]
    for name, own in zip([*names, "all"], [*claims, joined(claims)], strict=True):
        found = calibration(name, own)
        if found is not None:
            gain = found.at(80) - found.at(100)
            print(f"{name}: calibration error {found.error:.1f}, at 80 % coverage {gain:+.1f} points")
    print("weights and shift:", ", ".join(f"{weight:.2f}" for weight in fitted(novels)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="folder of the model that reads")
    parser.add_argument("--data", type=Path, required=True, help="folder with pdnc/ and litbank/")
    parser.add_argument("--kept", type=Path, required=True, help="where annotations are kept")
    parser.add_argument("--novels", nargs="+", help="names of novels (all that are trained on)")
    args = parser.parse_args()
    reader = Reader(args.model, args.kept)
    names = novel_names(args.data / "pdnc", "train", args.novels)
    if len(names) < 2:
        parser.error("--novels: at least two, as each is told of by the others")
    found = [of_novel(read_novel(args.data / "pdnc" / name), reader) for name in names]
    found += short_texts(args.data / "litbank", reader.model)
    print("speakers")
    report([own.speakers for own in found if len(own.speakers.right)])
    for kind in itertools.product(Reference, (True, False)):
        known = [own.links[kind] for own in found if kind in own.links]
        if len(known) > 1:
            print(f"mentions: {kind[0].value}, {'inside' if kind[1] else 'outside'} quotations")
            report(known)


if __name__ == "__main__":
    main()
