"""Selectors: queries of the database."""
