"""How well a learner's voice is known, and what the engine is told of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

import emotion_engine as engine
from teaching_app.practice.models import Analysis, Learner, VoiceTrace

from . import consents
from .analyses import shows_expression

MICROPHONE = "microphone"  # its key in ``Recording.captured``
MOST_KEPT = 60  # takes per learner and microphone


@dataclass(frozen=True, slots=True)
class VoiceKnown:
    """From how many takes a voice is known, of how many that are needed."""

    takes: int
    needed: int = engine.KNOWN_VOICE_TAKES

    @property
    def is_known(self) -> bool:
        return self.takes >= self.needed


def other_takes(analysis: Analysis) -> tuple[engine.VoiceTrace, ...]:
    """What is known of the voice from its other takes on the same microphone."""
    if not shows_expression(analysis):
        return ()
    recording = analysis.recording
    others = newest_first(recording.owner, microphone_of(recording.captured))
    kept = others.exclude(recording=recording)[:MOST_KEPT]
    return tuple(trace.for_engine() for trace in kept)


def newest_first(learner: Learner, microphone: str) -> QuerySet[VoiceTrace]:
    """A learner's traces on one microphone."""
    return of_learner(learner).filter(microphone=microphone)


def of_learner(learner: Learner) -> QuerySet[VoiceTrace]:
    """A learner's traces on all microphones, newest first."""
    owned = VoiceTrace.objects.filter(recording__owner=learner)
    return owned.order_by("-recording__created_at", "-pk")


def known(learner: Learner) -> VoiceKnown | None:
    """How well the voice is known on the microphone used last.

    ``None`` for a learner without expression, or where the engine hears every voice as
    it is.
    """
    if not (engine.knows_voices() and consents.allows_expression(learner)):
        return None
    last = of_learner(learner).values_list("microphone", flat=True).first()
    return VoiceKnown(0 if last is None else newest_first(learner, last).count())


def microphone_of(captured: dict[str, object]) -> str:
    """The code of the microphone among a recording's settings; empty without one."""
    code = captured.get(MICROPHONE)
    return code[:16] if isinstance(code, str) else ""
