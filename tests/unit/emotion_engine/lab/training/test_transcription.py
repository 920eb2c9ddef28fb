"""Reliable transcripts are kept; the rest is left out and counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from emotion_engine.lab.cli.main import main
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.training import transcription
from emotion_engine.lab.training.transcription import (
    reliable_takes,
    transcribe,
    word_errors,
)
from emotion_engine.phrase_check.hearing import Hearing
from tests.corpus import write_corpus

SURE = Hearing(
    heard="The dogs are sitting.",
    heard_pieces=(),
    heard_log_likelihoods=(-0.1, -0.2),
    asked_log_likelihoods=(),
    language="english",
    language_probability=0.9,
    english_probability=0.9,
    no_speech_probability=0.0,
)
HEARD = {
    "0.wav": SURE,
    "1.wav": replace(SURE, heard_log_likelihoods=(-2.0,), heard="The docks."),
    "2.wav": replace(SURE, english_probability=0.1),
    "3.wav": replace(SURE, heard="..."),
}


@dataclass
class Folder:
    path: Path

    def corpus(self):
        return load_corpus(self.path)


@pytest.fixture
def folder(tmp_path, monkeypatch, engine_config) -> Folder:
    rows = [{"speaker": f"s{i}", "text": "The dogs are sitting"} for i in range(4)]
    corpus = load_corpus(write_corpus(tmp_path, rows))
    by_path = dict(zip(corpus.paths, HEARD.values(), strict=True))
    models = SimpleNamespace(recognizer=None)
    monkeypatch.setattr(transcription, "models_of", lambda _: models)
    monkeypatch.setattr(transcription, "heard_in", lambda u, *_: by_path[u.path])
    return Folder(tmp_path)


def test_unsure_foreign_and_unspeakable_texts_are_left_out(
    folder, engine_config
) -> None:
    corpus = folder.corpus()
    found = transcribe(corpus, engine_config)
    assert [one.reliable for one in found] == [True, False, False, False]
    kept = reliable_takes(corpus, found)
    assert [u.text for u in kept.utterances] == ["The dogs are sitting."]


def test_word_errors_are_counted_against_known_texts(folder, engine_config) -> None:
    found = transcribe(folder.corpus(), engine_config)
    assert word_errors(found[:1]) == 0
    assert word_errors(found[1:2]) == pytest.approx(3 / 4)  # one changed, two gone


def test_the_command_writes_a_manifest_that_can_be_read(folder, tmp_path) -> None:
    out = tmp_path / "heard"
    assert main(["transcribe", "--data", str(folder.path), "--out", str(out)]) == 0
    assert [u.text for u in load_corpus(out).utterances] == ["The dogs are sitting."]


def test_where_nothing_was_sure_the_command_says_so(folder, tmp_path, capsys) -> None:
    asked = ["--data", str(folder.path), "--out", str(tmp_path / "heard")]
    assert main(["transcribe", *asked, "--min-log-likelihood", "0"]) == 2
    assert "surely enough" in capsys.readouterr().err
