"""Every error a user can meet: what was wrong, and what would be right.

Each function here makes one error. Codes are stable: F1xx sources, F2xx worlds, F3xx the model,
F4xx evaluation, F5xx the command line, F7xx exports.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fabula.errors.command_line import (
    argument_missing,
    bad_value,
    command_missing,
    no_such_command,
    no_such_option,
    not_understood,
    option_missing,
    options_contradict,
    value_missing,
    value_unwanted,
    words_left_over,
)
from fabula.errors.corrections import (
    corrected_already,
    corrections_clash,
    corrections_contradict,
    corrections_need_words,
    corrections_newer,
    corrections_of_another,
    no_such_chapter,
    no_such_correction,
    no_such_line,
    no_such_place,
    not_confirmed,
    not_corrections,
    not_told_apart,
    nothing_to_correct,
    nothing_to_undo,
    offset_outside,
    several_lines,
    work_changed,
)
from fabula.errors.exporting import extra_missing
from fabula.errors.kinds import (
    CommandError,
    EvaluationError,
    FabulaError,
    ModelError,
    SourceError,
    UsageError,
    WorldError,
)
from fabula.errors.model import model_file_damaged, model_file_missing, model_of_another_version
from fabula.errors.pins import cannot_be_asked, nothing_to_explain, pins_contradict
from fabula.errors.story import stretch_reversed
from fabula.errors.works import bad_search, both_in_one_work, nothing_to_part, taken_apart
from fabula.nearby import near

__all__ = [
    "CommandError",
    "EvaluationError",
    "FabulaError",
    "ModelError",
    "SourceError",
    "UsageError",
    "WorldError",
    "argument_missing",
    "bad_search",
    "bad_value",
    "both_in_one_work",
    "cannot_be_asked",
    "command_missing",
    "corrected_already",
    "corrections_clash",
    "corrections_contradict",
    "corrections_need_words",
    "corrections_newer",
    "corrections_of_another",
    "extra_missing",
    "model_file_damaged",
    "model_file_missing",
    "model_of_another_version",
    "no_such_chapter",
    "no_such_command",
    "no_such_correction",
    "no_such_line",
    "no_such_option",
    "no_such_place",
    "not_confirmed",
    "not_corrections",
    "not_told_apart",
    "not_understood",
    "nothing_to_correct",
    "nothing_to_explain",
    "nothing_to_part",
    "nothing_to_undo",
    "offset_outside",
    "option_missing",
    "options_contradict",
    "pins_contradict",
    "several_lines",
    "stretch_reversed",
    "taken_apart",
    "value_missing",
    "value_unwanted",
    "words_left_over",
    "work_changed",
]
"""What is made in other files of this package; what is made here need not be named."""

WORLDS = (".fabula",)
STORIES = tuple(".epub .txt .html .htm .xhtml .docx .odt .rtf .md .markdown".split())  # noqa: SIM905
"""The usual endings of files, for guesses at what somebody meant; what a file is never depends on them."""


# F5xx: settings and the Python interface


def bad_setting(name: str, value: object, right: str) -> UsageError:
    """A setting has a value that makes no sense."""
    return UsageError("F501", f"{name} is {value!r}; it must be {right}")


def no_such_work(work: int, present: str) -> UsageError:
    """The world holds no work of that number."""
    return UsageError("F503", f"there is no work {work} in this world; {present}")


def several_works(present: str) -> UsageError:
    """One work is needed and the world holds several."""
    return UsageError("F504", f"this world holds several works; choose one with --work: {present}")


def world_without_works(path: Path) -> UsageError:
    """A work is wanted and the world holds none."""
    return UsageError("F510", f"{path} holds no works yet; fabula read FILE --world puts one in")


def no_pandas() -> UsageError:
    """A data frame was asked for and pandas is not installed."""
    return UsageError("F505", "to_pandas() needs pandas, which is not installed; pip install pandas")


def bad_format(name: str, known: str) -> UsageError:
    """There is no export of that name."""
    return UsageError("F506", f"there is no export format {name!r}; choose from {known}")


def annotations_damaged(title: str) -> WorldError:
    """What a world keeps of the words of a work cannot be read."""
    return WorldError("F230", f"the words of {title!r} are damaged in this world; read the story once more")


def no_tokens_kept(title: str) -> UsageError:
    """The tokens of a work are wanted, and it was taken from a world or made without them."""
    return UsageError(
        "F511",
        f"{title!r} comes without its words, which Fabula did not keep when it was read; read it once more",
    )


def cannot_write(path: str, reason: str) -> UsageError:
    """A file that the user named cannot be written."""
    return UsageError("F507", f"cannot write {path}: {reason}")


def system_refused(what: str) -> UsageError:
    """The system refused something: a full disk, a folder that may not be read."""
    return UsageError("F508", what)


def out_of_memory() -> UsageError:
    """The work does not fit into the memory there is."""
    return UsageError("F509", "there is not enough memory for this text; read it in parts or set --batch 1")


def looks_like_draft(name: str, work: int, title: str) -> UsageError:
    """A story seems to be another draft of one that the world holds, and nobody has said what to do."""
    return UsageError(
        "F530",
        f"{name}: this looks like a new draft of work {work}, {title}: read it with --replace {work} to "
        "replace it, or --new to keep both",
    )


def one_story_only(option: str, count: int) -> UsageError:
    """An option that says something of one story, and several are read."""
    return UsageError("F531", f"{option} is for one story, and these are {count}; read that one by itself")


# F4xx: evaluation


def gold_folder_missing(path: Path, corpus: str) -> EvaluationError:
    """The folder of a corpus is not there."""
    return EvaluationError("F401", f"{path} is not a folder: give the folder that holds {corpus}")


def gold_file_missing(path: Path) -> EvaluationError:
    """A file of the gold data is not there."""
    return EvaluationError("F402", f"{path} is missing: the folder does not hold the whole corpus")


def gold_list_missing(path: Path) -> EvaluationError:
    """The list of the documents of a split is not there; no corpus comes with it."""
    return EvaluationError(
        "F409",
        f"{path} is missing: it lists the split's documents, one name a line, as docs/how-to/measure.md "
        "has them; or name documents with --document",
    )


def gold_file_unreadable(path: Path, reason: str) -> EvaluationError:
    """A file of the gold data cannot be opened."""
    return EvaluationError("F403", f"{path} cannot be read: {reason}")


def gold_line_malformed(path: Path, line: int, problem: str) -> EvaluationError:
    """A line of the gold data is not as its format says."""
    return EvaluationError("F404", f"{path}, line {line}: {problem}")


def gold_value_malformed(path: Path, place: str, problem: str) -> EvaluationError:
    """A value of the gold data is not as its format says."""
    return EvaluationError("F410", f"{path}, {place}: {problem}")


def seen_by_all(name: str, folder: Path) -> EvaluationError:
    """Every model of a folder was trained on a document: none is left to read it."""
    return EvaluationError(
        "F411", f"every model in {folder} was trained on {name}: one that was not is needed to read it"
    )


def unknown_split(split: str, known: Sequence[str]) -> EvaluationError:
    """A split that the corpus does not have."""
    return EvaluationError("F405", f"there is no split {split!r}: choose one of {', '.join(known)}")


def unknown_form(form: str, known: Sequence[str]) -> EvaluationError:
    """A form of a novel that none is made in."""
    return EvaluationError("F420", f"there is no form {form!r}: choose one of {', '.join(known)}")


def gold_document_missing(name: str, path: Path) -> EvaluationError:
    """A named document or novel that the gold data does not hold."""
    return EvaluationError("F406", f"there is no {name!r} in the gold data: {path} is missing")


def nothing_to_score(path: Path, reason: str) -> EvaluationError:
    """The gold data, or the choice from it, is empty."""
    return EvaluationError("F407", f"nothing to score in {path}: {reason}")


def gold_counts_differ(path: Path, split: str, what: str, found: int, wanted: int) -> EvaluationError:
    """The gold data is not as large as its release is known to be."""
    return EvaluationError(
        "F408", f"{path} has {found:,} {what} in {split} where {wanted:,} belong: it is not the whole corpus"
    )


# F2xx: worlds and exports


def world_missing(path: Path) -> WorldError:
    """There is no file to open."""
    meant = near(path, WORLDS)
    right = f"did you mean {meant}?" if meant else "make one with fabula read FILE --world"
    return WorldError("F201", f"there is no world at {path}; {right}")


def world_not_a_file(path: Path, what: str) -> WorldError:
    """A world is one ordinary file, and this is a folder or a device."""
    return WorldError("F202", f"{path} is {what}; a world is one ordinary file, such as NAME.fabula")


def not_a_world(path: Path, what: str) -> WorldError:
    """The file is something else."""
    meant = near(path, WORLDS) if path.suffix not in WORLDS else ""
    right = f"did you mean {meant}?" if meant else "name one that fabula read has written"
    return WorldError("F203", f"{path} is not a Fabula world: {what}; {right}")


def world_newer(path: Path) -> WorldError:
    """A later version of Fabula wrote the file."""
    return WorldError("F204", f"{path} was made by a newer version of Fabula; bring this one up to date")


def world_older(path: Path) -> WorldError:
    """The file lacks migrations, and opening for reading never writes."""
    return WorldError(
        "F205",
        f"{path} was made by an older version of Fabula; fabula resolve brings it up to date",
    )


def world_damaged(path: Path, what: str) -> WorldError:
    """The file is truncated, overwritten in part or edited against its rules."""
    return WorldError("F206", f"{path} is damaged ({what}); go back to a copy or read the works again")


def world_busy(path: Path) -> WorldError:
    """Another program holds the lock for longer than this one waits."""
    return WorldError("F207", f"another program is writing to {path}; try again when it is done")


def world_not_writable(path: Path, what: str) -> WorldError:
    """The file or its folder lets nothing be written."""
    return WorldError("F208", f"cannot write to the world {path}: {what}; nothing of it was changed")


def world_disk_full(path: Path) -> WorldError:
    """There is no room for the new pages."""
    return WorldError("F209", f"the disk is full: {path} stays as it was; make room and try again")


def world_read_only(path: Path) -> WorldError:
    """A world that was opened for reading was asked to change."""
    return WorldError("F210", f"{path} is open for reading; World.create_or_open opens it for writing")


def world_half_written(path: Path, what: str) -> WorldError:
    """A killed writer's journal lies beside the world and cannot be rolled back here."""
    return WorldError(
        "F211",
        f"{path} holds an interrupted write that cannot be undone here ({what}); "
        "open it, together with its -journal file, where it may be written",
    )


def world_cannot_open(path: Path, what: str) -> WorldError:
    """The system will not let the file be opened."""
    return WorldError("F212", f"cannot open the world {path}: {what}")


def work_breaks_rule(title: str, rule: str) -> WorldError:
    """A work contradicts itself: a mention of an entity that it lacks, a span that ends before it starts."""
    return WorldError("F213", f"{title!r} cannot be kept: {rule}")


def lone_surrogate(title: str, code: str, position: int) -> WorldError:
    """Half a UTF-16 pair is no character, and no UTF-8 file can hold it."""
    return WorldError(
        "F214",
        f"{title!r} holds {code}, half a character, at position {position} of a text; "
        "put U+FFFD in its place",
    )


def unknown_apart(name: str, known: Sequence[str]) -> UsageError:
    """What is to be read as story is no kind of what is set apart."""
    return UsageError("F520", f"--include knows no {name!r}; it takes all, or some of: {', '.join(known)}")


def unknown_name(name: str, near: str) -> WorldError:
    """No entity of the world goes by that name; ``near`` says which ones come close."""
    return WorldError("F215", f"nobody is called {name!r}; {near}")


def ambiguous_name(name: str, candidates: str, right: str) -> WorldError:
    """Several entities go by that name."""
    return WorldError("F216", f"{name!r} may be {candidates}; give {right}")


def entity_of_another_work(name: str, title: str) -> WorldError:
    """Something is asked of a work about an entity that is none of its own."""
    return WorldError("F218", f"{name!r} is not of {title!r}; ask the work that it was taken from")


def work_is_there(source: str, work: int) -> WorldError:
    """A work is to be kept beside another of the same source and title, which stand for one work."""
    return WorldError(
        "F219",
        f"{source!r} with this title is work {work} of this world already; give it another --title, or read "
        f"it without --replace to replace work {work}",
    )


def output_exists(path: Path) -> WorldError:
    """The file that an export would be named after is there already."""
    return WorldError("F217", f"{path} exists already; name it with --output to write over it")


# Sources (F1xx) ---------------------------------------------------------------------------------


def file_missing(path: object) -> SourceError:
    """There is no such file."""
    meant = near(Path(str(path)), STORIES)
    right = f"did you mean {meant}?" if meant else "give the path of a story to read"
    return SourceError("F101", f"{path}: no such file; {right}")


def not_a_file(path: object) -> SourceError:
    """A folder, a pipe or a device was given."""
    return SourceError(
        "F102", f"{path}: not a file; give one with a story in it, or a folder of chapters with as_one=True"
    )


def no_stories(path: object) -> SourceError:
    """A folder or an archive without a story in it."""
    return SourceError(
        "F130",
        f"{path}: there are no stories in it; give a folder or a zip archive of .epub, .txt, .html, .docx, "
        ".odt, .rtf or .md files",
    )


def too_many_files(path: object, most: int) -> SourceError:
    """A folder that nobody means, such as a whole disk."""
    return SourceError("F131", f"{path}: more than {most:,} files are in it; give the folder of the stories")


def project_unsupported(path: object, what: str, instead: str) -> SourceError:
    """A folder in which a program keeps a work in pieces of its own."""
    return SourceError("F132", f"{path}: this is {what}; {instead} and read that")


def file_unreadable(path: object, why: str) -> SourceError:
    """The system does not let us read the file."""
    return SourceError("F103", f"{path}: cannot be read ({why}); check its permissions")


def file_empty(path: object) -> SourceError:
    """No visible character in it."""
    return SourceError("F104", f"{path}: there is no text in it; give a file with a story in it")


def not_text(path: object, what: str) -> SourceError:
    """Bytes that are no text: a picture, a program, an archive."""
    return SourceError(
        "F105",
        f"{path}: this is {what}; give plain text, EPUB, HTML, DOCX, ODT, RTF or Markdown",
    )


def not_a_story(path: object, what: str) -> SourceError:
    """A text that holds no prose: data, program code, subtitles, a page to log in."""
    return SourceError(
        "F112",
        f"{path}: this looks like {what}, and no story; give a file of prose, or --force (force=True) "
        "reads it all the same",
    )


def file_encrypted(path: object, what: str) -> SourceError:
    """The words are locked away by DRM or a password."""
    return SourceError("F106", f"{path}: {what}; give a copy without encryption")


def file_damaged(path: object, why: str) -> SourceError:
    """The file begins as its format does, but does not hold together."""
    return SourceError("F107", f"{path}: damaged or cut short ({why}); get the file again")


def wrong_zip(path: object, what: str) -> SourceError:
    """A zip archive that is no book."""
    return SourceError("F108", f"{path}: a zip archive of {what}; give an EPUB, a DOCX or an ODT")


def file_too_large(path: object, what: str, limit: int) -> SourceError:
    """More bytes than any story has, packed or not; ``limit`` is in bytes."""
    return SourceError(
        "F109", f"{path}: {what} is larger than {limit >> 20} MiB; split it into smaller files"
    )


def not_whole(path: object, warning: str) -> SourceError:
    """Parts of a file cannot be read, and only a whole one is wanted."""
    what = warning.rstrip(".").removesuffix("; the rest is read")
    return SourceError("F115", f"{path}: {what}; without --strict the rest is read")


def not_english(path: object, looks_like: str) -> SourceError:
    """The words are of another language than the one the model knows."""
    return SourceError(
        "F110",
        f"{path}: this looks like {looks_like}, and only English is read; --force (force=True) goes on",
    )


def format_unsupported(path: object, what: str, instead: str) -> SourceError:
    """A text, but in a format that is not read."""
    return SourceError("F111", f"{path}: {what} cannot be read; {instead}")
