"""Words, syllables and phones in time, by forced alignment with PocketSphinx.

Two passes (Huggins-Daines et al., PocketSphinx, ICASSP 2006): the words and which of
their pronunciations was said, then the phones. An alignment is no proof of the text:
whether the phrase was said at all is for the phrase check.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pocketsphinx

from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.errors import AlignmentError
from emotion_engine.results import PhoneSegment, Span

from .g2p import load_g2p
from .lexicon import Pronunciation, is_vowel, without_stress
from .phrase import PhrasePlan, PlannedSyllable, PlannedWord, syllables_of

FRAME_S = 0.01
# Boundaries come early by constants, measured on TIMIT (`evaluate alignment`).
EARLY_AFTER_VOWEL_S = 0.011
EARLY_ELSEWHERE_S = 0.005
# The usual beams, then wider ones for takes that found no path.
BEAMS = ((1e-57, 1e-50), (1e-120, 1e-120))
NOT_WORDS = frozenset({"<sil>", "<s>", "</s>", "(NULL)", "[NOISE]", "[SPEECH]"})


@dataclass(frozen=True, slots=True)
class AlignedSyllable:
    """One syllable in time; ``nucleus`` is its vowel."""

    text: str
    start_s: float
    end_s: float
    nucleus: Span
    phones: tuple[PhoneSegment, ...]
    expected_stress: int | None


@dataclass(frozen=True, slots=True)
class AlignedWord:
    """One word in time, in the pronunciation that was said.

    ``confidence`` in [0, 1] falls with the acoustic score per frame of its worst
    phones; it is not yet a probability.
    """

    index: int
    text: str
    start_s: float
    end_s: float
    confidence: float
    in_dictionary: bool
    syllables: tuple[AlignedSyllable, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """All words of the phrase in time."""

    words: tuple[AlignedWord, ...]

    @property
    def syllables(self) -> tuple[AlignedSyllable, ...]:
        """All syllables in order."""
        return tuple(s for word in self.words for s in word.syllables)


def align(waveform: np.ndarray, plan: PhrasePlan, *, config: EngineConfig) -> Alignment:
    """Find every word, syllable and phone of the phrase in the take.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        Mono speech at 16 kHz in [-1, 1].
    plan : PhrasePlan
        What should have been said.

    Raises
    ------
    AlignmentError
        No path through the take says the phrase.
    """
    samples = (np.clip(waveform, -1, 1) * 32767).astype("<i2").tobytes()
    choices = [pronounce(word, config) for word in plan.words]
    for beam, word_beam in BEAMS:
        aligner = load_aligner(config, beam, word_beam)
        found = aligner.find(samples, choices)
        if found is not None:
            break
    else:
        raise AlignmentError(f"No alignment of {plan.text!r} was found in the take.")
    segments = to_segments(found, len(waveform) / SAMPLE_RATE)
    words = (place(*word) for word in zip(plan.words, found, segments, strict=True))
    return Alignment(tuple(words))


def pauses(alignment: Alignment, min_s: float = 0.15) -> tuple[Span, ...]:
    """Return the silences between words of at least ``min_s``."""
    gaps = (
        Span(left.end_s, right.start_s)
        for left, right in zip(alignment.words, alignment.words[1:], strict=False)
    )
    return tuple(gap for gap in gaps if gap.duration_s >= min_s)


def pronounce(word: PlannedWord, config: EngineConfig) -> tuple[Pronunciation, ...]:
    """Pronunciations of a word to choose from, guessed where no dictionary has it."""
    if word.pronunciations:
        return word.pronunciations
    guessed = load_g2p(config.weights_dir)(word.spoken)
    if not any(is_vowel(phone) for phone in guessed):
        raise AlignmentError(f"It is not known how {word.text!r} is said.")
    return (guessed,)


@dataclass(frozen=True, slots=True)
class ScoredPhone:
    """One phone as PocketSphinx found it, in frames of 10 ms."""

    label: str
    start: int
    n_frames: int
    score: int


class PocketSphinxAligner:
    """One decoder; it keeps the words it has been taught. Safe between threads."""

    def __init__(self, beam: float, word_beam: float) -> None:
        self._lock = threading.Lock()
        self._names: dict[tuple[str, ...], str] = {}
        self._decoder = pocketsphinx.Decoder(
            bestpath=False,
            cmn="batch",
            lm=None,
            loglevel="FATAL",
            beam=beam,
            wbeam=word_beam,
            pbeam=beam,
        )

    def find(
        self, samples: bytes, choices: Sequence[tuple[Pronunciation, ...]]
    ) -> list[list[ScoredPhone]] | None:
        """Align 16-bit samples with words; ``None`` where no path was found."""
        with self._lock:
            names = [self._teach(variants) for variants in choices]
            try:
                said = self._words(samples, names)
                if said is None:
                    return None
                return self._phones(samples, names, choices)
            except RuntimeError:  # PocketSphinx names every lost path like this
                return None

    def _words(self, samples: bytes, names: list[str]) -> list[str] | None:
        self._decoder.set_align_text(" ".join(names))
        self._decode(samples)
        found = [base_name(s.word) for s in self._decoder.seg() or ()]
        return names if [w for w in found if w not in NOT_WORDS] == names else None

    def _phones(
        self,
        samples: bytes,
        names: list[str],
        choices: Sequence[tuple[Pronunciation, ...]],
    ) -> list[list[ScoredPhone]] | None:
        self._decoder.set_alignment()
        self._decode(samples)
        found = read_entries(self._decoder)
        if [name for name, _ in found] != names:
            return None
        return [
            with_stress(phones, variants)
            for (_, phones), variants in zip(found, choices, strict=True)
        ]

    def _decode(self, samples: bytes) -> None:
        self._decoder.start_utt()
        self._decoder.process_raw(samples, full_utt=True)
        self._decoder.end_utt()

    def _teach(self, variants: tuple[Pronunciation, ...]) -> str:
        """Give a set of pronunciations a name that the decoder knows."""
        spelled = tuple(dict.fromkeys(_spell(variant) for variant in variants))
        if spelled not in self._names:
            name = f"w{len(self._names)}"
            for i, phones in enumerate(spelled):
                self._decoder.add_word(f"{name}({i + 1})" if i else name, phones, True)
            self._names[spelled] = name
        return self._names[spelled]


def base_name(name: str) -> str:
    """Return the name of a word without the number of its variant."""
    return name.split("(")[0]


def _spell(pronunciation: Pronunciation) -> str:
    return " ".join(without_stress(phone) for phone in pronunciation)


def read_entries(
    decoder: pocketsphinx.Decoder,
) -> list[tuple[str, list[ScoredPhone]]]:
    """Copy words and phones out of the decoder; its entries die as one reads on."""
    words = []
    alignment = decoder.get_alignment()
    for word in alignment:
        phones = [ScoredPhone(p.name, p.start, p.duration, p.score) for p in word]
        if word.name not in NOT_WORDS:
            words.append((base_name(word.name), phones))
    return words


def with_stress(
    phones: Sequence[ScoredPhone], variants: Sequence[Pronunciation]
) -> list[ScoredPhone]:
    """Give the phones of a word the stress digits of the pronunciation they spell."""
    spelled = " ".join(phone.label for phone in phones)
    said = next(variant for variant in variants if _spell(variant) == spelled)
    return [replace(p, label=label) for label, p in zip(said, phones, strict=True)]


def to_segments(
    words: Sequence[Sequence[ScoredPhone]], duration_s: float
) -> list[list[PhoneSegment]]:
    """Turn frames into seconds, and take back what boundaries come early by."""
    previous: ScoredPhone | None = None
    segments = []
    for word in words:
        segments.append([])
        for phone in word:
            touches = previous and previous.start + previous.n_frames == phone.start
            start_s = boundary_s(phone.start, previous if touches else None)
            end_s = boundary_s(phone.start + phone.n_frames, phone)
            end_s = min(end_s, duration_s)
            segments[-1].append(PhoneSegment(phone.label, start_s, end_s))
            previous = phone
    return segments


def boundary_s(frame: int, before: ScoredPhone | None) -> float:
    """Time of a boundary, by what ends there."""
    after_vowel = before is not None and is_vowel(before.label)
    early_s = EARLY_AFTER_VOWEL_S if after_vowel else EARLY_ELSEWHERE_S
    return round(frame * FRAME_S + early_s, 4)


def place(
    word: PlannedWord,
    phones: Sequence[ScoredPhone],
    segments: Sequence[PhoneSegment],
) -> AlignedWord:
    """Sort the phones of one word into syllables."""
    labels = [segment.label for segment in segments]
    syllables, first = [], 0
    for part in syllables_of(word.text, labels, graded=word.in_dictionary):
        own = tuple(segments[first : first + len(part.phones)])
        first += len(own)
        syllables.append(place_syllable(part, own))
    return AlignedWord(
        index=word.index,
        text=word.text,
        start_s=segments[0].start_s,
        end_s=segments[-1].end_s,
        confidence=confidence(phones),
        in_dictionary=word.in_dictionary,
        syllables=tuple(syllables),
    )


def place_syllable(
    part: PlannedSyllable, phones: tuple[PhoneSegment, ...]
) -> AlignedSyllable:
    """Give a syllable its times; one without a vowel is its own nucleus."""
    start_s, end_s = phones[0].start_s, phones[-1].end_s
    vowel = next((p for p in phones if is_vowel(p.label)), None)
    nucleus = Span(vowel.start_s, vowel.end_s) if vowel else Span(start_s, end_s)
    return AlignedSyllable(part.text, start_s, end_s, nucleus, phones, part.stress)


def confidence(phones: Sequence[ScoredPhone]) -> float:
    """Map the mean acoustic score per frame of a word to (0, 1].

    PocketSphinx scores are negative logarithms relative to the best state of each
    frame: 0 means that nothing fitted better.
    """
    worst = [phone.score / max(1, phone.n_frames) for phone in phones]
    return float(np.exp(np.mean(worst) / SCORE_SCALE))


SCORE_SCALE = 60.0


@lru_cache(maxsize=4)
def load_aligner(
    config: EngineConfig, beam: float = BEAMS[0][0], word_beam: float = BEAMS[0][1]
) -> PocketSphinxAligner:
    """Load the acoustic model once per process and beam."""
    return PocketSphinxAligner(beam, word_beam)
