"""The request for the analysis of one take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .profiles.store import NativeProfile
from .results import VoiceTrace


@dataclass(frozen=True, slots=True)
class UtteranceRequest:
    """One take, what the learner was asked to say and how, and whom to compare with.

    Attributes
    ----------
    source : Path or bytes
        The recording as it was uploaded, in any container PyAV knows.
    text : str
        The phrase that should have been said.
    style : str, optional
        The style the learner chose, one of ``STYLES``.
    stress : mapping, optional
        Word index to expected stressed syllable, or to the ``code`` of a homograph,
        where the phrase's author overrides the dictionary.
    accent : tuple of int, optional
        Indices of the words that matter, where the phrase's author names them.
    profile : NativeProfile, optional
        The natives to compare with; the shipped one for text and style if absent.
    with_expression : bool
        False leaves expression out of this take, where the configuration would allow it.
    own_voice : tuple of VoiceTrace
        What was heard of the same voice in its other takes, for expression.
    """

    source: Path | bytes
    text: str
    style: str | None = None
    stress: Mapping[int, int | str] | None = None
    accent: tuple[int, ...] = ()
    profile: NativeProfile | None = None
    with_expression: bool = True
    own_voice: tuple[VoiceTrace, ...] = ()
