from __future__ import annotations

import pytest

from tests.language.speech.pages import speech


@pytest.mark.parametrize(
    "content",
    [
        '"Yes," he said, "go."',
        '"Yes," he said. "Go."',
        '"That," said the old man, who had not moved, "is mine."',
        '"Is it far?" she asked. She put down her cup. "I am tired."',
        '"I am late." He took his hat. "Good night."',
        '"If you knew," Mrs. Hale resumed, lowering her voice, "you would go."',
        '"Not this"--he pointed--"but that."',
        '"Yes," said Ann Hale. "Go," said Miss Hale.',
        '"Yes," said Ann. "Go, Tom," she said.',
        '"Yes," said Ann. "Tom said so."',
    ],
)
def test_parts_around_a_tag_are_one_quotation(content: str) -> None:
    assert [len(parts) for parts in speech(content)] == [2]


@pytest.mark.parametrize(
    "content",
    [
        '"Yes." He turned to the window and said, "Go."',
        '"Yes," said Ann, and Tom said, "No."',
        '"Yes," he said. He went out. The rain had stopped. A dog barked. "Come," he said.',
        '"Yes." "No."',
        '"Yes," said Ann. "No," said Tom.',
        '"Yes?" Ann asked. "No," Mr. Hale answered.',
        '"Yes," he said.\n\n"No," she said.',
    ],
)
def test_separate_speeches_stay_apart(content: str) -> None:
    assert [len(parts) for parts in speech(content)] == [1, 1]
