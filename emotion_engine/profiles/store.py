"""Native profiles as values and as JSON files; nothing heavy is imported here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from emotion_engine.errors import ProfileError
from emotion_engine.files import write_atomically

FORMAT_VERSION = 3
# What earlier formats lacked, by the version that added it.
ADDED: dict[int, dict[str, Any]] = {
    2: {"nuclear_share": []},
    3: {"evidence": "native", "listeners": None},
}
DIGITS = 3  # decimals of every number in a stored profile
NEUTRAL = "neutral"
UNRESTRICTED = (
    "CC BY 4.0",
    "CC0",
    "ODbL 1.0",
    "CMU, free with notice",
)  # licences that allow commercial use


class Evidence(StrEnum):
    """What a profile rests on."""

    NATIVE = "native"  # natives who said this phrase
    COMBINED = "combined"  # few of them, weighed against the expectation
    EXPECTED = "expected"  # natives who said other phrases


@dataclass(frozen=True, slots=True)
class Band:
    """The natives' 10th, 50th and 90th percentile."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class SyllableProfile:
    """One syllable of the phrase as natives say it.

    Attributes
    ----------
    duration : Band
        Nucleus duration over the take's mean nucleus.
    f0, level : Band or None
        Median F0 in semitones about the speaker's median; level in dB about the
        take's median nucleus. ``None`` where too few natives are voiced.
    prominence : Band
        Share of the word's prominence.
    stressed_share : float
        Share of speakers in whom this is the word's strongest syllable.
    melody : tuple of Band or None
        F0 at equal steps through the syllable, semitones about the speaker's median.
    """

    text: str
    word_index: int
    syllable_index: int
    stressed_share: float
    duration: Band
    f0: Band | None
    level: Band | None
    prominence: Band
    melody: tuple[Band | None, ...]


@dataclass(frozen=True, slots=True)
class ExpressionProfile:
    """The natives' style probabilities, from heads that were not trained on them.

    ``mean`` has one probability per style; ``target`` the target style's probability
    at equally spaced ranks (0 to 100 %) over the natives.
    """

    mean: dict[str, float]
    target: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Listeners:
    """How natives who meant this style came across, by the votes of listeners.

    ``n_votes`` were given on the ``n_meant`` takes in which natives meant the style;
    ``came_across`` is the share of these takes in which at least half of the listeners
    heard it, ``heard_as`` the style that most of the others were heard as.
    """

    n_votes: int
    n_meant: int
    came_across: float
    heard_as: str | None


@dataclass(frozen=True, slots=True)
class NativeProfile:
    """How native speakers say one phrase in one style; see design, section 6.

    ``measures`` are named bands over the whole take (``MEASURES`` in ``measures.py``);
    ``word_accent_share`` is the share of speakers in whom each word carries an accent,
    ``nuclear_share`` the main one (empty where not known), and ``pause_share`` the
    share of those who pause after it. Of an expected profile ``n_speakers`` counts the
    natives who read other sentences.
    """

    text: str
    style: str
    source: str
    licence: str
    accent: str
    n_speakers: int
    n_recordings: int
    n_female: int
    n_male: int
    profile_version: str
    engine_version: str
    syllables: tuple[SyllableProfile, ...]
    word_accent_share: tuple[float, ...]
    pause_share: tuple[float, ...]
    measures: dict[str, Band]
    expression: ExpressionProfile | None = None
    nuclear_share: tuple[float, ...] = ()
    evidence: Evidence = Evidence.NATIVE
    listeners: Listeners | None = None
    format_version: int = FORMAT_VERSION

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        from emotion_engine.results.serialization import to_plain

        return to_plain(self, digits=DIGITS)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> NativeProfile:
        """Read what ``to_json`` wrote.

        Raises
        ------
        ProfileError
            A field is missing or of the wrong type, or the format version differs.
        """
        from emotion_engine.results.serialization import from_plain

        version = values.get("format_version") if isinstance(values, dict) else None
        if version not in range(1, FORMAT_VERSION + 1):
            raise ProfileError(
                f"This native profile has format {version!r}, "
                f"expected {FORMAT_VERSION}: build it again."
            )
        for later in range(version + 1, FORMAT_VERSION + 1):
            values = {**ADDED[later], **values, "format_version": later}
        try:
            return from_plain(cls, values, digits=DIGITS)
        except ValueError as error:
            raise ProfileError(str(error)) from error


def write_profiles(profiles: Sequence[NativeProfile], out: Path) -> None:
    """Write profiles as one JSON list, atomically."""
    rows = [json.dumps(profile.to_json()) for profile in profiles]
    write_atomically(out, "[\n" + ",\n".join(rows) + "\n]\n")


def read_profiles(path: Path) -> tuple[NativeProfile, ...]:
    """Read a JSON list of profiles."""
    try:
        values = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise ProfileError(f"{path} cannot be read: {error}") from error
    if not isinstance(values, list):
        raise ProfileError(f"{path} holds no list of native profiles.")
    return tuple(NativeProfile.from_json(profile) for profile in values)


@lru_cache(maxsize=2)
def shipped_profiles(licence: str = "full") -> tuple[NativeProfile, ...]:
    """Return the profiles that come with the engine.

    With ``licence`` ``open`` those of recordings that forbid commercial use are left out.
    """
    folder = files("emotion_engine") / "assets" / "profiles"
    paths = sorted(Path(str(p)) for p in folder.iterdir() if p.name.endswith(".json"))
    profiles = (profile for path in paths for profile in read_profiles(path))
    return tuple(p for p in profiles if licence != "open" or p.licence in UNRESTRICTED)


def find_profile(
    text: str, style: str | None, licence: str = "full"
) -> NativeProfile | None:
    """Return the shipped profile of a phrase, ignoring case and punctuation."""
    return choose_profile(shipped_profiles(licence), text, style)


def choose_profile(
    profiles: Iterable[NativeProfile], text: str, style: str | None
) -> NativeProfile | None:
    """Return the profile of a phrase in a style; the neutral one without a style."""
    wanted = (same_phrase(text), style or NEUTRAL)
    return next((p for p in profiles if (same_phrase(p.text), p.style) == wanted), None)


def same_phrase(text: str) -> str:
    """Normalise a phrase, so that case and punctuation do not matter."""
    return " ".join(re.findall(r"[a-z0-9']+", text.lower().replace("’", "'")))
