"""What is true of a take, to compare findings with: experts, or moved stress."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.delivery.phones import SCHWA
from emotion_engine.lab.corpora import Utterance
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.training.delivery.phone_truth import (
    PASSABLE,
    RIGHT,
    marked_phones,
)
from emotion_engine.lab.training.ratings import SCORES
from emotion_engine.lab.training.stress_words import Marks
from emotion_engine.results import Finding, FindingCode, StressState, UtteranceReport

Reported = Sequence[tuple[Utterance, UtteranceReport]]
Rated = Mapping[str, Any]
RIGHT_STRESS = 10.0
AGREED = 2  # experts who hear a word's stress, or one of its sounds, as wrong


def expert_figures(folder: Path, reported: Reported) -> dict[str, Any]:
    """Compare findings with experts' ratings of the words.

    Returns
    -------
    dict
        ``precision`` by code of what is told, with its interval over speakers and ``n``
        findings; ``asked``: the same of questions; ``passable_missing``: share of the words with a mean rating of at least
        ``PASSABLE`` that are called missing.
    """
    rated = read_rated(folder)
    verdicts = [
        (code, is_asked, right, take.speaker)
        for take, report in reported
        for code, is_asked, right in compared(report, rated.get(take.path.stem, ()))
    ]
    return {
        "precision": by_code([v for v in verdicts if not v[1]]),
        "asked": by_code([v for v in verdicts if v[1]]),
        "passable_missing": passable_missing(reported, rated),
    }


def by_code(
    verdicts: Sequence[tuple[FindingCode, bool, bool, str]],
) -> dict[str, dict[str, Any]]:
    """Return the precision of each code."""
    return {
        code.value: precision([v[2:] for v in verdicts if v[0] is code])
        for code in dict.fromkeys(code for code, *_ in verdicts)
    }


def read_rated(folder: Path) -> dict[str, list[Rated]]:
    """Read the rated words of every take, by the stem of its file."""
    lines = (folder / SCORES).read_text(encoding="utf-8").splitlines()
    return {one["utterance"]: one["words"] for one in map(json.loads, lines)}


def compared(
    report: UtteranceReport, rated: Sequence[Rated]
) -> Iterator[tuple[FindingCode, bool, bool]]:
    """Yield of each finding that experts can judge its code, if asked, and if right."""
    if len(rated) != len(report.words):
        return
    for word in report.words:
        if not word.heard:
            yield FindingCode.WORDS_MISSING, False, not is_passable(rated[word.index])
    for finding in report.findings:
        if (is_right := JUDGES.get(finding.code)) is not None:
            right = is_right(finding, rated[finding.word_index])
            yield finding.code, finding.is_asked, right


def is_passable(word: Rated) -> bool:
    """Whether experts rate a word as right, though perhaps with an accent."""
    return float(np.mean(word["accuracy"])) >= PASSABLE


def stress_is_wrong(_: Finding, word: Rated) -> bool:
    """Whether enough experts hear the word's stress as wrong."""
    return sum(score < RIGHT_STRESS for score in word["stress"]) >= AGREED


def word_is_wrong(_: Finding, word: Rated) -> bool:
    """Whether most experts find the word mispronounced."""
    wrong = sum(score < PASSABLE for score in word["accuracy"])
    return 2 * wrong > len(word["accuracy"])


def sound_is_wrong(finding: Finding, word: Rated) -> bool:
    """Whether enough experts marked the sound that is named."""
    named = finding.details["expected_sound"]
    spelt = {named, "AH"} if named == SCHWA else {named}
    marked = [
        any(p in spelt and score < RIGHT for p, score in marked_phones(text))
        for text in word["phones"]
    ]
    return sum(marked) >= AGREED


JUDGES: Mapping[FindingCode, Callable[[Finding, Rated], bool]] = {
    FindingCode.STRESS_ELSEWHERE: stress_is_wrong,
    FindingCode.STRESS_UNCLEAR: stress_is_wrong,
    FindingCode.WORD_UNCLEAR: word_is_wrong,
    FindingCode.SOUND_DIFFERENT: sound_is_wrong,
}


def precision(verdicts: Sequence[tuple[bool, str]]) -> dict[str, Any]:
    """Return the share of right findings of one code."""
    right = np.array([one for one, _ in verdicts], float)
    return {
        "n": len(right),
        "right": float(right.mean()),
        "interval": interval_over_speakers(
            lambda own: float(right[own].mean()), [speaker for _, speaker in verdicts]
        ),
    }


def passable_missing(reported: Reported, rated: Mapping[str, Sequence[Rated]]) -> float:
    """Return the share of passably said words that are called missing."""
    missing = [
        not word.heard
        for take, report in reported
        for word, own in zip(report.words, rated.get(take.path.stem, ()), strict=False)
        if is_passable(own)
    ]
    return float(np.mean(missing))


def moved_figures(marks: Marks, reported: Reported) -> dict[str, float]:
    """Return how often stress is reported as elsewhere where it was, and was not, moved.

    ``moved_asked`` and ``kept_asked`` are the shares of questions; ``not_graded`` is the
    share of words of which nothing is said.
    """
    moved, kept, not_graded = [], [], 0
    for take, report in reported:
        asked = {finding.word_index for finding in report.asked}
        for word in report.words:
            true = marks.get((take.path, word.index))
            if true is None:
                continue
            if word.stress_state is StressState.NOT_GRADED:
                not_graded += 1
                continue
            told = word.stress_state is StressState.ELSEWHERE
            said = kept if true == word.expected_syllable else moved
            said.append((told, word.index in asked))
    n_marks = len(moved) + len(kept) + not_graded
    return {
        "n_moved": len(moved),
        **told_and_asked("moved", moved),
        "n_kept": len(kept),
        **told_and_asked("kept", kept),
        "not_graded": not_graded / n_marks if n_marks else float("nan"),
    }


def told_and_asked(name: str, said: Sequence[tuple[bool, bool]]) -> dict[str, float]:
    """Return the shares of words of which it is told, and of which it is asked."""
    told, asked = np.mean(said, axis=0) if said else (float("nan"),) * 2
    return {f"{name}_told": float(told), f"{name}_asked": float(asked)}
