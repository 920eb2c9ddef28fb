"""What the take sounds like, what its text suggests, and where the evidence lies."""

from __future__ import annotations

from dataclasses import dataclass

from .codes import DifferenceCode, MemberName
from .voice import KNOWN_VOICE_TAKES


@dataclass(frozen=True, slots=True)
class Difference:
    """The code, with the styles that voice and text suggest."""

    code: DifferenceCode
    voice: str
    words: str


@dataclass(frozen=True, slots=True)
class TextEmotion:
    """Text emotion: what the words of a phrase suggest by themselves.

    Attributes
    ----------
    probabilities : dict from style to float
        Sums to 1; "calm" is not among them, as no text of the corpus is labelled so.
    style : str
        The likeliest.
    is_clear : bool
        Whether it is likely enough to be mentioned.
    """

    probabilities: dict[str, float]
    style: str
    is_clear: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the take, with its share of the evidence for a style."""

    start_s: float
    end_s: float
    share: float


@dataclass(frozen=True, slots=True)
class Salience:
    """Salience: how much each word and moment contributed to a style.

    Attributes
    ----------
    style : str
        What it sounds like, or where that is not clear the style that was asked for.
    words : tuple of float
        Each word's share of the evidence for the style; pauses have the rest.
    moments : tuple of Moment
        The most salient first.
    """

    style: str
    words: tuple[float, ...]
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class MemberAnswer:
    """What one of the models that decide together heard.

    Attributes
    ----------
    style : str
        The likeliest of those it knows.
    probability : float
        Of that style, by this model alone; calibrated on voices it never heard.
    weight : float
        How much its answer counts; the weights of all members sum to 1.
    """

    name: MemberName
    style: str
    probability: float
    weight: float


@dataclass(frozen=True, slots=True)
class ExpressionResult:
    """How near the delivery is to natives performing the styles.

    ``probabilities`` are calibrated and sum to 1. ``clear`` is false where the model
    abstains: then ``sounds_like`` is ``None``. ``match`` is the probability of the
    target style placed among the natives performing it (share of them at or below
    it), ``None`` without a target or a profile. ``words`` is the text emotion of the
    phrase, and ``difference`` says where voice and text suggest different styles;
    ``None`` where they agree or either is unclear. ``carried`` is the salience of words
    and moments; ``None`` where no style is clear or asked for.

    ``own_takes`` is from how many other takes the voice was known; ``None`` for a model
    that hears every voice as it is. Such a model aside, nothing is clear, placed among
    natives or shared out to words until the voice is known. ``intervals`` is where nine in
    ten of each probability would lie in other rooms, levels and codecs; ``None`` where
    that was not measured, as of the answer of several models.

    ``members`` are the answers of the models of which ``probabilities`` are made; empty
    where one model decides alone. With them ``match`` stays that of the regression, which
    is what natives were placed by, and ``carried`` is ``None`` unless the attention of the
    fusion network lies where the regression's evidence does.
    """

    target: str | None
    probabilities: dict[str, float]
    clear: bool
    sounds_like: str | None
    match: float | None
    native_probabilities: dict[str, float] | None = None
    model: str = ""
    words: TextEmotion | None = None
    difference: Difference | None = None
    carried: Salience | None = None
    own_takes: int | None = None
    intervals: dict[str, tuple[float, float]] | None = None
    members: tuple[MemberAnswer, ...] = ()

    @property
    def voice_is_known(self) -> bool:
        """Whether the voice was known well enough to say how the take sounds."""
        return self.own_takes is None or self.own_takes >= KNOWN_VOICE_TAKES
