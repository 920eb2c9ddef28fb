"""Celery tasks, imported here so that a worker finds them."""

from .class_rebuilds import rebuild_class_facts

__all__ = ["rebuild_class_facts"]
