"""Trains the reading model: needs torch, which reading itself never does."""
