"""Fits the weights of the story layer."""
