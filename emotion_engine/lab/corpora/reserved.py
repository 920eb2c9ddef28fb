"""Speakers that nothing may learn from: what ships is judged on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .takes import Corpus

# Every second reader of LibriSpeech test-clean in the order of their names, seven women and
# eight men. The others may be trained on.
RESERVED: Mapping[str, frozenset[str]] = {
    "librispeech_clean": frozenset(
        "121 1320 2094 237 2830 3575 4077 4970 5142 5683 672 7127 7729 8455 8555".split()  # noqa: SIM905
    ),
}


def without_reserved(corpus: Corpus) -> Corpus:
    """Keep the takes that may be learnt from."""
    reserved = RESERVED.get(corpus.name, frozenset())
    kept = tuple(u for u in corpus.utterances if u.speaker not in reserved)
    return replace(corpus, utterances=kept)


def only_reserved(corpus: Corpus) -> Corpus:
    """Keep the takes that nothing learnt from; all where no speaker is reserved."""
    reserved = RESERVED.get(corpus.name)
    if reserved is None:
        return corpus
    kept = tuple(u for u in corpus.utterances if u.speaker in reserved)
    return replace(corpus, utterances=kept)
