"""Celery tasks, imported here so that a worker finds them."""

from .upkeep import forget_unused_natives

__all__ = ["forget_unused_natives"]
