"""Measures Fabula on annotated fiction, end to end from raw text.

Readers of the corpora (:mod:`.litbank`, :mod:`.pdnc`, :mod:`.booknlp`, :mod:`.ewt`, :mod:`.stories`,
:mod:`.openings`, :mod:`.semcor`, :mod:`.scenification`, :mod:`.passages`, :mod:`.graphbase`), the measures
(:mod:`.scores`) and one function a corpus that puts them together. Nothing here imports the program that is
measured.
"""

from __future__ import annotations

from fabula.evaluation.evaluate_attributes import evaluate_attributes
from fabula.evaluation.evaluate_ewt import evaluate_ewt
from fabula.evaluation.evaluate_findings import evaluate_findings
from fabula.evaluation.evaluate_litbank import evaluate_litbank
from fabula.evaluation.evaluate_locations import evaluate_locations
from fabula.evaluation.evaluate_openings import evaluate_openings
from fabula.evaluation.evaluate_order import evaluate_order
from fabula.evaluation.evaluate_pdnc import evaluate_booknlp, evaluate_pdnc
from fabula.evaluation.evaluate_places import evaluate_places
from fabula.evaluation.evaluate_presence import evaluate_presence
from fabula.evaluation.evaluate_relations import evaluate_relations
from fabula.evaluation.evaluate_scenes import evaluate_scenes
from fabula.evaluation.evaluate_stories import evaluate_stories
from fabula.evaluation.evaluate_story import evaluate_story
from fabula.evaluation.evaluate_supersense import evaluate_supersense
from fabula.evaluation.report import Column, Report, Row
from fabula.evaluation.robustness import evaluate_forms

__all__ = [
    "Column",
    "Report",
    "Row",
    "evaluate_attributes",
    "evaluate_booknlp",
    "evaluate_ewt",
    "evaluate_findings",
    "evaluate_forms",
    "evaluate_litbank",
    "evaluate_locations",
    "evaluate_openings",
    "evaluate_order",
    "evaluate_pdnc",
    "evaluate_places",
    "evaluate_presence",
    "evaluate_relations",
    "evaluate_scenes",
    "evaluate_stories",
    "evaluate_story",
    "evaluate_supersense",
]
