"""Measures speed and memory on one machine, side by side."""
