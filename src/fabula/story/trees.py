"""Dependency trees as the story layer walks them: what hangs on a word, and whose clause it is in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from fabula.story.document import Document
from fabula.types import int_array

_DEEPEST = 100
"""Steps up a tree after which something is wrong with it."""
_SHARED = frozenset("xcomp conj advcl acl parataxis cop aux".split())  # noqa: SIM905
"""How a verb without a subject of its own hangs on the one whose subject it has."""
_KEPT = frozenset(["nmod:poss", "nsubj:pass", "acl:relcl"])
"""Subtypes that are told apart."""


def plain(relation: str) -> str:
    """A relation without its subtype, but for few that matter."""
    return relation if relation in _KEPT else relation.split(":", 1)[0]


class Tree:
    """The trees of all sentences of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        heads = np.asarray(document.head, np.int64)
        order = np.argsort(heads, kind="stable")
        self._order = int_array(order.astype(np.int32))
        bounds = np.searchsorted(heads[order], np.arange(len(heads) + 1))
        self._bounds = int_array(bounds.astype(np.int32))

    def children(self, word: int) -> list[int]:
        """The words that hang on one, in order."""
        return self._order[self._bounds[word] : self._bounds[word + 1]].tolist()

    def ancestors(self, word: int) -> Iterator[int]:
        """A word and all that it hangs on, up to the root."""
        head = self._document.head
        for _ in range(_DEEPEST):
            if word < 0:
                return
            yield word
            word = head[word]

    def root(self, word: int) -> int:
        """The root of a word's sentence."""
        return list(self.ancestors(word))[-1]

    def path(self, a: int, b: int) -> list[str] | None:
        """The relations from a word up (``<``) and down (``>``) to another; None in another sentence."""
        up, down = list(self.ancestors(a)), list(self.ancestors(b))
        common = next((k for k in up if k in down), None)
        if common is None:
            return None
        relation = self._document.relation
        rises = [f"<{plain(relation[k])}" for k in up[: up.index(common)]]
        falls = [f">{plain(relation[k])}" for k in down[: down.index(common)]]
        return [*rises, *reversed(falls)]

    def clause(self, word: int) -> int:
        """The verb (or what stands for one) whose clause a word is in; the root where there is none."""
        last = word
        for k in self.ancestors(word):
            last = k
            if k != word and (self._document.upos[k] in ("VERB", "AUX") or self._has_subject(k)):
                return k
        return last

    def _has_subject(self, word: int) -> bool:
        return any(self._document.relation[k].startswith(("nsubj", "cop")) for k in self.children(word))

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, or of the one that it shares it with."""
        relation = self._document.relation
        for k in self.ancestors(verb):
            found = [j for j in self.children(k) if relation[j].startswith("nsubj")]
            if found:
                return found[0]
            if plain(relation[k]) not in _SHARED:
                return None
        return None
