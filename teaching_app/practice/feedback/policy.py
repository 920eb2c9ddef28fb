"""What is reported to a reader under a policy: a pure function of report and policy."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace

import emotion_engine as engine
from teaching_app.practice.feedback_policy import AS_FOUND, FeedbackPolicy, bare

from .catalogue import FINDINGS, Outcome

Code = engine.FindingCode
State = engine.StressState

IN_DOUBT = (State.UNCLEAR, State.ELSEWHERE)
CODE_OF = {State.UNCLEAR: Code.STRESS_UNCLEAR, State.ELSEWHERE: Code.STRESS_ELSEWHERE}
OF_SOUNDS = (Code.WORD_UNCLEAR, Code.SOUND_DIFFERENT)
# Measures that depend on the dictionary's stress: they do not hold for another one.
OF_STRESS = (
    *CODE_OF.values(),
    Code.SYLLABLE_TOO_SHORT,
    Code.SYLLABLE_TOO_LONG,
    Code.STRESSED_TOO_HIGH,
    Code.VOWEL_NOT_REDUCED,
)
LEAST_SEVERITY = 0.7  # of a stress elsewhere, as the engine has it
LEAST_SHARE = 0.0001  # of prominence: four digits are stored
NOTHING = engine.Finding(Code.WELL_DONE, 0.0, None, None)


@dataclass(frozen=True, slots=True)
class AdjustedReport(engine.UtteranceReport):
    """A report as a policy lets it be shown; ``accepted_words`` have another stress."""

    accepted_words: frozenset[int] = frozenset()


def apply_policy(
    report: engine.UtteranceReport, policy: FeedbackPolicy
) -> engine.UtteranceReport:
    """Apply a policy to a report, which must have its syllables (not be in brief)."""
    if policy == AS_FOUND or not report.assessable:
        return report
    accepted = frozenset(w.index for w in report.words if _is_accepted(w, policy))
    words = tuple(
        _accept(word) if word.index in accepted else _word(word, policy)
        for word in report.words
    )
    found = _findings(report, words, accepted, policy)
    values = {field.name: getattr(report, field.name) for field in fields(report)}
    values |= {"words": words, "findings": found}
    return AdjustedReport(**values, accepted_words=accepted)


def _is_accepted(word: engine.WordResult, policy: FeedbackPolicy) -> bool:
    said = (bare(word.text), word.stressed_syllable)
    return word.heard and word.stress_state in IN_DOUBT and said in policy.accepted


def _accept(word: engine.WordResult) -> engine.WordResult:
    """Expect the stress where it was heard."""
    at = word.stressed_syllable
    return replace(
        word,
        stress_state=State.AS_EXPECTED,
        expected_syllable=at,
        syllables=tuple(
            replace(syllable, expected_stress=int(index == at))
            for index, syllable in enumerate(word.syllables)
        ),
    )


def _word(word: engine.WordResult, policy: FeedbackPolicy) -> engine.WordResult:
    bound = policy.unclear_below
    if bound is not None and word.accuracy and word.accuracy.value >= bound:
        word = replace(word, clear=word.clear or None)  # false is not reported
    if not word.heard or word.stress_state not in IN_DOUBT:
        return word
    state = _state(word, policy)
    return _not_judged(word) if state is None else replace(word, stress_state=state)


def _state(word: engine.WordResult, policy: FeedbackPolicy) -> State | None:
    """The reported state of a word's stress; ``None`` if nothing is said of it.

    A policy never tells what the engine does not: it may ask.
    """
    lead = lead_of(word)
    is_elsewhere = word.stress_state is State.ELSEWHERE
    if is_elsewhere and lead >= (policy.elsewhere_from or 0.0):
        return State.ELSEWHERE
    if policy.asks_from is None:
        return None if is_elsewhere else State.UNCLEAR
    return State.UNCLEAR if lead >= policy.asks_from else None


def lead_of(word: engine.WordResult) -> float:
    """The lead of the strongest syllable over the expected one.

    The logarithm of the ratio of their prominence, 0 where that is not known: the
    engine's margin with the opposite sign.
    """
    shares = [syllable.prominence for syllable in word.syllables]
    expected, heard = word.expected_syllable, word.stressed_syllable
    if expected is None or heard is None or None in shares:
        return 0.0
    least, most = (max(shares[at] or 0.0, LEAST_SHARE) for at in (expected, heard))
    return math.log(most / least)


def _not_judged(word: engine.WordResult) -> engine.WordResult:
    """Remove the verdict on where the stress was heard."""
    return replace(
        word,
        stress_state=State.NOT_GRADED,
        stressed_syllable=None,
        syllables=tuple(replace(s, stressed=None) for s in word.syllables),
    )


def _findings(
    report: engine.UtteranceReport,
    reported: tuple[engine.WordResult, ...],
    accepted: frozenset[int],
    policy: FeedbackPolicy,
) -> tuple[engine.Finding, ...]:
    """The findings that are reported, the most important first, questions last."""
    said = {word.index: word for word in reported}
    found = [
        finding
        for finding in report.findings
        if _is_reported(finding, said, policy) and not _is_excused(finding, accepted)
    ]
    asked = [finding for finding in found if finding.is_asked]
    told = [finding for finding in found if not finding.is_asked]
    if policy.asks_from is not None:
        asked += _questions(report, reported, found)
    if not told and report.told:
        told = [NOTHING]
    told.sort(key=lambda finding: (-finding.severity, finding.start_s or 0.0))
    return (*told, *asked)


def _is_reported(
    finding: engine.Finding,
    said: dict[int, engine.WordResult],
    policy: FeedbackPolicy,
) -> bool:
    """Whether a finding is certain and severe enough, and still true of its word."""
    if FINDINGS[finding.code].counts_as is not Outcome.FAILURE:
        return True
    word = said.get(-1 if finding.word_index is None else finding.word_index)
    if finding.is_asked and finding.code in OF_SOUNDS:
        return policy.asks_from is None or math.isfinite(policy.asks_from)
    if finding.is_asked:
        return word is None or word.stress_state is State.UNCLEAR
    if finding.code in CODE_OF.values() and word:
        return CODE_OF.get(word.stress_state) is finding.code
    if finding.code in OF_SOUNDS and word:
        return word.clear is False
    return finding.severity >= policy.least_severity


def _is_excused(finding: engine.Finding, accepted: frozenset[int]) -> bool:
    """Whether a finding only reports a stress that the policy accepts."""
    if finding.word_index not in accepted:
        return False
    sound = str(finding.details.get("expected_sound", ""))
    return finding.code in OF_STRESS or sound[:1] in tuple("AEIOU")


def _questions(
    report: engine.UtteranceReport,
    reported: tuple[engine.WordResult, ...],
    found: list[engine.Finding],
) -> list[engine.Finding]:
    """Questions about the words that the policy newly puts in doubt."""
    named = {f.word_index for f in found if f.code in CODE_OF.values()}
    compared = report.comparison
    return [
        _question(word)
        for word in reported
        if word.heard
        and word.stress_state is State.UNCLEAR
        and word.index not in named
        and not (compared and compared.natives_vary(word))
    ]


def _question(word: engine.WordResult) -> engine.Finding:
    expected, heard = word.expected_syllable, word.stressed_syllable
    return engine.Finding(
        Code.STRESS_ELSEWHERE,
        LEAST_SEVERITY,
        word.start_s,
        word.end_s,
        word_index=word.index,
        syllable_index=expected,
        details={
            "word": word.text,
            "expected_syllable": expected,
            "expected_text": word.syllables[expected].text,
            "heard_syllable": heard,
            "heard_text": word.syllables[heard].text,
        },
        certainty=engine.Certainty.ASKED,
    )
