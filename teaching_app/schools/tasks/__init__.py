"""Celery's entry points of schools, imported here so that a worker finds them."""

from .classes import tidy_up_classes
from .demo import say_demo_take
from .reminders import remind_due
from .rosters import forget_rosters

__all__ = ["forget_rosters", "remind_due", "say_demo_take", "tidy_up_classes"]
