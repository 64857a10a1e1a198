"""Puts pages that stand outside of ``docs/`` into the site, and keeps links between them right.

``properdocs.yml`` names this file as a hook of the generator. In the repository a page links to another by
its place in the tree; in the site the link leads to the page, and one to what is no page becomes its words.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from properdocs.config.defaults import ProperDocsConfig
    from properdocs.structure.files import Files
    from properdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
BESIDE = ("CHANGELOG.md", "training/EXPERIMENTS.md")
"""Pages that are not in ``docs/``, by their place in the repository, which is also that in the site."""

_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^)\s:#][^)\s:]*)\)")


def on_files(files: Files, config: ProperDocsConfig) -> Files:
    """Add the pages that stand elsewhere."""
    from properdocs.structure.files import File

    for place in BESIDE:
        files.append(File.generated(config, place, abs_src_path=str(ROOT / place)))
    return files


def on_page_markdown(markdown: str, page: Page, config: ProperDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Let the links of a page lead to pages of the site, or nowhere."""
    there = set(files.src_uris)
    return relinked(markdown, page.file.src_uri, there)


def relinked(markdown: str, uri: str, there: set[str]) -> str:
    """A page of the site with its links as the site has them; those to anything else become their words."""
    within = "" if uri in BESIDE else "docs/"
    here = posixpath.dirname(within + uri)

    def link(found: re.Match[str]) -> str:
        words, target = found.groups()
        path, mark, anchor = target.partition("#")
        place = posixpath.normpath(posixpath.join(here, path)).removeprefix("docs/")
        if place not in there:
            return words
        shown = posixpath.relpath(place, posixpath.dirname(uri) or ".")
        return f"[{words}]({shown}{mark}{anchor})"

    return _LINK.sub(link, markdown)
