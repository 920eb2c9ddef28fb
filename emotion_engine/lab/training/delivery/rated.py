"""Takes encoded phone by phone: learners with ratings, and natives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from emotion_engine.delivery.spoken import SpokenPhones
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import Corpus, load_corpus

from .listening import PhoneListener
from .phone_truth import TakeTruth, load_truth

NATIVES = {"timit_sample": 1, "librispeech": 1, "ravdess": 8}  # one take in so many
LONGEST_S = 7.0


@dataclass(frozen=True)
class Listened:
    """The takes of a corpus that could be aligned, phone by phone.

    ``n_failed`` takes could not.
    """

    corpus: Corpus
    spoken: tuple[SpokenPhones, ...]
    n_failed: int

    def __len__(self) -> int:
        return len(self.spoken)

    @property
    def speakers(self) -> np.ndarray:
        """Who said each take."""
        return np.asarray(self.corpus.speakers)

    @property
    def corpora(self) -> np.ndarray:
        """The corpus of each take, if speakers are prefixed with it."""
        return np.array([speaker.split()[0] for speaker in self.corpus.speakers])


def listen_to(corpus: Corpus, listener: PhoneListener) -> Listened:
    """Align and encode every take."""
    spoken = listener.hear(corpus.utterances)
    heard = [i for i, one in enumerate(spoken) if one is not None]
    return Listened(
        only(corpus, heard),
        tuple(spoken[i] for i in heard),
        n_failed=len(corpus) - len(heard),
    )


def only(corpus: Corpus, takes: Sequence[int]) -> Corpus:
    """Return a subset of the takes."""
    return replace(corpus, utterances=tuple(corpus.utterances[i] for i in takes))


def truths_of(learners: Listened) -> list[TakeTruth]:
    """Read the experts' ratings of the takes."""
    return load_truth(learners.corpus, learners.spoken)


def natives_beside(folder: Path) -> list[Corpus]:
    """Find native speech beside a corpus: short takes of TIMIT, LibriSpeech, RAVDESS."""
    found = []
    for name, step in NATIVES.items():
        if (folder.parent / name / "manifest.csv").is_file():
            corpus = load_corpus(folder.parent / name, needs=("text", "duration_s"))
            short = [
                i
                for i, take in enumerate(corpus.utterances)
                if take.duration_s <= LONGEST_S
            ]
            found.append(only(corpus, short[::step]))
    return found


def listen_to_natives(folder: Path, listener: PhoneListener) -> Listened:
    """Encode all natives beside a corpus, prefixing speakers with their corpus."""
    heard = [listen_to(corpus, listener) for corpus in natives_beside(folder)]
    if not heard:
        raise CorpusError(f"Beside {folder} there is no {', '.join(NATIVES)}.")
    utterances = tuple(
        replace(take, speaker=f"{one.corpus.name} {take.speaker}")
        for one in heard
        for take in one.corpus.utterances
    )
    return Listened(
        Corpus(folder.parent, utterances),
        tuple(spoken for one in heard for spoken in one.spoken),
        n_failed=sum(one.n_failed for one in heard),
    )
