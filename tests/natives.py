"""Profiles of natives, for tests of what is compared with them."""

from __future__ import annotations

from emotion_engine.profiles.store import ExpressionProfile, NativeProfile


def performing(style: str, expression: ExpressionProfile | None) -> NativeProfile:
    """Five natives of whom only the style is known."""
    return NativeProfile(
        text="Hello.",
        style=style,
        source="made",
        licence="none",
        accent="none",
        n_speakers=5,
        n_recordings=5,
        n_female=2,
        n_male=3,
        profile_version="1",
        engine_version="1",
        syllables=(),
        word_accent_share=(),
        pause_share=(),
        measures={},
        expression=expression,
    )
