"""Institutions, classes, assignments and review: what teachers do with takes."""
