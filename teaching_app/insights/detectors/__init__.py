"""Detectors of patterns, one per module; importing this package registers them all."""

from . import (
    endings,
    focus,
    melody_range,
    pauses,
    sounds,
    speed,
    stress_of_kinds,
    stress_of_words,
    stress_unclear,
    weak_vowels,
)
from .base import DETECTORS, Certainty, Evidence, Pattern

__all__ = [
    "DETECTORS",
    "Certainty",
    "Evidence",
    "Pattern",
    "endings",
    "focus",
    "melody_range",
    "pauses",
    "sounds",
    "speed",
    "stress_of_kinds",
    "stress_of_words",
    "stress_unclear",
    "weak_vowels",
]
