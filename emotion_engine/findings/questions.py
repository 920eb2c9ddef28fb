"""A question answered by yes or no that falls, where nobody recorded the phrase.

What is expected of a sentence knows little of questions: the natives it was learnt from
read hardly any. Of 36 takes of such questions by 24 natives three end like this, and seven
of 14 by two who read prompts for speech synthesis (docs/experiments/natives.md).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from emotion_engine.alignment.questions import asks_yes_or_no
from emotion_engine.delivery.melody import is_whispered
from emotion_engine.profiles.measures import EDGE_FRAMES, contour
from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import Finding, FindingCode, Melody, UtteranceReport

from .sizes import EXPECTED, has_natives

END_S = 0.3  # about the last syllable
LOW_ST = -2.5  # about the voice's median
SEVERITY, PER_ST, MOST = 0.4, 0.05, 0.6


def rise(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Report a question that ends low and without a rise, where no native said it."""
    if has_natives(report, profile) or not asks_yes_or_no(report.text):
        return
    if report.melody is None or not report.words:
        return
    if is_whispered(report.words):
        return
    height_st, movement_st = ending(report.melody)
    if height_st > LOW_ST or movement_st > 0 or np.isnan(height_st):
        return
    last = report.words[-1]
    yield Finding(
        FindingCode.FINAL_RISE_MISSING,
        min(MOST, SEVERITY + PER_ST * (LOW_ST - height_st)),
        last.start_s,
        last.end_s,
        word_index=last.index,
        details={
            "word": last.text,
            "value": round(movement_st, 2),
            "unit": "st",
            **EXPECTED,
        },
    )


def ending(melody: Melody) -> tuple[float, float]:
    """Return the height of the end about the voice's median, and how it got there.

    Both in semitones: the last voiced frames, and these less those ``END_S`` before;
    NaN where too little is voiced.
    """
    f0_st = contour(melody)
    at = np.flatnonzero(np.isfinite(f0_st))
    if len(at) < 2 * EDGE_FRAMES:
        return float("nan"), float("nan")
    end = f0_st[at[at >= at[-1] - round(END_S / melody.hop_s)]]
    height = float(np.median(end[-EDGE_FRAMES:]))
    return height, height - float(np.median(end[:EDGE_FRAMES]))
