"""References that a worker makes ready: a voice where no native spoke, times for all.

A message is only a knock: what is missing is read from the database, so a message too
many or one that was lost does no harm.
"""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from kombu.exceptions import OperationalError

import emotion_engine as engine
from teaching_app.celery import app
from teaching_app.practice.models import Phrase, ReferenceAudio

from . import references

logger = logging.getLogger(__name__)

SYNTHETIC_SOURCE = "Piper voice en_US-joe-medium"
SYNTHETIC_LICENCE = "CC0"
ASK_AGAIN_AFTER_S = 20


def missing() -> QuerySet[Phrase]:
    """Phrases without anything to listen to, or with sound that nobody has timed."""
    return Phrase.objects.filter(is_active=True, references__timings__isnull=True)


def ask(phrase: Phrase | None = None) -> None:
    """Knock at the queue, for one phrase or for all; without a broker beat does later."""
    key = f"reference-asked-{phrase.pk if phrase else 'all'}"
    if not cache.add(key, True, ASK_AGAIN_AFTER_S):
        return
    _send(phrase.pk if phrase else None)


def _send(phrase_id: int | None) -> None:
    try:
        app.send_task("prepare_references", args=[phrase_id])
    except (OperationalError, OSError) as error:
        logger.warning("Broker unreachable, references wait: %s", error)


def prepare_one(phrase_id: int) -> None:
    """Make one phrase ready, if it still is on offer and not ready."""
    if phrase := missing().filter(pk=phrase_id).first():
        _prepare(phrase)


def prepare_next() -> None:
    """Make any phrase ready, and knock again while there are more.

    One phrase a message: a learner's take never waits for more than that. Which one is
    left to chance, so that a phrase that cannot be spoken does not hold up the others.
    """
    phrase = missing().order_by("?").first()
    if phrase is None:
        return
    _prepare(phrase)
    if missing().exists():
        _send(None)


def forget_voice_if_done() -> None:
    """Let the worker's memory go where no phrase waits for the model voice."""
    if not missing().exists():
        engine.forget_voice()


def _prepare(phrase: Phrase) -> None:
    if not phrase.references.exists():
        _speak(phrase)
    for reference in phrase.references.filter(timings__isnull=True):
        _time(reference)
    logger.info("Reference of %s is ready", phrase.slug)


def _speak(phrase: Phrase) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "reference.wav"
        engine.synthesize_reference(
            phrase.text,
            config=settings.ENGINE,
            out=wav,
            stress=phrase.stressed_syllables,
        )
        reference = ReferenceAudio(
            phrase=phrase,
            kind=ReferenceAudio.Kind.SYNTHETIC,
            source=SYNTHETIC_SOURCE,
            licence=SYNTHETIC_LICENCE,
        )
        try:
            with transaction.atomic():
                references.keep(reference, wav)
        except IntegrityError:  # another worker was quicker
            reference.file.delete(save=False)


def _time(reference: ReferenceAudio) -> None:
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
    reference.save(update_fields=["timings"])
