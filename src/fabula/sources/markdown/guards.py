"""Words that Markdown would take for markup and drop, made safe before it sees them."""

from __future__ import annotations

import re

from fabula.sources.markdown.pairs import replaced

_ELEMENTS = (
    "a|abbr|acronym|address|area|article|aside|audio|b|base|basefont|bdi|bdo|big|blockquote|body|br|button|canvas"
    "|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset"
    "|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hgroup|hr|html|i|iframe|image|img|input"
    "|ins|kbd|label|legend|li|link|main|map|mark|math|menu|meta|meter|nav|noscript|object|ol|optgroup|option|output"
    "|p|param|picture|pre|progress|q|rb|rp|rt|rtc|ruby|s|samp|script|search|section|select|slot|small|source|span"
    "|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt"
    "|u|ul|var|video|wbr"
)
# "<Hanako> I am rowing" is a line of a chat, and "<https://…>" a link.
_NO_ELEMENT = re.compile(
    rf"<(?=/?[A-Za-z])(?!/?(?:{_ELEMENTS}|[\w-]{{1,40}}:[\w-]{{1,40}})(?=[\s/>]))"
    r"(?![A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000}>)(?![\w.+-]{1,64}@[\w.-]{1,200}>)",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"<(?=[!?])")
_HIDING = ("script", "style", "textarea", "title", "template", "select", "iframe", "noscript", "svg", "math")
_DEFINITION = re.compile(
    r"^([ \t]{0,3})\[(?!\^)(?=[^\]\n]{1,200}\]:[ \t]{0,20}\n?[ \t]{0,20}(?P<target>\S{1,500}))", re.MULTILINE
)
_ADDRESS = re.compile(r"^(?:[/#<]|\.{1,2}/|[A-Za-z][\w+.-]*://|mailto:)|[\w-]\.[A-Za-z]{2,}")
_TILDES = re.compile(r"^[ \t]{0,3}~{3,}[ \t]*$", re.MULTILINE)
# A lone hash or row of them is a writer's scene break, where Markdown would see an empty heading.
_HASHES = re.compile(r"^[ \t]{0,3}#(?:[ \t]*#)*[ \t]*$", re.MULTILINE)
_VERSE = re.compile(r"^\|[ \t](?P<words>.*[^|\s].*?)[ \t]*$")
_TERM = re.compile(r"^[ \t]{0,3}[:~][ \t]{2,}(?=\S)", re.MULTILINE)
_BREAK = "\n* * *\n"


def guarded(content: str) -> str:
    """The words with everything escaped that only looks like markup, and breaks as Markdown has them."""
    content = _without_programs(content)
    content = _DECLARATION.sub("&lt;", _NO_ELEMENT.sub("&lt;", content))
    content = _DEFINITION.sub(_definition, content)
    content = _HASHES.sub(_BREAK, _TILDES.sub(_BREAK, content))
    return _TERM.sub("\n", _with_verse(content))


def _without_programs(content: str) -> str:
    lower = content.lower()
    for name in _HIDING:
        if f"<{name}" not in lower:
            continue
        if name in ("script", "style"):
            content = replaced(content, f"<{name}", f"</{name}>", lambda _: "", longest=1_000_000)
        opened = re.compile(rf"<(?={name}[\s/>])", re.IGNORECASE)
        if len(opened.findall(content)) > content.lower().count(f"</{name}"):
            # What is never closed would hide all that comes after it.
            content = opened.sub("&lt;", content)
        lower = content.lower()
    return content


def _definition(match: re.Match[str]) -> str:
    """The address of a link stays; "[Hanako]: Yes." is a line of a chat."""
    return match[0] if _ADDRESS.search(match["target"]) else f"{match[1]}\\["


def _with_verse(content: str) -> str:
    """Pandoc's lines that begin with a bar keep their ends; those of tables have bars further on."""
    if "\n|" not in content and not content.startswith("|"):
        return content
    lines = []
    for line in content.split("\n"):
        verse = _VERSE.match(line)
        lines.append(f"{verse['words']}\\" if verse and "|" not in verse["words"] else line)
    return re.sub(r"\\(?=\n[ \t]*(?:\n|\Z)|\Z)", "", "\n".join(lines))
