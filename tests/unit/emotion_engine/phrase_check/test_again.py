"""When it is worth asking whether a phrase was said again, and which stretch is heard."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.encoders.base import Encoding
from emotion_engine.phrase_check import again
from emotion_engine.phrase_check.again import (
    is_speech_beside,
    last_time,
    says_much_more,
    stretch_of,
)
from emotion_engine.results import PhraseCheck, PhraseVerdict, Span
from tests.spoken import aligned

PLAN = plan_phrase("Dogs bark.")
TIMES = (Span(0.0, 0.9), Span(1.2, 2.1), Span(2.5, 3.4))


def encoded(n_frames: int = 200) -> Encoding:
    """Frames whose value is their number, 50 a second, and silence behind them."""
    context = torch.arange(n_frames + 25.0)[None, :, None]
    n_context = torch.tensor([n_frames + 25])
    return Encoding(torch.zeros(0), torch.tensor([n_frames]), 50.0, context, n_context)


def test_a_stretch_is_the_frames_of_its_time() -> None:
    stretch = stretch_of(encoded(), 1.2, 2.1)
    assert stretch.context[0, :, 0].tolist() == list(range(60, 105))
    assert stretch.n_context_frames.tolist() == stretch.n_frames.tolist() == [45]


def test_a_stretch_ends_with_what_was_encoded() -> None:
    stretch = stretch_of(encoded(100), 2.0, 9.0)
    assert stretch.context[0, :, 0].tolist() == list(range(100, 125))


@pytest.mark.parametrize(
    ("heard_at", "expected"),
    [
        ({(0.0, 0.9), (1.2, 2.1), (2.5, 3.4), (0.0, 2.1)}, Span(2.5, 3.4)),
        ({(0.0, 0.9), (1.2, 3.4)}, Span(1.2, 3.4)),  # with a pause inside
        ({(1.2, 3.4)}, None),  # after a false start
        ({(0.0, 0.9)}, None),
        (set(), None),
    ],
)
def test_the_last_time_is_the_shortest_end_that_says_the_phrase_once_more(
    monkeypatch, heard_at: set[tuple[float, float]], expected: Span | None
) -> None:
    def is_said(recognizer, encoding, plan, speech) -> bool:
        return (speech[0].start_s, speech[-1].end_s) in heard_at

    monkeypatch.setattr(again, "is_said", is_said)
    assert last_time(SimpleNamespace(), encoded(), PLAN, TIMES) == expected


def test_speech_beside_the_words_raises_a_doubt() -> None:
    alignment = aligned((1,), (1,))  # 0.4 s of words
    end_s = alignment.words[-1].end_s
    assert not is_speech_beside(alignment, (Span(0.0, end_s),))
    assert is_speech_beside(alignment, (Span(0.0, end_s), Span(1.0, 1.4)))
    assert not is_speech_beside(alignment, (Span(0.0, end_s), Span(1.0, 1.1)))


def test_many_other_words_raise_a_doubt() -> None:
    check = PhraseCheck(
        "", PhraseVerdict.OTHER_PHRASE, (), ("dogs", "bark"), None, None
    )
    assert says_much_more(check, PLAN)
    assert not says_much_more(
        PhraseCheck("", PhraseVerdict.PARTIAL, (), ("so",), None, None), PLAN
    )
