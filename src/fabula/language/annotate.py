"""The language stage: a text in, its annotations out. Chains the parts; each lives in its own file.

A text is read a section at a time: a chapter, or a part of a long one. What is found of a section rests on
that section and on few facts of the whole (how it marks speech), so it can be kept under a digest of what
went in and need not be read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from fabula.language.features import MentionTable, QuotationTable, mention_table, quotation_table
from fabula.language.layout import Layout, lay_out, section_bounds
from fabula.language.lemmas import Lemmas
from fabula.language.links import kept_vectors, links
from fabula.language.mentions import FoundMentions
from fabula.language.model import Floats, Model
from fabula.language.pairs import antecedent_scores, attribution_scores
from fabula.language.parted import draw, parted_speakers
from fabula.language.reader import Reader, Stretch, joined_mentions, stretches
from fabula.language.speech.tagged import leaves_unmarked, said
from fabula.sections import Kept, all_quotations, joined, joined_words, relative
from fabula.types import Annotations, PairScores, Section, Sections, Span, Text

Progress = Callable[[int, int], None]
"""Told how many words of how many have been read."""

READER = 4
"""Counts up with every change of this package that changes what is found of the same text."""


def annotate(
    text: Text, model: Model, progress: Progress | None = None, mentions: Sequence[Span] | None = None
) -> Annotations:
    """Finds tokens, sentences, quotations, mentions, what each word is, and the scores between them.

    Titles (with who wrote the book), notes and boilerplate get tokens but no mentions. Where a text marks no
    direct speech, the model tells which words are speech. With ``mentions`` (code points) those are the
    mentions, wherever they are, and the model finds none: each gets its type and form from the model and the
    score 1; those on the same tokens count once, one on no token is left out.
    """
    return joined(read_sections(text, model, progress, mentions))


def read_sections(
    text: Text,
    model: Model,
    progress: Progress | None = None,
    mentions: Sequence[Span] | None = None,
    kept: Kept | None = None,
) -> Sections:
    """The annotations of a text by section; sections that are in ``kept`` are not read again."""
    lemmas = Lemmas(model.card["lemma_rules"], model.vocabulary.rank)
    layout = _decided(lay_out(text, mentions), model, lemmas)
    sections = tuple(_each_section(layout, model, lemmas, progress or _silent, kept))
    return Sections(sections, links(model, _whole_table(layout, sections), sections))


def _each_section(
    layout: Layout, model: Model, lemmas: Lemmas, progress: Progress, kept: Kept | None
) -> Iterator[Section]:
    bounds = section_bounds(layout)
    # Sections have their keys though nothing is kept yet: a world may take them in later.
    reader = f"{model.name} {READER}"
    keys = [layout.part(*own).digest(reader) for own in bounds]
    known = [None if kept is None else kept.get(key) for key in keys]

    def jobs() -> Iterator[_Job]:
        for number, own in enumerate(bounds):
            if known[number] is None:
                part = layout.part(*own)
                reads = Reader(part, model, lemmas)
                yield from ((number, reads, *stretch) for stretch in stretches(part))

    def states(job: _Job) -> tuple[_Job, Floats]:
        _, own, first, last = job
        return job, own.states(first, last)

    read = groupby(model.ahead(states, jobs()), key=lambda found: found[0][0])
    done = 0
    for number, own in enumerate(bounds):
        part, section = layout.part(*own), known[number]
        if section is None:
            _, work = next(read)
            found = []
            for (_, reads, first, last), given in work:
                found.append(reads.read(first, last, given))
                progress(done + int(part.sentence_end[last - 1]), len(layout.words))
            section = _section(keys[number], part, model, found)
            if kept is not None:
                kept.put(section)
        else:
            progress(done + len(part.words), len(layout.words))
        done += len(part.words)
        yield replace(section, start=part.start, block=part.block)


def _silent(_done: int, _total: int) -> None:
    """Tells nobody."""


_Job = tuple[int, Reader, int, int]
"""A section's number, what reads it, and a range of its sentences."""


def _section(key: str, layout: Layout, model: Model, read: Sequence[Stretch]) -> Section:
    """One section, from what is found of its stretches."""
    size = int(model.card["vector"])
    found = joined_mentions([s.mentions for s in read])
    mention_vectors = np.concatenate([np.zeros((0, size), np.float32), *(s.mention_vectors for s in read)])
    quotations = tuple(q for s in read for q in s.quotations)
    quotation_vectors = np.concatenate(
        [np.zeros((0, size), np.float32), *(s.quotation_vectors for s in read)]
    )
    tokens, doubts = layout.tokens, layout.doubts
    q_table = quotation_table(quotations, tokens.start, tokens.end, tokens.block)
    table = _table(layout, found, q_table)
    antecedents = antecedent_scores(model, table, mention_vectors)
    lines_and_mentions = (q_table, table, quotation_vectors, mention_vectors)
    speakers, addressees = attribution_scores(model, *lines_and_mentions)
    parted: tuple[PairScores, ...] = ()
    if doubts:
        drawn = draw(doubts, tokens.start, q_table, table)
        lines = [number for number, quotation in enumerate(quotations) if quotation.depth == 1]
        parted = parted_speakers(model, drawn, lines, *lines_and_mentions)
    notes = Annotations(
        token_start=tokens.start,
        token_end=tokens.end,
        token_block=tokens.block,
        sentence_start=layout.sentence_start,
        sentence_end=layout.sentence_end,
        mention_start=found.start,
        mention_end=found.end,
        mention_type=found.type,
        mention_form=found.form,
        mention_score=found.score,
        mention_quotation=table.quotation,
        quotations=quotations,
        antecedents=antecedents,
        speakers=speakers,
        addressees=addressees,
        parted=parted,
        words=joined_words([s.words for s in read]),
        boundary=np.concatenate([np.zeros(0, np.float32), *(s.boundary for s in read)]),
    )
    start, block = layout.start, layout.block
    vectors = kept_vectors(found.form, mention_vectors)
    return Section(key, start, block, relative(notes, start, block), vectors)


def _decided(layout: Layout, model: Model, lemmas: Lemmas) -> Layout:
    """The layout, with the model asked about one part of the story where the few marks leave it in doubt."""
    if layout.marked is not None:
        return layout
    unmarked = replace(layout, marked=False)
    before = np.concatenate([[0], np.cumsum(layout.unquoted)])
    bounds = [(layout.sentence_start[a], layout.sentence_end[b - 1]) for a, b in stretches(layout)]
    base, end = max(bounds, key=lambda bound: int(before[bound[1]] - before[bound[0]]))
    speech = Reader(unmarked, model, lemmas).speech(int(base), int(end))
    leaves = leaves_unmarked(~layout.unquoted[layout.story], said(speech)[layout.unquoted[base:end]])
    return unmarked if leaves else replace(layout, marked=True)


def _whole_table(layout: Layout, sections: Sequence[Section]) -> MentionTable:
    """The columns of the mentions of all sections, over the tokens of the whole text."""
    tokens, notes = layout.tokens, [each.notes for each in sections]
    bases = np.cumsum([0, *(len(own.token_start) for own in notes)]).tolist()
    found = joined_mentions(
        [
            FoundMentions(
                own.mention_start + base,
                own.mention_end + base,
                own.mention_type,
                own.mention_form,
                own.mention_score,
            )
            for own, base in zip(notes, bases, strict=False)
        ]
    )
    lines = quotation_table(all_quotations(sections), tokens.start, tokens.end, tokens.block)
    return _table(layout, found, lines)


def _table(layout: Layout, found: FoundMentions, quotations: QuotationTable) -> MentionTable:
    """The columns that the pair scorers look at; a mention in nested speech belongs to the innermost."""
    quotation = np.full(len(found.start), -1, np.int32)
    owners = np.repeat(np.arange(len(quotations)), [len(parts) for parts in quotations.parts])
    parts = np.asarray([part for parts in quotations.parts for part in parts], np.int32).reshape(-1, 2)
    lows, highs = np.searchsorted(found.start, parts).T.tolist()
    for i, low, high in zip(owners.tolist(), lows, highs, strict=True):
        quotation[low:high] = i
    block = layout.tokens.block[found.start] if len(found.start) else found.start
    return mention_table(layout.shown, found.start, found.end, found.type, found.form, quotation, block)
