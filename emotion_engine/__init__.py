"""Speech in, measurements out: the engine's only public interface.

Importing this costs next to nothing: tensors, models and decoders arrive inside the
calls that need them, so a web process never pays for them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .alignment.function_words import WEAK_FORMS
from .alignment.homographs import Homograph
from .alignment.phrase import PhrasePlan, PlannedSyllable, PlannedWord
from .config import SAMPLE_RATE, STYLES, AudioLimits, EngineConfig
from .errors import (
    AlignmentError,
    AudioError,
    AudioRefusal,
    CheckpointError,
    CorpusError,
    EngineError,
    MemoryExhaustedError,
    NewerFormatError,
    ProfileError,
    RenditionError,
    ReportFormatError,
    TextError,
    TextRefusal,
)
from .manifest import Utterance, as_written, read_manifest
from .model_voice import (
    forget_voice,
    outline_of,
    synthesize_reference,
    synthesize_take,
    time_reference,
)
from .natives import (
    doubts_about,
    find_profile,
    measure_natives,
    profile_of_natives,
    shipped_profiles,
)
from .phrases import homographs, parts_of_speech, plan_phrase
from .profiles.natives import NativeTake, Origin
from .profiles.store import Listeners, NativeProfile, same_phrase
from .profiles.votes import count_listeners, spoken_style
from .renditions import resynthesize_with_natives, try_cues, wrong_words
from .request import UtteranceRequest
from .results import (
    KNOWN_VOICE_TAKES,
    NARROW_BANDWIDTH_HZ,
    NOISY_SNR_DB,
    REPORT_FORMAT_VERSION,
    AudioQuality,
    BandMeasure,
    BandPosition,
    Certainty,
    Comparison,
    CueAdvice,
    CueTrial,
    DeliveryResult,
    Difference,
    DifferenceCode,
    ExpressionResult,
    Finding,
    FindingCode,
    Melody,
    MelodyPoint,
    MemberAnswer,
    MemberName,
    NativeDoubt,
    NativeMeasures,
    PhoneSegment,
    PhraseCheck,
    PhraseVerdict,
    Reason,
    Reference,
    RenditionPart,
    RenditionResult,
    Salience,
    ScoreEstimate,
    SpokenSyllable,
    Stage,
    StressState,
    SyllableComparison,
    SyllableResult,
    UtteranceReport,
    VoiceTrace,
    WordResult,
)
from .version import ENGINE_VERSION
from .voice.readers import READING_VOICES, ReadingVoice
from .voice.speaker import SpeakerHabits

if TYPE_CHECKING:
    from .weights.registry import Missing

# Threads that wait by spinning starve each other as soon as anything else runs on the
# machine (a take took 7 s instead of 0.4 s); read by OpenMP when torch is first loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

__all__ = [
    "ENGINE_VERSION",
    "KNOWN_VOICE_TAKES",
    "NARROW_BANDWIDTH_HZ",
    "NOISY_SNR_DB",
    "READING_VOICES",
    "REPORT_FORMAT_VERSION",
    "SAMPLE_RATE",
    "STYLES",
    "WEAK_FORMS",
    "AlignmentError",
    "AudioError",
    "AudioLimits",
    "AudioQuality",
    "AudioRefusal",
    "BandMeasure",
    "BandPosition",
    "Certainty",
    "CheckpointError",
    "Comparison",
    "CorpusError",
    "CueAdvice",
    "CueTrial",
    "DeliveryResult",
    "Difference",
    "DifferenceCode",
    "EngineConfig",
    "EngineError",
    "ExpressionResult",
    "Finding",
    "FindingCode",
    "Homograph",
    "Listeners",
    "Melody",
    "MelodyPoint",
    "MemberAnswer",
    "MemberName",
    "MemoryExhaustedError",
    "NativeDoubt",
    "NativeMeasures",
    "NativeProfile",
    "NativeTake",
    "NewerFormatError",
    "Origin",
    "PhoneSegment",
    "PhraseCheck",
    "PhrasePlan",
    "PhraseVerdict",
    "PlannedSyllable",
    "PlannedWord",
    "ProfileError",
    "ReadingVoice",
    "Reason",
    "Reference",
    "RenditionError",
    "RenditionPart",
    "RenditionResult",
    "ReportFormatError",
    "Salience",
    "ScoreEstimate",
    "SpeakerHabits",
    "SpokenSyllable",
    "Stage",
    "StressState",
    "SyllableComparison",
    "SyllableResult",
    "TextError",
    "TextRefusal",
    "Utterance",
    "UtteranceReport",
    "UtteranceRequest",
    "VoiceTrace",
    "WordResult",
    "analyze_utterance",
    "analyze_utterances",
    "as_written",
    "count_listeners",
    "doubts_about",
    "fetch_weights",
    "find_profile",
    "forget_voice",
    "homographs",
    "knows_voices",
    "measure_natives",
    "missing_weights",
    "outline_of",
    "parts_of_speech",
    "plain_wav",
    "plan_phrase",
    "profile_of_natives",
    "read_manifest",
    "refuse_unless_audio",
    "resynthesize_with_natives",
    "same_phrase",
    "shipped_profiles",
    "spoken_style",
    "synthesize_reference",
    "synthesize_take",
    "time_reference",
    "try_cues",
    "warm_up",
    "wrong_words",
]

OnProgress = Callable[[Stage, UtteranceReport], None]
OnVoice = Callable[[VoiceTrace], None]
OnDownload = Callable[[str, int, int], None]


def analyze_utterance(
    source: Path | bytes,
    *,
    text: str,
    style: str | None = None,
    stress: Mapping[int, int | str] | None = None,
    accent: tuple[int, ...] = (),
    profile: NativeProfile | None = None,
    with_expression: bool = True,
    own_voice: tuple[VoiceTrace, ...] = (),
    config: EngineConfig,
    on_progress: OnProgress | None = None,
    on_voice: OnVoice | None = None,
) -> UtteranceReport:
    """Run one take through every stage against the phrase that was asked for.

    Parameters
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
        False leaves expression out of this take, where ``config`` would allow it.
    own_voice : tuple of VoiceTrace
        What was heard of the same voice in its other takes, for expression.
    config : EngineConfig
        Where the weights are and what is switched on.
    on_progress : callable, optional
        Called as each stage begins, with everything known so far.
    on_voice : callable, optional
        Called at the end with the trace of the take's voice, if its expression was
        heard by a head that knows voices. Whoever stores it stores a trace of that voice.

    Returns
    -------
    UtteranceReport
        ``assessable`` false with a ``reason`` is a result, not an error.

    Raises
    ------
    AudioError
        The file is no recording; ``code`` says why.
    TextError
        The phrase has no English words, or too many.
    CheckpointError
        A weight file is missing or not the pinned one.
    """
    request = UtteranceRequest(
        source, text, style, stress, accent, profile, with_expression, own_voice
    )

    def notify(_: int, stage: Stage, known: UtteranceReport) -> None:
        if on_progress:
            on_progress(stage, known)

    def hand_out(_: int, voice: VoiceTrace) -> None:
        if on_voice:
            on_voice(voice)

    (outcome,) = analyze_utterances(
        [request], config=config, on_progress=notify, on_voice=hand_out
    )
    if isinstance(outcome, EngineError):
        raise outcome
    return outcome


def analyze_utterances(
    requests: Sequence[UtteranceRequest],
    *,
    config: EngineConfig,
    on_progress: Callable[[int, Stage, UtteranceReport], None] | None = None,
    on_voice: Callable[[int, VoiceTrace], None] | None = None,
    on_outcome: Callable[[int, UtteranceReport | EngineError], None] | None = None,
) -> list[UtteranceReport | EngineError]:
    """Run many takes through every stage; takes of similar length share a pass.

    Parameters
    ----------
    requests : sequence of UtteranceRequest
        The takes and what should have been said in them; may be empty.
    config : EngineConfig
        ``max_padded_s`` bounds what is encoded in one pass, and so the memory.
    on_progress : callable, optional
        Called with the index of a request as each of its stages begins, and everything
        known about it so far. Takes are interleaved, not in the order of the requests.
        An exception raised by it ends the call.
    on_voice : callable, optional
        As for ``analyze_utterance``, with the index of the request.
    on_outcome : callable, optional
        Called with the index of a request and its outcome as soon as that is known,
        after ``on_voice``; an exception raised by it ends the call.

    Returns
    -------
    list of UtteranceReport or EngineError
        For each request, in order, what ``analyze_utterance`` would have returned or
        raised: a take that fails does not affect the others. A pass for which memory
        does not suffice is halved until it does; a take for which it does not suffice
        alone is a ``MemoryExhaustedError``. In ``timings_ms`` the time of a shared pass
        is divided equally among its takes.

    Raises
    ------
    CheckpointError
        A weight file is missing, not the pinned one, or for another encoder.
    """
    from .memory import release_unused_memory
    from .pipeline import analyze_all

    try:
        return analyze_all(
            requests,
            config=config,
            on_progress=on_progress,
            on_voice=on_voice,
            on_outcome=on_outcome,
        )
    finally:
        release_unused_memory()


def warm_up(config: EngineConfig) -> None:
    """Load every model this process will need, once, before the first take.

    Raises
    ------
    CheckpointError
        As ``analyze_utterances``.
    """
    from .models import models_of

    models_of(config).load()


def refuse_unless_audio(head: bytes, size: int, limits: AudioLimits) -> str:
    """Identify the container by its first bytes, or raise ``AudioError``; cheap."""
    from .audio.sniff import refuse_unless_audio as sniff

    return sniff(head, size, limits)


def plain_wav(source: bytes, limits: AudioLimits) -> bytes:
    """Decode a file and re-encode its sound: no metadata of the original survives.

    Returns
    -------
    bytes
        A 16-bit mono WAV file at ``SAMPLE_RATE``, cut at ``limits.max_duration_s``.

    Raises
    ------
    AudioError
        The file is no recording; ``code`` says why.
    """
    from .audio.plain import plain_wav as write

    return write(source, limits)


def knows_voices() -> bool:
    """Whether expression is heard against the voice's other takes; no weights.

    If so, a take says nothing clear until ``KNOWN_VOICE_TAKES`` others are known.
    """
    from .expression.card import knows_voices as knows

    return knows()


def missing_weights(config: EngineConfig) -> tuple[Missing, ...]:
    """Missing weight files, each with the command that fetches it."""
    from .weights.registry import missing

    return missing(config)


def fetch_weights(
    config: EngineConfig,
    *,
    source_dir: Path | None = None,
    verify: bool = False,
    voices: bool = False,
    on_download: OnDownload | None = None,
) -> tuple[str, ...]:
    """Fetch or build the missing weight files; return those that are new.

    Parameters
    ----------
    source_dir : Path, optional
        A folder that is tried first; defaults to ``WEIGHTS_SOURCE_DIR``.
    verify : bool
        Check existing files too, and replace those whose checksum does not match.
    voices : bool
        Fetch the other reading voices as well, for training and measuring stress.
    on_download : callable, optional
        Called with a file's name, the bytes received so far and the total, which is 0
        where it is unknown.

    Raises
    ------
    CheckpointError
        No source has a file with the expected checksum.
    """
    from .weights.download import say_nothing
    from .weights.fetch import fetch_weights as fetch

    progress = on_download or say_nothing
    return fetch(
        config,
        source_dir=source_dir,
        verify=verify,
        voices=voices,
        progress=progress,
    )
