"""The forms in which a novel of PDNC is read: as it is printed, or as other files would have it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from fabula.evaluation.pdnc import Novel
from fabula.evaluation.variants import FORMS, variant
from fabula.language.annotate import annotate
from fabula.language.model import Model
from fabula.language.paragraphs import restore
from fabula.pipeline import plain_text
from fabula.types import Annotations, Text

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


def annotated(novel: Novel, model: Model) -> tuple[Text, Annotations]:
    """A novel as it is read, with the paragraphs that the model finds again, and what it finds in them."""
    text = restore(plain_text(Path(novel.name), novel.text), model)
    return text, annotate(text, model)
