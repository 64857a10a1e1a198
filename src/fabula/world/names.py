"""From what a person types to the entities meant."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from enum import Enum
from typing import NamedTuple

from fabula import errors
from fabula.types import Entity

SUGGESTIONS = 5
_COMMON_WORDS = frozenset(
    ["a", "an", "the", "of", "mr", "mrs", "miss", "ms", "dr", "sir", "lady", "lord", "my", "his", "her"]
)
"""Two names that share no other word are not alike."""
_SLACK = 8
"""By how much longer the words of a text may be for full stops, spaces and characters without width."""
_MAINLY = 0.5
"""Whom a text calls by some words half as often as another may be meant by them too."""
LONGEST_SUGGESTION = 40
"""Longer ones are descriptions, which nobody means to type."""


def folded(name: str) -> str:
    """How names are compared: without letter case, full stops, typographic apostrophes and stray spaces.

    Nor do ligatures, decomposed accents, soft hyphens and other characters without width count.
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name)
        name = "".join(char for char in name if unicodedata.category(char) != "Cf")
    return " ".join(name.casefold().replace(".", " ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def is_narrator(name: str) -> bool:
    """Whether a name stands for whoever tells a work, who may be called something else in it."""
    return folded(name).removeprefix("the ") == "narrator"


class Role(Enum):
    """What somebody is asked for: the one who speaks a line, or one to whom it is said."""

    SPEAKER = "speaker"
    ADDRESSEE = "addressee"


class Bearer(NamedTuple):
    """Somebody who may be meant by a name: number, shown name, another name (or none), lines spoken.

    ``whole`` says that it is the shown name, not one of the others; ``weight`` is how often the bearer is
    there in what is asked for: lines in a role, or else mentions, where those of a moment count as none.
    """

    id: int
    name: str
    alias: str
    lines: int
    whole: bool = True
    weight: int = 0


def bearer(entity: Entity, *, whole: bool = True) -> Bearer:
    """An entity as one of those who may be meant, wherever in a work."""
    alias, weight = next(iter(entity.aliases), ""), entity.mentions if entity.is_recurring else 0
    return Bearer(entity.id, entity.name, alias, entity.quotes, whole, weight)


PASSING, FAR_LESS = 5, 10
"""Whoever is there fewer than five times in what is asked for, and ten times less than another of the
name, is a walk-on whom nobody means by it, though the text calls the other something else as a rule."""


def main_bearers(bearers: Sequence[Bearer]) -> list[Bearer]:
    """Those of a name's bearers who may be meant, the main ones first; one unless it stays in doubt.

    Whoever is there at all in what is asked for comes before whoever is not, and then whoever has it for the
    shown name before whoever has it for another, but for a walk-on beside somebody of weight.
    """
    ranked = sorted(bearers, key=lambda each: (-each.weight, not each.whole, each.id))
    there = [each for each in ranked if each.weight] or ranked
    whole = [each for each in there if each.whole]
    if not whole:
        return there
    walk_on = whole[0].weight < PASSING and whole[0].weight * FAR_LESS < there[0].weight
    return [each for each in there if not each.whole] if walk_on else whole


def namesakes(shown: Iterable[tuple[int, str]]) -> frozenset[int]:
    """The numbers of those, given with their shown names, whose name somebody else among them has too."""
    people = {number: folded(name) for number, name in shown}
    counts = Counter(people.values())
    return frozenset(number for number, name in people.items() if counts[name] > 1)


def told_apart(shown: Iterable[tuple[int, str]]) -> list[str]:
    """The names of those given with their numbers; the number goes with one that somebody else has too."""
    people = list(shown)
    same = namesakes(people)
    return [f"{name} (#{number})" if number in same else name for number, name in people]


def ambiguous(name: str, bearers: Sequence[Bearer]) -> errors.WorldError:
    """The error for a name that several have: who they are, with what tells those of one shown name apart."""
    same = namesakes((each.id, each.name) for each in bearers)
    shown = [_told_apart(each) if each.id in same else f"{each.name} (#{each.id})" for each in bearers]
    if len(shown) > SUGGESTIONS:
        shown[SUGGESTIONS:] = [f"one of {len(shown) - SUGGESTIONS} more"]
    right = "the number" if len(same) == len(bearers) else "the full name or the number"
    return errors.ambiguous_name(
        name, ", ".join(shown[:-1]) + " or " + shown[-1], f"{right}, such as {bearers[0].id}"
    )


def _told_apart(one: Bearer) -> str:
    also = f"also {one.alias}, " if one.alias and len(one.alias) <= LONGEST_SUGGESTION else ""
    return f"{one.name} (#{one.id}, {also}{one.lines:,} {'line' if one.lines == 1 else 'lines'})"


def number_in(name: str) -> int | None:
    """The number that ``12`` or ``#12`` stands for; None for anything else."""
    digits = name.strip().removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None


def resolve(connection: sqlite3.Connection, name: str, work: int | None, role: Role) -> list[int]:
    """The entities called ``name`` in one work, or in all, who are asked for in a role.

    All of the name's bearers are looked at, as :func:`main_bearers` says; where none of them has a line, also
    those whom the text calls so without its being a name ("the captain"). One name in several works gives the
    entity of each; names of different people with lines, or of two in one work, raise
    :class:`fabula.errors.WorldError` with the candidates, and a name that nobody bears raises it with those
    that come close. ``#12`` and ``12`` give entity 12 where nobody is called that.
    """
    found = bearers(connection, name, work, role)
    if not found:
        return [_numbered(connection, name, work)]
    chosen = main_bearers([each for each, _ in found])
    works = {each.id: places for each, places in found}
    places = [place for each in chosen for place in works[each.id]]
    in_doubt = len({folded(each.name) for each in chosen}) > 1 or len(set(places)) < len(places)
    if in_doubt and any(each.weight for each in chosen):
        raise ambiguous(name, chosen)
    return [each.id for each in chosen]


def bearers(
    connection: sqlite3.Connection, name: str, work: int | None, role: Role
) -> list[tuple[Bearer, list[int]]]:
    """Everybody whom a text calls ``name``, each with the works in which it does, in no order.

    Where nobody is called "narrator" it is whoever tells the work. Where nobody of the name is there in the
    role, whoever is called so in passing is among them, as :func:`called_so` says.
    """
    found = _named(connection, name, work, role)
    if any(each.weight for each, _ in found):
        return found
    known = {each.id for each, _ in found}
    for entity, (shown, places) in _called_so(connection, name, work).items():
        one = _bearer(connection, entity, shown, False, work, role)
        if one.weight and entity not in known:
            found.append((one, places))
    return found


def called_so(name: str, content: str, spans: Iterable[tuple[int, int, int]]) -> list[int]:
    """Those whom a text mainly calls ``name``; of its mentions without a name, the entity, start and end."""
    bare = folded(name).removeprefix("the ")
    wanted, longest = {bare, f"the {bare}"}, len(name) + _SLACK
    counts = Counter(entity for entity, a, b in spans if b - a <= longest and folded(content[a:b]) in wanted)
    most = max(counts.values(), default=0)
    return [entity for entity, count in counts.items() if count >= _MAINLY * most]


def _called_so(
    connection: sqlite3.Connection, name: str, work: int | None
) -> dict[int, tuple[str, list[int]]]:
    """Those whom works of a world mainly call ``name``: the shown name of each, and those works."""
    found: dict[int, tuple[str, list[int]]] = {}
    texts = connection.execute(
        "SELECT work_id, content FROM texts WHERE ? IS NULL OR work_id = ? ORDER BY work_id", (work, work)
    )
    for number, content in texts:
        spans = connection.execute(
            "SELECT entity_id, start, stop FROM mentions WHERE work_id = ? AND form = 'nominal' "
            "AND entity_id IS NOT NULL",
            (number,),
        )
        for entity in called_so(name, content, spans):
            (shown,) = connection.execute(
                "SELECT name FROM entity_names WHERE work_id = ? AND entity_id = ? AND position = 0",
                (number, entity),
            ).fetchone()
            found.setdefault(entity, (shown, []))[1].append(number)
    return found


def _named(
    connection: sqlite3.Connection, name: str, work: int | None, role: Role
) -> list[tuple[Bearer, list[int]]]:
    """Those of whom ``name`` is a name in the cast, or who tell the work."""
    name = name.encode("utf-8", "replace").decode()  # what a terminal could not decode names nobody
    rows = connection.execute(
        "SELECT n.entity_id, n.work_id, n.position = 0, c.name FROM entity_names n "
        "JOIN entity_names c ON c.work_id = n.work_id AND c.entity_id = n.entity_id AND c.position = 0 "
        "WHERE n.folded = ? AND (? IS NULL OR n.work_id = ?) ORDER BY n.work_id, n.entity_id",
        (folded(name), work, work),
    ).fetchall()
    if not rows and is_narrator(name):
        rows = connection.execute(
            "SELECT w.entity_id, w.work_id, 1, c.name FROM entity_works w JOIN entity_names c "
            "ON c.work_id = w.work_id AND c.entity_id = w.entity_id AND c.position = 0 "
            "WHERE w.narrator AND (? IS NULL OR w.work_id = ?) ORDER BY w.work_id, w.entity_id",
            (work, work),
        ).fetchall()
    places: dict[int, dict[int, None]] = defaultdict(dict)
    whole: dict[int, bool] = defaultdict(bool)
    shown: dict[int, str] = {}
    for entity, place, is_shown, called in rows:
        places[entity][place] = None
        whole[entity] |= bool(is_shown)
        shown.setdefault(entity, called)
    return [
        (_bearer(connection, entity, shown[entity], whole[entity], work, role), list(places[entity]))
        for entity in places
    ]


def _numbered(connection: sqlite3.Connection, name: str, work: int | None) -> int:
    number = number_in(name)
    if number is not None:
        found = connection.execute(
            "SELECT entity_id FROM entity_works WHERE entity_id = ? AND (? IS NULL OR work_id = ?)",
            (number, work, work),
        ).fetchone()
        if found:
            return int(found[0])
        raise errors.unknown_name(name, "fabula cast lists everybody with their numbers")
    raise errors.unknown_name(name, _near(connection, name, work))


def _bearer(
    connection: sqlite3.Connection, entity: int, called: str, whole: bool, work: int | None, role: Role
) -> Bearer:
    """An entity with what tells it apart from others of its name."""
    only = (entity, work, work)
    (lines,) = connection.execute(
        "SELECT sum(quotes) FROM entity_works WHERE entity_id = ? AND (? IS NULL OR work_id = ?)", only
    ).fetchone()
    also = connection.execute(
        "SELECT name FROM entity_names WHERE entity_id = ? AND (? IS NULL OR work_id = ?) "
        "AND position = 1 ORDER BY work_id LIMIT 1",
        only,
    ).fetchone()
    weight = lines
    if role is Role.ADDRESSEE:
        (weight,) = connection.execute(
            "SELECT count(*) FROM quote_addressees WHERE entity_id = ? AND (? IS NULL OR work_id = ?)", only
        ).fetchone()
    return Bearer(entity, called, also[0] if also else "", lines, whole, weight)


def _near(connection: sqlite3.Connection, name: str, work: int | None) -> str:
    """Names spelled alike or that share a word, else the most mentioned ones."""
    rows = connection.execute(
        "SELECT n.folded, n.name, n.entity_id FROM entity_names n "
        "JOIN entity_works w ON w.work_id = n.work_id AND w.entity_id = n.entity_id "
        "WHERE (? IS NULL OR n.work_id = ?) AND (w.type = 'PER' OR w.quotes > 0) AND length(n.name) <= ? "
        "ORDER BY w.mentions DESC, n.entity_id, n.position",
        (work, work, LONGEST_SUGGESTION),
    ).fetchall()
    if not rows:
        return "there are no characters"
    known = {key: (called, entity) for key, called, entity in reversed(rows)}
    wanted = folded(name)
    words = set(wanted.split()) - _COMMON_WORDS
    near = [known[match] for match in get_close_matches(wanted, known, n=SUGGESTIONS)]
    near += [(called, entity) for key, called, entity in rows if words & set(key.split())]
    likely: dict[int, str] = {}
    for called, entity in near:
        likely.setdefault(entity, called)  # one name for each of them
    if likely:
        return f"did you mean {', '.join(list(dict.fromkeys(likely.values()))[:SUGGESTIONS])}?"
    first: dict[int, str] = {}
    for _, called, entity in rows:
        first.setdefault(entity, called)
    return f"there are {', '.join(told_apart(list(first.items())[:SUGGESTIONS]))}"
