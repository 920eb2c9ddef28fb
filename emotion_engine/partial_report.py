"""The report of one take as it fills in, stage by stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from .request import UtteranceRequest
from .results import Reason, Stage, UtteranceReport, VoiceTrace
from .version import ENGINE_VERSION

OnStage = Callable[[Stage, UtteranceReport], None]


class PartialReport:
    """Results of a take so far; ``on_stage`` is called as each stage begins.

    ``voice`` is the trace of its voice, where the head of expression
    knows voices.
    """

    def __init__(self, request: UtteranceRequest, on_stage: OnStage) -> None:
        self._on_stage = on_stage
        self.voice: VoiceTrace | None = None
        self.known = UtteranceReport(
            text=request.text,
            engine_version=ENGINE_VERSION,
            expected_accent=request.accent,
        )

    def add(self, **facts: Any) -> None:
        """Set fields of the report by name."""
        self.known = replace(self.known, **facts)

    def stop(self, reason: Reason) -> None:
        """End as not assessable: a result with a reason."""
        self.add(assessable=False, reason=reason)

    def begin(self, stage: Stage) -> None:
        """Announce that a stage begins."""
        self._on_stage(stage, self.known)

    def took(self, stage: Stage, elapsed_ms: float) -> None:
        """Record how long a stage took."""
        self.add(timings_ms={**self.known.timings_ms, stage.value: elapsed_ms})


@contextmanager
def stage(which: Stage, *reports: PartialReport) -> Iterator[None]:
    """Run one stage for one take, or for several at once, which share its time."""
    for report in reports:
        report.begin(which)
    start = time.perf_counter()
    yield
    elapsed_ms = (time.perf_counter() - start) * 1000
    for report in reports:
        report.took(which, elapsed_ms / len(reports))


def reports_of(
    requests: Sequence[UtteranceRequest],
    on_progress: Callable[[int, Stage, UtteranceReport], None] | None,
) -> list[PartialReport]:
    """Begin a report for each request; ``on_progress`` also gets its index."""

    def for_request(index: int) -> OnStage:
        def notify(which: Stage, known: UtteranceReport) -> None:
            if on_progress:
                on_progress(index, which, known)

        return notify

    return [PartialReport(r, for_request(index)) for index, r in enumerate(requests)]
