"""Extraction of the facts kept of a take from its report."""
