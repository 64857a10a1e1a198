from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from fabula.story.document import Document
from fabula.story.event_order import EventOrder, Temporal
from fabula.types import RELATIONS, UPOS, XPOS, Words
from tests.story.pages import told

BEFORE, AFTER, INCLUDES, INCLUDED = Temporal.BEFORE, Temporal.AFTER, Temporal.INCLUDES, Temporal.INCLUDED

Row = tuple[str, str, str, str, str]
"""A word: its lemma, parts of speech and relation; what it hangs on is told by a word, or "" for the root."""


def document(page: str, rows: Mapping[str, Row]) -> Document:
    """A sentence whose words are as ``rows`` say: lemma, upos, xpos, the word that it hangs on, relation."""
    text, notes, cast = told(page)
    words = [text.content[a:b] for a, b in zip(notes.token_start, notes.token_end, strict=True)]
    size = len(words)
    lemma = [rows[word][0] if word in rows else word.lower() for word in words]
    upos = np.full(size, UPOS.index("X"), np.int32)
    xpos = np.full(size, XPOS.index("FW"), np.int32)
    head, relation = np.full(size, -1, np.int32), np.full(size, RELATIONS.index("root"), np.int32)
    for k, word in enumerate(words):
        if word in rows:
            _, part, tag, over, name = rows[word]
            upos[k], xpos[k], relation[k] = UPOS.index(part), XPOS.index(tag), RELATIONS.index(name)
            head[k] = words.index(over) if over else -1
    zeros = np.zeros(size, np.float32)
    made = Words(tuple(lemma), upos, xpos, head, relation, zeros, zeros, zeros)
    return Document(text, replace(notes, words=made), cast)


def verb(lemma: str, tag: str = "VBD", over: str = "", relation: str = "root") -> Row:
    return lemma, "VERB", tag, over, relation


def mark(over: str, relation: str = "mark") -> Row:
    return "", "SCONJ", "IN", over, relation


def told_of(page: str, one: str, two: str, **rows: Row) -> Temporal | None:
    """How one word's event stands to another's."""
    made = {word: (own[0] or word.lower(), *own[1:]) for word, own in rows.items()}
    own = document(page, made)
    content = own.text.content
    spans = [(content.index(word), content.index(word) + len(word)) for word in (one, two)]
    return EventOrder(own).between(*spans)


def test_what_is_told_after_comes_after() -> None:
    rows = {"rose": verb("rise"), "ran": verb("run", over="rose", relation="conj")}
    assert told_of("He rose and ran.", "rose", "ran", **rows) is BEFORE
    assert told_of("He rose and ran.", "ran", "rose", **rows) is AFTER


def test_the_past_perfect_leads_back() -> None:
    rows = {
        "found": verb("find"),
        "had": ("have", "AUX", "VBD", "hidden", "aux"),
        "hidden": verb("hide", "VBN", "found", "acl:relcl"),
    }
    assert told_of("He found what she had hidden.", "found", "hidden", **rows) is AFTER


@pytest.mark.parametrize(
    ("word", "relation"), [("after", AFTER), ("before", BEFORE), ("until", BEFORE), ("while", INCLUDED)]
)
def test_words_that_join_clauses_say_it_outright(word: str, relation: Temporal) -> None:
    page = f"He ate {word} she rang."
    rows = {"ate": verb("eat"), "rang": verb("ring", over="ate", relation="advcl"), word: mark("rang")}
    assert told_of(page, "ate", "rang", **rows) is relation


def test_such_a_clause_may_stand_in_front() -> None:
    rows = {"Before": mark("rang"), "rang": verb("ring", over="ate", relation="advcl"), "ate": verb("eat")}
    assert told_of("Before she rang, he ate.", "rang", "ate", **rows) is AFTER


def test_what_goes_on_holds_what_happens() -> None:
    rows = {
        "was": ("be", "AUX", "VBD", "reading", "aux"),
        "reading": verb("read", "VBG"),
        "when": mark("fell", "advmod"),
        "fell": verb("fall", over="reading", relation="advcl"),
    }
    assert told_of("She was reading when it fell.", "reading", "fell", **rows) is INCLUDES


def test_a_state_told_first_holds_what_comes_after_and_one_taken_up_follows() -> None:
    rows = {"slept": verb("sleep"), "came": verb("come")}
    assert told_of("He slept. She came.", "slept", "came", **rows) is INCLUDES
    rows = {"fell": verb("fall"), "lay": verb("lie", over="fell", relation="conj")}
    assert told_of("He fell and lay there.", "fell", "lay", **rows) is BEFORE


def test_what_is_seen_goes_on_while_it_is_seen() -> None:
    rows = {"saw": verb("see"), "coming": verb("come", "VBG", "saw", "xcomp")}
    assert told_of("He saw her coming.", "saw", "coming", **rows) is INCLUDED


def test_a_clause_after_and_belongs_to_what_follows() -> None:
    rows = {
        "ran": verb("run"),
        "and": ("and", "CCONJ", "CC", "came", "cc"),
        "when": mark("fell", "advmod"),
        "fell": verb("fall", over="ran", relation="advcl"),
        "came": verb("come", over="ran", relation="conj"),
    }
    assert told_of("He ran, and when it fell, he came.", "ran", "fell", **rows) is BEFORE


def test_words_that_tell_no_event_stand_in_no_order() -> None:
    rows = {"rose": verb("rise")}
    assert told_of("He rose there.", "rose", "there", **rows) is None
    assert told_of("He rose there.", "rose", "rose", **rows) is None


def test_the_words_of_events_are_told_in_order() -> None:
    own = document("He rose and ran.", {"rose": verb("rise"), "ran": verb("run")})
    assert EventOrder(own).spans == [(3, 7), (12, 15)]
