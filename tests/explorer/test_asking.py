"""What a request gives is read as what it should be, or counts for nothing."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from fabula.explorer.asking import LARGEST, place_cookie, whole_number


@pytest.mark.parametrize(
    ("given", "number"),
    [
        *(("0", 0), ("12", 12), (str(LARGEST), LARGEST), (str(LARGEST + 1), None)),
        *(("", None), ("-1", None), ("1.0", None), (" 1", None), ("١", None), ("9" * 5000, None)),
    ],
)
def test_a_whole_number_is_digits_that_javascript_can_hold(given: str, number: int | None) -> None:
    assert whole_number(given) == number


def test_a_place_of_thousands_of_digits_is_none(client: TestClient) -> None:
    """Python refuses to read so long a number, which must not be an error of the server."""
    client.cookies.set(place_cookie("ferry", 1), "9" * 5000)
    assert client.get("/ferry/1/people").status_code == 200
