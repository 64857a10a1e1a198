from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from fabula.cast.book import Book
from fabula.cast.speakers.frames import tag_scores
from fabula.types import RELATIONS, UPOS, Words
from tests.cast.scenes import Scene, tell


def told(*paragraphs: str) -> list[str]:
    """The words of the mention that the page names as the speaker of each quotation, or empty."""
    book = tell(*paragraphs).book
    return [book.shown[i] if i >= 0 else "" for i in book.plain_tags]


def told_by_sentences(paragraph: str) -> list[str]:
    """The same for a paragraph in which each full stop ends a sentence."""
    book = tell(paragraph).book
    stops = [k for k in range(len(book.notes.token_start)) if book.word(k) == "."]
    starts = np.asarray([0, *(k + 1 for k in stops[:-1])], np.int32)
    notes = replace(book.notes, sentence_start=starts)
    book = Book(book.text, notes)
    return [book.shown[i] if i >= 0 else "" for i in book.plain_tags]


@pytest.mark.parametrize(
    "line",
    [
        "“No,” said [Anna].",
        "“No,” [Anna] said.",
        "“No,” [Anna] softly said.",
        "“No” — said [Anna], “never.”",
        "[Anna] said, “No.”",
        "Then [Anna] quietly answered: “No.”",
        "“No.” [Anna] laughed, and [Tom] wept.",
        "[Anna] said: “No.” [Tom] laughed.",
        "[Tom] nodded. [Anna] thought, “No!” [He] said nothing.",
    ],
)
def test_words_of_saying_beside_a_quotation_name_its_speaker(line: str) -> None:
    assert told(line) == ["Anna"]


def test_who_is_spoken_to_and_does_something_speaks_next() -> None:
    assert told_by_sentences("“Captain,” [Ben] greeted [her], and sat. [She] nodded. “Ben.”") == [
        "Ben",
        "She",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "“Captain,” [Ben] greeted [her]. [He] nodded. “At last.”",
        "“Captain,” said [Ben] with [[her] cup] in [his] hand. [She] nodded. “At last.”",
        "“Captain,” [Ben] greeted [her]. [She] was the first who had come by that road. “At last.”",
        "[Ben] saw [her]. [She] nodded. “At last.”",
    ],
)
def test_who_does_something_before_a_line_is_else_in_no_tag(line: str) -> None:
    assert told_by_sentences(line)[-1] in ("", "Ben")


@pytest.mark.parametrize(
    "line",
    [
        "“No.” [Anna] opened the window.",
        "“No.” And then [Anna] said nothing.",
        "[Anna] opened the window. “No.”",
        "“No,” and [Tom] saw [Anna].",
        "“No,” said the [Highbury|GPE] clock.",
    ],
)
def test_words_that_say_nothing_name_nobody(line: str) -> None:
    assert told(line) == [""]


def test_a_tag_belongs_to_its_own_paragraph() -> None:
    assert told("[Anna] said", "“No.”", "said [Tom]") == [""]


def test_each_of_several_quotations_has_its_own_tag() -> None:
    lines = "[Anna] said, “If [you] will,” and [Tom] said, “It is so,” and [Anna] said, “Good.”"
    assert told(lines)[0] == "Anna"


def test_the_longest_mention_that_is_no_run_away_is_meant() -> None:
    assert told("“No,” said [[her] mother].") == ["her mother"]


def test_a_plain_tag_outweighs_what_the_model_makes_of_it() -> None:
    reading = tell("[Tom] waited.", "“No,” said [Anna].", speakers={"No": {"Tom": 0.6, "Anna": 0.2}}).read()
    assert reading.speaker("No") == "Anna"


def test_a_name_in_a_plain_tag_is_surer_than_a_pronoun() -> None:
    scene = tell(
        "“No,” said [Anna].",
        "“Yes,” said [she].",
        speakers={"No": {"she": 0.6, "Anna": 0.4}, "Yes": {"she": 0.4, "Anna": 0.6}},
    )
    name, pronoun = (tag_scores(scene.book, row)[0] for row in (0, 1))
    assert name[scene.labels["Anna"]] > 0.98 > pronoun[scene.labels["she"]]


def test_a_pronoun_near_by_asks_for_nobody_where_a_name_tells() -> None:
    reading = tell(
        "[Miss Hale] and [Mr. Hale] sat by the fire. [He] read, and [she] sewed.",
        "“It is ten, I think.” [Miss Hale] turned to [him].",
        "“Is it?” said [Mr. Hale].",
        links={"He": "Mr. Hale", "she": "Miss Hale", "him": "Mr. Hale"},
        speakers={
            "It is ten": {"Miss Hale 2": 0.8, "Mr. Hale": 0.18, "him": 0.02},
            "Is it?": "Mr. Hale 2",
        },
    ).read()
    assert reading.speaker("It is ten") == "Miss Hale"


@pytest.mark.parametrize(
    "lines",
    [
        ["“[I] met [Tom]. ‘No,’ said [he], and laughed.”"],
        ["“[Tom] took [my] hand, and said very softly:—", "“‘No.’"],
        ["“[he] took it--[I] think [I 2|pronoun] let [him]--and said in a whisper:--", "“‘No.’"],
        ["“[Tom] looked at [me], and [he] said at last:", "“‘No.’ And [Anna] cried.”"],
    ],
)
def test_a_line_quoted_within_another_has_its_tag_there(lines: list[str]) -> None:
    assert told(*lines)[1].lower() in ("he", "tom")


@pytest.mark.parametrize(
    "lines",
    [
        ["“[he] said nothing. [I] looked at [him]:—", "“‘No.’"],
        ["“[he] said at last.", "“‘No.’"],
        ["[he] said at last:", "“[I] wrote ‘No’ beneath it.”"],
    ],
)
def test_words_around_a_line_within_another_that_lead_up_to_nothing(lines: list[str]) -> None:
    assert told(*lines)[-1] == ""


def test_only_the_words_around_a_line_tag_it() -> None:
    assert told("[Anna] said, “‘No’ was all.”")[-1] == ""


@pytest.mark.parametrize(
    "lead", [["[Anna] turned to [Tom] and said: “No.”"], ["[Anna] turned to [Tom] and said:", "“No.”"]]
)
def test_a_line_is_said_by_the_subject_of_the_words_that_announce_it(lead: list[str]) -> None:
    anna, turned, to, tom, joined, said = range(6)
    parse = [
        (anna, turned, "nsubj", "PROPN"), (turned, -1, "root", "VERB"), (to, tom, "case", "ADP"),
        (tom, turned, "obl", "PROPN"), (joined, said, "cc", "CCONJ"), (said, turned, "conj", "VERB"),
    ]  # fmt: skip
    assert announced(tell(*lead), parse) == ["Anna"]


@pytest.mark.parametrize("who", ["Anna Hale", "Anna of Hale"])
def test_the_subject_of_what_announces_a_line_may_be_the_first_word_of_a_name(who: str) -> None:
    anna, said = 0, len(who.split())
    parse = [(anna, said, "nsubj", "PROPN"), (said, -1, "root", "VERB")]
    parse += [(word, anna, "flat", "PROPN") for word in range(1, said)]
    assert announced(tell(f"[{who}|name] said carelessly: “No.”"), parse) == [who]


def announced(scene: Scene, parse: Sequence[tuple[int, int, str, str]]) -> list[str]:
    """Whom plain tags name where the tokens of a scene are parsed so: their heads, relations and tags."""
    tokens = len(scene.notes.token_start)
    head, relation, upos = [0] * tokens, ["punct"] * tokens, ["PUNCT"] * tokens
    for token, above, how, tag in parse:
        head[token], relation[token], upos[token] = above, how, tag
    words = Words(
        head=np.asarray(head, np.int32),
        relation=np.asarray([RELATIONS.index(name) for name in relation], np.int32),
        upos=np.asarray([UPOS.index(name) for name in upos], np.int32),
    )
    book = Book(scene.text, replace(scene.notes, words=words))
    return [book.shown[i] for i in book.plain_tags if i >= 0]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("“No,” [you] say.", "you"),
        ("“No,” [I] tell [her].", "I"),
        ("[You] whisper, “No.”", "You"),
        ("“No,” orders [Anna].", "Anna"),
        ("“No,” [Anna] replies.", "Anna"),
    ],
)
def test_the_present_tense_tells_it_with_its_subject(line: str, speaker: str) -> None:
    assert told(line) == [speaker]


@pytest.mark.parametrize(
    "chat",
    [
        "[Anna]: no\n\n[Tom]: yes",
        "[Anna]: no\n[Tom]: yes",
        "<[Anna]> no\n<[Tom]> yes",
        "10:04 [Anna]: no\n10:05 [Tom]: yes",
        "[Anna] (10:04): no\n[Tom] (10:05): yes",
        "[Anna] (softly): no\n[Tom]: yes",
        "[Anna]: “No.”\n[Tom]: “Yes.”",
    ],
)
def test_a_label_names_the_speaker_of_a_line(chat: str) -> None:
    assert told("“Anna! Tom!” somebody said.", *chat.split("\n\n"))[1:] == ["Anna", "Tom"]


@pytest.mark.parametrize(
    ("play", "speakers"),
    [
        ("[ANNA]. Is it in?\n\n[TOM]. It was. (He coughs.) It has gone.\n\n[ANNA]. Ah.\n\n[TOM]. Yes.", "AT"),
        ("[ANNA]\nIs it in?\n\n[TOM]\nIt was.\n\n[ANNA]\nAh.\n\n[TOM]\nYes.", "AT"),
    ],
)
def test_a_cue_of_a_play_names_the_speaker(play: str, speakers: str) -> None:
    found = told(*play.split("\n\n"))
    assert [name[:1] for name in found] == [*speakers, *speakers]


def test_a_name_and_a_stop_before_what_stands_in_marks_is_no_cue() -> None:
    assert told("[ANNA]. “Is it in?”", "[TOM]. “It was.”") == ["", ""]
