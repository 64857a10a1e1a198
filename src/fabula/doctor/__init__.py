"""Examines an installation: is everything there that Fabula needs, and does it work on this machine?"""

from __future__ import annotations

from fabula.doctor.checkup import Check, examine

__all__ = ["Check", "examine"]
