"""The models that hear a take beside the regression, and their one answer together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from emotion_engine.encoders.base import Encoding
from emotion_engine.results import MemberAnswer, MemberName, Span

from .judgement import Judgement
from .own_middle import OwnMiddle
from .pool import Pool, extended, pooled
from .salience import AttendedSpan


@dataclass(frozen=True, slots=True)
class TakeInput:
    """One take as members hear it.

    Attributes
    ----------
    waveform : float32 array, shape (n_samples,)
        Mono at 16 kHz, at working level.
    encoding : Encoding
        A batch of this take alone.
    speech : sequence of Span
        Where somebody speaks.
    text : str
        The phrase that was said.
    """

    waveform: np.ndarray
    encoding: Encoding
    speech: Sequence[Span]
    text: str


@dataclass(frozen=True, slots=True)
class MemberHearing:
    """What a member heard.

    Attributes
    ----------
    probabilities : array, shape (n_labels,)
        Over the member's own styles; calibrated.
    attended : tuple of AttendedSpan, or None
        Moments that weighed more than the average; None for a member without attention.
    """

    probabilities: np.ndarray
    attended: tuple[AttendedSpan, ...] | None = None


class Member(Protocol):
    """A model that hears a take beside the regression."""

    @property
    def name(self) -> MemberName:
        """Which of the members it is."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The styles it knows."""

    def hear(self, take: TakeInput, own: OwnMiddle) -> MemberHearing:
        """Judge one take of a voice; ``own`` is what is known of it from others."""


@dataclass(frozen=True, slots=True)
class JointJudgement:
    """The answer of all members, each member's own, and where one of them attended."""

    judgement: Judgement
    answers: tuple[MemberAnswer, ...]
    attended: tuple[AttendedSpan, ...] | None


@dataclass(frozen=True)
class Panel:
    """Members with the pool that was fitted to them and to the regression."""

    pool: Pool
    members: tuple[Member, ...]

    def judge(
        self,
        regression: Judgement,
        labels: Sequence[str],
        take: TakeInput,
        own: OwnMiddle,
    ) -> JointJudgement:
        """Join the regression's answer, over ``labels``, with those of the members.

        What listeners would hear is known from the regression alone.
        """
        heard = {member.name: member.hear(take, own) for member in self.members}
        base = regression.probabilities
        said = {MemberName.REGRESSION: (labels, base)} | {
            member.name: (member.labels, heard[member.name].probabilities)
            for member in self.members
        }
        mixture = self.pool.mixture(own.count).among(said)
        joint = pooled(
            [extended(*said[name], base, labels) for name in mixture.weights],
            list(mixture.weights.values()),
            mixture.temperature,
        )
        listeners = joint if regression.listeners is None else regression.listeners
        clear = bool(mixture.clarity.holds(joint, listeners))
        return JointJudgement(
            replace(regression, probabilities=joint, clear=clear),
            tuple(answer_of(n, *said[n], w) for n, w in mixture.weights.items()),
            next((h.attended for h in heard.values() if h.attended is not None), None),
        )


def answer_of(
    name: MemberName, labels: Sequence[str], probabilities: np.ndarray, weight: float
) -> MemberAnswer:
    """Name the likeliest style of one member."""
    likeliest = int(probabilities.argmax())
    return MemberAnswer(
        name, labels[likeliest], float(probabilities[likeliest]), float(weight)
    )
