"""One take that a worker has claimed: what the engine is asked, and what is kept of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from django.db import transaction

import emotion_engine as engine
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis
from teaching_app.practice.selectors import native_profiles
from teaching_app.practice.selectors import voices as selected_voices
from teaching_app.practice.selectors.analyses import stage_names
from teaching_app.practice.signals import take_finished

from . import analyses, path, renditions, voices

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class TakeInHand:
    """A claimed take; writing raises ``LostClaimError`` once another worker has it."""

    claim: jobs.Claim
    analysis: Analysis
    traces: list[engine.VoiceTrace] = field(default_factory=list)

    @property
    def stages(self) -> list[str]:
        """The stages it goes through, in order."""
        return stage_names(with_expression=self.analysis.with_expression)

    def request(self) -> engine.UtteranceRequest:
        """What the engine is asked; the file is read."""
        analysis = self.analysis
        with analysis.recording.file.open("rb") as file:
            source = file.read()
        return engine.UtteranceRequest(
            source,
            text=analysis.text,
            style=analysis.style or None,
            stress=analysis.phrase.stressed_syllables or None,
            accent=tuple(analysis.phrase.accent),
            profile=native_profiles.find(analysis.phrase, analysis.style),
            with_expression=analysis.with_expression,
            own_voice=selected_voices.other_takes(analysis),
        )

    def progress(self, stage: engine.Stage, report: engine.UtteranceReport) -> None:
        """Store what is known as a stage begins."""
        analyses.progress(
            self.claim,
            stage=stage.value,
            stages_done=self.stages.index(stage.value),
            report=report.to_json(),
        )

    def finish(self, report: engine.UtteranceReport) -> None:
        """Store the report, what the take says about its voice, and all that follows.

        In one transaction: a worker may die at any moment. From a take that is judged
        again nothing follows, as it was learnt from before.
        """
        reference = report.reference
        with jobs.writing(self.claim):
            analyses.finish(
                self.claim,
                report=self._as_agreed(report).to_json(),
                stages_done=len(self.stages),
                profile_version=reference.profile_version if reference else "",
            )
            if self.analysis.judges_again_id is None:
                self._keep_voice()
                self.analysis.refresh_from_db()
                self._follow_up()
        logger.info(
            "Take %s: %s in %.0f ms",
            self.claim.pk,
            "done" if report.assessable else f"not assessable ({report.reason})",
            sum(report.timings_ms.values()),
        )

    def reject(self, refusal: engine.AudioError) -> None:
        """End as not a recording."""
        logger.info("Take %s refused: %s", self.claim.pk, refusal)
        analyses.reject(self.claim, code=refusal.code)

    def _as_agreed(self, report: engine.UtteranceReport) -> engine.UtteranceReport:
        """Leave out expression if the learner has switched it off in the meantime."""
        self.analysis.refresh_from_db(fields=["with_expression"])
        is_kept = self.analysis.with_expression
        return report if is_kept else report.without_expression()

    def _keep_voice(self) -> None:
        """Store what the take says about its voice, if expression was agreed to."""
        if self.analysis.with_expression:
            for trace in self.traces:
                voices.keep(analysis=self.analysis, trace=trace)

    def _follow_up(self) -> None:
        """Do what follows from a result; an error there never costs the result."""
        for follow in (self._ask_for_cues, self._reschedule, self._notify_others):
            try:
                with transaction.atomic():
                    follow()
            except Exception:
                logger.exception("Take %s: %s failed", self.claim.pk, follow.__name__)

    def _ask_for_cues(self) -> None:
        renditions.ask_for_cues(self.analysis)

    def _reschedule(self) -> None:
        path.note_take(analysis=self.analysis)

    def _notify_others(self) -> None:
        answers = take_finished.send_robust(sender=Analysis, analysis=self.analysis)
        for receiver, answer in answers:
            if isinstance(answer, Exception):
                logger.error(
                    "%s failed on take %s", receiver, self.analysis, exc_info=answer
                )
