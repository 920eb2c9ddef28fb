"""How certain the engine is of a report, from the report's own figures."""

from __future__ import annotations

from collections.abc import Mapping

import emotion_engine as engine
from teaching_app.practice.feedback.measures import BANDS, scores_of
from teaching_app.practice.models import Analysis
from teaching_app.practice.selectors import reports
from teaching_app.schools.models import Submission

Certainty = Submission.Certainty
Code = engine.FindingCode
# Probability that a word was found where it is; below it, more likely wrong than right.
LEAST_CONFIDENCE = 0.5
NEVER_SURE = (
    Code.WORDS_MISSING,
    Code.WORDS_EXTRA,
    Code.ENDING_MISSING,
    Code.SAID_AGAIN,
    Code.STRESS_UNCLEAR,
)
MOST_BANDS = 2  # an interval that covers more says little
NO_RESULT = (Analysis.State.FAILED, Analysis.State.REJECTED)


def of_take(analysis: Analysis) -> Certainty:
    """How certain the engine is of a take; ``UNKNOWN`` while it is being analysed."""
    if analysis.state in NO_RESULT:
        return Certainty.NOT_ASSESSABLE
    if analysis.state != Analysis.State.DONE:
        return Certainty.UNKNOWN
    return of_report(reports.in_brief(analysis))


def of_report(report: engine.UtteranceReport | None) -> Certainty:
    """How certain the engine is of a report; ``UNKNOWN`` if it cannot be read."""
    if report is None or not report.assessable:
        return Certainty.NOT_ASSESSABLE
    words = {word.index: word for word in report.words}
    is_sure = (
        is_sure_of_phrase(report)
        and all(is_sure_of_word(word) for word in report.words if word.heard)
        and all(is_sure_of_finding(finding, words) for finding in report.findings)
        and all(is_sure_of_band(score) for score in scores_of(report).values())
    )
    return Certainty.SURE if is_sure else Certainty.UNSURE


def is_sure_of_phrase(report: engine.UtteranceReport) -> bool:
    """Whether exactly the phrase was recognised; missing words leave it in doubt."""
    check = report.phrase_check
    return check is None or check.verdict is engine.PhraseVerdict.MATCH


def is_sure_of_word(word: engine.WordResult) -> bool:
    """Whether a word was located in the recording, and its stress was clear."""
    is_clear = word.stress_state is not engine.StressState.UNCLEAR
    return is_clear and word.confidence >= LEAST_CONFIDENCE


def is_sure_of_finding(
    finding: engine.Finding, words: Mapping[int, engine.WordResult]
) -> bool:
    """Whether the word a finding is about is certain; missing words never are."""
    if finding.is_asked or finding.code in NEVER_SURE:
        return False
    if finding.word_index is None:
        return True
    word = words.get(finding.word_index)
    return word is None or is_sure_of_word(word)


def is_sure_of_band(score: engine.ScoreEstimate) -> bool:
    """Whether a score's interval lies within one band, or crosses a single edge."""
    lowest = [low for low, _label in BANDS]
    edges = sum(score.low < low <= score.high for low in lowest)
    return edges < MOST_BANDS
