"""What is marked in the words of the reading view: who speaks, to whom, who is meant, how sure that is."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from fabula.amounts import percent
from fabula.exports.markup import Mark
from fabula.types import Entity, Mention, Quote, Span

DOUBTFUL = 0.7
"""Below this probability a line or a mention is marked as doubtful."""


def quote_mark(
    quote: Quote,
    span: Span,
    people: Mapping[int, Entity],
    classes: Mapping[int, str],
    *,
    named: bool,
    first: bool,
) -> Mark:
    """A stretch of a quotation; ``named`` puts who speaks and who hears in the margin, ``first`` lets the
    keyboard in."""
    speaker = None if quote.speaker is None else people.get(quote.speaker)
    who = "Speaker not known" if speaker is None else speaker.name
    heard = [people[each].name for each in quote.addressees if each in people]
    said = f"{who}{' thinks' if quote.thought else ''}{' to ' + ', '.join(heard) if heard else ''}"
    sure = percent(quote.confidence)
    doubt = " doubt" if speaker is None or quote.confidence < DOUBTFUL else ""
    style = "u" if speaker is None else classes.get(speaker.id, "c-thing")
    tag = Markup('<span class="q {}{}" data-about="quote:{}" title="{}"{}>')
    title = said if speaker is None else f"{said} ({sure} sure)"
    focus = Markup(' tabindex="0" id="q{}"').format(quote.id) if first else Markup("")
    to = Markup(' data-to="{}"').format(", ".join(heard)) if heard else Markup("")
    label = Markup('<span class="w" data-who="{}" data-sure="{}"{}></span>').format(
        "?" if speaker is None else speaker.name, "" if speaker is None else sure, to
    )
    opening = tag.format(style, doubt, quote.id, title, focus) + (label if named and first else Markup(""))
    return Mark(*span, opening, tag.format(style, doubt, quote.id, title, Markup("")))


def mention_mark(mention: Mention, people: Mapping[int, Entity], classes: Mapping[int, str]) -> Mark:
    """A mention of somebody who may be shown."""
    assert mention.entity is not None
    entity = people[mention.entity]
    doubt = " doubt" if mention.confidence < DOUBTFUL else ""
    tag = Markup('<span class="m {} {}{}" data-about="mention:{}-{}" title="{}">').format(
        mention.form.value[:3],
        classes.get(entity.id, "c-thing"),
        doubt,
        mention.start,
        mention.end,
        f"{entity.name} ({percent(mention.confidence)} sure)",
    )
    return Mark(mention.start, mention.end, tag, tag)
