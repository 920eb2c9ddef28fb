"""Celery's entry points, imported here so that a worker finds them."""

from .grades import return_grade
from .upkeep import look_after_platforms

__all__ = ["look_after_platforms", "return_grade"]
