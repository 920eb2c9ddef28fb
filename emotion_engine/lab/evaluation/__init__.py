"""Metrics and the honest measurement of every part of the engine."""
