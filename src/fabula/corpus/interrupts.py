"""Ctrl-C in the processes of this machine: the one that was started by a person ends the others."""

from __future__ import annotations

import signal

from distributed import Worker, WorkerPlugin


class DeafToCtrlC(WorkerPlugin):  # type: ignore[misc]
    """Has a worker take no notice of Ctrl-C, which a terminal sends to it as well."""

    name = "deaf-to-ctrl-c"

    def setup(self, worker: Worker) -> None:  # noqa: ARG002 (dask names it so)
        """Begin in a worker."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
