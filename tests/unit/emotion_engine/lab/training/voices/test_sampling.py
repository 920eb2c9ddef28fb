"""A few takes of each speaker, evenly, and the same ones again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from emotion_engine.lab.corpora import Corpus, Utterance
from emotion_engine.lab.training.voices.sampling import some_of_each


def test_takes_are_dealt_out_over_the_speakers() -> None:
    speakers = ["a"] * 30 + ["b"] * 30 + ["c"] * 2
    takes = tuple(Utterance(Path(f"{i}.ogg"), s) for i, s in enumerate(speakers))
    few = some_of_each(Corpus(Path("made"), takes), 12, seed=1)
    assert Counter(few.speakers) == {"a": 5, "b": 5, "c": 2}
    assert few == some_of_each(Corpus(Path("made"), takes), 12, seed=1)
    assert len(some_of_each(Corpus(Path("made"), takes), 500)) == 62
