"""What the page marks in the words: who is meant, who speaks and how sure that is, and what is emphasised."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fabula.amounts import percent
from fabula.exports.markup import Mark
from fabula.types import Emphasis, EmphasisKind, Entity, Mention, Quote, Span, Work

_WORTH = 0.05
_OTHERS_SHOWN = 3
_ELEMENTS = {EmphasisKind.ITALIC: "em", EmphasisKind.BOLD: "strong"}


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast on the page. ``rank`` is what its elements are called after; people come first.

    ``sure`` is the mean probability of the speaker over the lines that are given to it.
    """

    rank: int
    entity: Entity
    is_character: bool
    mentions: int
    quotes: int
    sure: float = 0.0

    @property
    def initials(self) -> str:
        """The first letters of the first two words of the name."""
        words = (word.lstrip("“\"'(‘") for word in self.entity.name.split())
        return "".join(word[0] for word in words if word)[:2].upper()


def marks_by_block(
    work: Work, members: Mapping[int, Member], blocks: Sequence[Span]
) -> dict[int, list[Mark]]:
    """The marks over the text for each block that they touch; one over several blocks is in each of them."""
    found: dict[int, list[Mark]] = defaultdict(list)
    ends = [end for _, end in blocks]

    def put(mark: Mark) -> None:
        index = bisect_right(ends, mark.start)
        while index < len(blocks) and blocks[index][0] < mark.end:
            found[index].append(mark)
            index += 1

    last: tuple[int, int | None] = (-1, None)  # the block and the speaker that the margin named last
    for quote in work.cast.quotes:
        for part, (start, end) in enumerate(quote.spans):
            place = bisect_right(ends, start), quote.speaker
            put(_quote_mark(quote, start, end, members, named=place != last, first=part == 0))
            last = place
    seen: set[int] = set()
    for mention in sorted(work.cast.mentions, key=lambda mention: mention.start):
        if mention.entity is not None:
            put(_mention_mark(mention, members[mention.entity], first=mention.entity not in seen))
            seen.add(mention.entity)
    for emphasis in work.text.emphasis:
        put(emphasis_mark(emphasis))
    return found


def _quote_mark(
    quote: Quote, start: int, end: int, members: Mapping[int, Member], *, named: bool, first: bool
) -> Mark:
    focus = Markup(' tabindex="0"' if first else "")
    if quote.speaker is None:
        tag = Markup('<span class="q u" title="{}"{}>')
        unknown = f"Speaker not known{_others(quote, members, 'perhaps')}"
        return Mark(start, end, tag.format(unknown, focus), tag.format(unknown, ""))
    member = members[quote.speaker]
    title = member.entity.name + (" thinks" if quote.thought else "")
    if quote.addressees:
        title += " to " + ", ".join(members[each].entity.name for each in quote.addressees if each in members)
    title += f" ({percent(quote.confidence)} sure){_others(quote, members, 'or')}"
    tag = Markup('<span class="q c{}" title="{}"{}>')
    # An empty element, whose words come from the style, so that nobody copies them with the story.
    label = Markup('<span class="w" data-who="{}" data-sure="{}"></span>')
    margin = label.format(member.entity.name, percent(quote.confidence)) if named else Markup("")
    return Mark(
        start, end, tag.format(member.rank, title, focus) + margin, tag.format(member.rank, title, "")
    )


def _others(quote: Quote, members: Mapping[int, Member], word: str) -> str:
    """Who else may speak a line, as far as that is worth a reader's look."""
    likely = [(who, share) for who, share in quote.alternatives if share >= _WORTH and who in members]
    named = ", ".join(f"{members[who].entity.name} {percent(share)}" for who, share in likely[:_OTHERS_SHOWN])
    return f"; {word} {named}" if named else ""


def _mention_mark(mention: Mention, member: Member, *, first: bool) -> Mark:
    kind = f"{mention.form.value[0:3]} c{member.rank}" + ("" if member.is_character else " o")
    tag = Markup('<span class="m {}"{} title="{}">')
    anchor = Markup(' id="e{}"').format(member.rank) if first else ""
    title = f"{member.entity.name} ({percent(mention.confidence)} sure)"
    return Mark(mention.start, mention.end, tag.format(kind, anchor, title), tag.format(kind, "", title))


def emphasis_mark(emphasis: Emphasis) -> Mark:
    """Italics or bold."""
    name = _ELEMENTS[emphasis.kind]
    tag = Markup("<{}>").format(name)
    return Mark(emphasis.start, emphasis.end, tag, tag, Markup("</{}>").format(name))
