"""Who speaks: each conversation decoded as a whole.

A quotation with a tag names its speaker through the model's scores. One without a tag takes its speaker from
the turns around it (see :mod:`fabula.cast.conversation`).
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from fabula.cast.book import Book
from fabula.cast.conversation import PLAIN, PLAIN_NAME, Line, Turns, Voices, decode
from fabula.cast.figures import Attribution, Resolution
from fabula.cast.interviews import settle_turns
from fabula.cast.lexicon import ANYBODY
from fabula.cast.manners import learn, manners_of
from fabula.cast.readings import Doubts, Tag, certain_breaks, readings
from fabula.types import PairScores

_CALLED = 0.4
"""How probable the one called must be for a line to be said to him alone."""

_VAGUE = 2
"""Words behind "the" up to which "the old gentleman" may be any gentleman."""

_AROUND = 200
"""People told of around a line who may speak it; a crowd of more is a list of names."""

_EARSHOT = 4
"""Lines before and after one, whose speakers hear it."""


def attribute(
    book: Book, resolution: Resolution, turns: Turns | None = None, *, all_hearers: bool = False
) -> list[Attribution]:
    """The speaker and addressees of every quotation of a book, given who its mentions are.

    The addressee is the likeliest one; ``all_hearers`` adds the others who take part in the conversation,
    where the line calls on nobody.
    """
    turns = turns or Turns()
    lines = _lines(book, resolution, turns)
    found = [Attribution() for _ in book.notes.quotations]
    told: dict[int, float] = defaultdict(float)
    for line in lines:
        for figure, p in line.tag.figures.items():
            told[figure] += p
    manners = learn((line.manners, line.tag.figures) for line in lines)
    voices = Voices([figure.genders for figure in resolution.figures], told, manners)
    doubts = Doubts(book.text.doubts)
    for talk in _conversations(book, lines, turns):
        if doubts:
            _read_every_way(book, resolution, talk, turns, doubts)
        decode(talk, voices, turns, found)
        settle_turns([line for line in talk if line.is_turn], found)
        _address(talk, found)
        if all_hearers:
            _add_hearers(talk, found)
    for line in lines:
        found[line.number].mention = line.mention
    for row in book.asides:
        found[row].addressees = ()
    return found


def _lines(book: Book, resolution: Resolution, turns: Turns) -> list[Line]:
    notes = book.notes
    inside: dict[int, list[int]] = defaultdict(list)
    around: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i in range(book.size):
        if not book.is_person(i):
            continue
        if book.quotation[i] >= 0:
            inside[book.quotation[i]].append(i)
        around[book.quotation[i]][book.blocks[i]].append(i)
    near: dict[tuple[int, int], dict[int, float]] = {}  # a paragraph may hold thousands of lines
    lines = []
    # all at once, since each search in a column of 32 bits for a plain number copies it whole
    firsts = np.searchsorted(notes.token_end, [q.start for q in notes.quotations], side="right")
    lasts = np.searchsorted(notes.token_start, [q.end for q in notes.quotations])
    for number in range(len(notes.quotations)):
        first, last = int(firsts[number]), int(lasts[number])
        if first >= len(notes.token_block):
            continue
        block = int(notes.token_block[first])
        end_block = int(notes.token_block[max(last - 1, first)])
        called = _called(notes.addressees, number, resolution, book)
        own = inside[number]
        named = {resolution.mention_figure[i] for i in own if i in book.names}
        within = book.within[number]
        if (within, block) not in near:
            near[within, block] = _near(book, resolution, around[within], block)
        scores, untold = tag_scores(book, number, turns.plain)
        tag = _tag(book, resolution, scores, untold, turns, _stated(book, number))
        mention = _most_likely(book, number, scores)
        talked_of = {n for n in named if called.get(n, 0.0) < 0.3}
        lines.append(
            Line(
                number,
                mention,
                tag,
                called,
                talked_of,
                defaultdict(float, near[within, block]),
                _barred(book, resolution, mention),
                block,
                end_block,
                first,
                last,
                manners_of(" ".join(book.text.content[a:b] for a, b in notes.quotations[number].spans)),
                label=book.labels[number].words if number in book.labels else "",
            )
        )
    return lines


def _barred(book: Book, resolution: Resolution, mention: int) -> tuple[int, ...]:
    """Who cannot be the speaker a tag tells of: "her mother" is not she, nor "the man" the *I* who tells."""
    if mention < 0 or book.is_own(mention):
        return ()
    owner = book.owner(mention)
    own = resolution.mention_figure[owner] if owner >= 0 else -1
    told = resolution.teller(mention) if mention not in book.names else -1
    return tuple(n for n in (own, told) if n >= 0)


def _tag(
    book: Book,
    resolution: Resolution,
    scores: Mapping[int, float],
    none: float,
    turns: Turns,
    stated: int,
) -> Tag:
    """The speech tag of a line.

    ``scores``, ``none``: those of :func:`tag_scores`; ``stated``: the mention of :func:`_stated`. A
    pronoun or "her brother" in a tag says less than a name: part of its weight goes to whoever of its gender
    has the turn. Where a name tells, a pronoun nearby asks for nobody.
    """
    found: dict[int, float] = defaultdict(float)
    asks: dict[str, float] = defaultdict(float)
    for i, p in scores.items():
        sure = 1.0
        if book.is_third_person(i):
            sure = turns.pronoun
        elif i not in book.names and i in resolution.links:
            sure = turns.kin if book.owner(i) >= 0 else turns.nominal
        who = resolution.links.get(i) or {resolution.mention_figure[i]: 1.0}
        held = 0.0
        for figure, share in who.items():
            if figure >= 0:
                named = resolution.figures[figure].named or i not in resolution.links
                vague = turns.stated if i == stated else sure * turns.unnamed
                weight = p * share * (sure if named else vague)
                found[figure] += weight
                held += weight
        none += p - held
        if book.gender[i]:
            asks[book.gender[i]] += p - held
    no_name = max(0.0, 1.0 - sum(p for i, p in scores.items() if i in book.names))
    return Tag(found, none, {gender: p * no_name / none for gender, p in asks.items()} if none > 0 else {})


def _stated(book: Book, row: int) -> int:
    """The mention in a tag that touches the quotation and tells who speaks as a name does, or -1.

    "Said the driver", "said the man at the door" and "said a passer-by" mean no other of those who talk,
    where "said the gentleman" may.
    """
    i = book.plain_tags[row]
    if i < 0 or not book.is_nominal(i):
        return -1
    words = book.definite(i).split()
    new = book.low[i].startswith(("a ", "an ")) and book.head(i) not in ANYBODY
    return i if new or len(words) > _VAGUE or (words and not book.fades(i)) else -1


def tag_scores(
    book: Book, row: int, sure: float = PLAIN, speakers: PairScores | None = None
) -> tuple[dict[int, float], float]:
    """The probability that each mention names the speaker, and that none does, by the model and the page.

    ``speakers``: the model's scores, where they are others than those of the text as it is parted.
    """
    speakers = speakers or book.notes.speakers
    columns, logs = speakers.row(row)
    scores: dict[int, float] = dict(zip(columns.tolist(), np.exp(logs).tolist(), strict=True))
    none = float(np.exp(speakers.none[row]))
    plain = book.plain_tags[row]
    if plain >= 0:
        sure = max(sure, PLAIN_NAME) if plain in book.names else sure
        scores = {i: p * (1.0 - sure) for i, p in scores.items()}
        scores[plain] = scores.get(plain, 0.0) + sure
        none *= 1.0 - sure
    return scores, none


def _near(book: Book, resolution: Resolution, around: dict[int, list[int]], block: int) -> dict[int, float]:
    """The people told of in a paragraph and up to three before it, as shares of all that is told there.

    They are ``_AROUND`` at most, those told of most.

    ``around``: by paragraph the mentions in the words around a line, of the narration or of what quotes it.
    """
    weight: dict[int, float] = defaultdict(float)
    for away in range(4):
        if block - away in book.breaks:
            break
        for i in around.get(block - away, ()):
            if resolution.mention_figure[i] >= 0 and not book.is_first_plural(i):
                weight[resolution.mention_figure[i]] += 4 - away
    total = sum(weight.values())
    if len(weight) > _AROUND:
        weight = dict(heapq.nlargest(_AROUND, weight.items(), key=lambda told: told[1]))
    return {n: w / total for n, w in weight.items()}


def _called(scores: PairScores, row: int, resolution: Resolution, book: Book) -> dict[int, float]:
    """The probability that a row gives each figure, through mentions inside its own quotation."""
    found: dict[int, float] = defaultdict(float)
    columns, logs = scores.row(row)
    for i, p in zip(columns.tolist(), np.exp(logs).tolist(), strict=True):
        if book.quotation[i] == row and not book.is_address(i) and resolution.mention_figure[i] >= 0:
            found[resolution.mention_figure[i]] += p
    return dict(found)


def _conversations(book: Book, lines: Sequence[Line], turns: Turns) -> list[list[Line]]:
    """Cuts the quotations where a long stretch of narration, a scene break or a heading parts them.

    A chat is parted from what is said aloud, and so is what a letter tells of. Speech quoted inside speech
    takes no turn in the conversation around it, and stands alone.
    """
    nested = [line for line in lines if book.notes.quotations[line.number].depth > 1]
    talks: list[list[Line]] = []
    for line in (line for line in lines if book.notes.quotations[line.number].depth == 1):
        before = talks[-1][-1] if talks else None
        if (
            before is None
            or _channel(book, before) != _channel(book, line)
            or line.start - before.end > turns.break_words
            or any(b in book.breaks for b in range(before.last_block + 1, line.first_block))
        ):
            talks.append([])
        talks[-1].append(line)
    return [*talks, *([line] for line in nested)]


def _channel(book: Book, line: Line) -> tuple[bool, int]:
    """Whether labels name the speakers around a line, and the number of the letter that tells it, or -1."""
    s = book.stretches.at(book.notes.quotations[line.number].start)
    return bool(line.label) and not line.is_turn, s if s >= 0 and book.stretches.all[
        s
    ].document is not None else -1


def _read_every_way(
    book: Book, resolution: Resolution, talk: Sequence[Line], turns: Turns, doubts: Doubts
) -> None:
    """Weighs for each line of a conversation whether a paragraph begins before it, and before its tag."""
    quotations, parted = book.notes.quotations, book.notes.parted
    held = {line.number: 1.0 for line in talk}
    for line in talk:
        if line.mention >= 0 and book.first[line.mention] >= line.end:
            start = book.spans[line.mention][0]
            held[line.number] = doubts.none_between(quotations[line.number].end, start)
            line.tag = line.tag.lessened(held[line.number])
    for before, line in pairwise(talk):
        odds = doubts.between(quotations[before.number].end, quotations[line.number].start)
        if odds:
            certain = certain_breaks(line.first_block - before.last_block, odds)
            goes_on = not certain and _tag_between(book, before, line)
            stated = _stated(book, line.number)
            told = (tag_scores(book, line.number, turns.plain, speakers) for speakers in parted)
            # what the page itself says of a tag is believed in every way, so the doubt about it stays
            tags = [
                _tag(book, resolution, scores, none, turns, stated).lessened(held[line.number])
                for scores, none in told
            ]
            line.readings = readings(certain, odds, tags, goes_on=goes_on)


def _tag_between(book: Book, before: Line, line: Line) -> bool:
    """Whether the tag of a line comes after it and before the next, which has none of its own."""
    mention = before.mention
    if mention < 0 or line.mention not in (-1, mention):
        return False
    return before.end <= book.first[mention] < line.start


def _address(talk: Sequence[Line], found: list[Attribution]) -> None:
    """Whom each line is said to: one who is called in it, else the other voice of the conversation."""
    for k, line in enumerate(talk):
        own = found[line.number]
        called = _called_on(line, own.speaker)
        if called >= 0:
            own.addressees = (called,)
            continue
        for other in (*reversed(talk[max(0, k - 4) : k]), *talk[k + 1 : k + 4]):
            speaker = found[other.number].speaker
            if speaker not in (-1, own.speaker):
                own.addressees = (speaker,)
                break


def _called_on(line: Line, speaker: int) -> int:
    """The one whom a line calls by name, or -1."""
    called = {n: p for n, p in line.called.items() if n != speaker}
    best = max(called, key=lambda n: called[n], default=-1)
    return best if best >= 0 and called[best] >= _CALLED else -1


def _add_hearers(talk: Sequence[Line], found: list[Attribution]) -> None:
    """Adds all those who speak around a line to whom it is said to, where it calls on nobody."""
    for k, line in enumerate(talk):
        own = found[line.number]
        if not own.addressees or _called_on(line, own.speaker) >= 0:
            continue
        around = (found[other.number].speaker for other in talk[max(0, k - _EARSHOT) : k + _EARSHOT + 1])
        others = (speaker for speaker in around if speaker not in (-1, own.speaker))
        own.addressees = tuple(dict.fromkeys((*own.addressees, *others)))


def tag_mention(book: Book, row: int) -> int:
    """The mention that more likely than not names the speaker of a quotation in its tag, or -1."""
    return _most_likely(book, row, tag_scores(book, row)[0])


def _most_likely(book: Book, row: int, scores: Mapping[int, float]) -> int:
    best = max(scores, key=lambda i: scores[i], default=-1)
    return best if best >= 0 and scores[best] > 0.5 and book.quotation[best] != row else -1
