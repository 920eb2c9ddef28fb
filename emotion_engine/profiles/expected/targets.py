"""What is expected of a sentence: names in the order of the networks' outputs."""

from __future__ import annotations

from emotion_engine.profiles.measures import MEASURES, POINTS_PER_SYLLABLE

SYLLABLE = ("duration", "f0", "level", "prominence")
MELODY = tuple(f"melody_{step}" for step in range(POINTS_PER_SYLLABLE))
SYLLABLE_CHANCES = ("stressed",)
WORD = ("log_pause",)
WORD_CHANCES = ("accented", "nuclear", "pause")
TAKE = tuple(MEASURES)
