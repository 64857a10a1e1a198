from __future__ import annotations

from fabula.story.presence import (
    FOCAL,
    PRESENCE,
    Everybody,
    Showing,
    focal_features,
    presence_features,
    showings_of,
)
from tests.story.pages import laid_out

PAGE = ("[Emma] came. [Emma] saw [Jane].", "“[Tom] is ill,” said [Emma].")


def parts(*page: str) -> dict[str, Showing]:
    document = laid_out(*(page or PAGE))
    found = showings_of(document, 0, len(document.starts), document.cast.quotes)
    return {document.cast.entities[n - 1].name: own for n, own in found.items()}


def test_what_a_scene_tells_of_each_person() -> None:
    found = parts()
    assert (found["Emma"].subject, found["Emma"].perceives, found["Emma"].narrated) == (2, 1, 3)
    assert (found["Jane"].narrated, found["Jane"].spoken) == (1, 0)
    assert (found["Tom"].narrated, found["Tom"].spoken) == (0, 1)


def test_one_who_is_only_spoken_of() -> None:
    names = list(parts())
    here = Everybody.of(dict(enumerate(parts().values())))
    row = presence_features(names.index("Tom"), here, None, (False, False), here)
    found = dict(zip(PRESENCE, row, strict=True))
    assert found["mentions in speech alone"] == 1.0
    assert found["told of in narration"] == found["not told of here"] == 0.0


def test_one_who_was_there_before_and_is_not_told_of() -> None:
    row = presence_features(7, Everybody.of({1: Showing(narrated=1)}), None, (True, True), Everybody.of({}))
    found = dict(zip(PRESENCE, row, strict=True))
    assert found["there before and after, not told of here"] == found["not told of here"] == 1.0


def test_the_one_who_tells_sees() -> None:
    here = Everybody.of({1: Showing(subject=1, narrated=1, first=0), 2: Showing(narrated=3, first=4)})
    row = focal_features(2, here, {1: 0.9, 2: 0.9}, teller=2, before=1, whole=here)
    found = dict(zip(FOCAL, row, strict=True))
    assert found["tells"] == 1.0
    assert found["focal before"] == found["nobody tells"] == found["only one there"] == 0.0
    assert found["share of the whole work"] == 0.75


def test_minds_are_counted_over_the_whole_work() -> None:
    first = Everybody.of({1: Showing(thinks=2)})
    whole = Everybody.together([first, Everybody.of({1: Showing(perceives=1), 2: Showing(thinks=1)})])
    row = focal_features(1, Everybody.of({}), {}, None, None, whole)
    found = dict(zip(FOCAL, row, strict=True))
    assert found["minds of the whole work"] == 0.75
    assert found["most minds of the whole work"] == 1.0


def test_a_work_of_one_mind_is_told_from_one_of_many() -> None:
    def seen(*minds: int) -> dict[str, float]:
        whole = Everybody.of({n: Showing(thinks=count) for n, count in enumerate(minds, 1)})
        row = focal_features(1, Everybody.of({}), {}, None, None, whole)
        return dict(zip(FOCAL, map(float, row), strict=True))

    one, many, other = seen(9), seen(3, 3, 3), seen(1, 8)
    for name in ("minds of a work of one mind", "most minds of a work of one mind"):
        assert one[name] > many[name] > 0.0
    assert one["far more minds than anybody"] > many["far more minds than anybody"] == 0.0
    assert other["most minds of a work of one mind"] == other["far more minds than anybody"] == 0.0
