"""Plots of a reading for notebooks, made with Altair: ``pip install 'fabula[plots]'``.

>>> from fabula import plots                              # doctest: +SKIP
>>> plots.presence(fabula.read("emma.epub"))              # doctest: +SKIP
"""

from __future__ import annotations

from fabula.plots.charts import arcs, dialogue, network, presence, storyline

__all__ = ["arcs", "dialogue", "network", "presence", "storyline"]
