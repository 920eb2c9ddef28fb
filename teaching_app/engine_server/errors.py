"""What can go wrong between a worker and the engine's server; never the take's fault."""

from __future__ import annotations

import emotion_engine as engine


class ServerAwayError(Exception):
    """Nobody answers, or none is free: the take was not heard, and can wait."""


class ServerFaultError(engine.EngineError):
    """The server died over a take, took too long, or answered what cannot be read.

    As such a take may be the reason, this counts as an attempt.
    """
