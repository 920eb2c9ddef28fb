"""From a waveform and its phrase to time-aligned prosodic measures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .alignment.aligner import Alignment, align, pauses
from .alignment.phrase import PhrasePlan
from .audio.level import at_working_level
from .features.f0 import to_melody, track_f0
from .features.nucleus import NucleusProsody, measure_nuclei
from .models import Models
from .results import Melody, PhraseCheck, PhraseVerdict, Span, WordResult
from .stress.lexical import observe_stress
from .stress.prominence import vowel_states
from .stress.words import words_said


@dataclass(frozen=True, slots=True)
class Measures:
    """One take, measured; ``states`` are ``stress.prominence.vowel_states``."""

    alignment: Alignment
    nuclei: tuple[NucleusProsody, ...]
    states: np.ndarray
    melody: Melody
    pauses: tuple[Span, ...]


def measure(waveform: np.ndarray, plan: PhrasePlan, models: Models) -> Measures:
    """Align a take that is known to say the phrase, and measure its prosody.

    Raises
    ------
    AlignmentError
        The phrase was not found in the take.
    """
    alignment = align(waveform, plan, models.aligner)
    f0 = track_f0(waveform, models.f0_detector)
    nuclei = [syllable.nucleus for syllable in alignment.syllables]
    encoding = models.acoustic.encode([at_working_level(waveform)])
    return Measures(
        alignment=alignment,
        nuclei=measure_nuclei(waveform, nuclei, f0),
        states=vowel_states(encoding, nuclei),
        melody=to_melody(f0, models.speech_detector.detect(waveform)),
        pauses=pauses(alignment),
    )


def words_of(measures: Measures, models: Models) -> tuple[WordResult, ...]:
    """Build the words of a take in which all of them are assumed to be said."""
    said = PhraseCheck("", PhraseVerdict.MATCH, (), (), None, None)
    alignment, nuclei = measures.alignment, measures.nuclei
    stress = observe_stress(alignment, nuclei, measures.states, model=models.prominence)
    return words_said(alignment, stress, nuclei, said, models.vowel_norms)
