"""Intona's web application: learners, phrases, takes and feedback."""

from .celery import app as celery_app

__all__ = ["celery_app"]
