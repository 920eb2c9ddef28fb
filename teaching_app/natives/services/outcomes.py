"""What the engine found of a recording, as the job that measures it reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from teaching_app.natives.models import NativeRecording

State = NativeRecording.State


def refuse(*, recording: NativeRecording, reason: str) -> bool:
    """Have a recording read again, for an ``emotion_engine.Reason``.

    False, and nothing changes, where it no longer waits for the engine.
    """
    return _end(recording, state=State.REFUSED, refusal=reason, measures=None)


def keep_measures(
    *,
    recording: NativeRecording,
    measures: Mapping[str, Any],
    doubts: Sequence[str] = (),
) -> bool:
    """Put a measured recording before a person, with codes of what is in doubt.

    False, and nothing changes, where it no longer waits for the engine.
    """
    return _end(
        recording, state=State.MEASURED, measures=dict(measures), doubts=list(doubts)
    )


def _end(recording: NativeRecording, **values: Any) -> bool:
    waiting = NativeRecording.objects.filter(pk=recording.pk, state=State.WAITING)
    return bool(waiting.update(**values))
