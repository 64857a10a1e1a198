"""Character references of HTML that stand in a text as they are: ``&ldquo;``, ``&#8217;``."""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import html5

from fabula.types import Repair, RepairKind

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def references(view: str) -> list[Repair]:
    """Each reference to a character that there is; one to a control character reads as nothing."""
    if ";" not in view or "&" not in view:
        return []
    found: list[Repair] = []
    for match in _REFERENCE.finditer(view):
        if match[0][1] != "#" and match[0][1:] not in html5:
            continue
        reads = html.unescape(match[0])
        if reads != "\N{REPLACEMENT CHARACTER}":
            shown = "" if unicodedata.category(reads[0]) == "Cc" else reads
            found.append(Repair(match.start(), match.end(), shown, RepairKind.REFERENCE))
    return found
