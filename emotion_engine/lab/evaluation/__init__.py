"""Evaluation of every part of the engine on held-out speakers."""
