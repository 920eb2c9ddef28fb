"""The Celery application of worker and scheduler."""

from __future__ import annotations

import logging
import os

from celery import Celery, signals

from . import queue_folder  # noqa: F401  (makes folder:// known)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teaching_app.settings")

app = Celery("teaching_app")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()  # of every installed application


@signals.setup_logging.connect
def keep_our_logging(**_: object) -> None:
    """Keep the logging configured in the settings."""


@signals.worker_process_init.connect
def load_models(**_: object) -> None:
    """Load every model in the worker's child, after the fork, before its first take."""
    from django.conf import settings

    import emotion_engine as engine

    if settings.ENGINE_SERVER:
        return  # other jobs load what they need
    try:
        engine.warm_up(settings.ENGINE)
    except engine.EngineError:
        logging.getLogger(__name__).exception("The engine could not be loaded")
