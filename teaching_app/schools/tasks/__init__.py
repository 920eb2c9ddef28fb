"""Celery's entry points of schools, imported here so that a worker finds them."""

from .rosters import forget_rosters

__all__ = ["forget_rosters"]
