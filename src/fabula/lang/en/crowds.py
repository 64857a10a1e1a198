"""Words for several people at once: those that mean any people, and those that are no plural."""

from __future__ import annotations

from typing import Final

ANY_PEOPLE: Final = frozenset(
    word
    for words in (
        "men women people persons boys girls lads lasses children kids folk folks others two three four five",
        "six ones pair couple group company party lot rest fellows gentlemen ladies youngsters figures",
        "creatures humans adults guests friends strangers companions lovers voices faces",
    )
    for word in words.split()
)
"""Heads of words that may be said of any group that has been told of: "the two men", "the girls"."""

COLLECTIVES: Final = frozenset(
    (  # noqa: SIM905
        "crowd mob audience army police court jury crew congregation garrison patrol squad team gang band "
        "troop choir chorus orchestra committee council staff household horde throng cavalry infantry"
    ).split()
)
"""Words in the singular for many people."""
