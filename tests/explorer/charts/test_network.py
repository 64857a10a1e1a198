"""Where people stand in the network: always the same, nobody on another, the close ones close."""

from __future__ import annotations

import numpy as np

from fabula.explorer.charts.gallery import CHARTS, Gallery
from fabula.explorer.charts.network_chart import (
    dialogue_by_step,
    name_of_stretch,
    names_of_steps,
    stretch,
)
from fabula.explorer.charts.options import Options
from fabula.layouts.network import parted, positions
from tests.explorer.charts.stories import CROSSED, Paths, Told, telling


def two_circles() -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    weights = np.zeros((8, 8))
    weights[:4, :4] = weights[4:, 4:] = 5
    weights[3, 4] = weights[4, 3] = 1
    np.fill_diagonal(weights, 0)
    return weights


def test_the_same_work_always_looks_the_same() -> None:
    assert np.array_equal(positions(two_circles()), positions(two_circles()))


def test_those_who_are_together_stand_together() -> None:
    points = positions(two_circles())
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    assert 2 * apart[:3, :3].mean() < apart[:3, 5:].mean()
    assert points.min() >= 0
    assert points.max() <= 1


def test_nobody_stands_nowhere() -> None:
    for size in range(6):
        points = positions(np.zeros((size, size)))
        assert points.shape == (size, 2)
        assert np.isfinite(points).all()
    assert len({tuple(point) for point in positions(np.zeros((5, 5))).round(6).tolist()}) == 5


def test_boxes_are_parted() -> None:
    points = np.array([[0.0, 0.0], [3.0, 1.0], [0.0, 0.0]])
    sizes = np.full((3, 2), 10.0)
    found = parted(points, sizes)
    apart = np.abs(found[:, None] - found[None])
    assert all((apart[one, other] >= 9.99).any() for one, other in ((0, 1), (0, 2), (1, 2)))


def test_people_stay_where_they_are_whatever_stretch_is_chosen() -> None:
    told = telling(CROSSED)
    gallery, chart = Gallery(told), CHARTS["network"]
    whole = str(gallery.picture(chart, Paths()).drawn)
    part = str(gallery.picture(chart, Paths(), Options(first=0, last=4)).drawn)

    def discs(drawn: str) -> list[str]:
        return [piece.split("fill")[0] for piece in drawn.split("<circle ")[1:]]

    assert discs(whole) == discs(part)
    assert whole.count('class="edge"') == 6
    assert part.count('class="edge"') == 2


def test_what_links_two_leads_to_the_first_of_it() -> None:
    told = telling(CROSSED)
    gallery, chart = Gallery(told), CHARTS["network"]
    start = told.scenes[2].start
    by_scenes = str(gallery.picture(chart, Paths(), Options(first=4, last=6)).drawn)
    assert f'/text/{start}"' in by_scenes
    assert 'aria-label="Who belongs together, 20 % to 30 %"' in by_scenes
    assert "<title>Ada and Cy: 1 scene; to the first</title>" in by_scenes
    by_lines = str(gallery.picture(chart, Paths(), Options(links="lines", first=4, last=7)).drawn)
    line = next(line for line in told.lines if line.start > start)
    assert f'/text/{line.start}"' in by_lines
    assert "<title>Ada and Cy: 2 lines; to the first</title>" in by_lines


def test_a_stretch_is_of_chapters_or_of_small_parts() -> None:
    few = telling(CROSSED)
    assert names_of_steps(few)[:2] == [("0 %", "5 %"), ("5 %", "10 %")]
    assert names_of_steps(few)[-1] == ("95 %", "100 %")
    assert name_of_stretch(few, Options(first=2, last=4)) == "10 % to 20 %"
    many = telling([Told(("Ada", "Bo"), chapter=at) for at in range(1, 10)])
    assert names_of_steps(many)[1] == ("Chapter 2", "Chapter 2")
    assert name_of_stretch(many, Options(first=1, last=2)) == "Chapter 2"
    assert name_of_stretch(many, Options(first=1, last=99)) == "Chapter 2 to Chapter 9"
    assert name_of_stretch(many, Options(first=0, last=9)) == "all of it"
    assert stretch(many, Options(first=1, last=3)) == (many.parts[1].start, many.parts[2].end)
    assert stretch(many, Options()) == (0, many.length)
    assert len(dialogue_by_step(many)) == 9
    assert 20 < dialogue_by_step(many)[1] < 80
