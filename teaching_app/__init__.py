"""Intona's web application: learners, phrases, takes, and what is said about them."""

from .celery import app as celery_app

__all__ = ["celery_app"]
