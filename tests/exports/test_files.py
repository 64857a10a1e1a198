"""Files of an export, one or several, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.exports.files import write_files
from fabula.world import files


def test_each_folder_is_looked_through_once_for_what_others_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All files are there unfinished before the first takes its name; none looks at all the others."""
    looked: list[Path] = []
    monkeypatch.setattr(files, "_clear_stale", looked.append)
    write_files({f"scenes/{number}.md": b"x" for number in range(50)} | {"index.md": b"y"}, tmp_path / "out")
    out = (tmp_path / "out").resolve()
    assert sorted(looked) == [out, out / "scenes"]
    assert len(list((tmp_path / "out" / "scenes").iterdir())) == 50
