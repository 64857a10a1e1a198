"""Words that bring in somebody of whom nothing was told: "a boy", "one of the women", "somebody"."""

from __future__ import annotations

from typing import Final

BEGINNINGS: Final = ("a ", "an ", "another ", "one of ", "some of ", "both of ", "several ", "some ")
"""What begins the words for one or more who are not said to be known."""

ANYBODY_AT_ALL: Final = frozenset(
    "someone somebody everyone everybody nobody another several others all both many".split()  # noqa: SIM905
)
"""Words that are said alone of people whom the text does not tell apart."""

INDEFINITE: Final = frozenset(
    one + two
    for one in ("some", "any", "every", "no")
    for two in ("body", "one", " one", "-one")
    if one + two != "noone"
)
"""Pronouns for people that mean nobody in particular: "Nobody is coming"."""

HEARD_ONLY: Final = frozenset("voice voices figure figures shadow shape".split())  # noqa: SIM905
"""Heads of words for one who is not seen yet, and whom all may know: "a voice said behind him"."""

WRITINGS: Final = frozenset(
    word
    for words in (
        "sign signs note notes letter letters card message messages text texts telegram label poster paper",
        "book screen caption headline inscription legend notice word words line lines email mail display",
        "report reports page pages passage verse motto title placard board plate document file form",
    )
    for word in words.split()
)
"""What "says" something where somebody has written it."""

OF_A_BODY: Final = frozenset(
    "voice voices eyes eye face tone tones look lips smile mouth heart mind expression glance gesture".split()  # noqa: SIM905
)
"""What speaks for the one whose it is: "her voice said"."""
