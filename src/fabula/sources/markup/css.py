"""What a page's own style sheets say of an element: whether it shows, runs on, leans, is bold, is centred.

Only what changes how the words read is kept, and only selectors of tags, classes and ids, inside or right
inside one another: enough for how books are made, and never wrong where it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from fabula.sources.markup.trees import classes_of, tag_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

Declarations: TypeAlias = dict[str, str]

_KEPT = frozenset(
    ("display", "visibility", "font-style", "font-weight", "font", "vertical-align", "float", "mso-hide")
) | frozenset(
    (
        "list-style",
        "list-style-type",
        "opacity",
        "font-size",
        "text-align",
        "page-break-before",
        "break-before",
    )
)
_NOTHING = re.compile(r"0+(?:\.0*)?(?:%|[a-z]{2,3})?")
_ANY_KEPT = re.compile(
    r"display|visibility|opacity|font|vertical-align|float|mso-hide|list-style|text-align|break-before",
    re.IGNORECASE,
)
_BRACES = re.compile(r"[{}]")
_COMPOUND = re.compile(r"(?P<tag>[A-Za-z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+)*)$")
_SIMPLE = re.compile(r"([.#])([\w-]+)")
_STEP = re.compile(r"\s*(>)\s*|\s+")
# A condition on the screen may hold or not; these two are how a book is read.
_MEDIA = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*$", re.IGNORECASE)
_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"')\s;]+)", re.IGNORECASE)
_HEAVY = re.compile(r"[6-9]\d\d|1000", re.ASCII)
_LONGEST_SELECTOR = 300
_MOST_RULES = 10_000
_MOST_CANDIDATES = 300
"""Rules that an element is held against, the strongest of them; the sheets of a book have a few hundred."""
_MOST_STEPS = 8
_HIDDEN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Compound:
    """One step of a selector: a tag, ids and classes that an element must have; ``inside`` what is around it.

    ``close`` says that the step before is the parent itself.
    """

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]
    close: bool

    def fits(self, element: _Element) -> bool:
        if self.tag and tag_of(element) != self.tag:
            return False
        if self.ids and (element.get("id") or "").lower() not in self.ids:
            return False
        return not self.classes or self.classes <= frozenset(classes_of(element))


@dataclass(frozen=True, slots=True)
class _Rule:
    steps: tuple[_Compound, ...]
    weight: tuple[int, int, int, int]
    declared: Declarations

    def fits(self, element: _Element) -> bool:
        """Whether the selector leads to this element; its last step is known to fit no better than by key."""
        if not self.steps[-1].fits(element):
            return False
        above = element.getparent()
        for at in range(len(self.steps) - 1, 0, -1):
            while above is not None and not self.steps[at - 1].fits(above):
                if self.steps[at].close:
                    return False
                above = above.getparent()
            if above is None:
                return False
            above = above.getparent()
        return True


@dataclass(slots=True)
class Styles:
    """The rules of a page, by the tag, class or id that their last step asks for."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    known: dict[tuple[str, str, str], list[_Rule]] = field(default_factory=dict)
    count: int = 0
    names_ids: bool = False
    hides: bool = True

    def own(self) -> Styles:
        """The same for one page, to which more may be added."""
        rules = {key: list(rules) for key, rules in self.rules.items()}
        return Styles(rules, {}, self.count, self.names_ids)

    def add(self, sheet: str) -> None:
        """Take in the rules of one more style sheet, stronger than those before it."""
        if not _ANY_KEPT.search(sheet):
            return
        for selectors, body in _blocks(_without_comments(sheet)):
            declared = declarations(body) if _ANY_KEPT.search(body) else {}
            if declared and len(selectors) < 20 * _LONGEST_SELECTOR:
                for selector in selectors.split(","):
                    self._add(selector.strip(), declared)

    def _add(self, selector: str, declared: Declarations) -> None:
        steps = _steps(selector) if self.count < _MOST_RULES else ()
        if not steps:
            return
        self.count += 1
        weight = (
            sum(len(step.ids) for step in steps),
            sum(len(step.classes) for step in steps),
            sum(bool(step.tag) for step in steps),
            self.count,
        )
        last = steps[-1]
        self.names_ids = self.names_ids or bool(last.ids)
        key = next((f"#{name}" for name in last.ids), "") or next((f".{name}" for name in last.classes), "")
        self.rules.setdefault(key or last.tag or "*", []).append(_Rule(steps, weight, declared))

    def of(self, element: _Element, tag: str) -> Declarations:
        """What is declared of an element: by the rules, the stronger over the weaker, then by itself."""
        own = element.get("style")
        said = declarations(own) if own and _ANY_KEPT.search(own) else {}
        if not self.rules:
            return said
        names, name = element.get("class") or "", element.get("id") or ""
        key = (tag, names, name if self.names_ids else "")
        found = self.known.get(key)
        if found is None:
            found = self._candidates(tag, names, name)
            self.known[key] = found
        if not found:
            return said
        merged: Declarations = {}
        for rule in found:
            if rule.fits(element):
                merged.update(rule.declared)
        if not self.hides:
            merged = {name: value for name, value in merged.items() if not _hides(name, value)}
        return {**merged, **said} if said else merged

    def _candidates(self, tag: str, names: str, name: str) -> list[_Rule]:
        """The rules whose last step such an element may be, the weakest first."""
        keys = {tag, "*", *(f".{each}" for each in names.lower().split()), f"#{name.lower()}"}
        found = (rule for key in keys for rule in self.rules.get(key, ()))
        return sorted(found, key=lambda rule: rule.weight)[-_MOST_CANDIDATES:]

    def settle(self, root: _Element) -> None:
        """Believe nothing about what is hidden where that would be most of the page: a script shows it."""
        if not any(hides(rule.declared) for rules in self.rules.values() for rule in rules):
            return
        hidden = 0
        inside: _Element | None = None
        for element in root.iter():
            tag = tag_of(element)
            if not tag or (inside is not None and inside in element.iterancestors()):
                continue
            if hides(self.of(element, tag)):
                hidden, inside = hidden + len(text_of(element)), element
        self.hides = hidden <= _HIDDEN_SHARE * len(text_of(root))


def hides(declared: Declarations) -> bool:
    """Whether what is declared so shows nothing."""
    return any(_hides(name, value) for name, value in declared.items())


def _hides(name: str, value: str) -> bool:
    if name in ("opacity", "font-size"):
        return _NOTHING.fullmatch(value) is not None
    return (name, value) in (("display", "none"), ("visibility", "hidden"), ("mso-hide", "all"))


def italic(declared: Declarations) -> bool | None:
    """Whether the words lean; None where nothing is said of it."""
    style = declared.get("font-style") or declared.get("font") or ""
    if "italic" in style or "oblique" in style:
        return True
    return False if declared.get("font-style") == "normal" else None


def bold(declared: Declarations) -> bool | None:
    """Whether the words are bold; None where nothing is said of it."""
    weight = declared.get("font-weight", "")
    if weight in ("bold", "bolder") or _HEAVY.fullmatch(weight):
        return True
    if not weight and re.search(r"\bbold\b", declared.get("font", "")):
        return True
    return False if weight else None


def centred(declared: Declarations) -> bool | None:
    """Whether the lines are centred; None where nothing is said of it."""
    aligned = declared.get("text-align", "inherit")
    return None if aligned in ("inherit", "unset") else "center" in aligned


def breaks_page(declared: Declarations) -> bool:
    """Whether a new page begins with it."""
    said = declared.get("break-before") or declared.get("page-break-before") or ""
    return said in ("always", "page", "left", "right", "recto", "verso")


def declarations(body: str) -> Declarations:
    """The properties that matter, of a style attribute or of what stands between the braces of a rule."""
    found: Declarations = {}
    strong: set[str] = set()
    for entry in body.split(";"):
        name, colon, value = entry.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        if not colon or name not in _KEPT or not value:
            continue
        important = value.endswith("!important")
        if name in strong and not important:
            continue
        found[name] = value.removesuffix("!important").strip()
        if important:
            strong.add(name)
    return found


def imports(sheet: str) -> list[str]:
    """The style sheets that one takes in."""
    return _IMPORT.findall(sheet) if "@import" in sheet.lower() else []


def styles_of(root: _Element, sheets: Iterable[str] = ()) -> Styles:
    """The rules for a page: those of ``sheets`` in order, and those in its own style elements."""
    styles = _common(tuple(sheets)).own()
    for element in root.iter("{*}style"):
        styles.add("".join(str(words) for words in element.itertext()))
    styles.settle(root)
    return styles


@lru_cache(maxsize=8)
def _common(sheets: tuple[str, ...]) -> Styles:
    """The rules of the sheets that most pages of a book share."""
    styles = Styles()
    for sheet in sheets:
        styles.add(sheet)
    return styles


def _without_comments(sheet: str) -> str:
    kept: list[str] = []
    at = 0
    while (opens := sheet.find("/*", at)) >= 0:
        kept.append(sheet[at:opens])
        closes = sheet.find("*/", opens + 2)
        at = len(sheet) if closes < 0 else closes + 2
    kept.append(sheet[at:])
    return " ".join(kept).replace("<!--", " ").replace("-->", " ")


def _blocks(sheet: str) -> Iterable[tuple[str, str]]:
    """Selectors and bodies of the rules, those in conditions that may not hold left out."""
    around: list[bool] = []
    heads: list[str] = []
    at = 0
    for brace in _BRACES.finditer(sheet):
        words = sheet[at : brace.start()]
        at = brace.end()
        if brace[0] == "{":
            head = words.rpartition(";")[2].strip()
            heads.append(head)
            around.append(not head.startswith("@") or _MEDIA.match(head) is not None)
        elif heads:
            head, _ = heads.pop(), around.pop()
            if words.strip() and not head.startswith("@") and all(around):
                yield head, words


def _steps(selector: str) -> tuple[_Compound, ...]:
    """The steps of a selector, outermost first; none where it asks for more than is understood here."""
    if not selector or len(selector) > _LONGEST_SELECTOR:
        return ()
    steps: list[_Compound] = []
    close = False
    for part in _STEP.split(selector):
        if part is None or part == ">":
            close = close or part == ">"
            continue
        match = _COMPOUND.match(part)
        if match is None or not part:
            return ()
        found = _SIMPLE.findall(match["rest"])
        tag = "" if match["tag"] in (None, "*") else match["tag"].lower()
        ids = frozenset(name.lower() for mark, name in found if mark == "#")
        classes = frozenset(name.lower() for mark, name in found if mark == ".")
        steps.append(_Compound(tag, ids, classes, close))
        close = False
    return tuple(steps) if len(steps) <= _MOST_STEPS else ()
