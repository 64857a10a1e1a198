"""Where people stand in the network: once over the whole, so that every stretch of it can be compared.

Positions are those of stress majorization (Gansner, Koren & North 2004, Graph drawing by stress
majorization), begun at classical scaling, so that the same work always looks the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
ROUNDS = 120
NEAREST, FARTHEST = 0.55, 3.0
"""The distance that two should have who are together most, and of two whom nothing links, in mean lengths."""


def positions(weights: Points) -> Points:
    """A point in the square from 0 to 1 for each row of a symmetric matrix of weights."""
    size = len(weights)
    if size < 3:
        return np.array([[0.5, 0.5]] if size == 1 else [[0.3, 0.5], [0.7, 0.5]])[:size]
    wanted = _distances(weights)
    points = _scaled(wanted)
    importance = wanted**-2.0
    np.fill_diagonal(importance, 0)
    laplacian = np.diag(importance.sum(1)) - importance
    inverse = np.linalg.pinv(laplacian)
    for _ in range(ROUNDS):
        apart = np.linalg.norm(points[:, None] - points[None], axis=2)
        np.fill_diagonal(apart, 1)
        ratio = -importance * wanted / np.maximum(apart, 1e-6)
        np.fill_diagonal(ratio, 0)
        np.fill_diagonal(ratio, -ratio.sum(1))
        points = inverse @ (ratio @ points)
    return _squared(points)


def _distances(weights: Points) -> Points:
    """How far apart each two should be: the shortest way over links that are short where they are strong."""
    strongest = weights.max(initial=0)
    with np.errstate(divide="ignore"):
        lengths = np.where(weights > 0, NEAREST + 1.1 * (1 - np.sqrt(weights / max(strongest, 1e-9))), np.inf)
    np.fill_diagonal(lengths, 0)
    for middle in range(len(lengths)):
        lengths = np.minimum(lengths, lengths[:, middle, None] + lengths[None, middle])
    lengths[~np.isfinite(lengths)] = FARTHEST
    lengths = np.minimum(lengths, FARTHEST)
    np.fill_diagonal(lengths, 1)
    return lengths


def _scaled(distances: Points) -> Points:
    """Classical scaling: the two directions that keep most of the distances."""
    squared = distances**2
    np.fill_diagonal(squared, 0)
    centred = squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean()
    values, vectors = np.linalg.eigh(-0.5 * centred)
    points: Points = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 1e-6))
    # Points that fall on one another have no direction to part in.
    around = np.linspace(0, 2 * np.pi, len(points), endpoint=False)
    points = points + 1e-3 * np.column_stack([np.cos(around), np.sin(around)])
    # The sign of an eigenvector is an accident of the machine.
    return points * np.where(points[np.abs(points).argmax(0), [0, 1]] < 0, -1, 1)


def _squared(points: Points) -> Points:
    """Turned so that the widest direction lies flat, and stretched to the square."""
    points = points - points.mean(0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    axes = axes * np.where(axes[[0, 1], np.abs(axes).argmax(1)] < 0, -1, 1)[:, None]
    points = points @ axes.T
    low, high = points.min(0), points.max(0)
    squared: Points = (points - low) / np.maximum(high - low, 1e-9)
    return squared


def parted(points: Points, sizes: Points, rounds: int = 80) -> Points:
    """Points moved as little as it takes for their boxes, of width and height, not to overlap."""
    points = points.copy()
    for _ in range(rounds):
        moved = False
        for one in range(len(points)):
            apart = points - points[one]
            over = (sizes + sizes[one]) / 2 - np.abs(apart)
            hit = (over > 0).all(1)
            hit[one] = False
            for other in np.flatnonzero(hit):
                axis = int(over[other].argmin())
                way = 1.0 if apart[other, axis] >= 0 else -1.0
                points[other, axis] += way * (over[other, axis] / 2 + 0.5)
                points[one, axis] -= way * (over[other, axis] / 2 + 0.5)
                moved = True
                break
        if not moved:
            break
    return points
