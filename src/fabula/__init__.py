"""Reads prose fiction and gives back the world it describes."""
