"""An ending is missing where neither the phones nor the decoder find it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from emotion_engine.alignment.aligner import (
    AlignedSyllable,
    AlignedWord,
    Alignment,
)
from emotion_engine.alignment.inflections import EndingKind
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.delivery.endings import (
    KINDS,
    LEAST_FIT,
    NAMES,
    SURELY_HEARD,
    EndingModel,
    endings_asked,
    evidence_of,
    judge_endings,
    load_endings,
)
from emotion_engine.delivery.hiss import Hiss
from emotion_engine.delivery.phones import PHONE_INDEX, PHONES
from emotion_engine.encoders.base import Encoding
from emotion_engine.errors import CheckpointError
from emotion_engine.phrase_check.without import Margin
from emotion_engine.results import PhoneSegment, Span
from emotion_engine.weights.shipped import CARD
from tests.signals import noise, tone
from tests.spoken import said_word

RATE_HZ = 50.0
EVEN = EndingModel(
    weights=np.tile(
        [-1.0 * (name in ("worst_fit", "margin")) for name in NAMES], (len(KINDS), 1)
    ),
    bias=np.full(len(KINDS), -1.0),
)


QUIET = Hiss.of(noise(0.9, rms=1e-3))


def aligned(*words: str, gap_s: float = 0.0) -> Alignment:
    """Words by their phones, a tenth of a second each."""
    made, start_s = [], 0.0
    for index, phones in enumerate(words):
        segments = []
        for label in phones.split():
            segments.append(PhoneSegment(label, start_s, start_s + 0.1))
            start_s += 0.1
        first_s = segments[0].start_s
        syllable = AlignedSyllable(
            "", first_s, start_s, Span(first_s, start_s), tuple(segments), 1
        )
        made.append(AlignedWord(index, "", first_s, start_s, 0.9, True, (syllable,)))
        start_s += gap_s
    return Alignment(tuple(made))


def heard_as(phones: str) -> np.ndarray:
    """Log posteriors of a voice that says each phone for a tenth of a second."""
    logs = np.full((5 * len(phones.split()), len(PHONES)), np.log(0.001))
    for place, phone in enumerate(phones.split()):
        logs[5 * place : 5 * place + 5, PHONE_INDEX[phone]] = np.log(0.9)
    return logs


LIKES = ("L AY1 K S", "K OW1 L D")


def test_only_endings_that_can_be_heard_are_asked() -> None:
    cold, so = plan_phrase("likes cold"), plan_phrase("likes so")
    (asked,) = endings_asked(cold, aligned(*LIKES))
    assert (asked.word, asked.inflection.stem, asked.follows) == (0, "like", True)
    assert asked.spans == pytest.approx(np.array([[0.3, 0.4]]))
    before_s = aligned("L AY1 K S", "S OW1")
    assert endings_asked(so, before_s) == []
    (asked,) = endings_asked(so, aligned("L AY1 K S", "S OW1", gap_s=0.3))
    assert not asked.follows


def test_evidence_is_how_well_the_phones_fit_and_what_the_decoder_makes_of_it() -> None:
    (asked,) = endings_asked(plan_phrase("likes cold"), aligned(*LIKES))
    margin = Margin(heard=3.0, unheard=1.0)
    said = dict(
        zip(
            NAMES,
            evidence_of(asked, heard_as("L AY K S K OW L D"), RATE_HZ, QUIET, margin),
            strict=True,
        )
    )
    assert said["worst_fit"] == pytest.approx(np.log(0.901))
    assert said["log_duration"] == pytest.approx(np.log(0.1))
    assert (said["margin"], said["margin_of_sound"]) == (3.0, 2.0)
    logs = heard_as("L AY K K K OW L D")
    left_out = evidence_of(asked, logs, RATE_HZ, QUIET, margin)
    assert left_out[0] == LEAST_FIT
    assert left_out[1] < said["log_heard"] - 2


def test_a_hiss_at_the_ending_speaks_for_it_whatever_the_encoder_expects() -> None:
    (asked,) = endings_asked(plan_phrase("likes cold"), aligned(*LIKES))
    quiet, hissing = tone(120, 0.9), tone(120, 0.9)
    hissing[4800:6400] = np.diff(noise(0.1), prepend=0.0)
    found = [
        dict(
            zip(
                NAMES,
                evidence_of(
                    asked,
                    heard_as("L AY K S K OW L D"),
                    RATE_HZ,
                    Hiss.of(take),
                    Margin(0.0, 0.0),
                ),
                strict=True,
            )
        )
        for take in (quiet, hissing)
    ]
    for name in ("hiss_level", "hiss_balance"):
        assert found[1][name] > found[0][name] + 1.0


@pytest.mark.parametrize("voiced", ["S", "Z"])
def test_voicing_is_no_fault_of_the_ending(voiced: str) -> None:
    (asked,) = endings_asked(plan_phrase("likes cold"), aligned(*LIKES))
    logs = heard_as(f"L AY K {voiced} K OW L D")
    assert evidence_of(asked, logs, RATE_HZ, QUIET, Margin(0, 0))[0] > -0.2


def judged(
    phones: str, margin: float, model: EndingModel = EVEN
) -> tuple[list[bool | None], list[str]]:
    """Judge "likes cold" as said with these phones; also the stems that were tried."""
    tried: list[str] = []

    def margin_over(word: int, stem: str) -> Margin:
        tried.append(stem)
        return Margin(margin, 0.0)

    logs = heard_as(phones)
    words = judge_endings(
        (said_word(0, (1,)), said_word(1, (1,))),
        plan_phrase("likes cold"),
        aligned(*LIKES),
        waveform=noise(0.9, rms=1e-3),
        encoding=Encoding(
            torch.zeros(7, 1, len(logs), 1), torch.tensor([len(logs)]), RATE_HZ
        ),
        natives=SimpleNamespace(log_posteriors=lambda _: logs),
        margin_over=margin_over,
        model=model,
    )
    return [word.ending_heard for word in words], tried


def test_an_ending_that_nothing_supports_is_missing() -> None:
    assert judged("L AY K K K OW L D", -2.0) == ([False, None], ["like"])


def test_the_decoder_has_the_last_word_on_an_ending_in_doubt() -> None:
    assert judged("L AY K K K OW L D", 9.0) == ([True, None], ["like"])


def test_a_faint_ending_was_said_if_the_decoder_hears_it_beyond_what_words_suggest() -> (
    None
):
    harsh = replace(EVEN, bias=np.full(len(KINDS), 9.0))
    quiet = "L AY K K K OW L D"
    assert judged(quiet, SURELY_HEARD - 0.1, harsh)[0][0] is False
    assert judged(quiet, SURELY_HEARD, harsh)[0][0] is True


def test_an_ending_that_is_plain_to_hear_costs_no_pass_of_the_decoder() -> None:
    sure = replace(EVEN, bias=np.full(len(KINDS), -6.0))
    assert sure.is_missing(EndingKind.S, np.array([-6.0, 0, 0, 0, 0, -1.0, 0]))
    logs = heard_as("L AY K S K OW L D")

    def refuse(word: int, stem: str) -> Margin:
        raise AssertionError(stem)

    words = judge_endings(
        (said_word(0, (1,)), said_word(1, (1,))),
        plan_phrase("likes cold"),
        aligned(*LIKES),
        waveform=noise(0.9, rms=1e-3),
        encoding=Encoding(
            torch.zeros(7, 1, len(logs), 1), torch.tensor([len(logs)]), RATE_HZ
        ),
        natives=SimpleNamespace(log_posteriors=lambda _: logs),
        margin_over=refuse,
        model=replace(EVEN, bias=np.full(len(KINDS), -8.0)),
    )
    assert words[0].ending_heard is True


def test_a_model_is_read_as_it_was_written_and_refused_if_it_reads_otherwise(
    tmp_path: Path,
) -> None:
    EVEN.write(tmp_path, {"task": "endings"})
    assert np.array_equal(EndingModel.read(tmp_path).weights, EVEN.weights)
    card = tmp_path / CARD
    card.write_text(card.read_text().replace("log_heard", "log_seen"))
    with pytest.raises(CheckpointError, match="train endings"):
        EndingModel.read(tmp_path)


def test_what_ships_hears_a_clear_ending_and_misses_one_without_any_trace() -> None:
    model = load_endings()
    there = np.array([-0.05, np.log(0.12), np.log(0.12), 3.0, 1.0, 8.0, 6.0])
    gone = np.array([-6.0, np.log(0.01), np.log(0.02), 0.5, -2.0, -3.0, -4.0])
    for kind in KINDS:
        assert not model.is_missing(kind, there)
        assert model.is_missing(kind, gone)
