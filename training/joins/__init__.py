"""Fits what joins people over works."""
