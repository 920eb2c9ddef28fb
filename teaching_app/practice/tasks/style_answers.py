"""Notice when one style dominates the results."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from teaching_app.practice.selectors.style_answers import style_answers

DAYS = 30
NEWEST = 20_000

logger = logging.getLogger(__name__)


@shared_task(name="watch_style_answers")
def watch_style_answers() -> None:
    """Log a warning if one style is recognised far more often than chosen."""
    if not settings.EXPRESSION_ENABLED:
        return
    answers = style_answers(timezone.now() - timedelta(days=DAYS), newest=NEWEST)
    if answers and answers.prevailing:
        logger.warning(
            'Of %d clear answers in %d days, %d are "%s": see manage.py style_answers',
            answers.n_clear,
            DAYS,
            answers.named[answers.prevailing],
            answers.prevailing,
        )
