"""Words, syllables and phones in time, by forced alignment with PocketSphinx.

An alignment does not prove the text: whether the phrase was said at all is decided by
the phrase check.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError
from emotion_engine.results import PhoneSegment, Span

from .boundaries import BoundaryModel, Outline, load_boundaries, to_segments
from .confidence import SHORTEST_FRAMES, ConfidenceModel, load_confidence
from .decoder import PhoneFinder, PocketSphinxAligner, ScoredPhone, spell
from .g2p import LettersToPhones
from .lexicon import Pronunciation, is_vowel
from .phrase import (
    PhrasePlan,
    PlannedSyllable,
    PlannedWord,
    primary_stress,
    syllables_of,
)
from .rhythm import with_early_stress


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

    ``confidence`` is the probability that all of its vowels begin and end within 50 ms
    of hand-labelled boundaries. ``expected_stress`` of its syllables is ``None`` where
    no dictionary has the word or where either of two syllables may be stressed.
    ``also_stressed`` are the syllables that other variants of the word stress, such as
    the first of "address", whichever vowels were said, and those that stress moves to before
    another ("cartoon features").
    """

    index: int
    text: str
    start_s: float
    end_s: float
    confidence: float
    in_dictionary: bool
    syllables: tuple[AlignedSyllable, ...]
    also_stressed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """All words of the phrase in time."""

    words: tuple[AlignedWord, ...]

    @property
    def syllables(self) -> tuple[AlignedSyllable, ...]:
        """All syllables in order."""
        return tuple(s for word in self.words for s in word.syllables)


@dataclass(frozen=True, slots=True)
class Aligner:
    """Finds the phones of a phrase, then refines and rates their boundaries."""

    finder: PhoneFinder
    boundaries: BoundaryModel
    confidence: ConfidenceModel
    letters_to_phones: LettersToPhones


def load_aligner(config: EngineConfig, letters_to_phones: LettersToPhones) -> Aligner:
    """Load PocketSphinx or the configured CTC checkpoint, and the models after it."""
    if config.ctc_aligner:
        from .ctc import load_ctc  # it brings PyTorch

        finder: PhoneFinder = load_ctc(config)
    else:
        finder = PocketSphinxAligner()
    licence = config.weights_licence
    return Aligner(
        finder, load_boundaries(licence), load_confidence(licence), letters_to_phones
    )


def align(
    waveform: np.ndarray,
    plan: PhrasePlan,
    aligner: Aligner,
    missing: Collection[int] = (),
) -> Alignment:
    """Find every word, syllable and phone of the phrase in the take.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        Mono speech at 16 kHz in [-1, 1].
    plan : PhrasePlan
        What should have been said.
    missing : collection of int
        Words that were not said. Where no path says the whole phrase, they are put
        between the words that were.

    Raises
    ------
    AlignmentError
        The take is silent, or no path through it says the phrase.
    """
    try:
        found = find_phones(waveform, plan, aligner)
    except AlignmentError:
        if not 0 < len(missing) < len(plan.words):
            raise
        found = find_others(waveform, plan, aligner, missing)
    return place_words(waveform, plan, found, aligner)


def find_others(
    waveform: np.ndarray, plan: PhrasePlan, aligner: Aligner, missing: Collection[int]
) -> list[list[ScoredPhone]]:
    """Find the phones of the words that were said, and put the others between them."""
    said = tuple(word for word in plan.words if word.index not in missing)
    found = iter(find_phones(waveform, PhrasePlan(plan.text, said), aligner))
    words: list[list[ScoredPhone]] = []
    for word in plan.words:
        if word.index in missing:
            start = words[-1][-1].end if words else 0
            phones = pronounce(word, aligner.letters_to_phones)[0]
            words.append(
                [
                    ScoredPhone(label, start + SHORTEST_FRAMES * i, SHORTEST_FRAMES, 0)
                    for i, label in enumerate(phones)
                ]
            )
        else:
            words.append(next(found))
    return words


def find_phones(
    waveform: np.ndarray, plan: PhrasePlan, aligner: Aligner
) -> list[list[ScoredPhone]]:
    """Find the phones of every spoken word, accurate to a few 10 ms frames."""
    words = plan.spoken_words
    choices = [pronounce(word, aligner.letters_to_phones) for word in words]
    return aligner.finder.find(waveform, [word.spoken for word in words], choices)


def place_words(
    waveform: np.ndarray,
    plan: PhrasePlan,
    found: Sequence[Sequence[ScoredPhone]],
    aligner: Aligner,
) -> Alignment:
    """Refine the boundaries of the phones found, and group them into words.

    ``found`` has the phones of each spoken word of the plan.
    """
    outline = Outline.of([phone for word in found for phone in word])
    placement = aligner.boundaries.place(waveform, outline)
    segments = iter(to_segments(outline, placement.times_s))
    sure = aligner.confidence(found, outline, placement)
    placed = iter(
        place(word, [next(segments) for _ in phones], float(confidence))
        for word, phones, confidence in zip(plan.spoken_words, found, sure, strict=True)
    )
    joined = [
        join(word, [next(placed) for _ in word.spoken_words]) for word in plan.words
    ]
    return Alignment(with_early_stress(joined))


def pauses(alignment: Alignment, min_s: float = 0.15) -> tuple[Span, ...]:
    """Return the silences between words of at least ``min_s``."""
    gaps = (
        Span(left.end_s, right.start_s)
        for left, right in zip(alignment.words, alignment.words[1:], strict=False)
    )
    return tuple(gap for gap in gaps if gap.duration_s >= min_s)


def pronounce(
    word: PlannedWord, letters_to_phones: LettersToPhones
) -> tuple[Pronunciation, ...]:
    """Candidate pronunciations of a word, guessed where no dictionary has it."""
    if word.pronunciations:
        return word.pronunciations
    guessed = letters_to_phones(word.spoken)
    if not any(is_vowel(phone) for phone in guessed):
        raise AlignmentError(f"It is not known how {word.text!r} is said.")
    return (guessed,)


def place(
    word: PlannedWord, segments: Sequence[PhoneSegment], confidence: float
) -> AlignedWord:
    """Group the phones of one word into syllables."""
    labels = [segment.label for segment in segments]
    syllables, first = [], 0
    graded = stress_is_certain(word.pronunciations, labels)
    for part in syllables_of(word.letters, labels, graded=graded):
        own = tuple(segments[first : first + len(part.phones)])
        first += len(own)
        syllables.append(place_syllable(part, own))
    return AlignedWord(
        index=word.index,
        text=word.text,
        start_s=segments[0].start_s,
        end_s=segments[-1].end_s,
        confidence=confidence,
        in_dictionary=word.in_dictionary,
        syllables=tuple(syllables),
        also_stressed=other_stresses(word.pronunciations, labels),
    )


def join(word: PlannedWord, parts: Sequence[AlignedWord]) -> AlignedWord:
    """Join the words that one is spoken as; the stress of several is not graded."""
    if len(parts) == 1:
        return parts[0]
    return AlignedWord(
        index=word.index,
        text=word.text,
        start_s=parts[0].start_s,
        end_s=parts[-1].end_s,
        confidence=min(part.confidence for part in parts),
        in_dictionary=word.in_dictionary,
        syllables=tuple(
            replace(syllable, expected_stress=None)
            for part in parts
            for syllable in part.syllables
        ),
    )


def other_stresses(
    variants: Sequence[Pronunciation], said: Sequence[str]
) -> tuple[int, ...]:
    """Syllables that other variants of as many syllables stress."""
    n_vowels = sum(map(is_vowel, said))
    as_long = [v for v in variants if sum(map(is_vowel, v)) == n_vowels]
    stressed = {primary_stress(v) for v in as_long} - {primary_stress(said), None}
    return tuple(sorted(stressed))


def stress_is_certain(variants: Sequence[Pronunciation], said: Sequence[str]) -> bool:
    """Whether all variants that sound like this, stress aside, stress one syllable.

    "Increase", "romance" or "fifteen" may be stressed on either syllable: unless the
    phrase says which is meant, neither is wrong. Nor is there a wrong stress in words
    such as "learned", which most people say with one syllable.
    """
    if any(sum(map(is_vowel, variant)) == 1 for variant in variants):
        return False
    alike = [v for v in variants if spell(v) == spell(said)]
    return len({primary_stress(v) for v in alike}) == 1


def place_syllable(
    part: PlannedSyllable, phones: tuple[PhoneSegment, ...]
) -> AlignedSyllable:
    """Give a syllable its times; one without a vowel is its own nucleus."""
    start_s, end_s = phones[0].start_s, phones[-1].end_s
    vowel = next((p for p in phones if is_vowel(p.label)), None)
    nucleus = Span(vowel.start_s, vowel.end_s) if vowel else Span(start_s, end_s)
    return AlignedSyllable(part.text, start_s, end_s, nucleus, phones, part.stress)
