"""PocketSphinx as an aligner of pronunciations and phones with frames.

Two passes (Huggins-Daines et al., PocketSphinx, ICASSP 2006): the words, each in the
pronunciation that was said, then the phones.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import pocketsphinx

from emotion_engine.errors import AlignmentError

from .lexicon import Pronunciation, without_stress
from .spectrum import loud_level

# The usual beams, then wider ones for takes that found no path.
BEAMS = ((1e-57, 1e-50), (1e-120, 1e-120))
DECODER_LEVEL = 40.0  # steps of 16-bit samples; 30 to 70 work equally well on TIMIT
SILENT_LEVEL = 1e-5
SCORE_SCALE = 60.0  # how far below the best state a phone may score, per frame
NOT_WORDS = frozenset({"<sil>", "<s>", "</s>", "(NULL)", "[NOISE]", "[SPEECH]"})


@dataclass(frozen=True, slots=True)
class ScoredPhone:
    """One phone as PocketSphinx found it, in frames of 10 ms."""

    label: str
    start: int
    n_frames: int
    score: int

    @property
    def end(self) -> int:
        """The first frame after it."""
        return self.start + self.n_frames


class PhoneFinder(Protocol):
    """An aligner backend: PocketSphinx, or a CTC checkpoint."""

    def find(
        self,
        waveform: np.ndarray,
        words: Sequence[str],
        choices: Sequence[tuple[Pronunciation, ...]],
    ) -> list[list[ScoredPhone]]:
        """Find the phones of every word in a take, choosing among pronunciations.

        Raises
        ------
        AlignmentError
            The take is silent, or no path through it says the words.
        """


class PocketSphinxAligner:
    """Decoders with ever wider beams; the first is built eagerly."""

    def __init__(self) -> None:
        self._decoders = [PocketSphinxDecoder(*BEAMS[0])]

    def find(
        self,
        waveform: np.ndarray,
        words: Sequence[str],
        choices: Sequence[tuple[Pronunciation, ...]],
    ) -> list[list[ScoredPhone]]:
        """Find the phones of every word; see ``PhoneFinder``."""
        samples = to_samples(waveform)
        for number, beams in enumerate(BEAMS):
            if number == len(self._decoders):
                self._decoders.append(PocketSphinxDecoder(*beams))
            found = self._decoders[number].find(samples, choices)
            if found is not None:
                return found
        raise AlignmentError(f"No alignment of {' '.join(words)!r} was found.")


class PocketSphinxDecoder:
    """One decoder, which keeps the words added to it. Thread-safe."""

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
            # Else the last take's features colour the first frames of this one, and
            # what is found depends on what was aligned before.
            self._decoder.reinit_feat()
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
        """Register a set of pronunciations with the decoder under a name."""
        spelled = tuple(dict.fromkeys(spell(variant) for variant in variants))
        if spelled not in self._names:
            name = f"w{len(self._names)}"
            for i, phones in enumerate(spelled):
                self._decoder.add_word(f"{name}({i + 1})" if i else name, phones, True)
            self._names[spelled] = name
        return self._names[spelled]


def to_samples(waveform: np.ndarray) -> bytes:
    """Scale to integer samples at a level so low that truncation silences faint ones.

    Breath and room noise between words otherwise pass for parts of words.
    """
    level = loud_level(waveform)
    if level < SILENT_LEVEL:
        raise AlignmentError("The take is silent: there is nothing to align.")
    samples = np.trunc(waveform * (DECODER_LEVEL / level))
    return np.clip(samples, -32768, 32767).astype("<i2").tobytes()


def base_name(name: str) -> str:
    """Return the name of a word without its variant number."""
    return name.split("(")[0]


def spell(pronunciation: Sequence[str]) -> str:
    """Join the phones of a pronunciation, without stress digits."""
    return " ".join(without_stress(phone) for phone in pronunciation)


def read_entries(
    decoder: pocketsphinx.Decoder,
) -> list[tuple[str, list[ScoredPhone]]]:
    """Copy words and phones out of the decoder, whose iterator reuses its entries."""
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
    said = next(variant for variant in variants if spell(variant) == spelled)
    return [replace(p, label=label) for label, p in zip(said, phones, strict=True)]
