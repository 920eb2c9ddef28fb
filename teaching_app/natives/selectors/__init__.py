"""Selectors: what reads the rows of natives."""
