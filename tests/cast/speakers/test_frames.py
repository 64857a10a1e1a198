from __future__ import annotations

import pytest

from fabula.cast.speakers.frames import tag_parts
from fabula.cast.speakers.tags import TagKind
from tests.cast.scenes import tell


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("the driver", TagKind.STATED),
        ("a passer-by", TagKind.STATED),
        ("another voice", TagKind.STATED),
        ("another", TagKind.NOMINAL),
        ("the gentleman", TagKind.NOMINAL),
        ("a man", TagKind.NOMINAL),
    ],
)
def test_some_descriptions_in_a_tag_mean_nobody_else_who_talks(who: str, kind: TagKind) -> None:
    book = tell(f"“Come,” said [{who}].").book
    (part,) = tag_parts(book, 0, {0: 1.0})
    assert part.kind is kind
