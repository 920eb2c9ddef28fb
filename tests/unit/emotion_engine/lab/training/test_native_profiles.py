"""From a folder of natives to profiles: which takes count, and which fall out."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, CorpusError
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.training import measured_natives
from emotion_engine.lab.training.native_profiles import profile_folder, shared_phrases
from emotion_engine.profiles.natives import Origin
from tests.corpus import write_corpus
from tests.spoken import falling_melody, said_word

ORIGIN = Origin("made by hand", "none", "nobody's")
ROWS = [
    {"speaker": f"s{i}", "sex": "female", "text": "Go on.", "emotion": style}
    for i in range(6)
    for style in ("happy", "sad")
]


class Measured:
    """What measuring a take yields, without a take."""

    melody = falling_melody(0.9, 4, -4)
    pauses = ()


@pytest.fixture
def hand_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Measure nothing; the takes of phrases in the list cannot be aligned."""
    fails: list[str] = []

    def measure(waveform, plan, models):
        if len(waveform) in fails:
            raise AlignmentError("no path")
        return Measured()

    words = (said_word(0, (1,)), said_word(1, (1,)))
    monkeypatch.setenv("FEATURE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(measured_natives, "models_of", lambda config: None)
    monkeypatch.setattr(measured_natives, "measure", measure)
    monkeypatch.setattr(measured_natives, "words_of", lambda measured, _: words)
    return fails


def test_each_phrase_and_style_has_its_profile(hand_made: list, tmp_path: Path) -> None:
    folder = write_corpus(tmp_path, ROWS)
    found = profile_folder(folder, EngineConfig(), origin=ORIGIN)
    assert [(p.style, p.n_speakers) for p in found] == [("happy", 6), ("sad", 6)]
    assert found[0].source == "made by hand"


def test_phrases_of_too_few_speakers_are_not_even_measured(tmp_path: Path) -> None:
    rows = [*ROWS, {"speaker": "s0", "sex": "male", "text": "Rare.", "emotion": "sad"}]
    corpus = load_corpus(write_corpus(tmp_path, rows))
    assert {u.text for u in shared_phrases(corpus)} == {"Go on."}


def test_takes_that_cannot_be_aligned_are_left_out(
    hand_made: list, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = write_corpus(tmp_path, ROWS)
    hand_made.append(round(0.2 * 16000))  # the first take lasts 0.2 s
    done = []
    found = profile_folder(
        folder, EngineConfig(), origin=ORIGIN, on_take=lambda n, of: done.append(n)
    )
    assert [p.n_recordings for p in found] == [5, 6]
    assert "0.wav left out" in caplog.text
    assert done == list(range(2, 13))


def test_a_folder_of_unknown_origin_must_say_where_it_comes_from(
    tmp_path: Path,
) -> None:
    with pytest.raises(CorpusError, match="source, licence, accent"):
        profile_folder(write_corpus(tmp_path, ROWS), EngineConfig())


def test_a_folder_without_a_shared_phrase_is_refused(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path, ROWS[:6])
    with pytest.raises(CorpusError, match="said by 5 speakers"):
        profile_folder(folder, EngineConfig(), origin=ORIGIN)


def test_a_profile_keeps_how_natives_who_meant_its_style_came_across(
    hand_made: list, tmp_path: Path
) -> None:
    rows = [
        row | {"votes_happy": happy, "votes_sad": 10 - happy}
        for row, happy in zip(ROWS, [9, 1] * 5 + [2, 1], strict=True)
    ]
    found = profile_folder(write_corpus(tmp_path, rows), EngineConfig(), origin=ORIGIN)
    happy, sad = (profile.listeners for profile in found)
    assert (happy.n_meant, happy.n_votes, happy.heard_as) == (6, 60, "sad")
    assert happy.came_across == pytest.approx(5 / 6)
    assert (sad.came_across, sad.heard_as) == (1.0, None)
    assert [p.n_speakers for p in found] == [5, 6]


def test_only_the_phrases_that_were_asked_for_are_measured(
    hand_made: list, tmp_path: Path
) -> None:
    folder = write_corpus(tmp_path, ROWS)
    with pytest.raises(CorpusError, match="is said by 5 speakers"):
        profile_folder(folder, EngineConfig(), origin=ORIGIN, texts=["Stop."])
    found = profile_folder(folder, EngineConfig(), origin=ORIGIN, texts=["go on"])
    assert len(found) == 2
