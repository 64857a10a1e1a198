"""Fits the weights of the cast stage (``fabula.cast.weights.json``) on annotated fiction."""
