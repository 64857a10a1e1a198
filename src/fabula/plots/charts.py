"""The charts themselves: what goes where, with which titles and what a mark tells when one points at it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from fabula import errors
from fabula.plots.counts import (
    Row,
    arc_rows,
    dialogue_rows,
    network_rows,
    presence_rows,
    storyline_rows,
)
from fabula.reading import Reading

if TYPE_CHECKING:
    import altair

MEASURES = ("lines", "mentions", "presence")
"""What an arc can show."""
WIDE = 640
"""Pixels of a chart that goes along the book; a notebook's column has 700 or more."""


def presence(reading: Reading, *, people: int = 15) -> altair.Chart:
    """Who is there in each chapter: the darker, the more of it they are in.

    ``people``: so many characters, those most mentioned. A text without chapters is shown in tenths.
    """
    alt = _altair("presence()")
    rows, part = presence_rows(reading, people)
    chart: altair.Chart = (
        alt.Chart(_data(alt, rows), title=_title(alt, reading, f"Who is there in each {part}"))
        .mark_rect()
        .encode(
            x=alt.X(f"{part}:O", title=part.capitalize(), axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("character:N", title=None, sort=_in_order(rows)),
            color=alt.Color(
                "present:Q", title="Present", scale=alt.Scale(range=["#f4f6f8", "#0b4f8a"], domain=[0, 1])
            ).legend(format="%"),
            tooltip=[
                alt.Tooltip("character:N", title="Character"),
                alt.Tooltip("title:N", title=part.capitalize()),
                alt.Tooltip("present:Q", title="Present in", format=".0%"),
                alt.Tooltip("mentions:Q", title="Mentions"),
                alt.Tooltip("lines:Q", title="Lines"),
            ],
        )
        .properties(width=WIDE)
    )
    return chart


def network(
    reading: Reading, *, people: int = 25, chapters: Iterable[int | str] | None = None
) -> altair.LayerChart:
    """Who has to do with whom, by lines that they say to one another and scenes that they share.

    ``chapters``: only these, as for :meth:`fabula.Reading.network`.
    """
    alt = _altair("network()")
    nodes, edges = network_rows(reading, people, chapters)
    x, y = (alt.X("x:Q", axis=None, scale=_room(alt)), alt.Y("y:Q", axis=None, scale=_room(alt)))
    ties = (
        alt.Chart(_data(alt, edges))
        .mark_rule(color="#8a9099", opacity=0.6)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth(
                "weight:Q", legend=None, scale=alt.Scale(type="sqrt", range=[0.5, 9])
            ),
            tooltip=[
                alt.Tooltip("pair:N", title="Between"),
                alt.Tooltip("lines:Q", title="Lines to one another"),
                alt.Tooltip("scenes:Q", title="Scenes together"),
            ],
        )
    )
    base = alt.Chart(_data(alt, nodes)).encode(x=x, y=y)
    circles = base.mark_circle(opacity=1, color="#2f6690").encode(
        size=alt.Size("mentions:Q", legend=None, scale=alt.Scale(type="sqrt", range=[40, 900])),
        tooltip=[
            alt.Tooltip("character:N", title="Character"),
            alt.Tooltip("mentions:Q", title="Mentions"),
            alt.Tooltip("lines:Q", title="Lines"),
            alt.Tooltip("scenes:Q", title="Scenes"),
        ],
    )
    names = base.mark_text(dy=-17, fontSize=12, stroke="white", strokeWidth=3, strokeOpacity=0.8)
    letters = base.mark_text(dy=-17, fontSize=12, color="#1c2430")
    chart: altair.LayerChart = alt.layer(
        ties, circles, names.encode(text="character:N"), letters.encode(text="character:N")
    ).properties(width=WIDE, height=480, title=_title(alt, reading, "Who has to do with whom"))
    return chart


def storyline(reading: Reading, *, people: int = 10) -> altair.LayerChart:
    """The characters as lines through the book, side by side where they meet.

    A column is a scene, or a chapter where there are more than sixty scenes.
    """
    alt = _altair("storyline()")
    rows, met, column = storyline_rows(reading, people)
    order = _in_order(rows)
    x = alt.X(
        "column:Q",
        title=column.capitalize(),
        axis=alt.Axis(grid=False, tickMinStep=1, format="d"),
        scale=alt.Scale(nice=False, zero=False, padding=12),
    )
    y = alt.Y("height:Q", axis=None, scale=alt.Scale(reverse=True, padding=12))
    company = (
        alt.Chart(_data(alt, met))
        .mark_rule(color="#d5dae0", strokeWidth=11, strokeCap="round")
        .encode(x=x, y=y, y2="low:Q")
    )
    base = alt.Chart(_data(alt, rows)).encode(
        x=x,
        y=y,
        color=alt.Color("character:N", title=None, sort=order, scale=alt.Scale(scheme="tableau20")),
    )
    lines = base.mark_line(interpolate="monotone", strokeWidth=2.5).encode(detail="line:N")
    points = (
        base.transform_filter("datum.there")
        .mark_circle(size=70, opacity=1)
        .encode(
            tooltip=[
                alt.Tooltip("character:N", title="Character"),
                alt.Tooltip("title:N", title=column.capitalize()),
                alt.Tooltip("places:N", title="Places"),
            ]
        )
    )
    chart: altair.LayerChart = alt.layer(company, lines, points).properties(
        width=WIDE, height=360, title=_title(alt, reading, f"Who meets in each {column}")
    )
    return chart


def arcs(reading: Reading, *, of: str = "lines", people: int = 6) -> altair.Chart:
    """How much there is of each character along the book: ``lines``, ``mentions`` or ``presence``.

    Each is counted in fiftieths of the text and smoothed. Raises :class:`fabula.FabulaError` for another
    measure.
    """
    if of not in MEASURES:
        raise errors.bad_setting("of", of, ", ".join(MEASURES[:-1]) + f" or {MEASURES[-1]}")
    alt = _altair("arcs()")
    rows = arc_rows(reading, people, of)
    chart: altair.Chart = (
        alt.Chart(_data(alt, rows), title=_title(alt, reading, f"{of.capitalize()} along the text"))
        .mark_line(interpolate="monotone", strokeWidth=2)
        .encode(
            x=alt.X("place:Q", title="Place in the text", axis=alt.Axis(format="%"), scale=_whole(alt)),
            y=alt.Y(f"{of}:Q", title=of.capitalize()),
            color=alt.Color("character:N", title=None, sort=_in_order(rows)),
            tooltip=[
                alt.Tooltip("character:N", title="Character"),
                alt.Tooltip("place:Q", title="Place", format=".0%"),
                alt.Tooltip("chapter:N", title="Chapter"),
                alt.Tooltip(f"{of}:Q", title=of.capitalize(), format=".2f"),
            ],
        )
        .properties(width=WIDE, height=260)
    )
    return chart


def dialogue(reading: Reading, *, people: int = 15) -> altair.Chart:
    """Who says how much of all that is said aloud, in words."""
    alt = _altair("dialogue()")
    rows = dialogue_rows(reading, people)
    chart: altair.Chart = (
        alt.Chart(_data(alt, rows), title=_title(alt, reading, "Shares of the dialogue"))
        .mark_bar(color="#2f6690")
        .encode(
            x=alt.X("share:Q", title="Share of the words spoken", axis=alt.Axis(format="%")),
            y=alt.Y("character:N", title=None, sort=_in_order(rows)),
            tooltip=[
                alt.Tooltip("character:N", title="Speaker"),
                alt.Tooltip("words:Q", title="Words", format=","),
                alt.Tooltip("lines:Q", title="Lines", format=","),
                alt.Tooltip("share:Q", title="Share", format=".1%"),
            ],
        )
        .properties(width=WIDE - 120)
    )
    return chart


def _altair(plot: str) -> ModuleType:
    try:
        import altair
    except ImportError:
        raise errors.extra_missing(plot, "altair", "plots") from None
    return altair


def _data(alt: Any, rows: Sequence[Row]) -> Any:
    # Rows of our own need no pandas, and there may be more of them than Altair lets a data frame have.
    return alt.Data(values=list(rows))


def _title(alt: Any, reading: Reading, what: str) -> Any:
    by = f"{reading.title} by {reading.author}" if reading.author else reading.title
    return alt.TitleParams(text=what, subtitle=by, anchor="start")


def _in_order(rows: Sequence[Row]) -> list[object]:
    return list(dict.fromkeys(row["character"] for row in rows))


def _room(alt: Any) -> Any:
    return alt.Scale(domain=[-0.06, 1.06])


def _whole(alt: Any) -> Any:
    return alt.Scale(domain=[0, 1])
