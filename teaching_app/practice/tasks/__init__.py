"""Celery tasks, imported here so that a worker finds them."""

from .analyses import analyse, requeue_stale_analyses
from .listening import make_listening_sound
from .privacy import pack_export, tidy_up
from .references import prepare_references
from .renditions import render
from .style_answers import watch_style_answers

__all__ = [
    "analyse",
    "make_listening_sound",
    "pack_export",
    "prepare_references",
    "render",
    "requeue_stale_analyses",
    "tidy_up",
    "watch_style_answers",
]
