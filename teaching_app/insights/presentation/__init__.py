"""Presentation of reports on pages, in print and in files."""
