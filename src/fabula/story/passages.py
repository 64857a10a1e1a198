"""A stretch of the text that tells something: its words, whether it is said, how its clauses are built."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fabula.lang.en.knowing import NEGATIONS
from fabula.story.document import Document
from fabula.types import Quote, Span

_CHAINED = frozenset("conj xcomp advcl ccomp parataxis".split())  # noqa: SIM905
"""Relations of a verb that can take its subject from the verb that it hangs on."""
_SMALL = frozenset("aux aux:pass cop nsubj nsubj:pass mark expl".split())  # noqa: SIM905
"""Relations of the words that make a clause of a verb."""
_CONTENT = frozenset("ccomp xcomp acl".split())  # noqa: SIM905
"""Relations of a clause to the verb that says how it is meant: told, thought, wished."""
_QUOTED = 0.25
"""The share of a stretch that must stand in a quotation for it to be speech: a tag tells nothing more."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text, its tokens (end exclusive), and the quotation that it is of, if it is speech.

    ``sentence`` are the tokens of the sentences in which it stands, as far as they are speech or narration
    like its first word.
    """

    start: int
    end: int
    first: int
    last: int
    quote: Quote | None
    sentence: Span

    @property
    def is_spoken(self) -> bool:
        """Whether it is direct speech."""
        return self.quote is not None

    @property
    def tokens(self) -> range:
        """Its tokens."""
        return range(self.first, self.last)


class Passages:
    """The passages of a work, and the grammar of its words."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.quotes = sorted(document.cast.quotes, key=lambda quote: quote.start)
        self.quote_tokens = [bisect_left(document.starts, quote.start) for quote in self.quotes]
        parts = sorted((span, k) for k, quote in enumerate(self.quotes) for span in quote.spans)
        self._parts: Sequence[tuple[Span, int]] = parts
        self._part_starts = [span[0] for span, _ in parts]
        self._paragraph_firsts = [own.first for own in document.paragraphs]
        self._whose: dict[int, int] = {}
        for own in document.mentions:
            self._whose.setdefault(own.head, own.entity)
        self._below: dict[int, list[int]] = defaultdict(list)
        for token, over in enumerate(document.head):
            if over >= 0:
                self._below[over].append(token)

    def at(self, start: int, end: int) -> Passage:
        """The passage from one code point to another; the nearest word stands for a stretch without one."""
        document = self.document
        last_token = len(document.starts) - 1
        first = min(bisect_right(document.ends, start), last_token)
        last = min(max(first, bisect_left(document.starts, end) - 1), last_token) + 1
        return Passage(start, end, first, last, self._quote(start, end), self._sentences(first, last))

    def of_quote(self, quote: Quote) -> Passage:
        """The passage that is the first part of a quotation."""
        return self.at(*quote.spans[0])

    def paragraph(self, token: int) -> int:
        """The number of the paragraph of a token."""
        return max(0, bisect_right(self._paragraph_firsts, token) - 1)

    def whose(self, token: int) -> int | None:
        """Whose mention a word is the head of."""
        return self._whose.get(token)

    def below(self, token: int) -> Sequence[int]:
        """The words that hang on one."""
        return self._below.get(token, ())

    def is_negated(self, verb: int) -> bool:
        """Whether a word of denial hangs on a verb."""
        return any(self.document.lower[k] in NEGATIONS for k in self.below(verb))

    def subject(self, verb: int) -> int | None:
        """The person that a verb, or the verb that it is joined to, has for its subject."""
        for _ in range(3):
            for k in self.below(verb):
                if self.document.relation[k].startswith("nsubj"):
                    return self.whose(k)
            if self.document.relation[verb] not in _CHAINED or self.document.head[verb] < 0:
                return None
            verb = self.document.head[verb]
        return None

    def owner(self, noun: int) -> int | None:
        """The person whose something is: of "her relief", her."""
        for k in self.below(noun):
            if self.document.relation[k] == "nmod:poss" and self.whose(k) is not None:
                return self.whose(k)
        return None

    def clause(self, passage: Passage) -> list[int]:
        """The tokens of a passage, the small words of its verbs, and the verb that says how it is meant."""
        document, own = self.document, set(passage.tokens)
        found = set(own)
        for token in own:
            if document.upos[token] in ("VERB", "AUX", "ADJ", "NOUN"):
                found.update(k for k in self.below(token) if self._is_small(k))
            over = document.head[token]
            if over < 0 or over in own:
                continue
            if document.relation[token] in _CONTENT:
                found.add(over)
            elif document.relation[token] in ("obj", "conj"):
                found.update(k for k in self.below(over) if document.relation[k] in ("aux", "nsubj"))
        return sorted(found)

    def _is_small(self, token: int) -> bool:
        return self.document.relation[token] in _SMALL or self.document.lower[token] in NEGATIONS

    def _quote(self, start: int, end: int) -> Quote | None:
        """The quotation that shares most with a stretch, if that is much of it."""
        best, most = None, 0
        for (a, b), k in self._parts[max(0, bisect_right(self._part_starts, start) - 4) :]:
            if a >= end:
                break
            if min(end, b) - max(start, a) > most:
                best, most = self.quotes[k], min(end, b) - max(start, a)
        return best if most >= _QUOTED * (end - start) else None

    def _sentences(self, first: int, last: int) -> Span:
        document = self.document
        spoken = document.spoken[first]
        begin = document.paragraphs[self.paragraph(first)].first if document.paragraphs else first
        end = document.paragraphs[self.paragraph(last - 1)].last if document.paragraphs else last
        while first > begin and document.xpos[first - 1] != "." and document.spoken[first - 1] == spoken:
            first -= 1
        while last < end and document.xpos[last - 1] != "." and document.spoken[last] == spoken:
            last += 1
        return first, last
