"""Run the takes that wait longest through the engine, updating their rows as it goes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence

from django.conf import settings

import emotion_engine as engine
from teaching_app.engine_server import hearing
from teaching_app.practice import jobs
from teaching_app.practice.errors import LostClaimError
from teaching_app.practice.models import Analysis

from .job_run import fail, is_unwanted, working_on
from .take_in_hand import TakeInHand

logger = logging.getLogger(__name__)

# How long several waiting takes are held for others to join their pass.
GATHER_S = 0.05
OWNER = "recording__owner"
PHRASE = "recording__phrase"
Outcome = engine.UtteranceReport | engine.EngineError
Analyze = Callable[..., list[Outcome]]


def run(
    analysis_id: int, *, worker: str, analyze: Analyze = hearing.analyze_utterances
) -> None:
    """Claim, analyse and finish the takes whose turn it is, if any wait.

    They are heard together. Each has its own claim and outcome: what the engine refuses
    or cannot do fails alone. Any other fault, a time limit among them, puts all that are
    not finished back, and each is then tried alone.
    """
    claims = jobs.claim_in_turn(
        Analysis,
        analysis_id,
        worker=worker,
        limit=settings.TAKES_AT_ONCE,
        gather_s=GATHER_S,
    )
    if claims:
        with working_on(*claims):
            Batch(list(_wanted(claims))).run(analyze)


def _wanted(claims: Sequence[jobs.Claim]) -> Iterator[TakeInHand]:
    """Leave out takes that were deleted, or whose learner has withdrawn consent."""
    for claim in claims:
        try:
            analysis = jobs.fetch(claim, OWNER, PHRASE)
            if not is_unwanted(claim, analysis.recording.owner):
                yield TakeInHand(claim, analysis)
        except LostClaimError as lost:
            logger.warning("%s", lost)


class Batch:
    """Takes that are heard together, and which of them are another worker's by now."""

    def __init__(self, takes: Sequence[TakeInHand]) -> None:
        self.takes = takes
        self.lost: set[int] = set()
        self.failures: list[engine.EngineError] = []

    def run(self, analyze: Analyze) -> None:
        """Analyse them; the first failure is raised once each has its outcome."""
        if not self.takes:
            return
        analyze(
            [take.request() for take in self.takes],
            config=settings.ENGINE,
            on_progress=self._on_progress,
            on_voice=lambda index, trace: self.takes[index].traces.append(trace),
            on_outcome=self._on_outcome,
        )
        if self.failures:
            raise self.failures[0]

    def _on_progress(
        self, index: int, stage: engine.Stage, report: engine.UtteranceReport
    ) -> None:
        self._unless_lost(index, lambda take: take.progress(stage, report))

    def _on_outcome(self, index: int, outcome: Outcome) -> None:
        self._unless_lost(index, lambda take: self._end(take, outcome))

    def _end(self, take: TakeInHand, outcome: Outcome) -> None:
        if isinstance(outcome, engine.AudioError):
            take.reject(outcome)
        elif isinstance(outcome, engine.EngineError):
            fail(take.claim, outcome)
            self.failures.append(outcome)
        else:
            take.finish(outcome)

    def _unless_lost(self, index: int, write: Callable[[TakeInHand], None]) -> None:
        """Write to a row that is still ours; the call ends once none is."""
        if index in self.lost:
            return
        try:
            write(self.takes[index])
        except LostClaimError as lost:
            self.lost.add(index)
            if len(self.lost) == len(self.takes):
                raise
            logger.warning("%s", lost)
