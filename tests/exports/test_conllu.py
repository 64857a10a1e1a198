"""CoNLL-U, held to its rules by a reader of our own: columns, trees, offsets, brackets."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.evaluation.ewt import read_sentences
from fabula.exports.conllu import document, document_name
from fabula.exports.tokens import token_spans, tokens
from fabula.types import (
    RELATIONS,
    UPOS,
    XPOS,
    Span,
    Work,
)
from tests.builders import CONTENT, ferry, grouped_work, novel, plain_work, small_work
from tests.words import annotated

Link = tuple[int, int, str]
"""The code points of a mention and what its bracket says."""


@dataclass
class Sentence:
    comments: dict[str, str]
    words: list[list[str]]

    def misc(self, row: int) -> dict[str, str]:
        return dict(pair.split("=", 1) for pair in self.words[row][9].split("|"))


def written(work: Work) -> str:
    return "".join(document(work, annotated(work)))


def parse(content: str) -> list[Sentence]:
    """Reads CoNLL-U and refuses whatever its format does not allow."""
    assert content.endswith("\n\n") and "\r" not in content
    assert unicodedata.is_normalized("NFC", content)
    found = [_sentence(part.split("\n")) for part in content[:-2].split("\n\n")]
    names = [sentence.comments["sent_id"] for sentence in found]
    assert len(set(names)) == len(names)
    assert not any(re.search(r"[\s/]", name) for name in names)
    return found


def _sentence(lines: list[str]) -> Sentence:
    comments = [line for line in lines if line.startswith("#")]
    rows = [line.split("\t") for line in lines[len(comments) :]]
    assert rows and all(line.startswith("# ") and line == line.rstrip() for line in comments)
    keys = [comment[2:].partition(" = ")[::2] for comment in comments]
    assert len(dict(keys)) == len(keys)
    sentence = Sentence(dict(keys), rows)
    heads = []
    for number, row in enumerate(rows, 1):
        assert len(row) == 10 and all(row) and row[0] == str(number)
        assert not any(re.search(r"\s", cell) for cell in row)
        assert row[3] in UPOS and row[4] in XPOS and row[5] == row[8] == "_"
        assert row[7] in RELATIONS and (row[7] == "root") == (row[6] == "0")
        heads.append(int(row[6]))
        misc = [pair.split("=")[0] for pair in row[9].split("|")]
        assert misc == sorted(set(misc), key=str.lower)
    assert heads.count(0) == 1 and max(heads) <= len(rows)
    for place in range(len(rows)):
        seen, at = set[int](), place
        while at >= 0:
            assert at not in seen, "a circle"
            seen.add(at)
            at = heads[at] - 1
    spaced = (row[1] + " " * ("SpaceAfter" not in sentence.misc(number)) for number, row in enumerate(rows))
    assert sentence.comments["text"] == "".join(spaced).rstrip()
    return sentence


def brackets(sentences: list[Sentence]) -> list[Link]:
    """The mentions that the ``Entity`` attributes make; within a sentence they nest and are all closed."""
    found: list[Link] = []
    for sentence in sentences:
        opened: list[tuple[str, int, int]] = []
        for row in range(len(sentence.words)):
            misc = sentence.misc(row)
            start, end = int(misc["Start"]), int(misc["End"])
            parts = re.findall(r"\([^()]+\)?|[^()]+\)", misc.get("Entity", ""))
            assert "".join(parts) == misc.get("Entity", "")
            for part in parts:
                inside = part.strip("()")
                if part[0] != "(":
                    eid, began, first = opened.pop()
                    assert inside == eid.split("-")[0]
                    assert int(eid.split("-")[2]) <= row - first + 1
                    found.append((began, end, eid))
                elif part[-1] == ")":
                    assert inside.split("-")[2] == "1"
                    found.append((start, end, inside))
                else:
                    opened.append((inside, start, row))
        assert not opened
    return sorted(found)


@pytest.mark.parametrize("work", [small_work(), grouped_work(), ferry(), novel(3000)], ids=lambda w: w.title)
def test_it_is_valid_and_holds_every_mention(work: Work) -> None:
    sentences = parse(written(work))
    linked = [(start, end, eid.split("-")[0]) for start, end, eid in brackets(sentences)]
    resolved = [link for link in linked if link[2][0] == "e"]
    assert resolved == sorted((m.start, m.end, f"e{m.entity}") for m in work.cast.mentions if m.entity)
    unresolved = [link for link in linked if link[2][0] == "u"]
    assert [link[:2] for link in unresolved] == sorted(
        (m.start, m.end) for m in work.cast.mentions if m.entity is None
    )
    assert len({link[2] for link in unresolved}) == len(unresolved)


@pytest.mark.parametrize("work", [small_work(), ferry()], ids=lambda w: w.title)
def test_the_treebank_reader_reads_it(work: Work, tmp_path: Path) -> None:
    path = tmp_path / "x.conllu"
    path.write_text(written(work), encoding="utf-8")
    annotations, read = annotated(work), list(read_sentences(path))
    rows = list(tokens(work, annotations))
    words = [word for sentence in read for word in sentence.words]
    assert [(w.form, w.lemma, w.upos, w.xpos, w.relation) for w in words] == [
        (r.text, r.lemma, r.upos, r.xpos, r.relation) for r in rows
    ]
    bases = np.repeat(annotations.sentence_start, annotations.sentence_end - annotations.sentence_start)
    heads = [None if w.head < 0 else w.head + base for w, base in zip(words, bases.tolist(), strict=True)]
    assert heads == [row.head for row in rows]
    after = [work.text.content[row.end : row.end + 1].isspace() for row in rows]
    assert [word.space for word in words[:-1]] == after[:-1]
    assert [sentence.document for sentence in read] == [document_name(work.text.source)] + [None] * (
        len(read) - 1
    )
    opens = [annotations.token_block[start] for start in annotations.sentence_start]
    assert [sentence.paragraph for sentence in read] == [
        i == 0 or opens[i - 1] != block for i, block in enumerate(opens)
    ]


def test_offsets_are_code_points_of_the_text() -> None:
    for sentence in parse(written(small_work())):
        for row, word in enumerate(sentence.words):
            misc = sentence.misc(row)
            assert CONTENT[int(misc["Start"]) : int(misc["End"])] == word[1]


def test_the_comments_of_a_document() -> None:
    first, heading, *_ = parse(written(small_work()))
    assert first.comments == {
        "newdoc id": "glove",
        "generator": "Fabula 0.1.0, model a1b2c3d4e5f6",
        "global.Entity": "eid-etype-head-other",
        "entity e1": "Mrs. Alder",
        "entity e2": "Tom",
        "entity e3": "Ned",
        "entity e4": "Fenwick",
        "entity e5": "I",
        "newpar id": "glove-p0",
        "sent_id": "glove-s0",
        "text": "THE LOST GLOVE",
    }
    assert list(heading.comments) == ["newpar id", "sent_id", "text"]


def test_quotations_and_events_stand_in_the_last_column() -> None:
    sentences = parse(written(small_work()))
    lines = {word[1]: sentence.misc(row) for sentence in sentences for row, word in enumerate(sentence.words)}
    assert lines["said"] == {
        **{"Event": "Yes", "EventProb": "0.875"},
        **{"Start": str(CONTENT.index("said")), "End": str(CONTENT.index("said") + 4)},
    }
    assert lines["morning"]["Quote"] == lines["seen"]["Quote"] == "1"
    assert "Quote" not in lines["shook"] and "Event" not in lines["under"]


def test_mentions_stand_in_the_last_column_with_what_is_known_of_them() -> None:
    found = {(CONTENT[start:end], eid) for start, end, eid in brackets(parse(written(small_work())))}
    assert found >= {
        ("Mrs. Alder", "e1-person-1-form:name,prob:0.75,type:PER"),
        ("Fenwick", "e4-place-1-form:name,prob:0.75,type:GPE"),
        ("you", "u1-person-1-form:pronoun,type:PER"),
        ("Tom’s glove", "u2-object-1-form:nominal,type:VEH"),
        ("Tom", "e2-person-1-form:name,prob:0.75,type:PER"),
    }


def test_mentions_of_one_whom_the_cast_leaves_out_share_a_number() -> None:
    work = plain_work(
        "They saw that they ran.", mention_of=[((0, 4), None), ((9, 13), None), ((14, 18), None)]
    )
    first, other, again = work.cast.mentions
    chains = (replace(first, chain=1), other, replace(again, chain=1))
    work = replace(work, cast=replace(work.cast, mentions=chains))
    found = brackets(parse("".join(document(work, annotated(work)))))
    assert [eid.split("-")[0] for _, _, eid in found] == ["u1", "u2", "u1"]


def test_words_that_are_not_read_hang_on_the_first_of_their_sentence() -> None:
    title = parse(written(small_work()))[0]
    assert [(word[3], word[6], word[7]) for word in title.words] == [
        ("X", "0", "root"),
        ("X", "1", "dep"),
        ("X", "1", "dep"),
    ]


def test_the_head_of_a_mention_is_the_word_that_hangs_outside_of_it() -> None:
    work = plain_work("Ann saw the old man.", mention_of=[((8, 19), 1)])
    annotations = annotated(work)
    words = annotations.words
    head = words.head.copy()
    head[2], head[3], head[4] = 4, 4, 1
    annotations = replace(annotations, words=replace(words, head=head))
    (found,) = brackets(parse("".join(document(work, annotations))))
    assert found[2].startswith("e1-person-3-")


def test_a_group_names_its_members_at_its_first_mention() -> None:
    found = [
        (word[1], sentence.misc(row)["SplitAnte"])
        for sentence in parse(written(grouped_work()))
        for row, word in enumerate(sentence.words)
        if "SplitAnte" in sentence.misc(row)
    ]
    assert found == [("Mrs.", "e2<e1,e3<e1")]


def test_brackets_stand_in_the_order_of_the_tools() -> None:
    """What was open closes, what is longer opens first, single words last, or first where none opens."""
    work = plain_work(
        "Ann Bee Cat Dee Eve",
        mention_of=[((0, 7), 1), ((8, 19), 2), ((8, 15), 3), ((8, 11), 4), ((16, 19), 5), ((4, 7), 6)],
    )
    (sentence,) = parse(written(work))
    entities = [re.sub(r"-[^()]*", "", sentence.misc(row).get("Entity", "")) for row in range(5)]
    assert entities == ["(e1", "(e6)e1)", "(e2(e3(e4)", "e3)", "(e5)e2)"]


def test_one_entity_inside_itself_is_closed_from_within() -> None:
    work = plain_work("Ann Bee Cat", mention_of=[((0, 11), 1), ((4, 11), 1)])
    (sentence,) = parse(written(work))
    assert re.sub(r"-[^()]*", "", sentence.misc(2)["Entity"]) == "e1)e1)"
    assert [link[:2] for link in brackets([sentence])] == [(0, 11), (4, 11)]


def test_signs_are_composed_and_offsets_stay() -> None:
    work = plain_work("Ann met Ren\u0065\u0301 \u2126.", name="Ann\tRene\u0301\n#x")
    (sentence,) = parse(written(work))
    assert [word[1] for word in sentence.words] == ["Ann", "met", "Ren\u00e9", "\u03a9", "."]
    assert sentence.misc(2)["End"] == "13"
    assert sentence.comments["entity e1"] == "Ann Ren\u00e9 #x"


def test_only_white_space_is_space() -> None:
    work = plain_work("Ann\u200bBee\u00a0Cat\n\nDee")
    (sentence,) = parse(written(work))
    assert sentence.comments["text"] == "AnnBee Cat Dee"


def test_an_underscore_and_a_word_without_a_lemma_stay_readable() -> None:
    work = plain_work("_ Ann")
    annotations = annotated(work)
    annotations = replace(annotations, words=replace(annotations.words, lemma=("_", "")))
    (sentence,) = parse("".join(document(work, annotations)))
    assert [word[1:3] for word in sentence.words] == [["_", "_"], ["Ann", "_"]]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("emma.epub", "emma"),
        ("C:\\Books\\My Book.txt", "My_Book"),
        ("/a/b c/d\u2028e.txt", "d_e"),
        ("", "text"),
        ("caf\udce9.txt", "caf_"),
    ],
)
def test_the_name_of_a_document_is_one_word(source: str, name: str) -> None:
    assert document_name(source) == name


def test_a_text_without_words_is_empty() -> None:
    assert written(plain_work("   ", mention_of=())) == ""


@st.composite
def works(draw: st.DrawFn) -> Work:
    """Words and marks with mentions that nest, each within a sentence as the program finds them."""
    words = draw(
        st.lists(st.sampled_from(["Ann", "saw", "him", ",", "“", "”", "é", "=1"]), min_size=1, max_size=12)
    )
    content = "".join(word + draw(st.sampled_from([" ", "  ", "\n", ""])) for word in words)
    bounds = [match.span() for match in re.finditer(r"\S", content)]
    place = st.integers(0, len(bounds) - 1)
    spans: list[Span] = []
    probe = plain_work(content, mention_of=())
    annotations = annotated(probe)
    for first, last in draw(st.lists(st.tuples(place, place), max_size=8)):
        start, end = bounds[min(first, last)][0], bounds[max(first, last)][1]
        (own,) = token_spans(annotations, [(start, end)])
        span = int(annotations.token_start[own[0]]), int(annotations.token_end[own[1] - 1])
        ends = annotations.sentence_end.tolist()
        if bisect_right(ends, own[0]) == bisect_right(ends, own[1] - 1) and not any(
            a < span[0] < b < span[1] or span[0] < a < span[1] < b for a, b in spans
        ):
            spans.append(span)
    people = [draw(st.sampled_from([None, 1, 2])) for _ in spans]
    return plain_work(content, mention_of=list(zip(dict.fromkeys(spans), people, strict=False)))


@given(works())
def test_whatever_nests_comes_back(work: Work) -> None:
    found = brackets(parse(written(work)))
    assert Counter((start, end) for start, end, _ in found) == Counter(
        (mention.start, mention.end) for mention in work.cast.mentions
    )
    assert {(start, end, eid.split("-")[0]) for start, end, eid in found if eid.startswith("e")} == {
        (m.start, m.end, f"e{m.entity}") for m in work.cast.mentions if m.entity is not None
    }
