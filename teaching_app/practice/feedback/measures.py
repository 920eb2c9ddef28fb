"""Numbers of a report as bars: measures of the take, and scores of the delivery.

Positions along a bar are integers per mille, so that no locale adds a decimal comma.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import emotion_engine as engine

from .labels import BAND_POSITIONS, DELIVERY, EXPECTED_POSITIONS, readable

MEASURES = {
    "pitch_range_st": gettext_lazy("Pitch range"),
    "final_movement_st": gettext_lazy("Movement at the end"),
    "rate_syllables_per_s": gettext_lazy("Speed"),
    "pause_s": gettext_lazy("Pauses"),
    "loudness_contrast_db": gettext_lazy("Loudness contrast"),
    "stressed_duration_ratio": gettext_lazy("Length of stressed syllables"),
}
UNITS = {
    "st": gettext_lazy("semitones"),
    "syllables/s": gettext_lazy("syllables a second"),
    "s": gettext_lazy("seconds"),
    "db": gettext_lazy("decibels"),
    "": gettext_lazy("times the others"),
}


# Bands of the raters' guide: lower bounds on their scale of 0 to 10.
BANDS = (
    (0.0, gettext_lazy("takes effort to follow")),
    (5.0, gettext_lazy("understandable")),
    (7.0, gettext_lazy("good")),
    (9.0, gettext_lazy("excellent")),
)
GOOD, HIGHEST = BANDS[2][0], 10.0
EDGES = {
    False: gettext_lazy("at the edge of the native range"),
    True: gettext_lazy("at the edge of the expected range"),
}
THINNEST_BAND = 20  # per mille of the line: an empty band is still visible


@dataclass(frozen=True, slots=True)
class MeasureBar:
    """One measure of the take on a line with the natives' band."""

    label: str
    unit: str
    value: float
    low: float
    high: float
    position: str
    band_start: int
    band_end: int
    median_at: int
    value_at: int
    is_expected: bool = False

    @property
    def band_width(self) -> int:
        return max(self.band_end - self.band_start, THINNEST_BAND)

    @property
    def position_label(self) -> str:
        is_between = self.low <= self.value <= self.high
        if self.position == "inside" and not is_between:  # within repeatability
            return str(EDGES[self.is_expected])
        labels = EXPECTED_POSITIONS if self.is_expected else BAND_POSITIONS
        return str(labels[self.position])


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """One score of 0 to 10 with its repeatability interval, and the band it lies in."""

    code: str
    label: str
    band: str
    value: float
    low: float
    high: float
    low_at: int
    high_at: int
    value_at: int

    @property
    def width(self) -> int:
        return self.high_at - self.low_at


def measure_bars(report: engine.UtteranceReport) -> tuple[MeasureBar, ...]:
    """Measures of the whole take with the natives' 10th to 90th percentile."""
    measures = report.comparison.measures if report.comparison else ()
    is_expected = report.natives is None
    return tuple(_measure_bar(m, is_expected=is_expected) for m in measures)


def _measure_bar(measure: engine.BandMeasure, *, is_expected: bool) -> MeasureBar:
    low, high, value = measure.low, measure.high, measure.value
    start, end = min(low, value), max(high, value)
    margin = max(0.25 * (end - start), 1e-6)

    def place(x: float) -> int:
        return round(1000 * (x - start + margin) / (end - start + 2 * margin))

    return MeasureBar(
        label=readable(MEASURES, measure.name),
        unit=unit_label(measure.unit),
        value=value,
        low=low,
        high=high,
        position=measure.position,
        band_start=place(low),
        band_end=place(high),
        median_at=place(measure.median),
        value_at=place(value),
        is_expected=is_expected,
    )


def score_bars(report: engine.UtteranceReport) -> tuple[ScoreBar, ...]:
    """How expert raters would score the take, each score with its interval."""
    return tuple(
        ScoreBar(
            code=name,
            label=readable(DELIVERY, name),
            band=band_of(score),
            value=score.value,
            low=score.low,
            high=score.high,
            low_at=_scale(score.low),
            high_at=_scale(score.high),
            value_at=_scale(score.value),
        )
        for name, score in scores_of(report).items()
    )


def scores_of(report: engine.UtteranceReport) -> dict[str, engine.ScoreEstimate]:
    """The scores that are shown, by name; missing words are reported, not rated.

    Without a voice to be heard, as in a whisper, there is none for prosody.
    """
    if report.delivery is None:
        return {}
    rated = {name: getattr(report.delivery, name) for name in DELIVERY}
    return {name: score for name, score in rated.items() if score is not None}


def deserves_praise(report: engine.UtteranceReport) -> bool:
    """Whether listeners would surely call the take good, where they would rate it."""
    rated = report.delivery
    return rated is None or rated.total.low >= GOOD


def unit_label(unit: str) -> str:
    """The label of a unit; one without a label keeps its symbol."""
    return str(UNITS.get(unit.lower(), unit))


def band_names() -> tuple[str, ...]:
    """The bands of the raters' scale from low to high, of equal width."""
    return tuple(str(label) for _low, label in BANDS)


def _scale(value: float) -> int:
    """Position of a score on a scale of equally wide bands, per mille."""
    index = _band(value)
    low = BANDS[index][0]
    high = BANDS[index + 1][0] if index + 1 < len(BANDS) else HIGHEST
    share = min(max((value - low) / (high - low), 0.0), 1.0)
    return round(1000 * (index + share) / len(BANDS))


def band_of(score: engine.ScoreEstimate) -> str:
    """Name the band of a score, or both if its interval crosses an edge."""
    low, high = _band(score.low), _band(score.high)
    if low == high:
        return str(BANDS[low][1])
    return _("%(low)s to %(high)s") % {
        "low": BANDS[low][1],
        "high": BANDS[high][1],
    }


def _band(value: float) -> int:
    return max(i for i, (low, _label) in enumerate(BANDS) if value >= low or i == 0)
