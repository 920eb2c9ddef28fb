"""Members beside the regression: their seats, their answers, and what they carry."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
import torch

from emotion_engine.encoders.base import Encoding
from emotion_engine.expression.members import MemberHearing, Panel, TakeInput
from emotion_engine.expression.model import LinearExpression
from emotion_engine.expression.own_middle import OwnMiddle
from emotion_engine.expression.pool import Mixture, Pool, extended, pooled
from emotion_engine.expression.salience import AttendedSpan, overlap
from emotion_engine.expression.spread import Spread
from emotion_engine.expression.voice_expression import Clarity
from emotion_engine.results import ExpressionResult, MemberName, Moment, Span
from tests.spoken import said_word
from tests.style_heads import sure_of_every_known_voice

SIZE, N_FRAMES = 8, 50
REGRESSION, CNN, FUSION = MemberName
WELL_KNOWN = OwnMiddle({"neutral": np.zeros((3, 3, SIZE), np.float32)}, {"neutral": 10})
WORDS = (said_word(0, (1,)), said_word(1, (1,)))


@dataclass(frozen=True)
class Certain:
    """A member that hears the same in every take."""

    name: MemberName
    labels: tuple[str, ...]
    probabilities: tuple[float, ...]
    attended: tuple[AttendedSpan, ...] | None = None

    def hear(self, take: TakeInput, own: OwnMiddle) -> MemberHearing:
        return MemberHearing(np.array(self.probabilities), self.attended)


HAPPY = Certain(CNN, ("happy", "sad"), (0.9, 0.1))


def a_take(seed: int = 0) -> TakeInput:
    torch.manual_seed(seed)
    states = torch.randn(3, 1, N_FRAMES, SIZE) + torch.randn(SIZE) * 2
    encoding = Encoding(states, torch.tensor([N_FRAMES]), 50.0)
    return TakeInput(np.zeros(16000, np.float32), encoding, (Span(0.0, 1.0),), "One.")


def panel_of(*members: Certain, least: float = 0.0, **weights: float) -> Panel:
    named = {MemberName(name): weight for name, weight in weights.items()}
    mixture = Mixture(named, 1.0, Clarity(least, 0.0))
    return Panel(Pool("made", mixture, mixture), members)


def judged(panel: Panel | None, take: TakeInput | None = None) -> ExpressionResult:
    take = take or a_take()
    model = replace(sure_of_every_known_voice(SIZE), panel=panel)
    return model.predict(
        take.encoding, speech=take.speech, words=WORDS, own=WELL_KNOWN, take=take
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_pool_of_the_regression_alone_answers_as_the_regression_does(
    seed: int,
) -> None:
    take = a_take(seed)
    alone, together = (
        judged(None, take),
        judged(panel_of(regression=1.0), take),
    )
    assert together.probabilities == pytest.approx(alone.probabilities, abs=1e-6)
    same = replace(together, members=(), probabilities=alone.probabilities)
    assert same == alone
    assert [one.name for one in together.members] == [REGRESSION]


def test_the_answer_is_the_pool_of_all_members() -> None:
    alone = judged(None)
    together = judged(panel_of(HAPPY, regression=0.4, cnn=0.6))
    labels = tuple(alone.probabilities)
    base = np.array(list(alone.probabilities.values()))
    cnn = extended(HAPPY.labels, np.array(HAPPY.probabilities), base, labels)
    expected = pooled([base, cnn], [0.4, 0.6])
    assert list(together.probabilities.values()) == pytest.approx(expected)


def test_each_member_says_what_it_heard_by_itself() -> None:
    alone = judged(None)
    regression, cnn = judged(panel_of(HAPPY, regression=0.4, cnn=0.6)).members
    nearest = max(alone.probabilities, key=alone.probabilities.__getitem__)
    assert (regression.style, regression.weight) == (nearest, 0.4)
    assert (cnn.name, cnn.style, cnn.probability, cnn.weight) == (
        CNN,
        "happy",
        0.9,
        0.6,
    )


def test_nothing_is_named_unless_the_pool_is_sure_enough() -> None:
    unsure = judged(panel_of(HAPPY, least=1.1, regression=0.4, cnn=0.6))
    assert (unsure.clear, unsure.sounds_like) == (False, None)


def test_a_member_whose_folder_is_missing_has_no_seat() -> None:
    heard = judged(panel_of(HAPPY, regression=0.5, cnn=0.3, fusion=0.2))
    assert [one.name for one in heard.members] == [REGRESSION, CNN]
    assert sum(one.weight for one in heard.members) == pytest.approx(1)


def test_without_the_sound_members_are_not_asked() -> None:
    model = replace(
        sure_of_every_known_voice(SIZE), panel=panel_of(HAPPY, regression=1.0)
    )
    assert model.predict(a_take().encoding, own=WELL_KNOWN).members == ()


def test_what_carried_a_style_is_shown_only_where_attention_agrees() -> None:
    moments = judged(None).carried.moments

    def with_attention(*spans: AttendedSpan) -> ExpressionResult:
        fusion = Certain(FUSION, ("happy", "sad"), (0.5, 0.5), spans)
        return judged(panel_of(fusion, regression=1.0, fusion=0.0))

    same = [(moment.start_s, moment.end_s, 0.3) for moment in moments]
    assert with_attention(*same).carried == judged(None).carried
    assert with_attention((5.0, 6.0, 1.0)).carried is None


def test_overlap_weighs_moments_by_their_share() -> None:
    moments = [Moment(0.0, 1.0, 0.3), Moment(2.0, 3.0, 0.1)]
    assert overlap(moments, [(0.0, 1.0, 0.9)]) == pytest.approx(0.75)
    assert overlap(moments, [(2.5, 9.0, 0.9)]) == pytest.approx(0.125)
    assert overlap([], [(0.0, 1.0, 1.0)]) == 0.0


def test_a_model_that_decides_alone_names_no_members() -> None:
    assert LinearExpression(sure_of_every_known_voice(SIZE).head).panel is None
    assert judged(None).members == ()


def test_a_joint_answer_has_the_intervals_of_its_pool_not_the_regressions() -> None:
    panel, measured = (
        panel_of(HAPPY, regression=0.5, cnn=0.5),
        Spread((0.5,), (0.2,), (0.9,)),
    )
    assert judged(panel).intervals is None
    wide = replace(panel, pool=replace(panel.pool, spread=measured))
    for style, (low, high) in judged(wide).intervals.items():
        probability = judged(wide).probabilities[style]
        assert (low, high) == (min(0.2, probability), max(0.9, probability))
