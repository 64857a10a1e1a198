"""Archives: every work of a folder read over many processes or machines, into a dataset of Parquet files."""

from __future__ import annotations

from fabula.corpus.dataset import Status, corpus_status
from fabula.corpus.progress import Progress
from fabula.corpus.reading import Summary, read_corpus

__all__ = ["Progress", "Status", "Summary", "corpus_status", "read_corpus"]
