"""PocketSphinx as an aligner: which pronunciations and phones were said in which frames.

Two passes (Huggins-Daines et al., PocketSphinx, ICASSP 2006): the words and which of
their pronunciations was said, then the phones.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pocketsphinx

from emotion_engine.config import EngineConfig

from .lexicon import Pronunciation, without_stress

# The usual beams, then wider ones for takes that found no path.
BEAMS = ((1e-57, 1e-50), (1e-120, 1e-120))
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
        spelled = tuple(dict.fromkeys(spell(variant) for variant in variants))
        if spelled not in self._names:
            name = f"w{len(self._names)}"
            for i, phones in enumerate(spelled):
                self._decoder.add_word(f"{name}({i + 1})" if i else name, phones, True)
            self._names[spelled] = name
        return self._names[spelled]


def base_name(name: str) -> str:
    """Return the name of a word without the number of its variant."""
    return name.split("(")[0]


def spell(pronunciation: Sequence[str]) -> str:
    """Join the phones of a pronunciation, without stress digits."""
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
    said = next(variant for variant in variants if spell(variant) == spelled)
    return [replace(p, label=label) for label, p in zip(said, phones, strict=True)]


@lru_cache(maxsize=4)
def load_aligner(
    config: EngineConfig, beam: float = BEAMS[0][0], word_beam: float = BEAMS[0][1]
) -> PocketSphinxAligner:
    """Load the acoustic model once per process and beam."""
    return PocketSphinxAligner(beam, word_beam)
