"""The words of a take whose stress could be judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import emotion_engine as engine
from teaching_app.practice.feedback.facts import asked_of_stress

from .word_classes import class_of, plain

Code = engine.FindingCode
State = engine.StressState


def graded_words(report: engine.UtteranceReport) -> Iterator[dict[str, Any]]:
    """Return each as ``{"i", "word", "class", "state", "expected", "heard", …}``.

    ``expected`` and ``heard`` count the word's syllables from 0; ``parts`` spells them.
    ``at`` is its start, in seconds. ``varies`` is set where the stress was
    elsewhere and natives vary too, so that it was not reported; ``asked`` where the
    learner was only asked to listen again.
    """
    reported = {f.word_index for f in report.told if f.code is Code.STRESS_ELSEWHERE}
    asked = asked_of_stress(report)
    for word in report.words:
        if not word.heard or word.stress_state is State.NOT_GRADED:
            continue
        varies = word.stress_state is State.ELSEWHERE and word.index not in reported
        flags = {"varies": varies, "asked": word.index in asked}
        yield {
            "i": word.index,
            "word": plain(word.text),
            "class": class_of(word.text, len(word.syllables)),
            "state": word.stress_state.value,
            "expected": word.expected_syllable,
            "heard": word.stressed_syllable,
            "parts": [syllable.text for syllable in word.syllables],
            "at": [round(word.start_s, 2), round(word.end_s, 2)],
        } | {name: True for name, is_set in flags.items() if is_set}
