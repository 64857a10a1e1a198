from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation import evaluate_order
from fabula.evaluation.evaluate_order import Relation
from fabula.evaluation.timelines import read_timeline
from fabula.pipeline import plain_text
from fabula.types import Span, Text

STORY = "He rose and ran, for she had called him. It was dark."
"""rose 3:7, ran 12:15, called 29:35, dark 47:51"""


class Said:
    """One answer."""

    def __init__(self, value: str) -> None:
        self.value = value


class Always:
    """A program that says "after" of whatever ends behind 20, and knows no event behind 40."""

    def between(self, one: Span, two: Span) -> Relation | None:
        return None if two[1] > 40 else Said("after" if two[1] > 20 else "before")


def link(kind: str, one: Span, two: Span) -> str:
    ends = "".join(f'<{name} begin="{a}" end="{b}" />' for name, (a, b) in (("source", one), ("target", two)))
    return f'<tlink><relation type="{kind}" />{ends}</tlink>'


def write(folder: Path, *links: str) -> Path:
    (folder / "a.txt").write_text(STORY, encoding="utf8")
    body = f"<file><annotators><annotator>{''.join(links)}</annotator></annotators></file>"
    (folder / "a.xml").write_text(body, encoding="utf8")
    return folder


def order(_: Text) -> Always:
    return Always()


ROSE, RAN, CALLED, DARK = (3, 7), (12, 15), (29, 35), (47, 51)


def test_scores_by_hand(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        link("before", ROSE, RAN),
        link("after", RAN, CALLED),
        link("contains", ROSE, CALLED),
        link("is_included", CALLED, DARK),
        link("no relations", ROSE, DARK),
    )
    values = evaluate_order(folder, order, parse=plain_text).overall
    assert values["pairs"] == 4
    assert values["found"] == pytest.approx(75)
    assert values["right"] == pytest.approx(100 * 2 / 3)
    assert values["text_order"] == pytest.approx(100 / 3)
    assert values["backward_precision"] == pytest.approx(50)
    assert values["backward_recall"] == pytest.approx(100)
    assert values["agreement"] == 82.5


def test_the_event_told_first_stands_in_front_and_labels_are_folded(tmp_path: Path) -> None:
    folder = write(
        tmp_path, link("before", RAN, ROSE), link("is_contained_in", RAN, ROSE), link("same_as", ROSE, RAN)
    )
    links = read_timeline(folder / "a.txt").links
    assert {(own.one, own.two) for own in links} == {(ROSE, RAN)}
    assert [own.relation for own in links] == ["after", "includes", "overlap"]


@pytest.mark.parametrize(
    ("links", "said"),
    [
        (link("later", ROSE, RAN), "'later' is none of before"),
        ('<tlink><relation type="before" /></tlink>', "need begin and end"),
        ("<tlink>", "it is not XML"),
    ],
)
def test_malformed_links_say_where(tmp_path: Path, links: str, said: str) -> None:
    with pytest.raises(EvaluationError, match=said) as caught:
        evaluate_order(write(tmp_path, links), order, parse=plain_text)
    assert "a.xml" in str(caught.value)


def test_a_folder_without_links_has_nothing_to_score(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf8")
    with pytest.raises(EvaluationError, match=r"no text there is NAME\.txt with NAME\.xml"):
        evaluate_order(tmp_path, order, parse=plain_text)


def test_a_text_without_a_backward_link_has_no_score_of_them(tmp_path: Path) -> None:
    values = evaluate_order(write(tmp_path, link("before", ROSE, RAN)), order, parse=plain_text).overall
    assert values["backward"] is None
    assert values["right"] == pytest.approx(100)
