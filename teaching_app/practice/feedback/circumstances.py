"""The context of a result: recording quality, and whom the take is compared with."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import emotion_engine as engine

from .labels import ACCENTS, readable, style_label

# Beyond these a take gets advice on recording although it can be judged.
QUIET_DBFS = -40.0
CLIPPED_SHARE = 0.001


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


def quality_items(report: engine.UtteranceReport) -> tuple[QualityItem, ...]:
    """The quality of the recording, in words."""
    quality = report.quality
    if quality is None:
        return ()
    items = [_level(quality), _noise(quality), _bandwidth(quality)]
    if quality.clipping_share > CLIPPED_SHARE:
        items.append(QualityItem("clipped", _("Overloaded in places"), False))
    return tuple(item for item in items if item)


def _level(quality: engine.AudioQuality) -> QualityItem | None:
    level = quality.level_dbfs
    if level is None:
        return None
    if level < QUIET_DBFS:
        return QualityItem("level", _("Quiet: come closer"), False)
    return QualityItem("level", _("Good level"), True)


def _noise(quality: engine.AudioQuality) -> QualityItem | None:
    if quality.snr_db is None:
        return None
    if quality.is_noisy:
        return QualityItem("noise", _("Noisy room"), False)
    return QualityItem("noise", _("Little noise"), True)


def _bandwidth(quality: engine.AudioQuality) -> QualityItem | None:
    if not quality.is_narrow:
        return None
    return QualityItem(
        "bandwidth", _("Narrow sound, as from a headset microphone"), False
    )


def reference_view(report: engine.UtteranceReport) -> ReferenceView | None:
    """Describe the natives: how many, sex, accent, source, licence, version."""
    reference = report.reference
    if reference is None:
        return _no_natives() if report.assessable else None
    headline_of = HEADLINES.get(reference.kind)
    if headline_of is None:
        return _no_natives()
    return ReferenceView(True, headline_of(reference), _reference_details(reference))


def _of_natives(reference: engine.Reference) -> str:
    speakers = ngettext(
        "Compared with %(n)d native speaker",
        "Compared with %(n)d native speakers",
        reference.n_speakers,
    ) % {"n": reference.n_speakers}
    said = {"speakers": speakers, "accent": _accents(reference.accent)}
    if not reference.n_female + reference.n_male:
        return _("%(speakers)s, %(accent)s.") % said
    return _("%(speakers)s (%(sexes)s), %(accent)s.") % {
        **said,
        "sexes": _sexes(reference),
    }


def _accents(named: str) -> str:
    """One accent or several, as a profile names them."""
    return _(", ").join(readable(ACCENTS, one) for one in named.split(", "))


def _sexes(reference: engine.Reference) -> str:
    women = ngettext("%(n)d woman", "%(n)d women", reference.n_female)
    men = ngettext("%(n)d man", "%(n)d men", reference.n_male)
    counts = {
        "women": women % {"n": reference.n_female},
        "men": men % {"n": reference.n_male},
    }
    return _("%(women)s, %(men)s") % counts


def _combined(reference: engine.Reference) -> str:
    weighed = _("They are few, so what natives do in other sentences counts, too.")
    return f"{_of_natives(reference)} {weighed}"


def _expected(reference: engine.Reference) -> str:
    return ngettext(
        "Nobody has recorded this phrase yet: expected from %(n)d native speaker who "
        "read other sentences.",
        "Nobody has recorded this phrase yet: expected from %(n)d native speakers who "
        "read other sentences.",
        reference.n_speakers,
    ) % {"n": reference.n_speakers}


HEADLINES = {"native": _of_natives, "combined": _combined, "expected": _expected}


def _no_natives() -> ReferenceView:
    return ReferenceView(
        False,
        _("No native speakers yet: synthetic reference."),
        _("The stress expected here is the dictionary’s."),
    )


def _reference_details(reference: engine.Reference) -> str:
    details = _(
        "%(n_recordings)d recordings. Source: %(source)s, %(licence)s. "
        "Profile version %(profile_version)s."
    ) % asdict(reference)
    if reference.style:
        style = _("Style: %(style)s.") % {"style": style_label(reference.style)}
        return f"{style} {details}"
    return details
