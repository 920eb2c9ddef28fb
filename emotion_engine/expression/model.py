"""How near a take's delivery is to each style; the interface of this package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from emotion_engine.encoders.base import AcousticEncoder, Encoding
from emotion_engine.encoders.fit import require_encoder
from emotion_engine.encoders.linear_head import LinearHead
from emotion_engine.encoders.pooling import frames_of, pool_speech
from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import (
    ExpressionResult,
    MemberAnswer,
    Salience,
    Span,
    WordResult,
)
from emotion_engine.weights.shipped import assets_folder, read_head

from .judgement import Judgement, StyleHead
from .members import Panel, TakeInput
from .natives import share_at_or_below
from .own_middle import NOBODY, OwnMiddle
from .salience import AttendedSpan, evidence_for, overlap, salience_of
from .shipped import read_style_head
from .spread import Spread

AGREEING = 0.5  # of the moments has to lie where the fusion network attended


class ExpressionModel(Protocol):
    """Any model of style, as far as the pipeline knows it."""

    @property
    def name(self) -> str:
        """Model and version, stored with each result."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The styles it knows."""

    def predict(
        self,
        encoding: Encoding,
        *,
        target: str | None = None,
        profile: NativeProfile | None = None,
        speech: Sequence[Span] = (),
        words: Sequence[WordResult] = (),
        own: OwnMiddle = NOBODY,
        take: TakeInput | None = None,
    ) -> ExpressionResult:
        """Judge a batch of one take, given where its speech and words are.

        ``own`` is what is known of the voice from its other takes; ``take`` is what
        members beside the regression hear, which are not asked without it.
        """


@dataclass(frozen=True, slots=True)
class LinearExpression:
    """A linear head over pooled middle layers of the frozen encoder.

    ``spread``, where it was measured, gives each probability of the head alone its
    interval. Other members decide with it where there is a ``panel`` of them.
    """

    head: StyleHead
    spread: Spread | None = None
    panel: Panel | None = None

    @property
    def name(self) -> str:
        """The head's name, from its card."""
        return self.head.name

    @property
    def labels(self) -> tuple[str, ...]:
        """The styles of the head."""
        return self.head.labels

    def predict(
        self,
        encoding: Encoding,
        *,
        target: str | None = None,
        profile: NativeProfile | None = None,
        speech: Sequence[Span] = (),
        words: Sequence[WordResult] = (),
        own: OwnMiddle = NOBODY,
        take: TakeInput | None = None,
    ) -> ExpressionResult:
        """Judge a batch of one take; see ``ExpressionModel``."""
        pooled = pool_speech(encoding, speech).cpu().numpy()
        alone = self.head.judge(pooled, own)
        judged, answers, attended = self._together(alone, take, own)
        probabilities = self._by_style(judged)
        natives = profile.expression if profile else None
        heard = ExpressionResult(
            target=target,
            probabilities=probabilities,
            clear=False,
            sounds_like=None,
            match=None,
            native_probabilities=natives.mean if natives else None,
            model=self.name,
            own_takes=own.count if self.head.knows_voices else None,
            intervals=self._intervals(probabilities, together=bool(answers)),
            members=answers,
        )
        if not heard.voice_is_known:
            return heard
        nearest = max(probabilities, key=probabilities.get) if judged.clear else None
        head = self.head.for_voice(own)
        carried = self._salience(head, encoding, nearest or target, speech, words)
        return replace(
            heard,
            clear=judged.clear,
            sounds_like=nearest,
            match=match_with(self._by_style(alone), target, profile),
            carried=carried if agrees(carried, attended) else None,
        )

    def _intervals(
        self, probabilities: Mapping[str, float], *, together: bool
    ) -> dict[str, tuple[float, float]] | None:
        spread = self.panel.pool.spread if together else self.spread
        if spread is None:
            return None
        return {style: spread.around(p) for style, p in probabilities.items()}

    def _by_style(self, judged: Judgement) -> dict[str, float]:
        return dict(zip(self.labels, judged.probabilities.tolist(), strict=True))

    def _together(
        self, alone: Judgement, take: TakeInput | None, own: OwnMiddle
    ) -> tuple[Judgement, tuple[MemberAnswer, ...], tuple[AttendedSpan, ...] | None]:
        if self.panel is None or take is None:
            return alone, (), None
        joint = self.panel.judge(alone, self.labels, take, own)
        return joint.judgement, joint.answers, joint.attended

    def _salience(
        self,
        head: LinearHead,
        encoding: Encoding,
        style: str | None,
        speech: Sequence[Span],
        words: Sequence[WordResult],
    ) -> Salience | None:
        if style not in self.labels:
            return None
        first, last = frames_of(encoding, speech)
        states = encoding.hidden_states[:, 0, first:last].float().cpu().numpy()
        return salience_of(
            evidence_for(head.over_time(states), self.labels.index(style)),
            words,
            style=style,
            start_s=first / encoding.frame_rate_hz,
            frame_rate_hz=encoding.frame_rate_hz,
        )


def agrees(carried: Salience | None, attended: Sequence[AttendedSpan] | None) -> bool:
    """Whether attention lies where the regression's evidence does, or none is known."""
    if carried is None or attended is None:
        return True
    return overlap(carried.moments, attended) >= AGREEING


def match_with(
    probabilities: dict[str, float], target: str | None, profile: NativeProfile | None
) -> float | None:
    """Return the share of natives whose target probability is no higher."""
    if target not in probabilities or profile is None or profile.expression is None:
        return None
    if profile.style != target:
        return None
    return share_at_or_below(probabilities[target], profile.expression.target)


def load_expression(
    encoder: AcousticEncoder, licence: str = "full", panel: Panel | None = None
) -> ExpressionModel:
    """Load the shipped head, which must be for this encoder.

    ``licence`` as ``weights_licence`` of ``EngineConfig``. The ``panel`` was fitted
    beside a head that knows voices; another decides alone.

    Raises
    ------
    CheckpointError
        It was trained on another encoder, or wants layers that it does not have.
    """
    folder = assets_folder("expression", licence)
    head = read_style_head(folder)
    _, card = read_head(folder)
    require_encoder(card, folder, encoder, layers=head.linear.input.layers)
    spread = Spread.of_card(card)
    return LinearExpression(head, spread, panel if head.knows_voices else None)
