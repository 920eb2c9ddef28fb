"""Speakers that nothing may learn from: what ships is judged on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .takes import Corpus

# Every second reader of LibriSpeech test-clean in the order of their names, seven women and
# eight men. The others may be trained on.
RESERVED: Mapping[str, frozenset[str]] = {
    "librispeech_clean": frozenset(
        [
            "121",
            "1320",
            "2094",
            "237",
            "2830",
            "3575",
            "4077",
            "4970",
            "5142",
            "5683",
            "672",
            "7127",
            "7729",
            "8455",
            "8555",
        ]
    ),
}

# Reading voices that no training may use, one of each accent and sex.
RESERVED_VOICES = frozenset(["af_heart", "am_michael", "bf_emma", "bm_george"])


def is_reserved(corpus: Corpus, speaker: str) -> bool:
    """Whether nothing may learn from this speaker."""
    own = RESERVED.get(corpus.name, frozenset())
    return speaker in own or speaker in RESERVED_VOICES


def without_reserved(corpus: Corpus) -> Corpus:
    """Keep the takes that may be learnt from."""
    kept = [u for u in corpus.utterances if not is_reserved(corpus, u.speaker)]
    return replace(corpus, utterances=tuple(kept))


def only_reserved(corpus: Corpus) -> Corpus:
    """Keep the takes that nothing learnt from; all where no speaker is reserved."""
    kept = tuple(u for u in corpus.utterances if is_reserved(corpus, u.speaker))
    return replace(corpus, utterances=kept) if kept else corpus
