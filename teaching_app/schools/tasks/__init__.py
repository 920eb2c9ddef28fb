"""Celery's entry points of schools."""
