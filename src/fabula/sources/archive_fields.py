"""What fan-work archives say of a work, label by label, as metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fabula.types import Metadata

TAG_FIELDS = frozenset(("additional tags", "additional tag", "freeform", "relationship")) | frozenset(
    ("relationships", "character", "characters", "genre", "genres")
)
LANGUAGE_FIELDS = frozenset(("language", "languages"))
LABELS = (
    frozenset(("category", "fandom", "genre", "language", "languages", "characters"))
    | frozenset(("relationships", "status", "series", "published", "updated"))
    | frozenset(("packaged", "rating", "chapters", "words", "publisher", "story url"))
    | frozenset(("author url", "summary", "title", "author", "authors", "warnings"))
    | frozenset(("freeform", "ships", "collections", "hits", "kudos", "comments"))
    | frozenset(("bookmarks", "reviews", "favs", "follows", "source", "date", "size"))
    | frozenset(("description", "tags"))
    | frozenset(("archive warning", "archive warnings", "additional tags", "relationship", "character"))
    | frozenset(("fandoms", "categories", "stats", "completed", "word count", "rated", "pairing", "pairings"))
)
"""The labels that archives and what makes books of their works put before what they say of one."""
POSTED_ELSEWHERE = r"[Pp]osted originally on\s+(?:the\s+)?[^\n]{3,60}?\s+at\s+<?https?://[\w.-]+/works/\d"
"""How other archives that run the same program say where a work comes from."""
_OWN_FIELDS = frozenset(("title", "author", "summary"))


def metadata_from(
    fields: Mapping[str, Sequence[str]], title: str = "", author: str = "", summary: str = ""
) -> Metadata:
    """Metadata of what an archive lists; ``fields`` are its labels in small letters, each with its values."""
    tags = [value for name in fields if name in TAG_FIELDS for value in fields[name]]
    language = next((fields[name][0] for name in fields if name in LANGUAGE_FIELDS and fields[name]), "")
    other = {
        name: ", ".join(values)
        for name, values in fields.items()
        if values and name not in LANGUAGE_FIELDS and name not in _OWN_FIELDS
    }
    if "fandoms" in other:
        other["fandom"] = other.pop("fandoms")
    return Metadata(
        title, author, "en" if language == "English" else language, summary, tuple(dict.fromkeys(tags)), other
    )


def joined(known: Metadata, found: Metadata) -> Metadata:
    """What is known, and what was found beside it."""
    return Metadata(
        title=known.title or found.title,
        author=known.author or found.author,
        language=known.language or found.language,
        summary=known.summary or found.summary,
        tags=tuple(dict.fromkeys((*found.tags, *known.tags))),
        other={**known.other, **found.other},
    )
