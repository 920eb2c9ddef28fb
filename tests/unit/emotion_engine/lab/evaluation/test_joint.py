"""Takes of a corpus are judged by all members, as they were recorded or altered."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.base import Encoding
from emotion_engine.expression.members import MemberHearing, Panel, TakeInput
from emotion_engine.expression.own_middle import OwnMiddle
from emotion_engine.expression.pool import Mixture, Pool
from emotion_engine.expression.voice_expression import Clarity
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.evaluation.expression_shipped import evaluate_reading
from emotion_engine.lab.evaluation.joint import JointHead
from emotion_engine.lab.release.style_spread import Listener
from emotion_engine.lab.training.alterations import HARMLESS
from emotion_engine.results import MemberName
from tests.corpus import HIDDEN, N_LAYERS, MadeFeatures, pooled_like, write_corpus
from tests.style_heads import sure_of_every_known_voice

REGRESSION, CNN, _ = MemberName
HEAD = sure_of_every_known_voice(HIDDEN).head


class Sound:
    """An encoder whose states are how loud the take is on the whole."""

    name = "made"

    def encode(self, waveforms: list[np.ndarray]) -> Encoding:
        level = float(np.abs(waveforms[0]).mean())
        states = torch.full((N_LAYERS + 1, 1, 10, HIDDEN), level)
        return Encoding(states, torch.tensor([10]), 50.0)


@dataclass
class Sad:
    """A member that is certain, and remembers what it was given."""

    name: MemberName = CNN
    labels: tuple[str, ...] = ("happy", "sad")
    given: list[tuple[str, int]] = field(default_factory=list)

    def hear(self, take: TakeInput, own: OwnMiddle) -> MemberHearing:
        self.given.append((take.text, own.count))
        return MemberHearing(np.array([0.01, 0.99]))


def joint_with(member: Sad) -> JointHead:
    mixture = Mixture({REGRESSION: 0.0, CNN: 1.0}, 1.0, Clarity(0.0, 0.0))
    return JointHead(Sound(), HEAD, Panel(Pool("made", mixture, mixture), (member,)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [{"speaker": s, "text": f"Take {n}."} for s in "ab" for n in range(4)]
    return write_corpus(tmp_path / "made", rows)


def test_people_who_only_read_are_counted_as_all_members_hear_them(
    folder: Path,
) -> None:
    corpus, member = load_corpus(folder), Sad()
    cache = MadeFeatures(corpus.paths, pooled_like(np.zeros(len(corpus))))
    found = evaluate_reading(corpus, cache, HEAD, joint_with(member), own_takes=2)
    assert member.given == [(f"Take {n}.", 2) for _ in "ab" for n in range(4)]
    assert found["reported"]["sad"] > found["reported"]["happy"]
    assert "all members" in found["protocol"]
    alone = evaluate_reading(corpus, cache, HEAD, own_takes=2)
    assert "shipped head" in alone["protocol"]


def test_the_spread_of_all_members_is_that_of_altered_sound(folder: Path) -> None:
    corpus = load_corpus(folder)
    cache = MadeFeatures(corpus.paths, pooled_like(np.zeros(len(corpus))))
    member = Sad()
    listener = Listener(cache, HEAD, joint_with(member))
    recorded, altered = listener.heard_twice(corpus, own_takes=1, seed=0)
    assert recorded.shape == altered.shape == (len(HARMLESS), 8, len(HEAD.labels))
    assert len(member.given) == 8 * (1 + len(HARMLESS))
    assert recorded.sum(-1) == pytest.approx(1)
    assert cache.asked == ["as recorded"]


def test_a_head_that_knows_no_voices_is_joined_with_nobody() -> None:
    class Plain:
        knows_voices = False

    assert JointHead.of(EngineConfig(), Plain()) is None
