"""A world for assistants: a server of the Model Context Protocol, which answers and changes nothing."""

from __future__ import annotations

from fabula.assistants.server import serve

__all__ = ["serve"]
