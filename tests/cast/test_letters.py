"""Letters, mails and diaries in the midst of a chapter: where they are, and by whom."""

from __future__ import annotations

import time

import pytest

from fabula.cast.letters import Kind, documents
from tests.cast.scenes import Reading, tell
from tests.language.speech.pages import page

BEFORE = "[Ada] sat by the window until the post came, and then [she] opened it."
AFTER = "[She] put the paper into the fire, and [she] went down to [Tom] without a word."
SHE = {"she": "Ada", "She": "Ada", "she 2": "Ada"}
BODY = "[I] am cold here. [I] have sold [my] coat."


def plain(words: str) -> str:
    return words.replace("[", "").replace("]", "")


def found(*paragraphs: str, known: str = "ada tom bram") -> list[tuple[Kind, str, str, str, str]]:
    """Of each document its kind, first and last paragraph, writer and reader."""
    content = "\n\n".join(map(plain, (BEFORE, *paragraphs, AFTER)))
    return [
        (
            own.kind,
            content[own.start : own.end].split("\n\n")[0],
            content[own.start : own.end].split("\n\n")[-1],
            own.writer,
            own.reader,
        )
        for own in documents(page(content), [(0, len(content))], frozenset(known.split()))[0]
    ]


@pytest.mark.parametrize(
    ("letter", "last", "writer", "reader"),
    [
        (["My dear Ada,", BODY, "Your loving brother,", "Bram"], "Bram", "Bram", "Ada"),
        (
            ["My dear Ada,", BODY, "Your loving brother,\nBram Oake"],
            "Your loving brother,\nBram Oake",
            "Bram Oake",
            "Ada",
        ),
        (["Dear Ada,", BODY, "Yours ever, Bram"], "Yours ever, Bram", "Bram", "Ada"),
        (["Hi Ada!", BODY, "B."], "B.", "B", "Ada"),
        (["Ada,", BODY, "—Bram"], "—Bram", "Bram", "Ada"),
        (["Ada—", BODY, "Mother"], "Mother", "Mother", "Ada"),
        (
            ["Dearest,", BODY, "Yours,", "Bram", "P.S. Burn this.", "P.P.S. Please."],
            "P.P.S. Please.",
            "Bram",
            "",
        ),
        (["Dear Ada,", "Tom sings. He is well.", BODY, "Love,", "Bram"], "Bram", "Bram", "Ada"),
        (["Dear Ada,", "“Go,” he said to me.", "I went.", "Yours truly,", "Bram"], "Bram", "Bram", "Ada"),
        (["Dear Ada,", BODY, "The snow is deep."], "The snow is deep.", "", "Ada"),
        (
            ["Dear Ada,\nI am cold here.\nYours,\nBram"],
            "Dear Ada,\nI am cold here.\nYours,\nBram",
            "Bram",
            "Ada",
        ),
    ],
)
def test_a_letter_ends_with_its_signature_or_where_the_story_goes_on(
    letter: list[str], last: str, writer: str, reader: str
) -> None:
    assert found(*letter) == [(Kind.LETTER, letter[0], last, writer, reader)]


def test_a_short_letter_may_be_one_paragraph() -> None:
    note = "Dear Ada, I am cold here. Bring the boat. Yours, Bram"
    assert found(note) == [(Kind.LETTER, note, note, "Bram", "Ada")]
    assert not found("Dear Ada, I am cold here. Bring the boat.")
    assert not found("“Dear Ada, I am cold here. Yours, Bram,” she read.")


def test_the_date_over_a_letter_is_of_it() -> None:
    assert found("Brask, 4th March.", "Dear Ada,", BODY, "Yours,", "Bram")[0][1] == "Brask, 4th March."


@pytest.mark.parametrize(
    ("mail", "writer", "reader"),
    [
        (["From: Bram Oake <bram@lamp.example>\nTo: Ada\nSubject: Snow", BODY, "B."], "Bram Oake", "Ada"),
        (["From: bram.oake@lamp.example", "To: Ada <ada@lamp.example>", BODY], "Bram Oake", "Ada"),
        (["To: Ada", "Subject: Snow", "Hi Ada,", BODY], "", "Ada"),
    ],
)
def test_the_head_of_a_mail_tells_writer_and_reader(mail: list[str], writer: str, reader: str) -> None:
    assert found(*mail) == [(Kind.MAIL, mail[0], plain(mail[-1]), writer, reader)]


def test_what_a_mail_cites_is_anothers() -> None:
    assert found("From: Bram\nTo: Ada", BODY, "> Are you cold?\n> A.") == [
        (Kind.MAIL, "From: Bram\nTo: Ada", plain(BODY), "Bram", "Ada"),
        (Kind.MAIL, "> Are you cold?\n> A.", "> Are you cold?\n> A.", "A", ""),
    ]


def test_the_name_under_what_a_mail_cites_is_nobody_told_of() -> None:
    content = "\n\n".join(map(plain, (BEFORE, "From: Bram\nTo: Ada", BODY, "> Are you cold?", "> A.", AFTER)))
    cited = documents(page(content), [(0, len(content))], frozenset(["ada", "bram"]))[0][-1]
    assert [content[a:b] for a, b in cited.aside] == ["> A."]


def test_entries_of_a_diary_go_on_to_the_next() -> None:
    entries = ["12 June. I slept badly.", "13 June", "I slept well. The sea is loud."]
    assert [(kind, first) for kind, first, *_ in found(*entries)] == [
        (Kind.DIARY, "12 June. I slept badly."),
        (Kind.DIARY, "13 June"),
    ] or [(kind, first, last) for kind, first, last, *_ in found(*entries)] == [
        (Kind.DIARY, entries[0], entries[-1])
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Dear Ada was tired, and so was I."],
        ["“My dear Ada,”", "“I am cold.”", "“Bram”"],
        ["Ada,", "said the rain, and she slept."],
        ["From: nobody knew where, and she did not ask."],
        ["Monday, 4 June", "Tom came home, and the house was loud."],
        ["Tom."],
    ],
)
def test_what_is_no_letter(paragraphs: list[str]) -> None:
    assert found(*paragraphs) == []


def test_a_letter_that_is_all_of_its_chapter_is_no_part_of_one() -> None:
    content = "Dear Ada,\n\nI am cold.\n\nYours,\n\nBram"
    assert documents(page(content), [(0, len(content))], frozenset(["ada", "bram"])) == [[]]


def test_what_a_heading_says_is_a_diary_is_none_in_the_midst_of_a_chapter() -> None:
    diary = [
        "# Dr. Crane’s Diary",
        "(Kept on tape, all of it, by his own hand alone.)",
        "25 May. [I] slept badly.",
    ]
    assert voices(tell(*diary, "[I] am tired. [My] head aches.").read()) == [("first", "Dr. Crane")]


def test_letters_take_no_longer_than_their_length() -> None:
    for line in ("Dear Ada,", "From: x", "> x", "yours " * 20_000, "Ada,", "1 May. I"):
        content = "\n\n".join([line] * (20 if len(line) > 100 else 4_000))
        before = time.process_time()
        documents(page(content), [(0, len(content))], frozenset(["ada"]))
        assert time.process_time() - before < 5.0


def voices(reading: Reading) -> list[tuple[str, str | None]]:
    return [
        (told.person.value, None if told.narrator is None else reading.cast.entities[told.narrator - 1].name)
        for told in reading.cast.narrations
    ]


def test_the_writer_of_a_letter_tells_it_and_is_no_narrator() -> None:
    reading = tell(
        BEFORE, "My dear [Ada],", BODY + " Do [you] mind?", "Your brother,", "[Bram]", AFTER, links=SHE
    ).read()
    assert voices(reading) == [("third", None), ("first", "Bram"), ("third", None)]
    assert {reading.who(label) for label in ("I", "I 2", "my")} == {"Bram"}
    assert reading.who("you") == "Ada"
    assert not any(entity.narrator for entity in reading.cast.entities)


MAIL = "From: Bram\nTo: Ada\nSubject: the stairs"


@pytest.mark.parametrize(
    ("before", "talk", "end"),
    [
        (
            BEFORE,
            ["“You are late,” he said.", "“I am not,” I said.", "I heard the door."],
            "I heard the door.",
        ),
        (BEFORE, ["“What does he want?” asked Tom.", "“Money,” said Ada."], "I met him on the stairs."),
        (
            "I read it on the train, and I read it twice.",
            ["“Who?” I asked.", "I sat."],
            "I met him on the stairs.",
        ),
    ],
)
def test_a_mail_with_speech_in_it_goes_on_where_an_i_tells_it_who_does_not_tell_the_chapter(
    before: str, talk: list[str], end: str
) -> None:
    chapter = tell(before, MAIL, "I met him on the stairs.", *talk, "* * *", AFTER).text
    known = frozenset(["ada", "bram"])
    (mail,) = documents(chapter, [(0, len(chapter.content))], known)[0]
    told = chapter.content[mail.start : mail.end]
    assert told.startswith("From: Bram")
    assert told.endswith(end)


def test_the_i_of_a_chat_is_not_that_of_the_chapter() -> None:
    chat = ["[Bram]: I am awake.", "[Ada]: I am not.", "[Bram]: I see.", "[Ada]: I do not."]
    told = ["I met him on the stairs.", "“You are late,” he said.", "“I am not,” I said.", "I slept."]
    scene = tell(
        *chat, MAIL, *told, "* * *", "[Ada] put the paper into the fire, and [she] went down to [Tom]."
    )
    assert len(scene.book.labels) == len(chat)
    (mail,) = [own for own in scene.book.stretches.all if own.document is not None]
    assert scene.text.content[mail.start : mail.end].endswith("I slept.")


def test_initials_are_those_of_the_only_one_who_has_them() -> None:
    people = "[Bram Oake], [Tom] and [Bess] sat by the fire until the post came that day."
    assert voices(tell(people, "Hello [Ada],", BODY, "T.", AFTER).read())[1] == ("first", "Tom")
    assert voices(tell(people, "Hello [Ada],", BODY, "B.", AFTER).read())[1] == ("first", None)


def test_the_words_before_a_letter_tell_who_writes_it() -> None:
    reading = tell(
        "[Ada] and [Tom] sat at the table until it was dark. [She] wrote to [Bram] at once.",
        "Dear [Bram],",
        BODY,
        AFTER.replace("[She]", "[Tom]"),
        links={"She": "Ada"},
    ).read()
    assert voices(reading)[1] == ("first", "Ada")


def test_a_letter_of_somebody_unknown_is_no_readers_and_no_tellers() -> None:
    reading = tell(
        "[I] opened it at the window, and [I] read it to [Tom] while [my] tea went cold.",
        "Dear friend,",
        "[I] am cold here, and [my] coat is gone.",
        "X.",
        "[I] laughed. [Tom] did not.",
        links={"I 3": "I"},
    ).read()
    assert voices(reading) == [("first", "Narrator"), ("first", None), ("first", "Narrator")]
    assert reading.who("I 3") is reading.who("my 2") is None
    assert reading.who("I 4") == "Narrator"


def test_what_a_letter_tells_is_no_talk_with_those_around_it() -> None:
    reading = tell(
        BEFORE,
        "My dear [Ada],",
        "[I] am cold. “Go home,” [he] said.",
        "Your brother,",
        "[Bram]",
        "“What is it?” asked [Tom].",
        links={"she": "Ada"},
    ).read()
    assert reading.addressees("What is it") == []
