"""What every page that Fabula writes is made with: its template, style and script, and what guards them."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

# Browsers replace or drop control characters; this shows that there was one.
CONTROLS = {
    code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n\r"
}


_GENERATOR = b'<meta name="generator" content="Fabula">'
_HEAD = 4096


@lru_cache(maxsize=4)
def template(package: str, name: str) -> Template:
    """A template from the folder ``page`` of a package; what it is given is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(package, "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def page_part(package: str, name: str) -> str:
    """A style or a script from the folder ``page`` of a package."""
    # A text read by a browser has line feeds only, and the hash is of what the browser sees.
    return files(package).joinpath("page").joinpath(name).read_text("utf-8").replace("\r\n", "\n")


def is_page(path: Path) -> bool:
    """Whether a file is a page that Fabula wrote, as every one says of itself in its head."""
    with path.open("rb") as file:
        return _GENERATOR in file.read(_HEAD)


def digest(content: str) -> str:
    """The hash by which a page's own policy lets its style or script in."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
