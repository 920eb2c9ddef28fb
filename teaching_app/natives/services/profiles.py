"""Ask for the profiles of what natives recorded here."""

from __future__ import annotations

import logging
from functools import partial

from django.db import transaction

from teaching_app.natives.models import ProfileJob
from teaching_app.practice import jobs
from teaching_app.practice.models import Phrase

logger = logging.getLogger(__name__)


def request_rebuild(*, phrase: Phrase, style: str) -> None:
    """Have the worker make the profiles of a phrase anew.

    Asked whenever a recording was approved, an approved one is gone, or a listener has
    heard one. All styles are looked at: by votes a recording meant in ``style`` may speak
    for another one.
    """
    logger.info("The profiles of phrase %d are to be rebuilt (%s)", phrase.pk, style)
    # Only what is committed is seen by a rebuild that runs already: see ``profile_run``.
    transaction.on_commit(partial(queue, phrase.pk))


def queue(phrase_id: int) -> None:
    """Queue the phrase; the end of a rebuild that runs looks for what came meanwhile."""
    if not Phrase.objects.filter(pk=phrase_id).exists():
        return
    job, is_new = ProfileJob.objects.get_or_create(phrase_id=phrase_id)
    if is_new or jobs.queue_again(ProfileJob.objects.filter(pk=job.pk)):
        jobs.send(job)
