"""The forms in which a novel of PDNC is read: as it is printed, or as other files would have it."""

from __future__ import annotations

from argparse import ArgumentParser

from fabula.evaluation.pdnc import Novel
from fabula.evaluation.variants import FORMS, variant

PRINTED = "printed"


def add_forms(parser: ArgumentParser) -> None:
    """The option ``--as`` of a command, kept as ``forms``."""
    parser.add_argument(
        "--as",
        nargs="+",
        default=[PRINTED],
        choices=[PRINTED, *FORMS],
        dest="forms",
        help=f"forms to read novels in ({PRINTED})",
    )


def in_form(novel: Novel, form: str) -> Novel:
    """The novel in a form, every span of its annotation moved to where its words are."""
    return novel if form == PRINTED else variant(novel, form)
