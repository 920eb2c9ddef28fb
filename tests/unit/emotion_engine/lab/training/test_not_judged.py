"""Speakers that are judged are not learnt from."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.training.not_judged import every_second
from tests.corpus import write_corpus


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = [{"speaker": f"s{i % 4}", "text": "go on"} for i in range(8)]
    return write_corpus(tmp_path / "made", made)


def test_speakers_are_dealt_to_those_learnt_from_and_those_judged(folder: Path) -> None:
    corpus = load_corpus(folder, needs=("text",))
    first, second = (every_second(corpus, first=i) for i in (0, 1))
    assert set(first.speakers) == {"s0", "s2"}
    assert set(second.speakers) == {"s1", "s3"}
