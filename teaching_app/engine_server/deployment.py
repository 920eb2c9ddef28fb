"""The engine behind Ray Serve: replicas that hear the takes of many workers in batches.

    serve run teaching_app.engine_server.deployment:application replicas=4 gpus=1

The engine is configured by the same environment as a worker's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ray import serve
from ray.serve import Application
from starlette.requests import Request

import emotion_engine as engine

from . import wire

BATCH = 16  # takes in one pass
BATCH_WAIT_S = 0.05  # how long a take is held for others to join it


@dataclass(frozen=True, slots=True)
class Options:
    """What ``serve run`` may be told: how many replicas, and what each has."""

    replicas: int = 1
    gpus: float = 0  # for each replica; a share is possible
    cpus: float = 1

    @classmethod
    def read(cls, told: dict[str, Any]) -> Options:
        """Read words of the command line, or values of a configuration file."""
        return cls(
            replicas=int(told.get("replicas", cls.replicas)),
            gpus=float(told.get("gpus", cls.gpus)),
            cpus=float(told.get("cpus", cls.cpus)),
        )


class Engine:
    """One replica, with its own models.

    ``POST /together`` may wait for other takes and is heard with them, ``POST /alone``
    is not; bodies are those of ``wire``.
    """

    def __init__(self) -> None:
        self.config = engine.EngineConfig.from_environment()
        engine.warm_up(self.config)
        self.one_pass = asyncio.Lock()

    async def __call__(self, request: Request) -> dict[str, Any]:
        """Hear a take."""
        try:
            take = wire.request_from_json(await request.json())
        except engine.EngineError as error:
            return wire.heard_to_json(wire.Heard(error))
        if request.url.path.endswith("/together"):
            heard = await self.together(take)
        else:
            (heard,) = await self.hear([take])
        return wire.heard_to_json(heard)

    @serve.batch(max_batch_size=BATCH, batch_wait_timeout_s=BATCH_WAIT_S)
    async def together(self, takes: list[engine.UtteranceRequest]) -> list[wire.Heard]:
        """Hear all that has come meanwhile in one pass."""
        return await self.hear(takes)

    async def hear(self, takes: Sequence[engine.UtteranceRequest]) -> list[wire.Heard]:
        """Hear takes in a thread, one pass at a time: the event loop stays awake."""
        async with self.one_pass:
            return await asyncio.to_thread(_hear, takes, self.config)


def application(told: dict[str, Any]) -> Application:
    """What ``serve run`` serves."""
    options = Options.read(told)
    deployment = serve.deployment(
        num_replicas=options.replicas,
        max_ongoing_requests=2 * BATCH,
        ray_actor_options={"num_cpus": options.cpus, "num_gpus": options.gpus},
    )
    return deployment(Engine).bind()


def _hear(
    takes: Sequence[engine.UtteranceRequest], config: engine.EngineConfig
) -> list[wire.Heard]:
    traces: list[list[engine.VoiceTrace]] = [[] for _ in takes]
    outcomes = engine.analyze_utterances(
        takes, config=config, on_voice=lambda index, trace: traces[index].append(trace)
    )
    return [
        wire.Heard(outcome, tuple(heard))
        for outcome, heard in zip(outcomes, traces, strict=True)
    ]
