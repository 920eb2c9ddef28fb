"""Choosing a synthetic voice."""

from __future__ import annotations

from django import forms

import emotion_engine as engine
from teaching_app.practice.feedback.labels import voice_label


def voice_choices() -> list[tuple[str, str]]:
    """Code and label of each voice on offer."""
    return [(voice.code, voice_label(voice)) for voice in engine.READING_VOICES]


class VoiceForm(forms.Form):
    """One of the voices on offer."""

    voice = forms.ChoiceField(choices=voice_choices)
