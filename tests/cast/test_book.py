"""What a book tells of its mentions, in little scenes."""

from __future__ import annotations

from tests.cast.scenes import LIKELY, tell


def test_mentions_inside_each_other_are_known_both_ways() -> None:
    book = tell("[the mother of [the girl in [London|GPE]]] met [Ann]. [Ann] left.").book
    whole, girl, city, ann, again = range(5)
    assert {i: sorted(own) for i, own in book.nested.items()} == {
        whole: [girl, city],
        girl: [whole, city],
        city: [whole, girl],
    }
    assert not {ann, again} & book.nested.keys()


def test_a_mention_goes_back_to_none_around_it_and_to_no_sir() -> None:
    book = tell(
        "[Ann] came. “Yes, [sir],” said [[her] brother].",
        links={"her": {"Ann": 0.5, "sir": 0.2, "her brother": 0.1}},
    ).book
    her = book.shown.index("her")
    columns, weights = book.referring.referents[her]
    assert [book.shown[j] for j, p in zip(columns, weights, strict=True) if p > 0.01] == ["Ann"]
    assert LIKELY > weights[0] > 0.4
