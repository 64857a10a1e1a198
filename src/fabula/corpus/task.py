"""What a worker does with a job: read the work, write its part, say what came of it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from fabula import errors
from fabula.corpus.jobs import Job, Row, digest_of
from fabula.settings import Settings
from fabula.sources.folders import StoryFile
from fabula.version import __version__


def made_with(settings: Settings) -> dict[str, object]:
    """How works are read with these settings, as the manifest has it.

    Raises :class:`fabula.errors.ModelError` for a damaged installation.
    """
    from fabula.pipeline import provenance

    made = provenance(settings)
    return {
        "program": made.program,
        "model": made.model,
        "settings": {**made.settings, "strict": settings.strict},
    }


def read_one(job: Job) -> Row:
    """Read a work and write its part; its row of the manifest, or with a ``code`` why it is set aside.

    Raises :class:`fabula.errors.FabulaError` where no work could be read here, which ends the run.
    """
    _require_fit(job)
    digest = ""
    try:
        data = job.story.read()
        digest = digest_of(data)
        return {"source": job.source, "digest": digest, **job.made, **_read(job, data)}
    except errors.UsageError:
        raise  # the settings, the disk: nothing of this file
    except errors.FabulaError as error:
        found = error
    except MemoryError:
        found = errors.out_of_memory()
    except Exception as error:  # noqa: BLE001 (one bad file must not end a night's work)
        found = errors.file_breaks(job.source, f"{type(error).__name__}: {error}")
    return set_aside(job, found, digest)


def set_aside(job: Job, error: errors.FabulaError, digest: str = "") -> Row:
    """What is kept of a file that could not be read."""
    message = error.message.replace(str(job.story.path), job.source)
    return {"source": job.source, "digest": digest, "code": error.code, "message": message}


def _read(job: Job, data: bytes) -> Row:
    from fabula.corpus.parts import write_parts
    from fabula.exports.parquet import tables
    from fabula.pipeline import findings_of, load_text, read_loaded

    story = StoryFile(Path(job.source), job.source, lambda: data)
    text = load_text(story, settings=job.settings)
    work, annotations, _ = read_loaded(text, settings=job.settings, keeping=False)
    findings = () if work.story is None else findings_of(work, work.story)
    found = tables(work, annotations, findings, number=job.number)
    try:
        rows = write_parts(job.dataset, job.part, found)
    except OSError as error:
        raise errors.cannot_write(str(job.dataset), error.strerror or str(error)) from error
    return {
        "work": job.number,
        "part": job.part,
        "words": len(work.text.content.split()),
        "tokens": work.tokens,
        "rows": rows,
        "warnings": list(work.text.warnings),
    }


def _require_fit(job: Job) -> None:
    """Raises where this process would read otherwise than the one that gave the job, or sees other files."""
    worker = f"{socket.gethostname()}, process {os.getpid()},"
    found = made_with(job.settings) if __version__ == job.made["program"] else {"program": __version__}
    for name, what in (("program", "Fabula"), ("model", "model")):
        if found[name] != job.made[name]:
            raise errors.worker_differs(worker, f"{what} {found[name]}", f"{what} {job.made[name]}")
    for folder in (job.folder, job.dataset):
        if not folder.is_dir():
            raise errors.worker_cannot_see(worker, folder)
