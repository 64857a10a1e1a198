"""First words of paragraphs."""

from __future__ import annotations

OPENINGS = {
    "when": frozenset("when as while after before by".split()),  # noqa: SIM905
    "where": frozenset(
        "in at on from outside inside upon through down up behind beyond".split()  # noqa: SIM905
    ),
    "a pronoun": frozenset("he she they it we".split()),  # noqa: SIM905
    "I": frozenset("i".split()),  # noqa: SIM905
    "but or so": frozenset("but and so for yet then".split()),  # noqa: SIM905
}
"""Words that open a paragraph, by what they tell."""

THIS = frozenset("one that next this the".split())  # noqa: SIM905
"""What stands before the word for a day that opens a paragraph."""

SOME = frozenset("a an few several some couple".split())  # noqa: SIM905
"""What stands for a number before a stretch of time."""

PASSED = frozenset("later after when past".split())  # noqa: SIM905
"""What tells that such a stretch has passed."""
