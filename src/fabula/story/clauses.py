"""Words of a document as what is told of people is read from them: who each noun is, and what is denied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fabula.story.document import NOBODY, Document, ToldMention
from fabula.story.trees import Tree
from fabula.types import EntityType, MentionForm

_DENYING: Final = frozenset(
    (  # noqa: SIM905
        "not never n't n’t no neither nor hardly scarcely nobody without"
    ).split()
)
_DOUBTING: Final = frozenset(
    "if unless would could should might may must can whether as-if perhaps maybe".split()  # noqa: SIM905
)
_THINGS: Final = frozenset([EntityType.PERSON, EntityType.ORGANISATION])
"""The types of entity that something is told of as of somebody."""
_BESIDE: Final = 3
"""Words between a verb and the quotation that it speaks."""
_TALKING: Final = frozenset("i me my mine myself you your yours yourself".split())  # noqa: SIM905
_RELATIVE: Final = frozenset(["who", "that", "which", "whom", "whose"])


class Clauses:
    """Whom the head word of each mention stands for, and the trees around it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tree = Tree(document)
        self.lemma = document.lower
        content = document.text.content
        alike: dict[str, str] = {}  # words that are alike are one string
        words = (content[a:b].lower() for a, b in zip(document.starts, document.ends, strict=True))
        self.word = [alike.setdefault(word, word) for word in words]
        self.told: dict[int, ToldMention] = {}
        for own in document.mentions:
            if own.entity != NOBODY and self._is_somebody(own):
                known = self.told.get(own.head)
                if known is None or own.end - own.first < known.end - known.first:
                    self.told[own.head] = own
        self.heads: dict[int, list[int]] = {}
        for head, own in self.told.items():
            self.heads.setdefault(own.entity, []).append(head)
        self.sure = self._sure()
        self.holders = self._holders()
        self.speakers = self._speakers()
        self.sure_speaker = self._sure_speaker()

    def _is_somebody(self, own: ToldMention) -> bool:
        entity = self.document.entities.get(own.entity)
        return entity is not None and (entity.is_character or entity.type in _THINGS)

    def _sure(self) -> dict[int, float]:
        """How sure the cast is of whom each of those mentions stands for, by their heads."""
        spans = {(own.start, own.end): own.confidence for own in self.document.cast.mentions}
        starts, ends = self.document.starts, self.document.ends
        return {
            head: spans.get((starts[own.first], ends[own.end - 1]), 0.5) for head, own in self.told.items()
        }

    def _holders(self) -> dict[int, int]:
        """By the word: the mention's head that something said of it is said of; "who" stands for another."""
        found = {head: head for head in self.told}
        for word, own in enumerate(self.word):
            if own in _RELATIVE and word not in found:
                clause = next(
                    (k for k in self.tree.ancestors(word) if self.document.relation[k] == "acl:relcl"), None
                )
                if clause is not None and self.document.head[clause] in self.told:
                    found[word] = self.document.head[clause]
        return found

    def _speakers(self) -> dict[int, int]:
        """Who says each word of speech, by the word's number."""
        document, found = self.document, {}
        for quote in document.cast.quotes:
            if quote.speaker is None:
                continue
            for start, end in quote.spans:
                first, last = document.token_at(start), document.token_at(end)
                found.update(dict.fromkeys(range(first, last), quote.speaker))
        return found

    def _sure_speaker(self) -> dict[int, float]:
        """How sure the cast is of who says the word of "I" and "you", by the word's number."""
        found = {}
        for quote in self.document.cast.quotes:
            for start, end in quote.spans:
                for k in range(self.document.token_at(start), self.document.token_at(end)):
                    if self.word[k] in _TALKING:
                        found[k] = quote.confidence
        return found

    def who(self, word: int) -> int | None:
        """The entity of the mention whose head a word is, or None."""
        own = self.told.get(word)
        return own.entity if own is not None else None

    def children(self, word: int, *relations: str) -> list[int]:
        """The words that hang on one by some relations (any, where none is given)."""
        own = self.tree.children(word)
        if not own or not relations:
            return own
        relation = self.document.relation
        return [k for k in own if relation[k] in relations]

    def case(self, word: int) -> str:
        """The preposition that leads a word in, or none."""
        found = self.children(word, "case")
        return self.word[found[0]] if found else ""

    def joined(self, word: int) -> Iterator[int]:
        """A word and those that "and" joins to it."""
        yield word
        yield from self.children(word, "conj")

    def owner(self, noun: int) -> int | None:
        """The word of whose "his" or "Tom's" a noun is, or None."""
        found = self.children(noun, "nmod:poss")
        return found[0] if found else None

    def is_denied(self, word: int) -> bool:
        """Whether "not", "never" or "no" stands with a word, or with what it hangs on in its clause."""
        for k in (
            (word, self.document.head[word])
            if self.document.relation[word]
            in (
                "xcomp",
                "conj",
                "obj",
                "amod",
            )
            else (word,)
        ):
            if k >= 0 and any(self.word[j] in _DENYING for j in self.tree.children(k)):
                return True
        return False

    def is_doubted(self, word: int) -> bool:
        """Whether a condition, a wish or a question stands over a word."""
        for k in list(self.tree.ancestors(word))[:4]:
            for j in self.tree.children(k):
                if self.word[j] in _DOUBTING or self.word[j] == "?":
                    return True
        return False

    def is_before(self, word: int) -> bool:
        """Whether a word's clause is in the past perfect, or says "used to"."""
        for k in list(self.tree.ancestors(word))[:2]:
            for j in self.children(k, "aux"):
                if self.word[j] in ("had", "used", "’d"):
                    return True
        return False

    def is_pronoun(self, word: int) -> bool:
        """Whether a word is a pronoun's."""
        own = self.told.get(word)
        return own is not None and own.form is MentionForm.PRONOUN

    def head_says(self, word: int) -> bool:
        """Whether a word hangs on a verb that speaks a quotation."""
        over = self.document.head[word]
        return over >= 0 and self.says(over)

    def says(self, verb: int) -> bool:
        """Whether a verb of narration speaks a quotation: one hangs on it, or begins or ends beside it."""
        spoken = self.document.spoken
        if spoken[verb]:
            return False
        if any(spoken[k] for k in self.children(verb, "ccomp", "obj", "parataxis")):
            return True
        beside = range(max(0, verb - _BESIDE), min(len(spoken), verb + _BESIDE + 1))
        return any(spoken[k] for k in beside)
