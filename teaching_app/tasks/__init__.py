"""Celery's entry points, imported here so that a worker finds them."""

from .analyses import analyse, requeue_stale_analyses

__all__ = ["analyse", "requeue_stale_analyses"]
