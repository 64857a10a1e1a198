from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.language import reader
from fabula.language.annotate import annotate
from fabula.language.mentions import FoundMentions
from fabula.language.model import Floats
from fabula.types import RELATIONS, UPOS, Annotations, BlockKind, Text
from tests.language.fakes import NAME, NOMINAL, PRONOUN, FakeModel, text_of

SCENE = text_of(
    ("Chapter Anna", BlockKind.HEADING),
    "“Where is Tom?” asked Bess. “I want him.”",
    "“Gone,” said she, “to Rye. He said, ‘Old Ned, are you in?’ and left.”",
    ("A note by Carl. “I wrote it,” said Carl.", BlockKind.NOTE),
    ("Licence of Zed.", BlockKind.BOILERPLATE),
    ("O Ned, O Ned,\nI sing of Ned", BlockKind.VERSE),
    ("* * *", BlockKind.SCENE_BREAK),
    "Bess left.",
)


def shown(text: Text, found: Annotations) -> list[str]:
    return [text.content[slice(*found.mention_span(i))] for i in range(len(found.mention_start))]


def check(text: Text, found: Annotations) -> None:
    """What holds of the annotations of any text."""
    tokens, count = len(found.token_start), len(found.mention_start)
    assert len(found.token_end) == len(found.token_block) == tokens
    for name in ("mention_end", "mention_type", "mention_form", "mention_score", "mention_quotation"):
        assert len(getattr(found, name)) == count
    assert found.sentence_start.tolist()[1:] == found.sentence_end.tolist()[:-1]
    words = found.words
    for name in ("lemma", "upos", "xpos", "head", "relation", "upos_score", "head_score", "event"):
        assert len(getattr(words, name)) == tokens
    sentence = np.searchsorted(found.sentence_start, np.arange(tokens), side="right")
    own = words.head >= 0
    assert (sentence[words.head[own]] == sentence[own]).all()
    assert ((words.relation == RELATIONS.index("root")) == ~own).all()
    order = list(zip(found.mention_start.tolist(), (-found.mention_end).tolist(), strict=True))
    assert order == sorted(order)
    assert ((found.mention_start < found.mention_end) & (found.mention_end <= tokens)).all()
    quotations = len(found.quotations)
    for scores, rows in (
        (found.antecedents, count),
        (found.speakers, quotations),
        (found.addressees, quotations),
    ):
        assert len(scores.offsets) == rows + 1
        assert len(scores.none) == rows
        assert len(scores.index) == len(scores.score) == scores.offsets[-1]
        assert np.isfinite(scores.score).all()
        assert np.isfinite(scores.none).all()
        for i in range(rows):
            columns, logs = scores.row(i)
            assert columns.tolist() == sorted(set(columns.tolist()))
            assert np.exp(logs).sum() + np.exp(scores.none[i]) <= 1.0 + 1e-3
            if scores is found.antecedents:
                assert (columns < i).all()
    assert ((found.mention_quotation >= -1) & (found.mention_quotation < quotations)).all()
    for i, q in enumerate(found.mention_quotation.tolist()):
        start, _end = found.mention_span(i)
        if q >= 0:
            assert any(a <= start < b for a, b in found.quotations[q].spans)


def test_a_scene() -> None:
    found = annotate(SCENE, FakeModel())
    check(SCENE, found)
    assert shown(SCENE, found) == [
        "Chapter", "Anna", "Where", "Tom", "Bess", "I", "Gone", "she", "Rye", "He", "Old", "Ned", "you",
        "O", "Ned", "O", "Ned", "I", "Ned", "Bess",
    ]  # fmt: skip
    forms = dict(zip(shown(SCENE, found), found.mention_form.tolist(), strict=True))
    assert forms["she"] == forms["I"] == PRONOUN
    assert forms["Tom"] == NAME
    speech = dict(zip(shown(SCENE, found), found.mention_quotation.tolist(), strict=True))
    assert speech["Where"] == speech["Tom"] == 0
    assert speech["she"] == speech["Anna"] == -1


def test_a_mention_in_nested_speech_belongs_to_the_innermost() -> None:
    found = annotate(SCENE, FakeModel())
    depths = {
        word: found.quotations[q].depth if q >= 0 else 0
        for word, q in zip(shown(SCENE, found), found.mention_quotation.tolist(), strict=True)
    }
    assert (depths["Rye"], depths["Old"], depths["she"]) == (1, 2, 0)


def test_notes_have_tokens_but_no_mentions_and_boilerplate_has_neither() -> None:
    found = annotate(SCENE, FakeModel())
    kinds = [block.kind for block in SCENE.blocks]
    with_tokens = {kinds[b] for b in found.token_block.tolist()}
    with_mentions = {kinds[b] for b in found.token_block[found.mention_start].tolist()}
    assert BlockKind.NOTE in with_tokens
    assert BlockKind.BOILERPLATE not in with_tokens
    assert with_mentions == {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.VERSE}
    for q in found.quotations:
        assert kinds[q.paragraph] not in (BlockKind.NOTE, BlockKind.BOILERPLATE)


def test_nothing_is_said_of_a_text_of_notes_alone() -> None:
    text = text_of(("“I am Carl,” said Carl.", BlockKind.NOTE), ("* * *", BlockKind.SCENE_BREAK))
    model = FakeModel()
    found = annotate(text, model)
    check(text, found)
    assert len(found.mention_start) == len(found.quotations) == 0
    assert "encoder" not in model.seen, "the model read what nobody asks for"


@pytest.mark.parametrize(
    "text",
    [
        Text("", (), (), SCENE.metadata, "empty"),
        text_of(""),
        text_of(" \n "),
        text_of("“”", "‘’ “", "” ” ”"),
        text_of("... --- !!! 123 *** “...” 42"),
        text_of(("", BlockKind.HEADING)),
    ],
    ids=["no blocks", "empty block", "white space", "marks", "no letters", "empty heading"],
)
def test_texts_in_which_nobody_is(text: Text) -> None:
    found = annotate(text, FakeModel())
    check(text, found)
    assert len(found.mention_start) == 0


def story(paragraphs: int) -> Text:
    names = ["Tom", "Bess", "Ned", "Anna", "she", "he"]
    return text_of(
        *(
            f"“Is {names[i % 4]} in?” said {names[(i * 5 + 1) % 6]}. "
            f"{names[i % 3]} sat by Bess and {names[i % 6]}."
            for i in range(paragraphs)
        )
    )


def test_stretches_find_what_the_whole_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    text = story(200)
    whole = annotate(text, FakeModel())
    monkeypatch.setattr(reader, "_STRETCH", 300)
    model = FakeModel()
    calls: list[tuple[int, int]] = []
    parted = annotate(text, model, lambda done, total: calls.append((done, total)))
    assert len(calls) > 5
    for name in ("token_start", "sentence_start", "mention_start", "mention_end", "mention_form"):
        assert getattr(parted, name).tolist() == getattr(whole, name).tolist()
    assert parted.words.lemma == whole.words.lemma
    assert (parted.words.head == whole.words.head).mean() > 0.9
    assert parted.words.event == pytest.approx(whole.words.event, abs=0.2)
    assert parted.mention_quotation.tolist() == whole.mention_quotation.tolist()
    for name in ("antecedents", "speakers", "addressees"):
        some, all_ = getattr(parted, name), getattr(whole, name)
        apart = np.abs(some.none - all_.none)
        assert (apart < 1e-4).mean() > 0.9, "only what stands at the edge of a stretch may differ"
        assert apart.max() < 0.5


def test_stretches_read_ahead_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_STRETCH", 100)
    text, model = story(60), FakeModel()
    one = annotate(text, model)
    model.threads = 3
    more = annotate(text, model)
    for name in ("mention_start", "mention_end", "mention_type", "mention_score"):
        assert getattr(more, name).tolist() == getattr(one, name).tolist()
    assert more.words.head.tolist() == one.words.head.tolist()
    assert more.antecedents.score.tolist() == one.antecedents.score.tolist()


def test_progress_counts_words_up_to_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_STRETCH", 100)
    calls: list[tuple[int, int]] = []
    found = annotate(story(40), FakeModel(), lambda done, total: calls.append((done, total)))
    done = [d for d, _ in calls]
    assert done == sorted(set(done))
    assert {total for _, total in calls} == {len(found.token_start)}
    assert done[-1] == len(found.token_start)


def test_stretches_end_where_blocks_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_STRETCH", 100)
    calls: list[int] = []
    found = annotate(story(40), FakeModel(), lambda done, _total: calls.append(done))
    for edge in calls[:-1]:
        assert found.token_block[edge - 1] != found.token_block[edge]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Tom " + "and she " * 500 + "went.",
        "TOM SAID “" + "I SAW HIM AND " * 300 + "BESS.”",
        "Tom " + "q" * 10_000 + " Bess",
        "“" + "“" * 500 + "Tom",
        "Tom, " * 2_000,
        "“Tom” " * 500,
        "\u0301" * 3_000 + " Tom",
        "Tom\u200d" * 3_000,
    ],
    ids=["long sentence", "capitals", "long word", "open marks", "list", "quoted names", "accents", "joined"],
)
def test_hostile_paragraphs_are_read_in_time_and_bounds(paragraph: str) -> None:
    text = text_of("Bess came.", paragraph, "Ned left.")
    model = FakeModel()
    began = time.perf_counter()
    found = annotate(text, model)
    assert time.perf_counter() - began < 10
    check(text, found)
    assert {"Bess", "Ned"} <= set(shown(text, found))
    assert model.largest["encoder"] <= model.batch * 256
    assert max(found.sentence_end - found.sentence_start) <= 200


def test_all_capitals_are_found_as_names() -> None:
    text = text_of("BESS SAW NED.")
    assert shown(text, annotate(text, FakeModel())) == ["BESS", "SAW", "NED"]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("Tomhe “”‘’'\".,!?—-\n*_1é\u0301\u200b🙂")))
def test_any_text_is_read(content: str) -> None:
    text = text_of("Tom came.", content, (content, BlockKind.HEADING), (content, BlockKind.VERSE))
    check(text, annotate(text, FakeModel()))


def test_a_mention_vector_is_made_of_its_ends_and_its_mean() -> None:
    seen = []

    class Keeps(FakeModel):
        def vectors(self, kind: str, states: Floats) -> Floats:
            seen.append((kind, states))
            return super().vectors(kind, states)

    states = np.random.default_rng(0).normal(size=(50, 8)).astype(np.float32)
    start = np.asarray([0, 0, 3, 10, 49], np.int32)
    end = np.asarray([1, 50, 5, 40, 50], np.int32)
    kind = np.zeros(5, np.int32)
    reader._mention_vectors(Keeps(), states, FoundMentions(start, end, kind, kind, kind.astype(np.float32)))
    ((name, given_states),) = seen
    assert name == "mention"
    for row, a, b in zip(given_states, start.tolist(), end.tolist(), strict=True):
        expected = [*states[a], *states[b - 1], *states[a:b].mean(axis=0)]
        assert row.tolist() == pytest.approx([float(x) for x in expected], abs=1e-6)


def test_words_of_the_story_are_read_and_those_of_notes_are_not() -> None:
    found = annotate(SCENE, FakeModel())
    kinds = [SCENE.blocks[b].kind for b in found.token_block.tolist()]
    read = np.asarray([kind in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.VERSE) for kind in kinds])
    assert ((found.words.upos_score > 0) == read).all()
    assert ((found.words.head_score > 0) == read).all()
    assert (found.words.upos[~read] == UPOS.index("X")).all()
    note = SCENE.content.index("A note")
    first = found.token_start.tolist().index(note)
    assert found.words.lemma[first : first + 3] == ("A", "note", "by")
    starts, ends = found.sentence_start.tolist(), found.sentence_end.tolist()
    for start, end in zip(starts, ends, strict=True):
        if read[start]:
            assert (found.words.head[start:end] == -1).sum() == 1


def spoken(text: Text, found: Annotations) -> list[list[str]]:
    return [[text.content[slice(*span)] for span in q.spans] for q in found.quotations]


UNMARKED = (
    ("THE END OF BESS", BlockKind.HEADING),
    "Bess sat down. WHERE IS TOM, she asked, DO YOU KNOW?",
    ("I WROTE THIS.", BlockKind.NOTE),
    "She saw Ned. HE IS GONE, he said. Tom left.",
)


def test_speech_without_marks_is_found_by_its_words() -> None:
    text = text_of(*UNMARKED)
    found = annotate(text, FakeModel())
    check(text, found)
    assert spoken(text, found) == [["WHERE IS TOM,", "DO YOU KNOW?"], ["HE IS GONE,"]]
    assert [q.paragraph for q in found.quotations] == [1, 3]
    speech = dict(zip(shown(text, found), found.mention_quotation.tolist(), strict=True))
    assert (speech["TOM"], speech["YOU"], speech["GONE"]) == (0, 0, 1)
    assert speech["Ned"] == speech["she"] == speech["Tom"] == -1
    # the speakers of each are the people of the narration around it
    columns, _ = found.speakers.row(1)
    assert {shown(text, found)[c] for c in columns.tolist()} >= {"Ned", "Tom"}


def test_words_are_not_asked_where_speech_is_marked() -> None:
    text = text_of(*UNMARKED, "“Yes,” said Bess.")
    assert spoken(text, annotate(text, FakeModel())) == [["“Yes,”"]]


def test_the_one_marked_speech_of_a_text_that_marks_none_is_kept() -> None:
    filler = "and so it went on and on and on " * 200
    text = text_of(filler, "“Yes, NO,” said Bess. WE DO, said she.", filler)
    assert spoken(text, annotate(text, FakeModel())) == [["“Yes, NO,”"], ["WE DO,"]]


def test_the_few_marks_within_unmarked_speech_do_not_stand_for_all_of_it() -> None:
    talk = ["She sat. WHERE IS TOM THEN? said Bess to him."] * 30
    text = text_of(*talk, "He looked up. I SAW IT “once” I THINK.", *talk)
    found = annotate(text, FakeModel())
    assert spoken(text, found).count(["WHERE IS TOM THEN?"]) == 60


def test_the_few_marks_of_a_tale_with_little_speech_are_all_of_it() -> None:
    text = text_of("and so it went on and on " * 20, "“Yes,” said Bess. IT WAS SO.", "and on it went " * 20)
    assert spoken(text, annotate(text, FakeModel())) == [["“Yes,”"]]


def test_speech_without_marks_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(*(f"She sat. WHO IS {'ABCDEFG'[i % 7]} THEN? said Bess to him." for i in range(120)))
    whole = annotate(text, FakeModel())
    monkeypatch.setattr(reader, "_STRETCH", 150)
    parted = annotate(text, FakeModel())
    check(text, parted)
    assert len(whole.quotations) == 120
    assert parted.quotations == whole.quotations
    assert np.abs(parted.speakers.none - whole.speakers.none).max() < 0.5


def span(text: Text, words: str) -> tuple[int, int]:
    start = text.content.index(words)
    return start, start + len(words)


def test_mentions_known_beforehand_are_taken_as_they_are() -> None:
    model = FakeModel()
    words = ("him", "Old Ned", "Ned, are", "Carl", "asked Bess", "Rye. He said", "Old Ned, are you")
    given = [span(SCENE, w) for w in words]
    # the same tokens again, half a token, and none
    at = SCENE.content.index("Bess left")
    given += [given[0], (at + 1, at + 3), (at + 4, at + 5)]
    found = annotate(SCENE, model, None, given)
    check(SCENE, found)
    assert shown(SCENE, found) == [
        "asked Bess", "him", "Rye. He said", "Old Ned, are you", "Old Ned", "Ned, are", "Carl", "Bess",
    ]  # fmt: skip
    assert found.mention_score.tolist() == [1.0] * 8
    quotation = dict(zip(shown(SCENE, found), found.mention_quotation.tolist(), strict=True))
    assert found.quotations[quotation["Old Ned"]].depth == 2
    assert quotation["Carl"] == quotation["asked Bess"] == -1


def test_the_model_gives_known_mentions_their_type_and_form() -> None:
    class Ships(FakeModel):
        def spans(self, states: Floats) -> tuple[Floats, Floats]:
            types, forms = super().spans(states)
            types[:, 1, 2, 5], forms[:, 1, 2, NOMINAL] = 9.0, 9.0
            types[..., 0] = 99.0  # none of them would be a mention
            return types, forms

    text = text_of("In old ships he sat. Of old ships she sang.", "In old ships.")
    first, second = span(text, "old ships"), span(text, "old ships she")
    found = annotate(text, Ships(), None, [second, first, span(text, "sat. Of old")])
    kinds = dict(
        zip(shown(text, found), zip(found.mention_type, found.mention_form, strict=True), strict=True)
    )
    assert kinds["old ships"] == (4, NOMINAL)
    assert kinds["old ships she"] != (4, NOMINAL)
    assert len(kinds) == 3


def test_no_mentions_known_is_not_the_same_as_none_given() -> None:
    assert len(annotate(SCENE, FakeModel(), None, []).mention_start) == 0
    assert len(annotate(SCENE, FakeModel(), None, None).mention_start) > 0


def test_a_known_mention_may_run_on_over_a_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(" ".join(f"Tom saw Bess {'abc'[i % 3]}." for i in range(100)))
    monkeypatch.setattr(reader, "_STRETCH", 100)
    given = [(0, len(text.content) - 2), span(text, "saw")]
    found = annotate(text, FakeModel(), None, given)
    check(text, found)
    assert [found.mention_span(i) for i in range(2)] == given
