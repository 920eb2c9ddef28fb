"""Jobs that prepare references: synthetic where no native spoke, timings for all.

What is missing is read from the database; a ``ReferenceJob`` is the claim on making it.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet

import emotion_engine as engine
from teaching_app.practice import jobs
from teaching_app.practice.models import Phrase, ReferenceAudio, ReferenceJob

from . import references
from .job_run import deleted_unless_kept, working_on

logger = logging.getLogger(__name__)
State = ReferenceJob.State

VOICE = "en_US-joe-medium"
SYNTHETIC_SOURCE = f"Piper voice {VOICE}"
SYNTHETIC_LICENCE = "CC0"
ASK_AGAIN_AFTER_S = 20


def missing() -> QuerySet[Phrase]:
    """Phrases without a reference, or with one that has no timings."""
    return Phrase.objects.filter(is_active=True, references__timings__isnull=True)


def ask(phrase: Phrase | None = None) -> None:
    """Queue one phrase, or all that are missing; failed ones are tried again."""
    key = f"reference-asked-{phrase.pk if phrase else 'all'}"
    if not cache.add(key, True, ASK_AGAIN_AFTER_S):
        return
    wanted = missing().filter(pk=phrase.pk) if phrase else missing()
    _queue(wanted, again=(State.DONE, State.FAILED))
    jobs.publish(ReferenceJob.TASK, phrase.pk if phrase else None)


def prepare_one(phrase_id: int, *, worker: str) -> None:
    """Prepare one phrase, if it is missing and no other worker has claimed it."""
    _queue(missing().filter(pk=phrase_id), again=(State.DONE,))
    for claim in jobs.claim(ReferenceJob, worker=worker, phrase=phrase_id):
        _work(claim)


def prepare_next(*, worker: str) -> None:
    """Prepare the phrase that waits longest, and publish a wake-up for the next.

    One phrase per message: a learner's take never waits for more than that.
    """
    _queue(missing(), again=(State.DONE,))
    for claim in jobs.claim(ReferenceJob, worker=worker):
        _work(claim)
        if ReferenceJob.objects.filter(state=State.QUEUED).exists():
            jobs.publish(ReferenceJob.TASK, None)


def forget_voice_if_done() -> None:
    """Free the model voice's memory if no phrase waits for it."""
    if not ReferenceJob.objects.filter(state__in=ReferenceJob.PENDING).exists():
        engine.forget_voice()


def _queue(phrases: QuerySet[Phrase], *, again: Collection[str]) -> None:
    """Create a job for each phrase; requeue those in one of the states ``again``."""
    wanted = set(phrases.values_list("pk", flat=True))
    ReferenceJob.objects.bulk_create(
        (ReferenceJob(phrase_id=pk, voice=VOICE) for pk in sorted(wanted)),
        ignore_conflicts=True,
    )
    ended = ReferenceJob.objects.filter(phrase__in=wanted, voice=VOICE, state__in=again)
    jobs.queue_again(ended)


def _work(claim: jobs.Claim) -> None:
    with working_on(claim):
        phrase = missing().filter(reference_jobs=claim.pk).first()
        if phrase is not None:
            _prepare(claim, phrase)
            logger.info("Reference of %s is ready", phrase.slug)
        jobs.finish(claim)


def _prepare(claim: jobs.Claim, phrase: Phrase) -> None:
    if not phrase.references.exists():
        _speak(claim, phrase)
    for reference in phrase.references.filter(timings__isnull=True):
        _time(claim, reference)


def _speak(claim: jobs.Claim, phrase: Phrase) -> None:
    reference = ReferenceAudio(
        phrase=phrase,
        kind=ReferenceAudio.Kind.SYNTHETIC,
        source=SYNTHETIC_SOURCE,
        licence=SYNTHETIC_LICENCE,
    )
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "reference.wav"
        engine.synthesize_reference(
            phrase.text,
            config=settings.ENGINE,
            out=wav,
            stress=phrase.stressed_syllables,
        )
        name = references.store(reference, wav)
    with deleted_unless_kept(name), jobs.writing(claim):
        reference.save()


def _time(claim: jobs.Claim, reference: ReferenceAudio) -> None:
    with reference.file.open("rb") as file:
        source = file.read()
    try:
        spoken = engine.time_reference(
            source,
            text=reference.phrase.text,
            config=settings.ENGINE,
            stress=reference.phrase.stressed_syllables,
        )
    except (engine.AlignmentError, engine.AudioError) as error:
        logger.warning("Reference %s has no times: %s", reference.pk, error)
        spoken = ()
    reference.timings = [
        [s.word_index, s.syllable_index, s.start_s, s.end_s] for s in spoken
    ]
    with jobs.writing(claim):
        reference.save(update_fields=["timings"])
