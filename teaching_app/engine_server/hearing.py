"""What workers call to have takes heard: the engine here, or its server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings

import emotion_engine as engine

from . import client
from .wire import Outcome

OnProgress = Callable[[int, engine.Stage, engine.UtteranceReport], None]


def analyze_utterances(
    requests: Sequence[engine.UtteranceRequest],
    *,
    config: engine.EngineConfig,
    on_progress: OnProgress | None = None,
    on_voice: Callable[[int, engine.VoiceTrace], None] | None = None,
    on_outcome: Callable[[int, Outcome], None] | None = None,
) -> list[Outcome]:
    """As the engine's function of this name.

    With ``ENGINE_SERVER`` the server's configuration counts, and stages are not told;
    ``ServerAwayError`` where it is away.
    """
    if settings.ENGINE_SERVER:
        return client.analyze_utterances(
            requests,
            server=settings.ENGINE_SERVER,
            on_voice=on_voice,
            on_outcome=on_outcome,
        )
    return engine.analyze_utterances(
        requests,
        config=config,
        on_progress=on_progress,
        on_voice=on_voice,
        on_outcome=on_outcome,
    )


def analyze_utterance(
    source: bytes, *, config: engine.EngineConfig, **asked: Any
) -> engine.UtteranceReport:
    """One take, by the keywords of ``UtteranceRequest``; its error is raised."""
    request = engine.UtteranceRequest(source, **asked)
    (outcome,) = analyze_utterances([request], config=config)
    if isinstance(outcome, engine.EngineError):
        raise outcome
    return outcome
