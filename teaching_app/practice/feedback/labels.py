"""Labels for the engine's codes: styles, stages, levels, measures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

import emotion_engine as engine

STYLES = {
    "neutral": _("neutral"),
    "calm": _("calm"),
    "happy": _("happy"),
    "sad": _("sad"),
    "angry": _("angry"),
    "fearful": _("fearful"),
    "disgust": _("disgusted"),
    "surprised": _("surprised"),
}

STAGES = {
    "decode": _("Opening your recording"),
    "quality": _("Checking the sound"),
    "phrase_check": _("Listening for the words"),
    "alignment": _("Finding words and syllables"),
    "prosody": _("Following your melody"),
    "stress": _("Hearing the stress"),
    "delivery": _("Rating the delivery"),
    "expression": _("Comparing the style"),
    "comparison": _("Comparing with native speakers"),
    "findings": _("Choosing what to tell you"),
}

# How strong a syllable is or was; templates draw each with a shape of its own.
LEVELS = {
    "strong": _("strong"),
    "medium": _("medium"),
    "weak": _("weak"),
    "unclear": _("unclear"),
    "misplaced": _("strong, not expected here"),
    "unknown": _("not known"),
}

STRESS_STATES = {
    "as_expected": _("stress in place"),
    "accepted": _("accepted in this class"),
    "unclear": _("stress unclear"),
    "elsewhere": _("stress elsewhere"),
    "asked": _("listen again"),
    "in_doubt": _("not judged"),
    "not_graded": _("one syllable"),
    "missing": _("not heard"),
}

DELIVERY = {
    "accuracy": _("Clear sounds"),
    "fluency": _("Fluency"),
    "prosody": _("Rhythm and melody"),
    "total": _("Overall"),
}

BAND_POSITIONS = {
    "below": _("below the native range"),
    "inside": _("inside the native range"),
    "above": _("above the native range"),
}
EXPECTED_POSITIONS = {
    "below": _("below the expected range"),
    "inside": _("inside the expected range"),
    "above": _("above the expected range"),
}


SEXES = {"female": _("woman"), "male": _("man")}

ACCENTS = {
    "North American": _("North American"),
    "American": _("American"),
    "various": _("accents of many countries"),
    "Canadian": _("Canadian"),
    "English (England)": _("English (England)"),
    "Scottish": _("Scottish"),
    "Welsh": _("Welsh"),
    "Irish": _("Irish"),
    "Australian": _("Australian"),
    "New Zealand": _("New Zealand"),
    "South African": _("South African"),
    "Indian": _("Indian"),
    "another variety": _("another variety"),
}

VOICE_KINDS = {
    ("american", "female"): _("American, woman"),
    ("american", "male"): _("American, man"),
    ("british", "female"): _("British, woman"),
    ("british", "male"): _("British, man"),
}


def voice_label(voice: engine.ReadingVoice) -> str:
    """Name a synthetic voice, with its accent and sex."""
    return f"{voice.name} ({VOICE_KINDS[voice.accent, voice.sex]})"


def style_label(code: str | None) -> str:
    """Name a style of delivery; a style without a label keeps its code."""
    return str(STYLES.get(code, code)) if code else ""


def readable(table: dict, code: str) -> str:
    """The label of a code, or the code itself without its underscores."""
    return str(table[code]) if code in table else code.replace("_", " ")
