"""From the fields of a form to a correction: who and what are meant is taken from what the reader sees."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import FormData

from fabula import errors
from fabula.called import character_called
from fabula.correcting import Change, Corrections
from fabula.explorer.asking import LARGEST, Asked, numbered, whole_number
from fabula.explorer.routing import words
from fabula.types import Entity

Make = Callable[[Corrections], Change]
LONGEST_NAME = 200
_SPAN = re.compile(r"(\d{1,12})-(\d{1,12})", re.ASCII)


@dataclass(frozen=True)
class Recipe:
    """A correction as a form asks for it: its fields, to be asked for again, and what makes it."""

    fields: tuple[tuple[str, str], ...]
    make: Make


def recipe(own: Asked, form: FormData) -> Recipe:
    """What a form asks for. Raises :class:`fabula.FabulaError` where that makes no sense.

    ``edition`` tells the text that the page was made of: the numbers of another draft mean other lines.
    """
    given = words(form, "edition")
    if given and given != own.edition:
        raise errors.edition_gone()
    kind = words(form, "kind")
    if kind not in _KINDS:
        raise errors.bad_value("the kind of correction", kind, ", ".join(_KINDS))
    make = _KINDS[kind](own, form)
    kept = ((name, value) for name, value in form.multi_items() if isinstance(value, str))
    return Recipe(tuple((name, value) for name, value in kept if name not in ("csrf", "token")), make)


def _speaker(own: Asked, form: FormData) -> Make:
    line = _line(own, words(form, "line"))
    if form.get("who") == "new":
        new = _name(form, "new")
        return lambda desk: desk.speaker(line, None, new=new)
    who = _who(own, form)
    return lambda desk: desk.speaker(line, who)


def _addressees(own: Asked, form: FormData) -> Make:
    line = _line(own, words(form, "line"))
    if form.get("who") == "nobody":
        return lambda desk: desk.addressees(line)
    numbers = [_entity(own, str(each)).id for each in form.getlist("who") if each != "typed"]
    if words(form, "typed").strip():
        numbers.append(own.reading.character(words(form, "typed")).id)
    if not numbers:
        raise errors.nobody_chosen()
    return lambda desk: desk.addressees(line, *numbers)


def _not_speech(own: Asked, form: FormData) -> Make:
    line = _line(own, words(form, "line"))
    return lambda desk: desk.not_speech(line)


def _mention(own: Asked, form: FormData) -> Make:
    start, end = _span(own, words(form, "at"))
    who = _who(own, form)
    return lambda desk: desk.mention(start, who, end=end)


def _same(own: Asked, form: FormData) -> Make:
    entity, who = _entity(own, words(form, "entity")).id, _who(own, form)
    if who is None:
        raise errors.nobody_chosen()
    return lambda desk: desk.same(entity, who)


def _called(own: Asked, form: FormData) -> Make:
    entity, name = _entity(own, words(form, "entity")).id, _name(form, "called")
    return lambda desk: desk.name(entity, name)


def _not_character(own: Asked, form: FormData) -> Make:
    entity = _entity(own, words(form, "entity")).id
    return lambda desk: desk.not_character(entity)


def _apart(own: Asked, form: FormData) -> Make:
    entity = _entity(own, words(form, "entity")).id
    lines = [_line(own, str(each)) for each in form.getlist("line")]
    chapters = [_number(str(each), len(own.reading.chapters)) for each in form.getlist("chapter")]
    mentions = [_span(own, str(each))[0] for each in form.getlist("mention")]
    name = words(form, "called")[:LONGEST_NAME]
    if not (lines or chapters or mentions):
        raise errors.nothing_chosen()
    return lambda desk: desk.apart(entity, mentions=mentions, lines=lines, chapters=chapters, call=name)


def _narrator(own: Asked, form: FormData) -> Make:
    chapter = _number(words(form, "chapter"), len(own.reading.chapters), least=0)
    who = _who(own, form)
    return lambda desk: desk.narrator(chapter, who)


def _chapter(own: Asked, form: FormData) -> Make:
    at, title = _number(words(form, "at"), len(own.reading.text), least=0), words(form, "title")
    title = " ".join(title.split())[:LONGEST_NAME]
    return lambda desk: desk.chapter(at, title)


def _scene(own: Asked, form: FormData) -> Make:
    at = _number(words(form, "at"), len(own.reading.text), least=0)
    return lambda desk: desk.scene(at)


def _no_scene(own: Asked, form: FormData) -> Make:
    scene = _scene_of(own, form)
    return lambda desk: desk.no_scene(scene)


def _scene_place(own: Asked, form: FormData) -> Make:
    scene = _scene_of(own, form)
    if words(form, "who") == "nobody":
        return lambda desk: desk.place(scene, None)
    if words(form, "who") == "typed":
        typed = _place_called(own, _name(form, "typed"))
        return lambda desk: desk.place(scene, typed)
    place = _entity(own, words(form, "who")).id
    return lambda desk: desk.place(scene, place)


def _present(own: Asked, form: FormData) -> Make:
    scene, who = _scene_of(own, form), _who(own, form)
    if who is None:
        raise errors.nobody_chosen()
    return lambda desk: desk.present(scene, who)


def _absent(own: Asked, form: FormData) -> Make:
    scene, who = _scene_of(own, form), _who(own, form)
    if who is None:
        raise errors.nobody_chosen()
    return lambda desk: desk.absent(scene, who)


def _not_told(own: Asked, form: FormData) -> Make:
    attribute = numbered(own.attributes, whole_number(words(form, "attribute")), "attribute").id
    return lambda desk: desk.not_told(attribute)


def _not_related(own: Asked, form: FormData) -> Make:
    one, other = (_entity(own, words(form, field)).id for field in ("one", "other"))
    relation = words(form, "relation")[:LONGEST_NAME]
    return lambda desk: desk.not_related(one, relation, other)


def _no_slip(own: Asked, form: FormData) -> Make:
    found = numbered(own.findings, whole_number(words(form, "finding")), "finding")

    def make(desk: Corrections) -> Change:
        # They are numbered as far as the reader has come; the whole work may number them otherwise.
        same = (each.id for each in desk.reading.findings if each.spans == found.spans)
        return desk.no_slip(next(same, 0))

    return make


def _place(own: Asked, form: FormData) -> Make:
    number, at = _number(words(form, "number"), LARGEST), words(form, "at")
    target = _span(own, at) if at else None
    people = [_entity(own, str(each)).id for each in form.getlist("who") if each != "typed"]
    if "typed" in form.getlist("who"):
        people.append(own.reading.character(words(form, "typed").strip()[:LONGEST_NAME]).id)
    if target is None and not people:
        raise errors.nothing_chosen()
    return lambda desk: desk.placed(number, target, people)


def _taken_in(_: Asked, __: FormData) -> Make:
    """A file that was taken in is not there any more when what follows from it is asked for again."""
    raise errors.no_file_given()


def _undo(_: Asked, form: FormData) -> Make:
    number = _number(words(form, "number"), LARGEST)
    return lambda desk: desk.undo(number)


def _redo(_: Asked, form: FormData) -> Make:
    number = _number(words(form, "number"), LARGEST)
    return lambda desk: desk.redo(number)


def _who(own: Asked, form: FormData) -> int | None:
    """Somebody by a number or by what was typed; None for nobody, which has to be said."""
    given = words(form, "who")
    if given == "nobody":
        return None
    if given not in ("", "typed"):
        return _entity(own, given).id
    typed = words(form, "typed").strip()
    if not typed:
        raise errors.nobody_chosen()
    return own.reading.character(typed[:LONGEST_NAME]).id


def _entity(own: Asked, given: str) -> Entity:
    return own.entity(whole_number(given))


def _line(own: Asked, given: str) -> int:
    return numbered(own.reading.work.cast.quotes, whole_number(given), "line").id


def _scene_of(own: Asked, form: FormData) -> int:
    return numbered(own.scenes, whole_number(words(form, "scene")), "scene").id


def _place_called(own: Asked, name: str) -> int:
    """The place of a name, or of a number such as #12, that the reader has come to."""
    if name.startswith("#"):
        return _entity(own, name[1:]).id
    reading = own.reading
    places = reading.entities.where(lambda each: not each.is_character)
    return character_called(places, name, reading.text, reading.work.cast.mentions).id


def _number(given: str, most: int, *, least: int = 1) -> int:
    number = whole_number(given)
    if number is None or not least <= number <= most:
        raise errors.no_such_thing(f"number {given[:LONGEST_NAME]}")
    return number


def _span(own: Asked, given: str) -> tuple[int, int]:
    found = _SPAN.fullmatch(given)
    if found is None or int(found[2]) > len(own.reading.text):
        raise errors.no_such_thing(f"mention {given[:LONGEST_NAME]}")
    return int(found[1]), int(found[2])


def _name(form: FormData, field: str) -> str:
    name = " ".join(words(form, field).split())[:LONGEST_NAME]
    if not name:
        raise errors.nobody_chosen()
    return name


_KINDS: dict[str, Callable[[Asked, FormData], Make]] = {
    "speaker": _speaker,
    "addressees": _addressees,
    "not-speech": _not_speech,
    "mention": _mention,
    "same": _same,
    "name": _called,
    "not-character": _not_character,
    "apart": _apart,
    "narrator": _narrator,
    "chapter": _chapter,
    "scene": _scene,
    "no-scene": _no_scene,
    "scene-place": _scene_place,
    "present": _present,
    "absent": _absent,
    "not-told": _not_told,
    "not-related": _not_related,
    "no-slip": _no_slip,
    "place": _place,
    "import": _taken_in,
    "undo": _undo,
    "redo": _redo,
}
