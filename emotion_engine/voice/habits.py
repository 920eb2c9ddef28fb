"""The model voice with habits of learners: flatter, higher, slower, and with pauses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np

from emotion_engine.alignment.lexicon import is_vowel
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.errors import TextError, TextRefusal
from emotion_engine.resynthesis.world import Changes, WorldFrames, analyse, synthesise

from .phrasing import MARK
from .speaker import SpeakerHabits
from .synthesis import ModelVoice, synthesize_phones, write_speech

Said = dict[int, list[str]]
Marks = dict[int, list[int]]


def write_take(
    text: str,
    habits: SpeakerHabits,
    *,
    voice: ModelVoice,
    out: Path,
    stress: Mapping[int, int | str] | None = None,
    seed: int | None = None,
) -> None:
    """Write a phrase as a learner with these habits says it, as 16-bit WAV, atomically.

    Raises
    ------
    TextError
        A word whose stress is moved has no such syllable, or is in no dictionary.
    """
    plan = plan_phrase(with_pauses(text, habits.pauses_after), stress)
    said, marks = _moved(plan, habits.moved)
    spoken = synthesize_phones(
        plan, said, voice=voice, marks=marks, length_scale=1 / habits.pace, seed=seed
    )
    frames = analyse(spoken)
    write_speech(synthesise(frames, _melody(frames, habits)), out)


def with_pauses(text: str, after: Collection[int]) -> str:
    """Put a comma behind some words: the voice waits where it reads a mark.

    >>> with_pauses("I'd love a cup of tea.", {2})
    "I'd love a, cup of tea."
    """
    words = text.split()
    for i in after:
        if not MARK.search(words[i]):
            words[i] += ","
    return " ".join(words)


def _moved(plan: PhrasePlan, moved: Mapping[int, int]) -> tuple[Said, Marks]:
    """Stress another syllable of some words, and say its vowel in full."""
    said: Said = {}
    marks: Marks = {}
    for index, syllable in moved.items():
        known = plan.words[index].pronunciations
        phones = list(known[0]) if known else []
        vowels = [i for i, phone in enumerate(phones) if is_vowel(phone)]
        if syllable >= len(vowels):
            raise TextError(
                TextRefusal.UNKNOWN_STRESS,
                f"No syllable {syllable} in {plan.words[index].text!r}, "
                f"of which {len(vowels)} are known.",
            )
        phones[vowels[syllable]] = f"{phones[vowels[syllable]][:-1]}1"
        said[index] = phones
        marks[index] = [int(i == syllable) for i in range(len(vowels))]
    return said, marks


def _melody(frames: WorldFrames, habits: SpeakerHabits) -> Changes:
    """Keep a share of what each frame lies above or below the middle of the voice."""
    changes = Changes.none(len(frames))
    voiced = frames.f0_hz > 0
    if not voiced.any():
        return changes
    st = 12 * np.log2(frames.f0_hz[voiced])
    movement_st = st - np.median(st)
    changes.shift_st[voiced] = (habits.melody - 1) * movement_st + habits.height_st
    return changes
