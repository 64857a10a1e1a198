"""The explorer: worlds as a local web application, to read, to look and to put right."""

from fabula.explorer.application import application
from fabula.explorer.serving import Address, serve

__all__ = ["Address", "application", "serve"]
