"""Celery's entry points of schools, imported here so that a worker finds them."""

from .reminders import remind_due

__all__ = ["remind_due"]
