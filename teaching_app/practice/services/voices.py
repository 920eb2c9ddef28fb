"""Keeping what takes say about a learner's voice, and deleting it."""

from __future__ import annotations

from django.db import transaction

import emotion_engine as engine
from teaching_app.practice.models import Analysis, Learner, Recording, VoiceTrace
from teaching_app.practice.selectors import voices


@transaction.atomic
def keep(*, analysis: Analysis, trace: engine.VoiceTrace) -> VoiceTrace:
    """Store what a take says about its voice; analysed again, it still counts once.

    Traces of another encoder say nothing beside this one, and are deleted; so are all
    but the newest of the microphone.
    """
    recording = analysis.recording
    learner, microphone = recording.owner, voices.microphone_of(recording.captured)
    kept, _ = VoiceTrace.objects.update_or_create(
        recording=recording,
        defaults={
            "microphone": microphone,
            "encoder": trace.encoder,
            "style": trace.style,
            "shape": list(trace.shape),
            "values": trace.values,
        },
    )
    voices.of_learner(learner).exclude(encoder=trace.encoder).delete()
    of_microphone = voices.newest_first(learner, microphone)
    surplus = of_microphone.values_list("pk", flat=True)[voices.MOST_KEPT :]
    VoiceTrace.objects.filter(pk__in=list(surplus)).delete()
    return kept


@transaction.atomic
def forget(learner: Learner) -> None:
    """Delete every trace of a learner's voice, and which microphones recorded it."""
    voices.of_learner(learner).delete()
    named = Recording.objects.filter(owner=learner, captured__has_key=voices.MICROPHONE)
    for recording in named.only("captured").iterator():
        del recording.captured[voices.MICROPHONE]
        recording.save(update_fields=["captured"])
