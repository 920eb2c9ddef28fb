"""Takes and what was heard in them, as JSON between worker and server.

No pickles: who can reach the server, or answers in its place, can run nothing.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import emotion_engine as engine

Outcome = engine.UtteranceReport | engine.EngineError
PLAIN = ("text", "style", "with_expression")
KINDS = {
    kind.__name__: kind
    for kind in (
        engine.EngineError,
        engine.AlignmentError,
        engine.CheckpointError,
        engine.MemoryExhaustedError,
        engine.ProfileError,
    )
}
CODED = ("AudioError", "TextError")


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one take: its outcome, and traces of the voice in it."""

    outcome: Outcome
    traces: tuple[engine.VoiceTrace, ...] = ()


def request_to_json(request: engine.UtteranceRequest) -> dict[str, Any]:
    """A take with its recording, as values that ``json`` writes."""
    source = request.source
    sound = source.read_bytes() if isinstance(source, Path) else source
    stress, profile = request.stress, request.profile
    return {
        **{name: getattr(request, name) for name in PLAIN},
        "source": _as_text(sound),
        "stress": None if stress is None else list(stress.items()),
        "accent": list(request.accent),
        "profile": None if profile is None else profile.to_json(),
        "own_voice": [_trace_to_json(trace) for trace in request.own_voice],
    }


def request_from_json(values: dict[str, Any]) -> engine.UtteranceRequest:
    """The same take again; ``EngineError`` if its profile cannot be read."""
    stress, profile = values["stress"], values["profile"]
    return engine.UtteranceRequest(
        _as_bytes(values["source"]),
        **{name: values[name] for name in PLAIN},
        stress=None if stress is None else dict(stress),
        accent=tuple(values["accent"]),
        profile=None if profile is None else engine.NativeProfile.from_json(profile),
        own_voice=tuple(_trace_from_json(trace) for trace in values["own_voice"]),
    )


def heard_to_json(heard: Heard) -> dict[str, Any]:
    """An outcome and its traces, as values that ``json`` writes."""
    outcome = heard.outcome
    traces = [_trace_to_json(trace) for trace in heard.traces]
    if isinstance(outcome, engine.UtteranceReport):
        return {"report": outcome.to_json(), "traces": traces}
    kind = next(
        each.__name__
        for each in type(outcome).__mro__
        if each.__name__ in (*KINDS, *CODED)
    )
    code = getattr(outcome, "code", None)
    error = {"kind": kind, "code": code, "message": str(outcome)}
    return {"error": error, "traces": traces}


def heard_from_json(values: dict[str, Any]) -> Heard:
    """The same outcome again, an exception as well.

    Raises
    ------
    KeyError, TypeError, ValueError, ReportFormatError
        This is no answer of the server.
    """
    traces = tuple(_trace_from_json(trace) for trace in values["traces"])
    if "report" in values:
        return Heard(engine.UtteranceReport.from_json(values["report"]), traces)
    return Heard(_error_from_json(**values["error"]), traces)


def _error_from_json(kind: str, code: str | None, message: str) -> engine.EngineError:
    if kind == "AudioError":
        return engine.AudioError(engine.AudioRefusal(code), message)
    if kind == "TextError":
        return engine.TextError(engine.TextRefusal(code), message)
    return KINDS[kind](message)


def _trace_to_json(trace: engine.VoiceTrace) -> dict[str, Any]:
    return {
        "encoder": trace.encoder,
        "style": trace.style,
        "shape": list(trace.shape),
        "values": _as_text(trace.values),
    }


def _trace_from_json(values: dict[str, Any]) -> engine.VoiceTrace:
    return engine.VoiceTrace(
        encoder=values["encoder"],
        style=values["style"],
        shape=tuple(values["shape"]),
        values=_as_bytes(values["values"]),
    )


def _as_text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _as_bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
