"""Speech in, measurements out: the engine's only public interface.

Importing this costs next to nothing: tensors, models and decoders arrive inside the
calls that need them, so a web process never pays for them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .alignment.function_words import WEAK_FORMS
from .alignment.phrase import PhrasePlan, PlannedSyllable, PlannedWord
from .config import SAMPLE_RATE, STYLES, AudioLimits, EngineConfig
from .errors import (
    AlignmentError,
    AudioError,
    AudioRefusal,
    CheckpointError,
    CorpusError,
    EngineError,
    NewerFormatError,
    ProfileError,
    RenditionError,
    ReportFormatError,
    TextError,
    TextRefusal,
)
from .profiles.store import NativeProfile
from .request import UtteranceRequest
from .results import (
    NARROW_BANDWIDTH_HZ,
    NOISY_SNR_DB,
    REPORT_FORMAT_VERSION,
    AudioQuality,
    BandMeasure,
    BandPosition,
    Carried,
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
    PhoneSegment,
    PhraseCheck,
    PhraseVerdict,
    Reason,
    Reference,
    RenditionPart,
    RenditionResult,
    ScoreEstimate,
    SpokenSyllable,
    Stage,
    StressState,
    SyllableComparison,
    SyllableResult,
    UtteranceReport,
    WordResult,
)
from .version import ENGINE_VERSION

if TYPE_CHECKING:
    from .weights.registry import Missing

# Threads that wait by spinning starve each other as soon as anything else runs on the
# machine (a take took 7 s instead of 0.4 s); read by OpenMP when torch is first loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

__all__ = [
    "ENGINE_VERSION",
    "NARROW_BANDWIDTH_HZ",
    "NOISY_SNR_DB",
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
    "Carried",
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
    "Melody",
    "MelodyPoint",
    "NativeProfile",
    "NewerFormatError",
    "PhoneSegment",
    "PhraseCheck",
    "PhrasePlan",
    "PhraseVerdict",
    "PlannedSyllable",
    "PlannedWord",
    "ProfileError",
    "Reason",
    "Reference",
    "RenditionError",
    "RenditionPart",
    "RenditionResult",
    "ReportFormatError",
    "ScoreEstimate",
    "SpokenSyllable",
    "Stage",
    "StressState",
    "SyllableComparison",
    "SyllableResult",
    "TextError",
    "TextRefusal",
    "UtteranceReport",
    "UtteranceRequest",
    "WordResult",
    "analyze_utterance",
    "analyze_utterances",
    "fetch_weights",
    "find_profile",
    "forget_voice",
    "missing_weights",
    "plain_wav",
    "plan_phrase",
    "refuse_unless_audio",
    "resynthesize_with_natives",
    "shipped_profiles",
    "synthesize_reference",
    "synthesize_take",
    "time_reference",
    "warm_up",
    "wrong_words",
]

OnProgress = Callable[[Stage, UtteranceReport], None]
OnDownload = Callable[[str, int, int], None]


def analyze_utterance(
    source: Path | bytes,
    *,
    text: str,
    style: str | None = None,
    stress: dict[int, int] | None = None,
    accent: tuple[int, ...] = (),
    profile: NativeProfile | None = None,
    with_expression: bool = True,
    config: EngineConfig,
    on_progress: OnProgress | None = None,
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
    stress : dict, optional
        Word index to expected stressed syllable, where the phrase's author
        overrides the dictionary (noun and verb pairs).
    accent : tuple of int, optional
        Indices of the words that matter, where the phrase's author names them.
    profile : NativeProfile, optional
        The natives to compare with; the shipped one for text and style if absent.
    with_expression : bool
        False leaves expression out of this take, where ``config`` would allow it.
    config : EngineConfig
        Where the weights are and what is switched on.
    on_progress : callable, optional
        Called as each stage begins, with everything known so far.

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
        source, text, style, stress, accent, profile, with_expression
    )

    def tell(_: int, stage: Stage, known: UtteranceReport) -> None:
        if on_progress:
            on_progress(stage, known)

    (outcome,) = analyze_utterances([request], config=config, on_progress=tell)
    if isinstance(outcome, EngineError):
        raise outcome
    return outcome


def analyze_utterances(
    requests: Sequence[UtteranceRequest],
    *,
    config: EngineConfig,
    on_progress: Callable[[int, Stage, UtteranceReport], None] | None = None,
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

    Returns
    -------
    list of UtteranceReport or EngineError
        For each request, in order, what ``analyze_utterance`` would have returned or
        raised: a take that fails does not affect the others. In ``timings_ms`` the time
        of a shared pass is divided equally among its takes.

    Raises
    ------
    CheckpointError
        A weight file is missing, not the pinned one, or for another encoder.
    """
    from .memory import release_unused_memory
    from .pipeline import analyze_all

    try:
        return analyze_all(requests, config=config, on_progress=on_progress)
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


def plan_phrase(text: str, stress: dict[int, int] | None = None) -> PhrasePlan:
    """Words, syllables and expected stress of a phrase; no audio, no weights."""
    from .alignment.phrase import plan_phrase as plan

    return plan(text, stress)


def shipped_profiles(licence: str = "full") -> tuple[NativeProfile, ...]:
    """Return the native profiles that come with the engine.

    With ``licence`` ``open`` those of recordings that forbid commercial use are left out.
    """
    from .profiles.store import shipped_profiles as shipped

    return shipped(licence)


def find_profile(text: str, style: str | None) -> NativeProfile | None:
    """Return the shipped profile of this phrase in this style, if there is one."""
    from .profiles.store import find_profile as find

    return find(text, style)


def missing_weights(config: EngineConfig) -> tuple[Missing, ...]:
    """Missing weight files, each with the command that fetches it."""
    from .weights.registry import missing

    return missing(config)


def fetch_weights(
    config: EngineConfig,
    *,
    source_dir: Path | None = None,
    verify: bool = False,
    on_download: OnDownload | None = None,
) -> tuple[str, ...]:
    """Fetch or build the missing weight files; return those that are new.

    Parameters
    ----------
    source_dir : Path, optional
        A folder that is tried first; defaults to ``WEIGHTS_SOURCE_DIR``.
    verify : bool
        Check existing files too, and replace those whose checksum does not match.
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
    return fetch(config, source_dir=source_dir, verify=verify, progress=progress)


def synthesize_reference(
    text: str,
    *,
    config: EngineConfig,
    out: Path,
    stress: dict[int, int] | None = None,
) -> None:
    """Write the synthetic model voice saying ``text`` to a WAV file.

    ``stress`` overrides the dictionary, as in ``analyze_utterance``.
    """
    from .models import models_of
    from .voice.synthesis import write_reference

    write_reference(text, voice=models_of(config).voice, out=out, stress=stress)


def synthesize_take(
    text: str,
    *,
    config: EngineConfig,
    out: Path,
    stress: dict[int, int] | None = None,
    moved: dict[int, int] | None = None,
    melody: float = 1.0,
    height_st: float = 0.0,
    pace: float = 1.0,
    pauses_after: Collection[int] = (),
    seed: int | None = None,
) -> None:
    """Write the model voice saying ``text`` as a learner might, to a WAV file.

    Parameters
    ----------
    stress : dict, optional
        Overrides the dictionary, as in ``analyze_utterance``.
    moved : dict, optional
        Word index to the syllable that is stressed instead, wrongly; of words that are
        in the dictionary.
    melody : float
        How much is left of the melody's movement: 0 is one height, 1 all of it.
    height_st : float
        By how many semitones the voice is higher.
    pace : float
        How many times as fast it speaks.
    pauses_after : collection of int
        Indices of words behind which it waits, as counted between spaces.
    seed : int, optional
        Each is another rendition, as reproducible.

    Raises
    ------
    TextError
        A word has no such syllable, or is in no dictionary.
    """
    from .models import models_of
    from .voice.habits import write_take

    write_take(
        text,
        voice=models_of(config).voice,
        out=out,
        stress=stress,
        moved=moved,
        melody=melody,
        height_st=height_st,
        pace=pace,
        pauses_after=pauses_after,
        seed=seed,
    )


def forget_voice() -> None:
    """Free the memory of the model voice; the next reference loads it again."""
    from .memory import release_unused_memory
    from .models import forget_voices

    forget_voices()
    release_unused_memory()


def time_reference(
    source: Path | bytes,
    *,
    text: str,
    config: EngineConfig,
    stress: dict[int, int] | None = None,
) -> tuple[SpokenSyllable, ...]:
    """Time each syllable of a recording that is known to say ``text``.

    Raises
    ------
    AlignmentError
        The recording does not say the text after all.
    AudioError
        The file is no recording.
    """
    from .alignment.timing import time_syllables
    from .models import models_of

    aligner = models_of(config).aligner
    return time_syllables(
        source, text, stress=stress, aligner=aligner, limits=config.limits
    )


def resynthesize_with_natives(
    source: Path | bytes,
    report: UtteranceReport,
    profile: NativeProfile | None = None,
    *,
    parts: RenditionPart = RenditionPart.ALL,
    stress: Mapping[int, int] | None = None,
    config: EngineConfig,
    out: Path,
) -> RenditionResult:
    """Write the learner's own voice with the natives' prosody, as 16-bit WAV.

    Parameters
    ----------
    source : Path or bytes
        The take that was analysed.
    report : UtteranceReport
        Its analysis.
    profile : NativeProfile, optional
        The natives; without them the model voice is the pattern, as the result notes.
    parts : RenditionPart
        All of the take, or only the words of ``wrong_words``: all other samples are
        then left as they are.
    stress : mapping, optional
        For the model voice, as in ``analyze_utterance``.

    Raises
    ------
    RenditionError
        The take was not judged, or there is nothing to change in it.
    """
    from .rendition.make import write_rendition

    return write_rendition(
        source,
        report,
        profile,
        parts=parts,
        stress=stress,
        config=config,
        out=out,
    )


def try_cues(
    source: Path | bytes,
    report: UtteranceReport,
    *,
    style: str,
    config: EngineConfig,
) -> CueAdvice:
    """Change each cue outside the natives' band by itself, and rate the style again.

    Parameters
    ----------
    source : Path or bytes
        The take that was analysed.
    report : UtteranceReport
        Its analysis, compared with natives.
    style : str
        The style that was asked for.

    Raises
    ------
    RenditionError
        Expression is off, the style is unknown, or the take was not judged.
    """
    from .rendition.cues import advise

    return advise(source, report, style=style, config=config)


def wrong_words(report: UtteranceReport) -> tuple[int, ...]:
    """Return which words of a report are off in stress, melody, length or loudness."""
    from .rendition.wrong import wrong_words as wrong

    return wrong(report)
