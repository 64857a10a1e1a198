from __future__ import annotations

from fabula.story.modes import MODE, mode_features
from tests.story.pages import laid_out


def seen(*page: str, lines: int = 0) -> dict[str, float]:
    document = laid_out(*page)
    row = mode_features(document, 0, len(document.starts), lines)
    return dict(zip(MODE, map(float, row), strict=True))


def test_speech_is_told_moment_by_moment() -> None:
    talk = seen("“It rained and it rained,” said [Emma].", lines=1)
    assert talk["speech"] > 0.5
    assert talk["lines"] > 0.0
    assert talk["no speech"] == 0.0


def test_a_summary_looks_back_and_names_times() -> None:
    found = seen("All that week [Emma] had slept.")
    assert found["no speech"] == found["past perfect"] * 2.0 == 1.0
    assert found["times"] > 0.0
    assert seen("[Emma] slept.")["past perfect"] == 0.0
