"""A mother who died and still sits at table: kin that are told of by what they are, not by a name."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from fabula.lang.en.contradictions import GHOSTS, NOT_SO
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material, signs_of
from fabula.types import FindingKind, Mention, Span

_KIN: Final = (
    "mother|father|parents|wife|husband|brother|sister|son|daughter|aunt|uncle|grandmother|grandfather|"
    "mamma|papa|mama"
)
_DIED: Final = re.compile(
    rf"(?:[’']s)? (?:(?:old|poor|own|dear|young|elder|only|"
    rf"first) )?(?P<kin>{_KIN})(?:,[^.;!?]{{1,30}},)? (?:had |has |both )?"
    r"(?:died|(?:was|were|is|are|[’']d been|had been|have been|has been) (?:both |long |"
    r"already )?(?:dead|killed|"
    r"drowned|murdered|buried|hanged)|passed away|perished)\b"
)
_LOST: Final = re.compile(r"\b(?:killed|murdered|buried|lost|lost both) $")
_KIN_AFTER: Final = re.compile(rf"(?:[’']s)? (?:(?:old|poor|own|dear|young|elder|only) )?(?P<kin>{_KIN})\b")
_ACTS: Final = re.compile(
    r"(?:,[^.;!?]{1,30},)?(?: (?:now|still|always|slowly|quietly|only|also))? (?:says|said|sat|sits|"
    r"stood|came|comes|laughed|smiled|"
    r"nodded|called|cried|looked|asked|answered|replied|went|has it|has got|is (?:waiting|coming|"
    r"sitting|well|at|in)|"
    r"was (?:waiting|sitting|standing|coming|cooking|sewing|reading|knitting|at the|in the)|will|wants|"
    r"lives|thinks|"
    r"opened|turned|shook|ran|walked|poured|put|took|kissed|wrote|writes|telephoned|waved|called)\b"
)
_HAD: Final = re.compile(r"\b(?:had|would|used|once|when|if|before|as if|wished|dreamed|remembered)\b")


def dead_kin(material: Material) -> Iterator[Candidate]:
    """Findings about kin who are dead."""
    for entity in material.entities:
        dead: dict[str, tuple[Span, Mention]] = {}
        alive: dict[str, list[tuple[Span, Mention]]] = defaultdict(list)
        for own in material.told_of[entity]:
            if material.content[own.end : own.end + 1] not in (" ", "’", "'"):
                continue
            _read(material, own, dead, alive)
        for kin, (death, of) in dead.items():
            parts = [kin] if kin != "parents" else ["parents", "mother", "father"]
            found = sorted(
                (each for part in parts for each in alive[part] if each[0][0] > death[1]),
                key=lambda each: each[0],
            )
            if found:
                yield _candidate(material, entity, death, found, min(of.confidence, found[0][1].confidence))


def _read(
    material: Material,
    own: Mention,
    dead: dict[str, tuple[Span, Mention]],
    alive: dict[str, list[tuple[Span, Mention]]],
) -> None:
    content = material.content
    if died := _DIED.match(content, own.end, own.end + 90):
        dead.setdefault(died["kin"], ((own.start, died.end()), own))
        return
    kin = _KIN_AFTER.match(content, own.end, own.end + 40)
    if kin is None:
        return
    if _LOST.search(content, max(0, own.start - 20), own.start):
        dead.setdefault(kin["kin"], ((own.start, kin.end()), own))
    elif acts := _ACTS.match(content, kin.end(), kin.end() + 60):
        alive[kin["kin"]].append(((own.start, acts.end()), own))
    elif re.search(
        r"\b(?:soothing|beside|kissed|told|asked|saw|met|helping|embraced) (?:his|her|my)? ?$",
        content[max(0, own.start - 16) : own.start],
    ):
        alive[kin["kin"]].append(((own.start, kin.end()), own))


def _candidate(
    material: Material, entity: int, death: Span, found: list[tuple[Span, Mention]], sure: float
) -> Candidate:
    acts = found[0][0]
    signs = [*signs_of(material, [death, acts], sure), "kin"]
    if material.is_explained([death, acts], NOT_SO | GHOSTS, 80):
        signs.append("explained")
    if _HAD.search(material.content, max(0, acts[0] - 60), acts[1] + 40):
        signs.append("looks back")
    if material.goes_back(death[0], acts[0]):
        signs.append("goes back")
    message = f"“{material.reads(death)}” and still “{material.reads(acts)}”."
    return candidate(
        FindingKind.DEAD,
        message,
        [death, acts],
        entity,
        *signs,
        acts_often=math.log(len(found)),
        far=math.log(1 + (acts[0] - death[1]) / 500),
    )
