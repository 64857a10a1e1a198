from __future__ import annotations

from dataclasses import replace

import pytest

from fabula.language.speech import find_quotations
from tests.language.speech.pages import page, speech


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
        '"Yes," said Ann. Tom shook his head. "Never," said Ann.',
        '"Yes," said Ann. Tom laughed. "Of course."',
        '"Yes," said Ann, and Ann whispered to Tom, "Of course."',
        '"Will ten do?" asked Ann, adding, as Mr. Tom Hale nodded, "Or twelve?"',
        '"Yes," said Ann, as Tom added the rest, "if you like."',
        '"Yes," Ann told her. He nodded. "Of course."',
        'Ann said: "Yes." Despair filled her. "Of course."',
        'Ann said: "Yes." Tom had gone out of the room with the boys. "Of course."',
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
        '"Sugar?" said Ann. Tom shook his head. "Never," said Tom.',
        '"Boys," said the old man. Tom looked at Ann. "You know him," Ann said.',
        'She said, "How are you?" Tom laughed. "Fine," said Tom.',
        '"Yes!" cried Ann, who was no hero, and Tom howled, "Lie down!"',
        '"Yes," Ann interposed, with reluctance; to which Tom rejoined: "Of course."',
        '"Yes," he argued; and she had answered, with her clearest look: "Of course."',
        '"Yes," Ann went on, so eagerly that the old man said, in an offended tone, "Of course."',
        '"Yes," cried her husband gaily; and she answered with a smile: "Of course."',
        'Ann thought with hostility, "Yes," and Mrs. Hale thought, "No."',
        'Ann said: "Yes." Tom laughed. "Of course."',
        '"Yes," Ann greeted her, and sat down. She nodded. "Of course."',
        '"YES," SAID ANN. "NO," SAID TOM.',
        '"YES?" ANN ASKED. "NO," MR. HALE ANSWERED.',
    ],
)
def test_separate_speeches_stay_apart(content: str) -> None:
    assert [len(parts) for parts in speech(content)] == [1, 1]


@pytest.mark.parametrize(
    ("doubts", "expected"),
    [
        ([], [3, 1]),
        ([("“Go", 0.1)], [3, 1]),
        ([("“Go", 0.3)], [1, 2, 1]),
        ([("“Go", 0.3), ("“now", 0.3)], [1, 1, 1, 1]),
        ([("“No", 0.4)], [3, 1]),
        # Within a part, there is nothing to part.
        ([("am here", 0.4)], [3, 1]),
    ],
)
def test_speech_around_a_place_where_a_paragraph_may_be_lost_is_never_one(
    doubts: list[tuple[str, float]], expected: list[int]
) -> None:
    text = page("“Yes, I am here,” he said. “Go,” she said, “now.”\n\n“No.”")
    places = tuple((text.content.index(words), likely) for words, likely in doubts)
    found = find_quotations(replace(text, doubts=places))
    assert [len(quotation.spans) for quotation in found] == expected
