"""Numbers of a report as bars: measures, delivery, expression, quality, reference.

Positions along a bar are whole per mille, so that no locale writes them with a comma.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .labels import BAND_POSITIONS, DELIVERY, readable, style_label

MEASURES = {
    "rate": gettext_lazy("Speed"),
    "speech_rate": gettext_lazy("Speed"),
    "articulation_rate": gettext_lazy("Speed"),
    "duration": gettext_lazy("Length"),
    "pitch_range": gettext_lazy("Pitch range"),
    "f0_range": gettext_lazy("Pitch range"),
    "final_slope": gettext_lazy("Final movement"),
    "final_movement": gettext_lazy("Final movement"),
    "pause_total": gettext_lazy("Pauses"),
    "pauses": gettext_lazy("Pauses"),
    "level_range": gettext_lazy("Loudness contrast"),
}
UNITS = {
    "st": gettext_lazy("semitones"),
    "syllables/s": gettext_lazy("syllables a second"),
    "s": gettext_lazy("seconds"),
    "db": gettext_lazy("decibels"),
}

# Below these a take is worth a word of advice although it can be judged.
QUIET_DBFS = -40.0
LOW_SNR_DB = 15.0
NARROW_HZ = 4200.0
CLIPPED_SHARE = 0.001


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

    @property
    def band_width(self) -> int:
        return self.band_end - self.band_start

    @property
    def position_label(self) -> str:
        return str(BAND_POSITIONS[self.position])


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """One score of 0 to 10 with its repeatability interval."""

    label: str
    value: float
    low: float
    high: float
    low_at: int
    high_at: int
    value_at: int

    @property
    def width(self) -> int:
        return self.high_at - self.low_at


@dataclass(frozen=True, slots=True)
class StyleBar:
    """One style: how near the take is to it, and natives who perform the target."""

    code: str
    label: str
    percent: int
    native_percent: int | None
    is_target: bool
    is_nearest: bool


@dataclass(frozen=True, slots=True)
class ExpressionView:
    """How near the delivery comes to natives performing the styles."""

    target: str
    clear: bool
    headline: str
    text: str
    bars: tuple[StyleBar, ...]

    @property
    def has_natives(self) -> bool:
        return any(bar.native_percent is not None for bar in self.bars)


@dataclass(frozen=True, slots=True)
class QualityItem:
    """One property of the recording: its words, and whether it needs attention."""

    code: str
    text: str
    good: bool


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """Who the learner is compared with."""

    is_native: bool
    headline: str
    details: str


def measure_bars(report: dict[str, Any]) -> tuple[MeasureBar, ...]:
    """Measures of the whole take beside the natives' 10th to 90th percentile."""
    measures = (report.get("comparison") or {}).get("measures") or ()
    return tuple(_measure_bar(m) for m in measures)


def _measure_bar(measure: dict[str, Any]) -> MeasureBar:
    low, high, value = measure["low"], measure["high"], measure["value"]
    start, end = min(low, value), max(high, value)
    margin = max(0.25 * (end - start), 1e-6)

    def place(x: float) -> int:
        return round(1000 * (x - start + margin) / (end - start + 2 * margin))

    return MeasureBar(
        label=readable(MEASURES, measure["name"]),
        unit=str(UNITS.get(measure["unit"].lower(), measure["unit"])),
        value=value,
        low=low,
        high=high,
        position=measure["position"],
        band_start=place(low),
        band_end=place(high),
        median_at=place(measure["median"]),
        value_at=place(value),
    )


def score_bars(report: dict[str, Any]) -> tuple[ScoreBar, ...]:
    """How expert raters would hear the take, each score with its interval."""
    delivery = report.get("delivery") or {}
    return tuple(
        ScoreBar(
            label=readable(DELIVERY, name),
            value=score["value"],
            low=score["low"],
            high=score["high"],
            low_at=round(100 * score["low"]),
            high_at=round(100 * score["high"]),
            value_at=round(100 * score["value"]),
        )
        for name, score in delivery.items()
        if score
    )


def expression_view(report: dict[str, Any]) -> ExpressionView | None:
    """The styles, nearest first; ``None`` where no style was asked for or computed."""
    expression = report.get("expression")
    if not expression:
        return None
    natives = expression.get("native_probabilities") or {}
    ranked = sorted(expression["probabilities"].items(), key=lambda item: -item[1])
    bars = tuple(
        StyleBar(
            code=code,
            label=style_label(code),
            percent=round(100 * probability),
            native_percent=_percent(natives.get(code)),
            is_target=code == expression["target"],
            is_nearest=code == expression["sounds_like"],
        )
        for code, probability in ranked
    )
    return ExpressionView(
        target=style_label(expression["target"]),
        clear=expression["clear"],
        headline=_expression_headline(expression),
        text=_expression_text(expression),
        bars=bars,
    )


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _expression_headline(expression: dict[str, Any]) -> str:
    if not expression["clear"]:
        return _("Not clear: no style stood out.")
    nearest = style_label(expression["sounds_like"])
    if expression["sounds_like"] == expression["target"]:
        return _("Your delivery sounds like the style you chose: %(style)s.") % {
            "style": nearest
        }
    return _("Your delivery sounds most like: %(style)s.") % {"style": nearest}


def _expression_text(expression: dict[str, Any]) -> str:
    if expression["match"] is not None:
        return _(
            "Of 100 native performances of “%(style)s”, yours comes as near to the "
            "style as, or nearer than, %(n)d."
        ) % {
            "style": style_label(expression["target"]),
            "n": round(100 * expression["match"]),
        }
    if not expression["clear"]:
        return _(
            "We would rather say nothing than guess. A larger change of pitch, speed "
            "or loudness makes a style easier to hear."
        )
    return _("This describes how the phrase was said, nothing else.")


def quality_items(report: dict[str, Any]) -> tuple[QualityItem, ...]:
    """What the recording itself is like, in words."""
    quality = report.get("quality")
    if not quality:
        return ()
    items = [_level(quality), _noise(quality), _bandwidth(quality)]
    if quality["clipping_share"] > CLIPPED_SHARE:
        items.append(QualityItem("clipped", _("Overloaded in places"), False))
    return tuple(item for item in items if item)


def _level(quality: dict) -> QualityItem | None:
    level = quality["level_dbfs"]
    if level is None:
        return None
    if level < QUIET_DBFS:
        return QualityItem("level", _("Quiet: come closer"), False)
    return QualityItem("level", _("Good level"), True)


def _noise(quality: dict) -> QualityItem | None:
    snr = quality["snr_db"]
    if snr is None:
        return None
    if snr < LOW_SNR_DB:
        return QualityItem("noise", _("Noisy room"), False)
    return QualityItem("noise", _("Little noise"), True)


def _bandwidth(quality: dict) -> QualityItem | None:
    bandwidth = quality["bandwidth_hz"]
    if bandwidth is None or bandwidth >= NARROW_HZ:
        return None
    return QualityItem(
        "bandwidth", _("Narrow sound, as from a headset microphone"), False
    )


def reference_view(report: dict[str, Any]) -> ReferenceView | None:
    """Name the natives: how many, sex, accent, source, licence, version."""
    reference = report.get("reference")
    if reference is None:
        return _no_natives() if report.get("assessable") else None
    if reference["kind"] != "native":
        return _no_natives()
    speakers = ngettext(
        "Compared with %(n)d native speaker",
        "Compared with %(n)d native speakers",
        reference["n_speakers"],
    ) % {"n": reference["n_speakers"]}
    sexes = _("%(n_female)d women, %(n_male)d men") % reference
    headline = f"{speakers} ({sexes}), {reference['accent']}."
    return ReferenceView(True, headline, _reference_details(reference))


def _no_natives() -> ReferenceView:
    return ReferenceView(
        False,
        _("No native speakers yet: synthetic reference."),
        _("The stress expected here is the dictionary’s."),
    )


def _reference_details(reference: dict[str, Any]) -> str:
    details = (
        _(
            "%(n_recordings)d recordings. Source: %(source)s, %(licence)s. "
            "Profile version %(profile_version)s."
        )
        % reference
    )
    if reference["style"]:
        style = _("Style: %(style)s.") % {"style": style_label(reference["style"])}
        return f"{style} {details}"
    return details
