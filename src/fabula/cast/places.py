"""Names of places and things, told over a whole book: "Pemberley" is nobody, though at times it rejoices.

The model sees a window at a time, and takes a house or a town for a person in some of them. A person made of
those few mentions draws pronouns to it, and speaks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from fabula.cast.names import Name, parse_name
from fabula.types import EntityType, MentionForm

_SOME, _SHARE = 6, 0.2
"""Mentions, and their share of all, from which on a name that is taken for something else is no person's."""
_SPEAKS, _SAYS = 2, 0.1
"""Lines, and their share of its mentions, from which on whoever says them is somebody."""


def settled_types(
    types: Sequence[EntityType],
    forms: Sequence[MentionForm],
    words: Sequence[str],
    speaking: Iterable[int] = (),
) -> list[EntityType]:
    """The types of mentions, where a name that is often a place's is a place's throughout.

    ``words``: the mentions as the page has them. ``speaking``: the mention that says each quotation, so far
    as the model is sure of one. A name that speaks is a person's, and so is one that others bear behind a
    title: "Baskerville" is a house, and Sir Henry. "Mr. Darcy of Pemberley" has his title for himself.
    """
    called = {i: words[i] for i, form in enumerate(forms) if form is MentionForm.NAME}
    names = {own: parse_name(own) for own in dict.fromkeys(called.values())}
    key_of = {own: _key(name) for own, name in names.items()}
    parsed = {i: names[own] for i, own in called.items()}
    keys = {i: key_of[own] for i, own in called.items()}
    seen: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for i, key in keys.items():
        seen[key][types[i]] += 1
    lines = Counter(keys[i] for i in speaking if i in keys)
    people = {key for key, times in lines.items() if times >= max(_SPEAKS, _SAYS * seen[key].total())}
    people |= {n.words[-1] for n in parsed.values() if n.titles and n.words and "of" not in n.words}
    places = {key: kind for key, own in seen.items() if key not in people and (kind := _other(own))}
    return [
        places.get(keys[i], kind)
        if i in keys and kind is EntityType.PERSON and not parsed[i].titles
        else kind
        for i, kind in enumerate(types)
    ]


def _other(seen: Counter[EntityType]) -> EntityType | None:
    """What a name is mostly, but for a person, where it is so often enough."""
    others = Counter({kind: times for kind, times in seen.items() if kind is not EntityType.PERSON})
    if others.total() < max(_SOME, _SHARE * seen.total()):
        return None
    return others.most_common(1)[0][0]


def _key(name: Name) -> str:
    return " ".join((*name.titles, *name.words))
