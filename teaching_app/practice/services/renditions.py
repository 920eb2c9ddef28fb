"""The life of a rendition: requested, finished, or found to be impossible.

``erasure`` deletes row and file together with the take.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis, Learner, Rendition
from teaching_app.practice.selectors import renditions as selected

from .job_run import deleted_unless_kept

State, Kind = Rendition.State, Rendition.Kind


@transaction.atomic
def ask(*, analysis: Analysis, kind: str) -> Rendition:
    """Request a rendition, unless there is one; a failed one is tried again."""
    rendition, created = Rendition.objects.get_or_create(analysis=analysis, kind=kind)
    if created:
        jobs.wake_up_for(rendition)
    elif jobs.retry(rendition):
        rendition.refresh_from_db()
    return rendition


def ask_for_cues(analysis: Analysis) -> None:
    """Request a trial of a take's cues, if its style is compared with natives'."""
    if selected.has_cues_to_try(analysis):
        ask(analysis=analysis, kind=Kind.CUES)


def keep(held: jobs.Claim, *, wav: Path, details: dict[str, Any]) -> None:
    """Store the result; if the claim is lost, nothing is stored."""
    key = uuid4().hex
    with wav.open("rb") as file:
        name = default_storage.save(f"renditions/{key[:2]}/{key}.wav", File(file))
    with deleted_unless_kept(name):
        jobs.finish(held, file=name, details=details)


def keep_advice(held: jobs.Claim, details: dict[str, Any]) -> None:
    """Store the advice on cues, which has no sound."""
    jobs.finish(held, details=details)


def give_up(held: jobs.Claim, *, error: str) -> None:
    """End as impossible: the engine found nothing to change."""
    jobs.finish(held, state=State.IMPOSSIBLE, error=error[:500])


def forget_cues(learner: Learner) -> None:
    """Delete the advice on cues when a learner switches expression off."""
    of_learner = Rendition.objects.filter(analysis__recording__owner=learner)
    of_learner.filter(kind=Kind.CUES).delete()  # these have no file
