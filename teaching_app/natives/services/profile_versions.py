"""Versions of the profiles that are made of natives' recordings here."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import replace

import emotion_engine as engine
from teaching_app.natives.models import NativeRecording, ProfileTake
from teaching_app.natives.selectors import profile_sources
from teaching_app.natives.selectors.profile_sources import Heard
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis, NativeProfile, Phrase

logger = logging.getLogger(__name__)

Made = tuple[engine.NativeProfile, list[NativeRecording]]


def rebuild(claim: jobs.Claim, phrase: Phrase) -> None:
    """Make the profile of each style that recordings speak for, or end it.

    The same recordings give the same version. One without enough natives is retired, and
    takes are compared with the shipped profile again, or with the expectation. What is
    retired is kept for the results that were judged by it.
    """
    heard = profile_sources.heard_of(phrase)
    made = {
        style: described
        for style, recordings in profile_sources.by_style(heard).items()
        if (described := _described(phrase, style, recordings, heard))
    }
    with jobs.writing(claim):
        ours = NativeProfile.objects.filter(phrase=phrase, is_invited=True)
        ours.exclude(style__in=made).update(is_active=False)
        for style, (profile, recordings) in made.items():
            _keep(phrase, style, profile, recordings)
        judged_by = Analysis.objects.filter(recording__phrase=phrase)
        known = judged_by.values("profile_version")
        ours.filter(is_active=False).exclude(version__in=known).delete()


def _described(
    phrase: Phrase,
    style: str,
    recordings: Sequence[NativeRecording],
    heard: Sequence[Heard],
) -> Made | None:
    """Describe recordings in one style; ``None`` for too few natives."""
    measured = profile_sources.takes_of(recordings, style)
    if not measured:
        return None
    used = [recording for recording, _ in measured]
    profile = engine.profile_of_natives(
        [take for _, take in measured],
        origin=profile_sources.origin_of(used),
        stress=phrase.stressed_syllables or None,
    )
    if profile is None:
        return None
    version = version_of(phrase, used)
    listeners = profile_sources.listeners_of(heard, style)
    return replace(profile, profile_version=version, listeners=listeners), used


def version_of(phrase: Phrase, recordings: Sequence[NativeRecording]) -> str:
    """Name a version by what it is made of."""
    contents = sorted(
        f"{one.speaker} {one.sha256} {profile_sources.measured_by(one)}"
        for one in recordings
    )
    made_of = (engine.ENGINE_VERSION, phrase.text, str(phrase.stress), *contents)
    return f"natives-{hashlib.sha256(chr(10).join(made_of).encode()).hexdigest()[:12]}"


def _keep(
    phrase: Phrase,
    style: str,
    profile: engine.NativeProfile,
    recordings: Sequence[NativeRecording],
) -> None:
    """Store a version as the active one, in place of an earlier one."""
    ours = NativeProfile.objects.filter(phrase=phrase, style=style, is_invited=True)
    ours.exclude(version=profile.profile_version).update(is_active=False)
    values = {
        "data": profile.to_json(),
        "n_speakers": profile.n_speakers,
        "source": profile.source,
        "licence": profile.licence,
    }
    same = ours.filter(version=profile.profile_version)
    if same.update(**values, is_active=True):
        return  # listeners may have been asked since
    stored = ours.create(
        phrase=phrase,
        style=style,
        version=profile.profile_version,
        is_invited=True,
        **values,
    )
    ProfileTake.objects.bulk_create(
        ProfileTake(profile=stored, recording=one) for one in recordings
    )
    logger.info("%s has %d natives of its own", stored, profile.n_speakers)
