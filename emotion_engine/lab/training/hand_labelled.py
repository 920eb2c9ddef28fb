"""Takes with hand-labelled boundaries, and the phones that the aligner found."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from emotion_engine.alignment.aligner import find_phones
from emotion_engine.alignment.boundaries import Outline
from emotion_engine.alignment.decoder import ScoredPhone
from emotion_engine.alignment.lexicon import is_vowel
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError
from emotion_engine.lab.corpora import load_corpus, read_rows
from emotion_engine.models import models_of

from .hand_segments import SEGMENTS, HandWord, read_segments

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HandLabelledTake:
    """One take as aligned, before its boundaries are refined, and as labelled by hand.

    ``found`` is ``None`` where no alignment was found.
    """

    path: Path
    speaker: str
    waveform: np.ndarray
    plan: PhrasePlan
    found: list[list[ScoredPhone]] | None
    hand: tuple[HandWord, ...]

    @property
    def matches(self) -> bool:
        """Whether annotation and alignment have equally many words."""
        return self.found is not None and len(self.found) == len(self.hand)

    @property
    def outline(self) -> Outline:
        """All phones that were found, in order."""
        return Outline.of([phone for word in self.found for phone in word])


def load_hand_labelled(folder: Path, config: EngineConfig) -> list[HandLabelledTake]:
    """Find the phones of every take of a folder with ``segments.csv``."""
    corpus = load_corpus(folder, needs=("text", "utterance"))
    rows = read_rows(folder, ("utterance",))
    names = {folder / row["path"]: row["utterance"] for row in rows}
    by_hand = read_segments(folder / SEGMENTS)
    takes = []
    for utterance in corpus.utterances:
        waveform = load_audio(utterance.path, config.limits).waveform
        plan = plan_phrase(utterance.text)
        try:
            found = find_phones(waveform, plan, models_of(config).aligner)
        except AlignmentError:
            found = None
        hand = tuple(by_hand.get(names[utterance.path], ()))
        path, speaker = utterance.path, utterance.speaker
        takes.append(HandLabelledTake(path, speaker, waveform, plan, found, hand))
    logger.info("%s: %d takes with boundaries placed by hand", folder, len(takes))
    return takes


def true_boundaries(take: HandLabelledTake) -> Iterator[tuple[int, float]]:
    """Pair indices of boundaries with their hand-labelled times.

    Edges of all words, and of the vowels of words in which both sides have equally
    many; where the annotation has a gap between words, a shared boundary has two true
    times.
    """
    edges = iter(take.outline.edges)
    for phones, word in zip(take.found, take.hand, strict=True):
        own = [next(edges) for _ in phones]
        pairs = [((own[0][0], own[-1][1]), word.span)]
        vowels = [
            edge for edge, p in zip(own, phones, strict=True) if is_vowel(p.label)
        ]
        if len(vowels) == len(word.nuclei):
            pairs += zip(vowels, word.nuclei, strict=True)
        placed = {}
        for (first, last), span in pairs:
            placed |= {first: span.start_s, last: span.end_s}
        yield from placed.items()


def matching(takes: Sequence[HandLabelledTake]) -> list[HandLabelledTake]:
    """Leave out takes whose words cannot be paired."""
    return [take for take in takes if take.matches]
