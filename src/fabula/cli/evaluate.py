"""``fabula evaluate``: how good Fabula is, measured on annotated fiction."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.chosen import chosen
from fabula.cli.options import AsJson, Batch, Model, Threads
from fabula.cli.scored import counted as _counted
from fabula.cli.scored import show as _show
from fabula.cli.usage import Command, Commands
from fabula.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from fabula.evaluation.error_page import Wrong
    from fabula.evaluation.evaluate_pdnc import Seen
    from fabula.evaluation.run import Read
    from fabula.evaluation.story_knowledge import Ask
    from fabula.story.event_order import EventOrder
    from fabula.types import Cast, Story, Text

_OWN_MODELS = "the models in its folder read"

_EXAMPLES = """Examples:

- `fabula evaluate litbank litbank/`: who is meant by every mention
- `fabula evaluate pdnc pdnc/ --novel Emma`: who speaks, in one novel
- `fabula evaluate stories stories/`: who speaks to whom, in stories that you have annotated
- `fabula evaluate ewt UD_English-EWT/ --split test`: parts of speech, lemmas and syntax
"""

evaluate = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    help="Measure Fabula on annotated fiction: whole, from raw text to scores.",
    epilog=_EXAMPLES,
)

Corpus = Annotated[Path, typer.Argument(metavar="PATH", help="The folder of the corpus.", show_default=False)]
Split = Annotated[
    str | None,
    typer.Option(
        "--split",
        metavar="NAME",
        help="Which documents: dev, train or all; without it dev, and with --cross all.",
        show_default=False,
    ),
]
Cross = Annotated[
    Path | None,
    typer.Option(
        "--cross",
        metavar="FOLDER",
        help="Read each document by a model of this folder that was not trained on it; halves.json in it "
        "says which were.",
        show_default=False,
    ),
]

BookNLPFolder = Annotated[
    Path | None,
    typer.Option(
        "--booknlp",
        metavar="FOLDER",
        help="Score BookNLP's .quotes files in this folder instead of Fabula.",
        show_default=False,
    ),
]
Forms = Annotated[
    list[str] | None,
    typer.Option(
        "--as",
        metavar="FORM",
        help="Read the novels in this form too and show what it costs: flat, straight, single, dash, "
        "british or unmarked, or all for every one; can be given again.",
        show_default=False,
    ),
]
StoryPaths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        help="Folders of stories, each NAME.txt with NAME.json, or such files; folders in them are not "
        "looked into.",
        show_default=False,
    ),
]
ErrorPage = Annotated[
    Path | None,
    typer.Option(
        "--errors",
        metavar="FILE",
        help="Write an HTML page of every wrong speaker here, over an earlier one.",
        show_default=False,
    ),
]


@evaluate.command(cls=Command)
def litbank(
    path: Corpus,
    split: Split = None,
    document: Annotated[
        list[str] | None,
        typer.Option("--document", metavar="NAME", help="Only this document; can be given again."),
    ] = None,
    cross: Cross = None,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score mentions, coreference, events and quotations on LitBank (Bamman et al. 2019 and 2020).

    Mentions count when span and type are right; the entity layer has the title of a name as a mention too,
    and is scored with and without those. Coreference is scored on predicted mentions and again on
    gold mentions, singletons kept: MUC, B-cubed, CEAF-e and their mean. A quotation counts when its words are
    right; its speaker when it is the one assigned to the gold speaker.

    The folder is that of the corpus's repository, with a list of document names put into it, dev.txt, one
    name a line: `docs/how-to/measure.md` has the ten that the figures are of.

    Examples:

    - `fabula evaluate litbank litbank/`: the documents of litbank/dev.txt
    - `fabula evaluate litbank litbank/ --split all --json`: all of them, for a script
    - `fabula evaluate litbank litbank/ --document 158_emma`: one of them
    """
    from fabula.cli.progress import ReadingProgress
    from fabula.evaluation import evaluate_litbank
    from fabula.evaluation.litbank import document_names
    from fabula.pipeline import annotate_text, count_titles, plain_text, resolve_text

    _one_reader(cross, model)
    documents = chosen(path, "litbank", document_names, split, document, cross)
    with ReadingProgress("LitBank") as progress:
        report = evaluate_litbank(
            path,
            documents.reading(annotate_text, Settings(threads=threads, batch=batch, model=model)),
            resolve=resolve_text,
            parse=plain_text,
            titles=count_titles,
            split=documents.split,
            documents=documents.names,
            progress=_counted(progress),
        )
    _show(documents.named(report), as_json)


@evaluate.command(cls=Command)
def ewt(
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="The folder of the .conllu files.", show_default=False),
    ],
    split: Annotated[
        str, typer.Option("--split", metavar="NAME", help="Which file: dev, test or train.")
    ] = "dev",
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score parts of speech, lemmas and dependencies on the English Web Treebank (Silveira et al. 2014).

    Once on the treebank's own words and sentences, and once from raw text, as in the CoNLL 2018 shared
    task: F1 over words that stand on the same characters. LAS leaves the subtypes of relations aside.

    Example:

    - `fabula evaluate ewt UD_English-EWT/ --split test`: the file that others are measured on, too
    """
    from fabula.cli.progress import ReadingProgress
    from fabula.evaluation import evaluate_ewt
    from fabula.pipeline import annotate_text, tag_words

    settings = Settings(threads=threads, batch=batch, model=model)
    with ReadingProgress("EWT") as progress:
        report = evaluate_ewt(
            path,
            partial(annotate_text, settings=settings),
            tag=partial(tag_words, settings=settings),
            split=split,
            progress=_counted(progress),
        )
    _show(report, as_json)


_Novel = Annotated[
    list[str] | None,
    typer.Option("--novel", metavar="NAME", help="Only this novel; can be given again."),
]


@evaluate.command(cls=Command)
def pdnc(
    path: Corpus,
    split: Split = None,
    novel: _Novel = None,
    booknlp: BookNLPFolder = None,
    form: Forms = None,
    cross: Cross = None,
    errors: ErrorPage = None,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score quotations and speakers on whole novels of PDNC (Vishnubhotla, Hammond and Hirst 2022).

    A speaker is right when it is the one assigned to the gold speaker, one to one (Hungarian method on
    counts of quotations); a quotation that was missed or left unresolved is wrong.

    Examples:

    - `fabula evaluate pdnc pdnc/ --novel Persuasion --errors wrong.html`: with a page of what is wrong
    - `fabula evaluate pdnc pdnc/ --as flat --as dash`: what it costs if paragraphs or marks are lost
    - `fabula evaluate pdnc pdnc/ --booknlp booknlp-output/`: another program on the same scale
    """
    from fabula.cli.places import require_place_of_page
    from fabula.cli.progress import ReadingProgress
    from fabula.evaluation import evaluate_booknlp, evaluate_forms, evaluate_pdnc
    from fabula.evaluation.evaluate_pdnc import see_nothing
    from fabula.evaluation.pdnc import novel_names
    from fabula.pipeline import plain_text, read_text

    _one_reader(cross, model, booknlp, bool(form or errors or cross))
    if errors is not None:
        require_place_of_page(errors)
    novels = chosen(path, "pdnc", novel_names, split, novel, cross)
    readings: list[Wrong] = []
    with ReadingProgress("PDNC") as progress:
        if booknlp is not None:
            report = evaluate_booknlp(
                booknlp, path, split=novels.split, novels=novels.names, progress=_counted(progress)
            )
        else:
            score = partial(evaluate_forms, forms=form) if form else evaluate_pdnc
            report = score(
                path,
                novels.reading(read_text, Settings(threads=threads, batch=batch, model=model)),
                parse=plain_text,
                split=novels.split,
                novels=novels.names,
                progress=_counted(progress),
                seen=_kept(readings) if errors else see_nothing,
            )
    if errors is not None:
        from fabula.evaluation.error_page import write

        write(readings, errors)
    _show(novels.named(report), as_json)


@evaluate.command(cls=Command)
def stories(
    paths: StoryPaths,
    errors: ErrorPage = None,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score who says each line, and to whom, and who is who, on annotated chapters and short stories.

    A speaker is right when it is the one assigned to the annotated speaker, one to one within a story; lines
    whose speaker the text leaves open are not scored. Of people with three lines or more it counts those of
    whose names one recurring entity holds all, and of recurring entities those that hold the names of one
    person only. `docs/how-to/measure.md` has what an annotation looks like.

    Examples:

    - `fabula evaluate stories stories/ --errors wrong.html`: with a page of what is wrong
    - `fabula evaluate stories stories/ more/one.json`: a folder and one more story
    """
    from fabula.cli.places import require_place_of_page
    from fabula.cli.progress import ReadingProgress
    from fabula.evaluation import evaluate_stories
    from fabula.evaluation.evaluate_pdnc import see_nothing
    from fabula.pipeline import plain_text

    if errors is not None:
        require_place_of_page(errors)
    readings: list[Wrong] = []
    with ReadingProgress("stories") as progress:
        report = evaluate_stories(
            paths,
            _reader(threads, batch, model),
            parse=plain_text,
            progress=_counted(progress),
            seen=_kept(readings) if errors else see_nothing,
        )
    if errors is not None:
        from fabula.evaluation.error_page import write

        write(readings, errors)
    _show(report, as_json)


@evaluate.command(cls=Command)
def story(
    paths: StoryPaths,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score scenes on annotated stories: where and when each is, who is there, who sees it, who knows what.

    Boundaries are F1, within a paragraph and exactly, beside what the breaks on the page alone give. The rest
    is asked of each annotated scene, by the scene found that overlaps most of it: who is there (F1) stands
    beside everybody named there. How the time of a scene stands to that of the one before is asked where both
    begin, beside "always later". The questions who has had the chance to know what stand beside "always no"
    and "named before". The shipped weights have seen the stories of `docs/how-to/measure.md`;
    `python -m training.story.fit` scores them in folds.

    Example:

    - `fabula evaluate story stories/ --json`: for a script
    """
    from fabula.cli.progress import ReadingProgress
    from fabula.evaluation import evaluate_story
    from fabula.pipeline import annotate_text, knowers_of, plain_text, resolve_text, story_of

    settings = Settings(threads=threads, batch=batch, model=model)

    def tell(text: Text) -> tuple[Cast, Story, Ask]:
        notes = annotate_text(text, settings=settings)
        work = resolve_text(text, notes)
        told = story_of(work, notes)
        return work.cast, told, knowers_of(work, notes, told).knows

    with ReadingProgress("stories") as progress:
        report = evaluate_story(paths, tell, parse=plain_text, progress=_counted(progress))
    _show(report, as_json)


@evaluate.command(cls=Command)
def order(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The folder of the texts.", show_default=False)
    ],
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score the order of events on stories that people set in order (Bethard, Kolomiyets and Moens 2012).

    Of two events that are both found: which is before, after, or includes the other, beside text order.
    Links that run backwards are scored apart. The folder holds each text as NAME.txt with NAME.xml.

    Example:

    - `fabula evaluate order fables/ --json`: for a script
    """
    from fabula.cli.progress import ReadingProgress
    from fabula.evaluation import evaluate_order
    from fabula.pipeline import annotate_text, order_events, plain_text, resolve_text

    settings = Settings(threads=threads, batch=batch, model=model)

    def sequenced(text: Text) -> EventOrder:
        notes = annotate_text(text, settings=settings)
        return order_events(resolve_text(text, notes), notes)

    with ReadingProgress("texts") as progress:
        report = evaluate_order(path, sequenced, parse=plain_text, progress=_counted(progress))
    _show(report, as_json)


@evaluate.command(cls=Command)
def openings(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The folder of the openings.", show_default=False)
    ],
    novel: Annotated[
        list[str] | None,
        typer.Option("--novel", metavar="NAME", help="Only this novel; can be given again."),
    ] = None,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Score the first lines of novels that are read whole, and whether main characters are one entity each.

    Speakers are scored as those of stories. A main character is one entity if nearly all mentions by their
    names are of it, and nearly all of its own by names are by theirs. `docs/how-to/measure.md` has what the
    folder holds.

    Example:

    - `fabula evaluate openings openings/ --novel dracula`: one of them
    """
    from fabula.cli.progress import ReadingProgress
    from fabula.evaluation import evaluate_openings
    from fabula.pipeline import plain_text

    with ReadingProgress("openings") as progress:
        report = evaluate_openings(
            path,
            _reader(threads, batch, model),
            parse=plain_text,
            novels=novel or None,
            progress=_counted(progress),
        )
    _show(report, as_json)


def _one_reader(
    cross: Path | None, model: str, booknlp: Path | None = None, own_reading: bool = False
) -> None:
    """Raises :class:`fabula.errors.UsageError` where two options say who reads.

    ``own_reading``: whether something is asked that only a reading by Fabula has.
    """
    from fabula.errors import options_contradict

    if booknlp is not None and own_reading:
        others = "--as, --errors or --cross"
        raise options_contradict("--booknlp", others, "those are of Fabula's own reading")
    if cross is not None and model:
        raise options_contradict("--cross", "--model", _OWN_MODELS)


def _kept(readings: list[Wrong]) -> Seen:
    """Keeps what is wrong in each novel, and forgets the rest of its reading."""
    from fabula.evaluation.error_page import wrong_in
    from fabula.evaluation.mistakes import read_mistakes

    return lambda novel, work: readings.append(wrong_in(read_mistakes(novel, work)))


def _reader(threads: int, batch: int, model: str) -> Read:
    """The program under test, as it is shipped."""
    from fabula.pipeline import read_text

    return partial(read_text, settings=Settings(threads=threads, batch=batch, model=model))
