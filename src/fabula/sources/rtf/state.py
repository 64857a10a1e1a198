"""What holds inside a group of RTF: how its words and paragraphs are set, and where they go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fabula.sources.office.style_names import NamedStyle, ParagraphRole, role_of

_LONGEST_CHAIN = 30


class Goes(Enum):
    """Where the words of a group go."""

    STORY = "story"
    NOWHERE = "nowhere"
    ABOUT = "about"
    STYLES = "styles"
    FONTS = "fonts"
    CODE = "code"
    NUMBER = "number"


# Groups that hold no words of the page: tables of the file, pictures, heads and feet, marks of notes.
_UNREAD = """
    aftncn aftnsep aftnsepc atnauthor atndate atnicn atnid atnparent atnref atntime atrfend atrfstart
    background bkmkend bkmkstart blipuid buptim category colorschememapping colortbl comment company creatim
    datafield datastore docvar ebcend ebcstart factoidname falt ffdeftext ffentrymcr ffexitmcr ffformat
    ffhelptext ffl ffname ffstattext file filetbl fldtype fname fontemb fontfile footer footerf footerl
    footerr formfield ftncn ftnsep ftnsepc generator header headerf headerl headerr hlinkbase keycode
    latentstyles levelnumbers leveltext listname listoverridetable listpicture liststylename listtable
    manager mmathPr nextfile nonesttables nonshppict objalias objclass objdata objname objsect objtime
    operator panose password passwordhash pict pnseclvl printim private propname revtbl revtim rsidtbl rxe
    shppict shprslt sn sp staticval subject sv svb tc template themedata txe upr userprops wgrffmtfilter
    windowcaption xe xmlattrname xmlattrvalue xmlclose xmlname xmlnstbl xmlopen
"""
# Groups by the word that opens them. What is in none of them and has no star goes where it stands.
DESTINATIONS: dict[str, Goes] = {
    "stylesheet": Goes.STYLES,
    "fonttbl": Goes.FONTS,
    "fldinst": Goes.CODE,
    "listtext": Goes.NUMBER,
    "pntext": Goes.NUMBER,
    **dict.fromkeys(("title", "author", "keywords", "doccomm"), Goes.ABOUT),
    **dict.fromkeys(_UNREAD.split(), Goes.NOWHERE),
}
# Groups with a star whose words are read all the same.
STARRED = frozenset(
    ("annotation", "footnote", "fldinst", "shpinst", "do", "ud", "cs", "s", "shptxt", "dptxbx", "dptxbxtext")
)


@dataclass(slots=True)
class State:
    """What a group takes over from the one around it.

    ``skipped`` bytes follow each ``\\u``. ``outside`` is where the words go that are given again in Unicode.
    """

    goes: Goes = Goes.STORY
    italic: bool = False
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    size: int = 0
    font: int | None = None
    skipped: int = 1
    style: int = 0
    outline: int | None = None
    centred: bool = False
    page_break: bool = False
    drop_cap: bool = False
    about: str = ""
    outside: Goes = Goes.NOWHERE
    raised: bool = False
    struck: bool = False
    closes: str = ""

    def inner(self) -> State:
        """The state of a group that opens here."""
        return State(
            self.goes,
            self.italic,
            self.bold,
            self.hidden,
            self.deleted,
            self.size,
            self.font,
            self.skipped,
            self.style,
            self.outline,
            self.centred,
            self.page_break,
            self.drop_cap,
            self.about,
            self.outside,
            self.raised,
            self.struck,
        )

    def plain(self) -> None:
        """Words are set as usual again."""
        self.italic = self.bold = self.hidden = self.deleted = self.raised = self.struck = False
        self.size, self.font = 0, None

    def paragraph(self) -> None:
        """Paragraphs are set as usual again."""
        self.style, self.outline = 0, None
        self.centred = self.page_break = self.drop_cap = False


@dataclass(slots=True)
class RtfStyle:
    """A paragraph style of the style sheet."""

    name: str = ""
    parent: int | None = None
    outline: int | None = None


@dataclass(slots=True)
class RtfStyles:
    """The paragraph styles by their numbers."""

    by_number: dict[int, RtfStyle]

    def role(self, number: int, outline: int | None) -> ParagraphRole | None:
        """What a paragraph of a style and an outline level (0 the highest) of its own is."""
        chain = [NamedStyle("", outline + 1)] if outline is not None and outline < 9 else []
        at: int | None = number
        for _ in range(_LONGEST_CHAIN):
            style = self.by_number.get(at) if at is not None else None
            if style is None:
                break
            level = None if style.outline is None else style.outline + 1 if style.outline < 9 else 0
            chain.append(NamedStyle(style.name, level))
            at = style.parent
        return role_of(chain)
