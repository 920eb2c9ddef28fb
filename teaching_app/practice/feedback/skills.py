"""Which skill a finding is about: the same five that phrases train."""

from __future__ import annotations

SKILL_OF_FINDING = {
    "stress_elsewhere": "stress",
    "stress_unclear": "stress",
    "accent_on_other_word": "focus",
    "melody_too_flat": "melody",
    "melody_too_wide": "melody",
    "melody_outside_band": "melody",
    "final_rise_missing": "melody",
    "final_fall_missing": "melody",
    "syllable_too_short": "rhythm",
    "syllable_too_long": "rhythm",
    "too_fast": "rhythm",
    "too_slow": "rhythm",
    "pause_unexpected": "rhythm",
    "style_far_from_target": "style",
    "style_not_clear": "style",
}
