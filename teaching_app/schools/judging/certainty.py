"""How sure the machine is of what it says, by its own figures."""

from __future__ import annotations

from collections.abc import Mapping

import emotion_engine as engine
from teaching_app.practice.feedback.measures import BANDS, scores_of
from teaching_app.practice.models import Analysis
from teaching_app.practice.selectors import reports
from teaching_app.schools.models import Submission

Certainty = Submission.Certainty
Code = engine.FindingCode
# The probability that a word was found where it is: below, rather wrong than right.
LEAST_CONFIDENCE = 0.5
MOST_BANDS = 2  # an interval that covers more says little
NO_RESULT = (Analysis.State.FAILED, Analysis.State.REJECTED)


def of_take(analysis: Analysis) -> Certainty:
    """How sure the machine is of a take; ``UNKNOWN`` while it is at work."""
    if analysis.state in NO_RESULT:
        return Certainty.NOT_ASSESSABLE
    if analysis.state != Analysis.State.DONE:
        return Certainty.UNKNOWN
    return of_report(reports.in_brief(analysis))


def of_report(report: engine.UtteranceReport | None) -> Certainty:
    """How sure the machine is of a report; one that cannot be read says nothing."""
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
    """Whether just the phrase was heard; in doubt is also what is said to be missing."""
    check = report.phrase_check
    return check is None or check.verdict is engine.PhraseVerdict.MATCH


def is_sure_of_word(word: engine.WordResult) -> bool:
    """Whether a word was found in the sound, and its stress was clear."""
    is_clear = word.stress_state is not engine.StressState.UNCLEAR
    return is_clear and word.confidence >= LEAST_CONFIDENCE


def is_sure_of_finding(
    finding: engine.Finding, words: Mapping[int, engine.WordResult]
) -> bool:
    """Whether the word that a finding is about is sure; missing words never are."""
    if finding.code in (Code.WORDS_MISSING, Code.WORDS_EXTRA, Code.STRESS_UNCLEAR):
        return False
    if finding.word_index is None:
        return True
    word = words.get(finding.word_index)
    return word is None or is_sure_of_word(word)


def is_sure_of_band(score: engine.ScoreEstimate) -> bool:
    """Whether the interval of a score lies in one band, or over one edge."""
    lowest = [low for low, _label in BANDS]
    edges = sum(score.low < low <= score.high for low in lowest)
    return edges < MOST_BANDS
