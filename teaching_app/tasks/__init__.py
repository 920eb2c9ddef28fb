"""Celery's entry points, imported here so that a worker finds them."""

from .analyses import analyse, requeue_stale_analyses
from .references import prepare_references

__all__ = ["analyse", "prepare_references", "requeue_stale_analyses"]
