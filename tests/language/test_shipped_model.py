"""The shipped model on a few sentences: that the parts fit together, not how well it was trained."""

from __future__ import annotations

import re
import time
from pathlib import Path

import numpy as np
import pytest

from fabula.language.annotate import annotate
from fabula.language.features import ANTECEDENT_SIZES, SPEAKER_SIZES
from fabula.language.model import SHIPPED, Model
from fabula.pipeline import plain_text
from fabula.types import ENTITY_TYPES, MENTION_FORMS, Annotations, BlockKind, Text
from tests.language.fakes import text_of
from tests.language.test_annotate import check

STORIES = Path(__file__).parent.parent / "stories"

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not SHIPPED.is_dir(), reason="this checkout holds no model"),
]

SCENE = text_of(
    "Margaret Hale walked down to the harbour in London with her brother Frederick, who carried the lamp.",
    "“Have you seen the captain?” asked Margaret. “He promised to wait for us.”",
    "“He is not here,” said Frederick. “Perhaps the old man has gone back to his ship, Margaret.”",
    "She looked out over the sea. Her brother put the lamp down and rubbed his hands.",
)


@pytest.fixture(scope="module")
def model() -> Model:
    return Model()


@pytest.fixture(scope="module")
def found(model: Model) -> Annotations:
    return annotate(SCENE, model)


def shown(text: Text, found: Annotations) -> dict[str, tuple[str, str]]:
    """Type and form of each mention by its words, the last of equal ones."""
    return {
        text.content[slice(*found.mention_span(i))]: (
            ENTITY_TYPES[found.mention_type[i]].value,
            MENTION_FORMS[found.mention_form[i]].value,
        )
        for i in range(len(found.mention_start))
    }


def first(found: Annotations, words: str, after: str = "") -> int:
    """The number of the first mention of these words after others."""
    at = SCENE.content.index(words, SCENE.content.index(after))
    return [found.mention_span(i) for i in range(len(found.mention_start))].index((at, at + len(words)))


def test_mentions_make_sense(found: Annotations) -> None:
    check(SCENE, found)
    own = shown(SCENE, found)
    assert own["Margaret Hale"] == own["Margaret"] == own["Frederick"] == ("PER", "name")
    assert own["London"] == ("GPE", "name")
    assert own["the captain"] == own["the old man"] == ("PER", "nominal")
    assert own["She"] == own["He"] == own["his"] == ("PER", "pronoun")
    assert own["his ship"] == ("VEH", "nominal")
    assert not {"asked", "the lamp", "promised", "hands"} & set(own)


def test_her_brother_holds_her(found: Annotations) -> None:
    whole, inner = first(found, "Her brother"), first(found, "Her", "sea.")
    assert found.mention_start[whole] == found.mention_start[inner]
    assert whole < inner


def test_links_make_sense(found: Annotations) -> None:
    she = first(found, "She", "ship")
    columns, scores = found.antecedents.row(she)
    best = int(columns[scores.argmax()])
    assert SCENE.content[slice(*found.mention_span(best))].startswith("Margaret")
    assert np.exp(found.antecedents.none[first(found, "Margaret Hale")]) > 0.5


def test_what_is_scored_is_what_the_parts_take(model: Model) -> None:
    size, width = int(model.card["vector"]), int(model.card["width"])
    rng = np.random.default_rng(0)
    left, right = (rng.normal(size=(3, size)).astype(np.float32) for _ in range(2))
    rows, columns = np.asarray([0, 1, 2, 2]), np.asarray([2, 1, 0, 1])
    for kind, sizes, apart in (
        ("antecedents", ANTECEDENT_SIZES, 0.1),  # in 8 bits, with one scale for all that is scored at once
        ("speakers", SPEAKER_SIZES, 1e-4),
        ("addressees", SPEAKER_SIZES, 1e-4),
    ):
        highest = np.asarray([[n - 1 for n in sizes]] * 4)
        scores = model.pair_scores(kind, left, right, rows, columns, highest)
        assert scores.shape == (4,)
        assert np.isfinite(scores).all()
        alone = model.pair_scores(kind, left, right, rows[2:3], columns[2:3], highest[2:3])
        assert alone[0] == pytest.approx(scores[2], abs=apart)
    assert model.vectors("mention", np.zeros((2, 3 * width), np.float32)).shape == (2, size)
    assert model.vectors("quotation", np.zeros((2, 4 * width), np.float32)).shape == (2, size)


def test_case_is_seen(model: Model) -> None:
    low = shown(t := text_of("She would rose to marry."), annotate(t, model))
    high = shown(t := text_of("She told Rose to marry."), annotate(t, model))
    assert "rose" not in low
    assert high["Rose"] == ("PER", "name")


def test_marks_of_speech_change_nothing(model: Model) -> None:
    whole = "“Go and find Tom,” said Anna. “He has my hat.”"
    double, single = text_of(whole), text_of(whole.replace("“", "‘").replace("”", "’"))
    assert shown(double, annotate(double, model)) == shown(single, annotate(single, model))


def test_the_number_of_threads_changes_nothing(found: Annotations) -> None:
    other = annotate(SCENE, Model(threads=3))
    for name in ("mention_start", "mention_end", "mention_type", "mention_form", "mention_score"):
        assert getattr(other, name).tolist() == getattr(found, name).tolist()
    for name in ("antecedents", "speakers", "addressees"):
        assert getattr(other, name).score.tolist() == getattr(found, name).score.tolist()


def test_windows_read_together_change_little(model: Model) -> None:
    words = "She saw the old house by the sea . " * 80
    pieces = [model.vocabulary.pieces(word) for word in words.split()]
    alone, together = (
        model.states(pieces, [0] * len(pieces)),
        Model(batch=8).states(pieces, [0] * len(pieces)),
    )
    cosine = (alone * together).sum(1) / np.linalg.norm(alone, axis=1) / np.linalg.norm(together, axis=1)
    assert cosine.mean() > 0.98


def spoken(content: str, model: Model) -> list[bool]:
    """For each word of a story whether it is in a quotation."""
    text = plain_text(Path("story.txt"), content)
    found = annotate(text, model)
    spans = [span for quotation in found.quotations for span in quotation.spans]
    bounds = zip(found.token_start.tolist(), found.token_end.tolist(), strict=True)
    return [any(a <= start < b for a, b in spans) for start, end in bounds if text.content[start].isalnum()]


@pytest.mark.parametrize("story", ["dialogue.txt", "ranks.txt"])
def test_speech_is_found_without_quotation_marks(model: Model, story: str) -> None:
    content = (STORIES / story).read_text(encoding="utf-8")
    gold = spoken(content, model)
    found = spoken(re.sub("[“”]", "", content), model)
    both = sum(a and b for a, b in zip(gold, found, strict=True))
    assert 2 * both / (sum(gold) + sum(found)) > 0.9


@pytest.mark.parametrize(
    "paragraph",
    [
        "TOM CAME HOME. " * 20,
        "and so, " * 600,
        "q" * 10_000,
        "“" * 800,
        "漢字 " * 100,
        "1 2 3 4 5",
        "\u0301" * 900,
    ],
    ids=["capitals", "no full stop", "long word", "marks", "other script", "numbers", "accents"],
)
def test_hostile_paragraphs(model: Model, paragraph: str) -> None:
    text = text_of(paragraph, ("Tom wrote this.", BlockKind.NOTE))
    began = time.process_time()
    check(text, annotate(text, model))
    assert time.process_time() - began < 20
