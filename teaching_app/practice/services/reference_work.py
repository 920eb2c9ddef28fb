"""Jobs that prepare references: synthetic where no native spoke, timings for all.

What is missing is read from the database; a ``ReferenceJob`` is the claim on making it.
A phrase that no native says is spoken by the usual voice without anybody asking, and by
another one when a learner wants to hear that.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q, QuerySet

import emotion_engine as engine
from teaching_app.practice import jobs
from teaching_app.practice.models import Phrase, ReferenceAudio, ReferenceJob
from teaching_app.practice.selectors import references
from teaching_app.practice.selectors.reading_voices import BY_CODE, DEFAULT

from .job_run import deleted_unless_kept, working_on
from .references import forget_earlier_voice, store

logger = logging.getLogger(__name__)
State = ReferenceJob.State

ASK_AGAIN_AFTER_S = 20
ONLY_TIMES = ""  # the voice of a job that has nothing to say, only recordings to time


def missing() -> QuerySet[Phrase]:
    """Phrases that nobody says yet, or that have a recording without timings."""
    untimed = ReferenceAudio.objects.filter(timings__isnull=True).values("phrase")
    return Phrase.objects.filter(
        Q(pk__in=references.silent(DEFAULT)) | Q(pk__in=untimed), is_active=True
    )


def ask(phrase: Phrase | None = None, *, voice: str = DEFAULT) -> None:
    """Queue one phrase in a voice, or all that are missing; failed ones once more."""
    key = f"reference-asked-{phrase.pk if phrase else 'all'}-{voice}"
    if not cache.add(key, True, ASK_AGAIN_AFTER_S):
        return
    if phrase is None:
        wanted = _wanted(missing())
    elif references.by_voice(phrase, voice) or not phrase.is_active:
        wanted = _wanted(missing().filter(pk=phrase.pk))
    else:
        wanted = [(phrase.pk, voice)]
    _queue(wanted, again=(State.DONE, State.FAILED))
    jobs.publish(ReferenceJob.TASK, phrase.pk if phrase else None)


def prepare_one(phrase_id: int, *, worker: str) -> None:
    """Prepare one phrase, if it is missing and no other worker has claimed it."""
    _queue(_wanted(missing().filter(pk=phrase_id)), again=(State.DONE,))
    for claim in jobs.claim(ReferenceJob, worker=worker, phrase=phrase_id):
        _work(claim)


def prepare_next(*, worker: str) -> None:
    """Prepare the phrase that waits longest, and publish a wake-up for the next.

    One phrase per message: a learner's take never waits for more than that.
    """
    _queue(_wanted(missing()), again=(State.DONE,))
    for claim in jobs.claim(ReferenceJob, worker=worker):
        _work(claim)
        if ReferenceJob.objects.filter(state=State.QUEUED).exists():
            jobs.publish(ReferenceJob.TASK, None)


def forget_voice_if_done() -> None:
    """Free the memory of the voices if no phrase waits for one."""
    if not ReferenceJob.objects.filter(state__in=ReferenceJob.PENDING).exists():
        engine.forget_voice()


def _wanted(phrases: QuerySet[Phrase]) -> list[tuple[int, str]]:
    """Return each phrase with the voice it waits for, if not for timings alone."""
    silent = set(references.silent(DEFAULT).values_list("pk", flat=True))
    return [
        (pk, DEFAULT if pk in silent else ONLY_TIMES)
        for pk in phrases.order_by("pk").values_list("pk", flat=True)
    ]


def _queue(wanted: Collection[tuple[int, str]], *, again: Collection[str]) -> None:
    """Create a job for each phrase and voice; requeue those in a state of ``again``."""
    ReferenceJob.objects.bulk_create(
        (ReferenceJob(phrase_id=pk, voice=voice) for pk, voice in wanted),
        ignore_conflicts=True,
    )
    for voice in {voice for _, voice in wanted}:
        phrases = [pk for pk, its in wanted if its == voice]
        jobs.queue_again(
            ReferenceJob.objects.filter(
                phrase__in=phrases, voice=voice, state__in=again
            )
        )


def _work(claim: jobs.Claim) -> None:
    with working_on(claim):
        phrase = Phrase.objects.filter(is_active=True, reference_jobs=claim.pk).first()
        if phrase is not None:
            _prepare(claim, phrase, phrase.reference_jobs.get(pk=claim.pk).voice)
            logger.info("Reference of %s is ready", phrase.slug)
        jobs.finish(claim)


def _prepare(claim: jobs.Claim, phrase: Phrase, voice: str) -> None:
    if voice in BY_CODE and not references.by_voice(phrase, voice):
        _speak(claim, phrase, BY_CODE[voice])
    for reference in phrase.references.filter(timings__isnull=True):
        _time(claim, reference)


def _speak(claim: jobs.Claim, phrase: Phrase, voice: engine.ReadingVoice) -> None:
    reference = ReferenceAudio(
        phrase=phrase,
        kind=ReferenceAudio.Kind.SYNTHETIC,
        source=f"{voice.source}, {voice.name}",
        licence=voice.licence,
        speaker=voice.code,
        speaker_sex=voice.sex,
    )
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "reference.wav"
        engine.synthesize_reference(
            phrase.text,
            config=settings.ENGINE,
            out=wav,
            voice=voice.code,
            stress=phrase.stressed_syllables,
            accent=tuple(phrase.accent),
        )
        name = store(reference, wav)
    with deleted_unless_kept(name), jobs.writing(claim):
        reference.save()
        forget_earlier_voice(phrase)


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
