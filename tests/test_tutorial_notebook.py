"""The tutorial notebook runs from its first cell to its last, and is kept without what it showed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat")
NOTEBOOK = Path(__file__).resolve().parent.parent / "docs" / "tutorial.ipynb"


@pytest.fixture(scope="module")
def written() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)


def code(notebook: Any) -> Iterator[Any]:
    return (cell for cell in notebook.cells if cell.cell_type == "code")


def test_it_is_kept_without_outputs(written: Any) -> None:
    assert all(not cell.outputs and cell.execution_count is None for cell in code(written))


def test_its_links_lead_somewhere(written: Any) -> None:
    words = "\n".join(cell.source for cell in written.cells if cell.cell_type == "markdown")
    links = re.findall(r"\]\(([^)\s]+)\)", words)
    assert links and all((NOTEBOOK.parent / link.split("#")[0]).exists() for link in links)


@pytest.mark.model
@pytest.mark.slow
def test_it_runs_and_shows_what_it_says(written: Any) -> None:
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    pytest.importorskip("altair")
    with warnings.catch_warnings():
        warnings.simplefilter("default")  # those of the kernel's libraries are not ours
        client = nbclient.NotebookClient(
            written,
            timeout=240,
            kernel_name="python3",
            resources={"metadata": {"path": str(NOTEBOOK.parent)}},
        )
        client.execute()
    shown = [output for cell in code(written) for output in cell.outputs]
    kinds = {kind for output in shown for kind in output.get("data", {})}
    assert "text/html" in kinds
    pages = [output["data"].get("text/html", "") for output in shown if "data" in output]
    assert sum("vega-embed" in page.lower() for page in pages) == 5
    words = "\n".join(str(output) for output in shown)
    assert "Leonard Bilsiter" in words and "41_saki_the-she-wolf.txt: read in" in words
