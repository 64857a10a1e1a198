"""A project of a writer's program is one story to ``fabula read``, without an option."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.cli.targets import targets_of
from tests.sources.projects import test_novelwriter, test_scrivener
from tests.sources.projects.test_novelwriter import put


@pytest.mark.parametrize(
    ("named", "story", "world"),
    [
        ("The Weir.scriv", "The Weir.scriv", "The Weir.fabula"),
        ("The Weir.scriv/The Weir.scrivx", "The Weir.scriv", "The Weir.fabula"),
        ("weir 1.5", "weir 1.5", "weir 1.5.fabula"),
        ("weir 1.5/nwProject.nwx", "weir 1.5", "weir 1.5.fabula"),
    ],
)
@pytest.mark.parametrize("as_one", [False, True])
def test_a_project_is_one_story_in_a_world_of_its_name(
    tmp_path: Path, named: str, story: str, world: str, as_one: bool
) -> None:
    put(tmp_path / "The Weir.scriv", test_scrivener.FILES)
    put(tmp_path / "weir 1.5", test_novelwriter.FILES)
    found = targets_of([tmp_path / named], None, keep=True, as_one=as_one)
    assert not found.notes
    assert [(target.name, target.world) for target in found.targets] == [(story, Path(world))]
