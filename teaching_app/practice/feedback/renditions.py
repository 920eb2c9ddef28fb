"""Words for renditions of the learner's voice, and for which cue to change first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

import emotion_engine as engine

from .labels import readable, style_label
from .measures import MEASURES, unit_label

NATIVE = "native"  # a value of ``RenditionResult.after``
OFFERS = {
    "all": gettext_lazy("Make it for the whole phrase"),
    "wrong": gettext_lazy("Change only what was off"),
}
VERSIONS = {
    "all": gettext_lazy("the whole phrase"),
    "wrong": gettext_lazy("only what was off"),
}
# What to do if a measure is below, and if it is above the natives' median.
ACTIONS: dict[str, tuple[Promise, Promise]] = {
    "pitch_range_st": (
        gettext_lazy("Let your voice rise and fall further."),
        gettext_lazy("Keep your voice nearer to its middle."),
    ),
    "final_movement_st": (
        gettext_lazy("Let the end rise more."),
        gettext_lazy("Let the end fall more."),
    ),
    "rate_syllables_per_s": (
        gettext_lazy("Speak a little faster."),
        gettext_lazy("Speak a little slower."),
    ),
    "pause_s": (
        gettext_lazy("Take more time in the pauses."),
        gettext_lazy("Make the pauses shorter."),
    ),
    "loudness_contrast_db": (
        gettext_lazy("Make the strong syllables louder than the others."),
        gettext_lazy("Speak more evenly loud."),
    ),
    "stressed_duration_ratio": (
        gettext_lazy("Give the stressed syllables more time."),
        gettext_lazy("Give the stressed syllables less time."),
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One rendition that was asked for, with its result once it is done."""

    state: str
    result: engine.RenditionResult | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One rendition that can be played; ``timeline`` aligns it with the take."""

    kind: str
    label: str
    url: str
    origin: str
    is_synthetic: bool
    timeline: Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Offer:
    """One rendition that can be asked for."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class RenditionView:
    """What the feedback page shows of a take's renditions."""

    versions: tuple[Version, ...]
    offers: tuple[Offer, ...]
    is_pending: bool
    trouble: str

    @property
    def status(self) -> str:
        """What is announced when it changes."""
        if self.is_pending:
            return _("We are changing your recording. This takes a few seconds.")
        return _("Ready: compare with your own recording.") if self.versions else ""

    def to_json(self) -> list[dict[str, Any]]:
        """What ``<rendition-player>`` reads."""
        return [
            {
                "kind": version.kind,
                "url": version.url,
                "origin": version.origin,
                "timeline": [list(pair) for pair in version.timeline],
            }
            for version in self.versions
        ]


@dataclass(frozen=True, slots=True)
class CueRow:
    """One cue that was tried alone."""

    label: str
    mine: float
    natives: float
    unit: str
    percent: int
    helps: bool


@dataclass(frozen=True, slots=True)
class CuesView:
    """Which cue to change first; ``rows`` has the best first."""

    is_pending: bool
    headline: str
    action: str
    rows: tuple[CueRow, ...]
    before_percent: int
    untried: str


def rendition_view(
    found: Mapping[str, Asked],
    kinds: Sequence[str],
    urls: Mapping[str, str],
) -> RenditionView | None:
    """Arrange what exists and what may be asked for; ``None`` if there is neither.

    ``found`` has what was asked for by kind, ``urls`` the address of each sound.
    """
    asked = {kind: found[kind] for kind in ("all", "wrong") if kind in found}
    made = {k: a.result for k, a in asked.items() if a.state == "done" and a.result}
    if not made and not kinds:
        return None
    states = {one.state for one in asked.values()}
    offered = [k for k in kinds if k not in found or found[k].state == "failed"]
    return RenditionView(
        versions=tuple(_version(kind, made[kind], urls[kind]) for kind in made),
        offers=tuple(Offer(kind, str(OFFERS[kind])) for kind in offered),
        is_pending=bool(states & {"queued", "running"}),
        trouble=_trouble(states),
    )


def _version(kind: str, result: engine.RenditionResult, url: str) -> Version:
    return Version(
        kind=kind,
        label=str(VERSIONS[kind]),
        url=url,
        origin=_origin(result),
        is_synthetic=result.after != NATIVE,
        timeline=result.timeline,
    )


def _origin(result: engine.RenditionResult) -> str:
    if result.after != NATIVE:
        return _("Melody, timing and loudness after the synthetic voice.")
    return ngettext(
        "Melody, timing and loudness after %(n)d native speaker.",
        "Melody, timing and loudness after %(n)d native speakers.",
        result.n_speakers,
    ) % {"n": result.n_speakers}


def _trouble(states: set[str]) -> str:
    if "failed" in states:
        return _("Something went wrong on our side. You can ask again.")
    if "impossible" in states:
        return _("In this recording there was too little voice to change.")
    return ""


def cues_view(state: str, advice: engine.CueAdvice | None) -> CuesView | None:
    """Say which cue to change first; ``None`` where that could not be tried."""
    if state in ("queued", "running"):
        return CuesView(True, "", "", (), 0, "")
    if state != "done" or advice is None:
        return None
    trials = advice.trials
    best = trials[0] if trials and trials[0].helps else None
    return CuesView(
        is_pending=False,
        headline=_headline(best, advice),
        action=_action(best) if best else "",
        rows=tuple(_row(trial) for trial in trials),
        before_percent=round(100 * advice.probability),
        untried=", ".join(readable(MEASURES, name) for name in advice.untried),
    )


def _headline(best: engine.CueTrial | None, advice: engine.CueAdvice) -> str:
    style = style_label(advice.style)
    if best is None:
        return _(
            "No single change brought this take clearly nearer to “%(style)s”. Several "
            "together may: follow the reference as a whole."
        ) % {"style": style}
    return _(
        "Change first: %(cue)s. With only this changed in your own recording, it came "
        "nearer to “%(style)s”: from %(before)d %% to %(after)d %%."
    ) % {
        "cue": readable(MEASURES, best.name).lower(),
        "style": style,
        "before": round(100 * advice.probability),
        "after": round(100 * best.probability),
    }


def _action(trial: engine.CueTrial) -> str:
    below, above = ACTIONS[trial.name]
    return str(below if trial.value < trial.median else above)


def _row(trial: engine.CueTrial) -> CueRow:
    return CueRow(
        label=readable(MEASURES, trial.name),
        mine=trial.value,
        natives=trial.median,
        unit=unit_label(trial.unit),
        percent=round(100 * trial.probability),
        helps=trial.helps,
    )
