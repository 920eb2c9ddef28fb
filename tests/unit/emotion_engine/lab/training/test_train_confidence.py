"""Confidence learns from misplaced words and from words that were not said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.alignment.decoder import ScoredPhone
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, CorpusError
from emotion_engine.lab.evaluation.word_confidence import auc, confidence_figures
from emotion_engine.lab.metrics import expected_calibration_error
from emotion_engine.lab.training import misread_takes as module
from emotion_engine.lab.training.hand_labelled import HandLabelledTake
from emotion_engine.lab.training.misread_takes import misread_takes
from emotion_engine.lab.training.train_confidence import JudgedTake, fit_confidence
from tests.hand_labelled import always, hand_labelled_take

NEVER = (False, False, False)


def scored(take: HandLabelledTake, score: Callable[[], float]) -> HandLabelledTake:
    """Give each word one score per frame."""
    found = [
        [replace(p, score=round(p.n_frames * s)) for p in word]
        for word, s in ((word, score()) for word in take.found)
    ]
    return replace(take, found=found)


def judged_takes(n_takes: int, seed: int) -> list[JudgedTake]:
    """Words lie right the more often the better they score; others were not said."""
    generator = np.random.default_rng(seed)
    takes = []
    for number in range(n_takes):
        take = scored(hand_labelled_take(number), lambda: -generator.uniform(0, 120))
        placed = JudgedTake.of(take, always(0.02))
        scores = [word[0].score / word[0].n_frames for word in take.found]
        chance = 1 / (1 + np.exp(-(np.array(scores) + 60) / 12))
        right = tuple(bool(x) for x in generator.random(3) < chance)
        takes.append(replace(placed, right=right))
        other = scored(take, lambda: -generator.uniform(80, 140))
        takes.append(JudgedTake.of(other, always(0.02), NEVER))
    return takes


def test_a_word_is_right_as_often_as_its_confidence_says() -> None:
    model = fit_confidence(judged_takes(120, 0))
    unheard = [take for take in judged_takes(400, 1) if all(take.said)]
    sure = np.concatenate([take.judge(model) for take in unheard])
    right = np.concatenate([take.right for take in unheard])
    assert expected_calibration_error(sure, right, 5) < 0.08
    assert auc(sure[right], sure[~right]) > 0.9


def test_words_that_were_not_said_are_believed_less() -> None:
    takes = judged_takes(60, 0)
    model = fit_confidence(takes)
    found = confidence_figures(takes, [take.judge(model) for take in takes])
    assert found["n"] == found["not_said_at_all"]["n"] == 180
    assert found["not_said_at_all"]["auc"] > 0.8
    assert found["not_said_at_all"]["median"] < 0.5 < found["median"] + 0.2
    assert found["not_said"]["n"] == 0


def test_a_word_is_right_where_all_its_vowels_are() -> None:
    take = hand_labelled_take(0)
    assert JudgedTake.of(take, always(0.02)).right == (True, True, True)
    assert JudgedTake.of(take, always(-0.08)).right == NEVER  # 100 ms early
    assert JudgedTake.of(take, always(0.02), (True, False, True)).right[1] is False


def test_a_word_with_other_vowels_than_hands_heard_is_not_judged() -> None:
    take = hand_labelled_take(0)
    hand = (take.hand[0], replace(take.hand[1], nuclei=()), take.hand[2])
    judged = JudgedTake.of(replace(take, hand=hand), always(0.02))
    assert judged.right == (True, None, True)


def test_where_all_words_lie_right_nothing_can_be_learnt() -> None:
    with pytest.raises(CorpusError, match="nothing can be learnt"):
        fit_confidence([JudgedTake.of(hand_labelled_take(0), always(0.02))])


def test_one_word_or_all_are_exchanged_for_words_nobody_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def find(_: object, plan: object, __: object) -> list[list[ScoredPhone]]:
        asked.append(plan)
        return hand_labelled_take(0).found

    other = replace(hand_labelled_take(1), plan=module.plan_phrase("Go now, Ann."))
    monkeypatch.setattr(module, "find_phones", find)
    misread = misread_takes([hand_labelled_take(0), other], EngineConfig(), seed=0)
    assert [sum(m.said) for m in misread] == [2, 0, 2, 0]
    for one in misread:
        original = (hand_labelled_take(0), other)[one.number].plan.words
        for word, was, said in zip(
            one.take.plan.words, original, one.said, strict=True
        ):
            assert (word.spoken == was.spoken) == said


def test_takes_in_which_the_wrong_words_are_not_found_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def find(*_: object) -> None:
        raise AlignmentError("no path")

    other = replace(hand_labelled_take(1), plan=module.plan_phrase("Go now, Ann."))
    monkeypatch.setattr(module, "find_phones", find)
    assert misread_takes([hand_labelled_take(0), other], EngineConfig(), seed=0) == []
