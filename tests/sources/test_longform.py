"""The index of a Longform project, as its versions and whatever writes YAML have it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.cli.targets import targets_of
from fabula.errors import SourceError
from fabula.sources import load
from fabula.sources.longform import index_of

from .conftest import check, titles, zipped
from .test_manuscripts import ONE, THREE, TWO, put


def note(front: str) -> str:
    return f"---\n{front}---\n\nWords of the note.\n"


def scenes(listed: str) -> tuple[str, ...]:
    found = index_of(note(f"longform:\n  format: scenes\n  title: The Weir\n{listed}"))
    assert found is not None and found.title == "The Weir"
    return found.scenes


@pytest.mark.parametrize(
    "listed",
    [
        "  scenes:\n    - A\n    - B\n    - C\n    - D\n",
        "  scenes:\n  - A\n  - B\n  - C\n  - D\n",
        "  scenes:\n    - A\n    - - B\n      - - C\n    - D\n",
        "  scenes:\n    - A\n    -\n      - B\n      -\n        - C\n    - D\n",
        "  scenes: [A, 'B', [\"C\"], D]\n",
        '  workflow: Default Workflow\n  scenes: # in order\n    - A # the first\n    - "B"\n\n'
        "    - 'C'\n    - D\n  ignoredFiles:\n    - E\n  sceneTemplate: null\n",
    ],
)
def test_scenes_may_lie_in_scenes(listed: str) -> None:
    assert scenes(listed) == ("A", "B", "C", "D")


def test_names_are_strings_of_yaml() -> None:
    listed = (
        "  scenes:\n    - 'The boy''s'\n    - \"A \\\"B\\\" \\u00e9\"\n    - What if - or not\n    - 01 #1\n"
        "    - The boys'\n    - >-\n      A long\n      name\n    - https://x\n    - -5\n"
    )
    assert scenes(listed) == (
        *("The boy's", 'A "B" é', "What if - or not", "01", "The boys'", "A long name", "https://x", "-5"),
    )


def test_an_index_of_the_first_version_has_drafts() -> None:
    found = index_of(
        note(
            "version: 1\nworkflow: Default Workflow\ntitle: The Weir\nauthor: J. Hale\ndrafts:\n"
            "  - name: Draft 1\n    folder: Draft 1/\n    scenes:\n      - Old\n"
            "  - name: Draft 2\n    folder: Draft 2/\n    scenes:\n      - A\n      - B\n"
        )
    )
    assert found is not None
    assert (found.title, found.author, found.folder) == ("The Weir", "J. Hale", "Draft 2")
    assert found.scenes == ("A", "B")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "No front matter.\n\nlongform:\n",
        note("title: A note\n"),
        note("title: longform\ntags:\n  - longform:\n"),
        note("longform: yes\n"),
        note("longform:\n  format: scenes\n  scenes: []\n"),
        note("drafts: many\n"),
        note("longform:\n" + "".join("  " * n + "- \n" for n in range(200))),
        note("longform:\n  scenes:\n    " + "- " * 3000 + "A\n"),
    ],
)
def test_other_notes_are_no_index(words: str) -> None:
    assert index_of(words) is None


@given(st.text(alphabet=" -:[]\"'#\nab>|", max_size=60))
def test_any_front_matter_is_read_to_its_end(front: str) -> None:
    index_of(f"---\nlongform:\n{front}\n---\n")


def test_a_draft_of_one_note_is_that_note(tmp_path: Path) -> None:
    index = f"---\nlongform:\n  format: single\n  title: The Weir\n---\n\n{ONE}"
    folder = put(tmp_path / "weir", {"Weir.md": index, "People.md": TWO})
    text = load(folder, force=True)
    check(text)
    assert (text.content, text.metadata.title) == (ONE.strip(), "The Weir")


INDEX = "---\nlongform:\n  format: scenes\n  title: The Weir\n  scenes:\n    - B\n    - A\n---\n"


def test_a_project_is_read_as_one_work_without_an_option(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"Index.md": INDEX, "A.md": ONE, "B.md": TWO, "People.md": THREE}
    folder = put(tmp_path / "weir", files)
    packed = tmp_path / "weir.zip"
    packed.write_bytes(zipped({f"weir/{name}": words for name, words in files.items()}))
    for path in (folder, packed):
        assert titles(load(path, force=True)) == ["B", "A"]
        found = targets_of([path], None, keep=True, as_one=False)
        assert [(target.name, target.world) for target in found.targets] == [("weir", Path("weir.fabula"))]
        assert found.notes == ["not read with it: People.md"]


def test_a_vault_that_holds_projects_is_a_folder_of_stories(tmp_path: Path) -> None:
    several = put(tmp_path / "a", {"One.md": INDEX, "Two.md": INDEX, "A.md": ONE, "B.md": TWO})
    below = put(tmp_path / "b", {"Weir/Index.md": INDEX, "Weir/A.md": ONE, "Weir/B.md": TWO, "Note.md": ONE})
    for folder in (several, below):
        assert len(targets_of([folder], None, keep=True, as_one=False).targets) == 4
        with pytest.raises(SourceError, match="F102"):
            load(folder)
