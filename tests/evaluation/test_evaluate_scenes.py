from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation import evaluate_scenes
from fabula.evaluation.scenification import read_marked
from fabula.pipeline import plain_text
from fabula.types import Scene, SceneMode, Story, Text

MARKED = """<ChapMarker>CHAPTER I.</ChapMarker>

Ida was old. She lived by the sea. All her winters were long. She had one gull.

<SceneDia><Dia>"Who is there?"</Dia> asked <ChNameIntro>Ida</ChNameIntro>.

"The gull," said Olm.</SceneDia> The years went by. Nothing came of it.

<SceneQuasi>One day Olm knocked again.</SceneQuasi>
"""


def write(folder: Path, content: str = MARKED) -> Path:
    file = folder / "sea.html"
    file.write_text(content, encoding="utf8")
    return file


def said(*begun: tuple[str, SceneMode]) -> Story:
    """Scenes that begin at some words."""
    text = MARKED_TEXT
    starts = [text.index(words) for words, _ in begun]
    ends = [*starts[1:], len(text)]
    return Story(
        tuple(
            Scene(k + 1, start, end, mode, None, None, 0.0, (), None, 0.0, 1.0)
            for k, (start, end, (_, mode)) in enumerate(zip(starts, ends, begun, strict=True))
        )
    )


MARKED_TEXT = ""


@pytest.fixture(autouse=True)
def _text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.MARKED_TEXT", read_marked(write(tmp_path)).text)


def test_tags_are_taken_out_and_scenes_kept(tmp_path: Path) -> None:
    novel = read_marked(write(tmp_path))
    assert "<" not in novel.text
    assert novel.text.startswith("CHAPTER I.\n\nIda was old.")
    told = [(novel.text[own.start : own.end].split()[0], own.kind, own.is_strict) for own in novel.scenes]
    assert told == [('"Who', "dia", True), ("One", "quasi", False)]
    assert novel.text[novel.scenes[0].end - 4 : novel.scenes[0].end] == "Olm."


def test_boundaries_and_words_are_scored_strictly_and_loosely(tmp_path: Path) -> None:
    story = said(
        ("CHAPTER", SceneMode.SUMMARY),
        ("She lived", SceneMode.SUMMARY),
        ('"Who', SceneMode.SCENE),
        ("The years", SceneMode.SUMMARY),
    )
    values = evaluate_scenes(tmp_path, lambda _: story, parse=plain_text).overall
    assert values["near"] == values["exact"] == values["words"] == 100.0
    assert values["exact_all"] == pytest.approx(200 * 2 / (2 + 3))
    assert values["words_all"] is not None and values["words_all"] < 100.0
    assert values["page"] == 0.0


def test_three_sentences_off_is_near(tmp_path: Path) -> None:
    story = said(("CHAPTER", SceneMode.SUMMARY), ("She lived", SceneMode.SCENE))
    values = evaluate_scenes(tmp_path, lambda _: story, parse=plain_text).overall
    assert values["exact"] == 0.0
    assert values["near"] == pytest.approx(200 / 3)
    assert evaluate_scenes(tmp_path, lambda _: Story(), parse=plain_text).overall["near"] == 0.0


def test_headings_and_breaks_are_the_baseline(tmp_path: Path) -> None:
    seen: list[Text] = []

    def tell(text: Text) -> Story:
        seen.append(text)
        return Story()

    write(tmp_path, MARKED.replace("<SceneDia>", "* * *\n\n<SceneDia>"))
    values = evaluate_scenes(tmp_path, tell, parse=plain_text).overall
    assert values["page"] == pytest.approx(50.0)  # the heading parts what is no scene
    assert "<" not in seen[0].content


@pytest.mark.parametrize("content", ["No tags at all.", "Ida\n<SceneDia>slept."])
def test_what_cannot_be_scored_is_told(tmp_path: Path, content: str) -> None:
    with pytest.raises(EvaluationError, match="sea"):
        evaluate_scenes(write(tmp_path, content), lambda _: Story(), parse=plain_text)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(EvaluationError, match="SceneDia"):
        evaluate_scenes(tmp_path / "none", lambda _: Story(), parse=plain_text)
