"""Celery's entry points, imported here so that a worker finds them."""

from .classes import tidy_up_classes

__all__ = ["tidy_up_classes"]
