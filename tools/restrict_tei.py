"""Cuts the schema of all of TEI down to the elements that the export uses, for the tests to validate with.

``python -m tools.restrict_tei tei_all.rng > tests/exports/tei.rng``. What an element may hold, and its
attributes, stay as TEI has them; an element that is not listed here can stand nowhere. The whole schema is a
megabyte and takes seconds to read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from lxml import etree

USED = frozenset(
    (  # noqa: SIM905
        "TEI teiHeader fileDesc titleStmt title author respStmt resp name publicationStmt sourceDesc "
        "encodingDesc profileDesc abstract textClass keywords term standOff listPerson person personGrp "
        "persName persPronouns trait desc listPlace place placeName listOrg org orgName listObject object "
        "objectIdentifier objectName listRelation relation spanGrp span certainty text body div head ab p lg "
        "l milestone said rs hi"
    ).split()
)
_RNG = "{http://relaxng.org/ns/structure/1.0}"


def restricted(schema: bytes) -> bytes:
    """The schema with the elements of :data:`USED` alone."""
    root = etree.fromstring(schema, etree.XMLParser(remove_comments=False, remove_blank_text=True))
    for stranger in [each for each in root.iter(etree.Element) if not str(each.tag).startswith(_RNG)]:
        parent = stranger.getparent()
        if parent is not None:
            parent.remove(stranger)  # documentation, and rules of Schematron
    for define in root.findall(f"{_RNG}define"):
        element = define.find(f"{_RNG}element")
        if element is not None and element.get("name") not in USED:
            for child in list(define):
                define.remove(child)
            etree.SubElement(define, f"{_RNG}notAllowed")
    for note in list(root.iter(etree.Comment))[2:]:
        parent = note.getparent()
        if parent is not None:
            parent.remove(note)
    _drop_unreached(root)
    return etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")


def _drop_unreached(root: etree._Element) -> None:
    """Takes away what no pattern leads to any more."""
    defines: dict[str, list[etree._Element]] = {}
    for define in root.findall(f"{_RNG}define"):
        defines.setdefault(str(define.get("name")), []).append(define)
    reached: set[str] = set()
    waiting = [
        str(ref.get("name")) for start in root.findall(f"{_RNG}start") for ref in start.iter(f"{_RNG}ref")
    ]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [
                str(ref.get("name")) for define in defines.get(name, []) for ref in define.iter(f"{_RNG}ref")
            ]
    for name, unreached in defines.items():
        if name not in reached:
            for define in unreached:
                root.remove(define)


def main() -> None:
    """Write the schema that is left of the file named."""
    sys.stdout.buffer.write(restricted(Path(sys.argv[1]).read_bytes()))


if __name__ == "__main__":
    main()
