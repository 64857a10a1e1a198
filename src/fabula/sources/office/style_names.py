"""What a paragraph is by the name of its style, as word processors name styles in their languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from fabula.types import Apart, BlockKind

LOWEST_LEVEL = 9
_ESCAPED = re.compile(r"_([0-9a-f]{2,4})_")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z0-9])")
# The built-in headings by their names in the languages of word processors: "heading 1", "Überschrift 1".
_NUMBERED = re.compile(
    r"(?:heading|überschrift|berschrift|titre|t[íi]tulo|t[íi]tol|titolo|titel|encabezado|intestazione|cabeçalho"
    r"|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|címsor|başlık|titlu|naslov|pealkiri|virsraksts|antraštė"
    r"|заголовок|επικεφαλίδα|見出し|标题|標題|제목|h) ?(?P<level>\d)"
)
_PART = re.compile(r"(?:part|book|volume) (?:title|heading|head|number|name)s?(?: \d)?")
_CHAPTER = re.compile(r"chapter(?: (?:title|heading|head|header|number|num|no|name|opener))*s?(?: \d)?")
_SCENE = re.compile(r"(?:scene|section) (?:title|heading|head|number|name)s?(?: \d)?")
_TITLE = re.compile(r"(?:book )?title|titel|titre|título|titolo")
_AUTHOR = re.compile(r"author|byline|author name|autor|auteur|autore")
_FRONT = re.compile(
    r"subtitle|title page|half title|date|untertitel|sous titre|subtítulo|sottotitolo|ondertitel|undertitel"
)
_BREAK = re.compile(r"(?:scene|section) (?:break|separator|divider)|horizontal line|ornament(?:al break)?")
_VERSE = re.compile(r"verse|poem|poetry|lyric")
# Of styles with these names, others are often made that are no longer what their names say.
_OWN_ONLY = frozenset(
    (Apart.ILLUSTRATION, Apart.RUNNING_HEAD, Apart.COMMENT, Apart.SUMMARY, Apart.EPIGRAPH, Apart.DEDICATION)
)
_APART: tuple[tuple[BlockKind, Apart, re.Pattern[str]], ...] = (
    (
        BlockKind.BOILERPLATE,
        Apart.CONTENTS,
        re.compile(
            r"(?:toc|contents|inhaltsverzeichnis|verzeichnis|tm|tdc|sommario|sommaire|inhopg|innehåll|目次|目录)"
            r"(?: ?\d| heading)?|table of (?:contents|figures)|contents heading|illustration index.*"
        ),
    ),
    (BlockKind.BOILERPLATE, Apart.INDEX, re.compile(r"index(?: ?\d| heading)?")),
    (
        BlockKind.NOTE,
        Apart.FOOTNOTE,
        re.compile(
            r"(?:foot|end) ?note(?: text)?|fu(?:ß|ss)notentext|endnotentext|note de (?:bas de page|fin)"
            r"|notedebasdepage|texto (?:de )?nota (?:al )?(?:pie|final)"
            r"|testo nota (?:a piè di pagina|di chiusura)|voetnoottekst|fotnotstext"
        ),
    ),
    (
        BlockKind.BOILERPLATE,
        Apart.RUNNING_HEAD,
        re.compile(
            r"(?:header|footer|page number|running head(?:er)?|kopfzeile|fußzeile|en tête|pied de page"
            r"|encabezado|pie de página|intestazione|piè di pagina|cabeçalho|rodapé|koptekst|voettekst"
            r"|nagłówek|stopka)(?: (?:left|right|first))?"
        ),
    ),
    (
        BlockKind.NOTE,
        Apart.ILLUSTRATION,
        re.compile(r"(?:image |table |figure )?caption|beschriftung|légende|leyenda|didascalia"),
    ),
    (BlockKind.NOTE, Apart.COMMENT, re.compile(r"(?:annotation|comment) (?:text|subject)|kommentartext")),
    (BlockKind.NOTE, Apart.SUMMARY, re.compile(r"abstract|synopsis")),
    (BlockKind.NOTE, Apart.EPIGRAPH, re.compile(r"epigraph(?: source| author)?")),
    (BlockKind.NOTE, Apart.DEDICATION, re.compile(r"dedication")),
    (BlockKind.BOILERPLATE, Apart.COPYRIGHT, re.compile(r"copyright(?: page| text| notice)?|imprint")),
)


@dataclass(frozen=True, slots=True)
class ParagraphRole:
    """What a paragraph is: ``level`` is the depth of a heading, 1 the highest; 0 for all else.

    ``says`` is what a line of the title page gives: "title" or "author".
    """

    kind: BlockKind
    level: int = 0
    apart: Apart | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class NamedStyle:
    """What counts of a paragraph style: its name, and the outline level it sets (1 the highest, 0 none)."""

    name: str
    outline: int | None = None


def role_of(styles: Iterable[NamedStyle]) -> ParagraphRole | None:
    """What a paragraph is by its style and those that style is based on, the nearest first."""
    for distance, style in enumerate(styles):
        role = _role_by_name(style.name)
        if role is not None and not (distance and role.apart in _OWN_ONLY):
            if role.kind is BlockKind.HEADING and style.outline:
                return replace(role, level=style.outline)
            return role
        if style.outline is not None:
            return ParagraphRole(BlockKind.HEADING, style.outline) if style.outline else None
    return None


@lru_cache(maxsize=1024)
def _role_by_name(name: str) -> ParagraphRole | None:
    bare = _bare(name)
    numbered = _NUMBERED.fullmatch(bare)
    if numbered:
        return ParagraphRole(BlockKind.HEADING, max(int(numbered["level"]), 1))
    for level, pattern in ((1, _PART), (2, _CHAPTER), (3, _SCENE)):
        if pattern.fullmatch(bare):
            return ParagraphRole(BlockKind.HEADING, level)
    for says, pattern in (("title", _TITLE), ("author", _AUTHOR), ("", _FRONT)):
        if pattern.fullmatch(bare):
            return ParagraphRole(BlockKind.TITLE, says=says)
    for kind, apart, pattern in _APART:
        if pattern.fullmatch(bare):
            return ParagraphRole(kind, 0, apart)
    if _BREAK.fullmatch(bare):
        return ParagraphRole(BlockKind.SCENE_BREAK)
    if _VERSE.search(bare):
        return ParagraphRole(BlockKind.VERSE)
    return None


def _bare(name: str) -> str:
    """A style's name or identifier as words: "Heading_20_1", "heading1" and "Heading 1" are one."""
    name = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), name)
    name = re.sub(r"(?<=[^\W\d_])(?=\d)", " ", _HUMPS.sub(" ", name))
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()
