"""A few takes of each speaker, evenly, and the same ones again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from emotion_engine.lab.corpora import Corpus, Utterance
from emotion_engine.lab.training.voices.sampling import some_of_each, some_of_each_style


def test_takes_are_dealt_out_over_the_speakers() -> None:
    speakers = ["a"] * 30 + ["b"] * 30 + ["c"] * 2
    takes = tuple(Utterance(Path(f"{i}.ogg"), s) for i, s in enumerate(speakers))
    few = some_of_each(Corpus(Path("made"), takes), 12, seed=1)
    assert Counter(few.speakers) == {"a": 5, "b": 5, "c": 2}
    assert few == some_of_each(Corpus(Path("made"), takes), 12, seed=1)
    assert len(some_of_each(Corpus(Path("made"), takes), 500)) == 62


def test_styles_of_each_speaker_are_dealt_out_evenly() -> None:
    groups = [(who, style) for who in "ab" for style in ("happy",) * 5 + ("sad",) * 2]
    takes = tuple(
        Utterance(Path(f"{i}.ogg"), who, emotion=style)
        for i, (who, style) in enumerate(groups)
    )
    corpus = Corpus(Path("made"), takes)
    kept = some_of_each_style(corpus, 8)
    found = Counter((take.speaker, take.emotion) for take in kept.utterances)
    assert set(found.values()) == {2}
    assert len(some_of_each_style(corpus, 99)) == len(corpus)
