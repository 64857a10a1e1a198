"""Puts PDNC's gold on the mentions that an earlier model finds in its novels.

    python -m training.prepare --model DIR --data DIR --as printed --out FILE

PDNC marks who speaks and the mentions inside speech, but no mentions in the narration. So a model trained
on LitBank alone finds the mentions, and what PDNC knows is laid over them: the mention in each speech tag,
names that only one character has, and the mentions inside quotations. Novels in forms that lose their
paragraphs are read as ever, with those that the model finds again.
"""

from __future__ import annotations

import argparse
import itertools
import pickle
from bisect import bisect_left
from pathlib import Path

import numpy as np

from fabula.evaluation.align import LetterIndex, letters_only
from fabula.evaluation.pdnc import GoldQuotation, Novel, read_novels
from fabula.language.encode import encode_words
from fabula.language.features import (
    MentionTable,
    addressee_candidates,
    mention_table,
    quotation_table,
    speaker_candidates,
)
from fabula.language.model import Model
from fabula.language.wordpiece import WordPieces
from fabula.types import Annotations, Text
from training.corpora import Example, moved_quotations, stretch_starts
from training.forms import add_forms, annotated, in_form

SUBJECTS = frozenset(["he", "she", "i", "they", "we", "you", "it"])
Target = tuple[np.ndarray, np.ndarray]


class Gold:
    """One novel: its annotations, and what PDNC says of its mentions and quotations."""

    def __init__(self, novel: Novel, text: Text, notes: Annotations) -> None:
        self.novel, self.text, self.notes = novel, text, notes
        self.words = [text.content[a:b] for a, b in zip(notes.token_start, notes.token_end, strict=True)]
        self.quotations = quotation_table(
            notes.quotations, notes.token_start, notes.token_end, notes.token_block
        )
        block = notes.token_block[notes.mention_start]
        self.mentions = mention_table(
            self.words, notes.mention_start, notes.mention_end, notes.mention_type, notes.mention_form,
            notes.mention_quotation, block,
        )  # fmt: skip
        self.numbers = {c.name: c.id for c in novel.characters if not c.name.startswith("_")}
        self.spans = [notes.mention_span(i) for i in range(len(self.mentions))]
        self.matched = self._match()
        self.entities = np.full(len(self.mentions), -1, np.int32)
        self.alias = self._aliases()
        self.name_characters()

    def _match(self) -> list[GoldQuotation | None]:
        """The gold quotation that each found quotation overlaps most."""
        parts = sorted((a, b, i) for i, q in enumerate(self.novel.quotations) for a, b in q.spans)
        starts = [p[0] for p in parts]
        found: list[GoldQuotation | None] = []
        for q in self.notes.quotations:
            best, most = None, 0
            for a, b in q.spans:
                for s, e, i in parts[max(0, bisect_left(starts, a) - 3) : bisect_left(starts, b)]:
                    shared = min(e, b) - max(s, a)
                    if shared > most and shared * 2 >= e - s:
                        best, most = self.novel.quotations[i], shared
            found.append(best)
        return found

    def _aliases(self) -> dict[str, int]:
        owners: dict[str, set[int]] = {}
        for c in self.novel.characters:
            if c.name in self.numbers:
                for alias in (c.name, *c.aliases):
                    owners.setdefault(alias.lower(), set()).add(c.id)
        return {alias: next(iter(ids)) for alias, ids in owners.items() if len(ids) == 1}

    def number(self, name: str) -> int:
        character = self.novel.character(name)
        return character.id if character is not None and character.name in self.numbers else -1

    def name_characters(self) -> None:
        """Entities of mentions: names of one character, and what PDNC marks inside quotations."""
        for i, (a, b) in enumerate(self.spans):
            if self.mentions.form[i] == 0 and self.mentions.type[i] == 0:
                words = " ".join(self.text.content[a:b].split()).lower()
                self.entities[i] = self.alias.get(words.removesuffix("'s").strip(), -1)
        at = {span: i for i, span in enumerate(self.spans)}
        for q in self.novel.quotations:
            for m in q.mentions:
                i = at.get((m.start, m.end))
                if i is not None and len(m.characters) == 1:
                    self.entities[i] = self.number(m.characters[0])

    def tag_mentions(self, q: GoldQuotation, candidates: np.ndarray) -> list[int]:
        """The candidates that name the speaker within the referring expression nearest to the quotation."""
        span = self._expression(q)
        if span is None:
            return []
        own = [int(i) for i in candidates if self.spans[i][0] >= span[0] and self.spans[i][1] <= span[1]]
        speaker = self.number(q.speaker)
        named = [i for i in own if self.entities[i] == speaker and self.mentions.form[i] == 0]
        if named:
            return named
        others = {i for i in own if self.entities[i] >= 0 and self.entities[i] != speaker}
        subjects = [
            i
            for i in own
            if self.words[self.mentions.start[i]].lower() in SUBJECTS and self.mentions.form[i] == 2
        ]
        if subjects:
            return subjects[:1]
        plain = [i for i in own if i not in others and self.mentions.form[i] != 2]
        return plain[:1]

    def _expression(self, q: GoldQuotation) -> tuple[int, int] | None:
        wanted = letters_only(q.referring_expression)
        if not wanted:
            return None
        low, high = max(0, q.spans[0][0] - 500), q.spans[-1][1] + 500
        index = LetterIndex(self.text.content[low:high])
        best, least, at = None, 10**9, index.letters.find(wanted)
        while at >= 0:
            a, b = low + index.place(at), low + index.place(at + len(wanted) - 1) + 1
            away = min(max(s - b, a - e, 0) for s, e in q.spans)
            if away < least:
                best, least = (a, b), away
            at = index.letters.find(wanted, at + 1)
        return best

    def speaker_target(self, i: int, candidates: np.ndarray) -> np.ndarray:
        """Which candidates name the speaker; the last place is "none of them"; all false is unknown."""
        gold = np.zeros(len(candidates) + 1, bool)
        q = self.matched[i]
        if q is None or not q.is_scored:
            return gold
        if q.type in ("Explicit", "Anaphoric"):
            right = self.tag_mentions(q, candidates)
            gold[:-1] = np.isin(candidates, right)
            speaker = self.number(q.speaker)
            for k in right:
                self.entities[k] = speaker
            return gold
        # with no tag the paragraph may still tell: a name of the speaker is right, and whoever else
        # PDNC leaves unnamed there may be
        speaker = self.number(q.speaker)
        near = self.mentions.block[candidates] == self.quotations.block[i]
        known = self.entities[candidates]
        gold[:-1] = near & ((known == speaker) | ((known < 0) & (self.mentions.form[candidates] == 2)))
        gold[-1] = True
        if speaker >= 0 and (near & (known == speaker)).any():
            gold[:-1] = near & (known == speaker)
            gold[-1] = False
        return gold

    def addressee_target(self, i: int, candidates: np.ndarray) -> np.ndarray:
        gold = np.zeros(len(candidates) + 1, bool)
        q = self.matched[i]
        numbers = {self.number(name) for name in q.addressees} - {-1} if q is not None else set()
        if numbers:
            gold[:-1] = np.isin(self.entities[candidates], list(numbers))
            gold[-1] = not gold.any()
        return gold


def examples(gold: Gold, vocabulary: WordPieces) -> list[Example]:
    """Cuts a novel at block boundaries into stretches of some 2,000 words."""
    speakers = [
        (c, gold.speaker_target(i, c))
        for i, c in enumerate(speaker_candidates(gold.quotations, gold.mentions))
    ]
    addressees = [
        (c, gold.addressee_target(i, c))
        for i, c in enumerate(addressee_candidates(gold.quotations, gold.mentions))
    ]
    pieces, cases = encode_words(gold.words, gold.notes.token_block, gold.quotations, vocabulary)
    edges = [*stretch_starts(gold.notes.token_block), len(gold.words)]
    found = []
    for low, high in itertools.pairwise(edges):
        m = np.flatnonzero((gold.mentions.start >= low) & (gold.mentions.end <= high))
        q = [i for i, p in enumerate(gold.quotations.parts) if p[0][0] >= low and p[-1][1] <= high]
        table = _part(gold, m, q, low)
        kept = {int(j): k for k, j in enumerate(m)}
        found.append(
            Example(
                f"{gold.novel.name}:{low}",
                gold.words[low:high],
                pieces[low:high],
                cases[low:high],
                [],
                table,
                False,
                gold.entities[m],
                False,
                moved_quotations(gold.quotations, q, low),
                [_moved(speakers[i], kept) for i in q],
                [_moved(addressees[i], kept) for i in q],
            )
        )
    return found


def _moved(target: Target, kept: dict[int, int]) -> Target:
    inside = np.asarray([int(c) in kept for c in target[0]], bool)
    moved = np.asarray([kept[int(c)] for c in target[0][inside]], np.int32)
    return moved, target[1][np.append(inside, True)]


def _part(gold: Gold, m: np.ndarray, q: list[int], low: int) -> MentionTable:
    numbers = {i: k for k, i in enumerate(q)}
    t = gold.mentions
    quotation = np.asarray([numbers.get(i, -1) for i in t.quotation[m].tolist()], np.int32)
    return MentionTable(
        t.start[m] - low, t.end[m] - low, t.type[m], t.form[m], quotation, t.block[m], t.text[m], t.head[m],
        t.pronoun[m], tuple(t.words[i] for i in m),
    )  # fmt: skip


def load_examples(path: Path) -> list[Example]:
    with path.open("rb") as file:
        return pickle.load(file)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="ONNX folder of a model trained on LitBank")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--split", default="train")
    add_forms(parser)
    args = parser.parse_args()
    model = Model(args.model, threads=2)
    found: list[Example] = []
    printed = read_novels(args.data / "pdnc", args.split)
    for novel, form in ((in_form(novel, form), form) for novel in printed for form in args.forms):
        gold = Gold(novel, *annotated(novel, model))
        new = examples(gold, model.vocabulary)
        found.extend(new)
        rows = [g for e in new for _, g in e.speakers]
        tagged = sum(bool(g[:-1].any()) for g in rows)
        known = sum(int((e.entities >= 0).sum()) for e in new)
        print(
            novel.name,
            form,
            len(new),
            "stretches",
            len(rows),
            "quotations",
            tagged,
            "with a mention,",
            known,
            "known",
            flush=True,
        )
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with args.out.open("wb") as file:
        pickle.dump(found, file)


if __name__ == "__main__":
    main()
