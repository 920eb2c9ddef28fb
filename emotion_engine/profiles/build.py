"""Build native profiles from recordings of natives saying the same phrases."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from emotion_engine.results import WordResult
from emotion_engine.version import ENGINE_VERSION

from .measures import MEASURES, syllable_points, take_measures
from .natives import NativeTake, Origin
from .store import NEUTRAL, Band, NativeProfile, SyllableProfile

MIN_SPEAKERS = 5


def build_profiles(
    takes: Iterable[NativeTake],
    origin: Origin,
    *,
    min_speakers: int = MIN_SPEAKERS,
) -> list[NativeProfile]:
    """Group takes by phrase and style, and describe each group that is large enough."""
    groups: dict[tuple[str, str], list[NativeTake]] = defaultdict(list)
    for take in takes:
        groups[take.text, take.style or NEUTRAL].append(take)
    profiles = []
    for (_, _), group in sorted(groups.items()):
        alike = of_usual_shape(group)
        if len({take.speaker for take in alike}) >= min_speakers:
            profiles.append(build_profile(alike, origin))
    return profiles


def of_usual_shape(takes: Sequence[NativeTake]) -> list[NativeTake]:
    """Keep the takes whose words have as many syllables as in most takes."""
    shapes = Counter(shape(take) for take in takes)
    usual = shapes.most_common(1)[0][0]
    return [take for take in takes if shape(take) == usual]


def shape(take: NativeTake) -> tuple[int, ...]:
    """Count the syllables of each word."""
    return tuple(len(word.syllables) for word in take.words)


def build_profile(takes: Sequence[NativeTake], origin: Origin) -> NativeProfile:
    """Describe takes of one phrase in one style; all speakers have equal weight."""
    weights = speaker_weights(takes)
    sexes = {take.speaker: take.sex for take in takes}
    measured = [take_measures(t.words, t.melody, t.pauses) for t in takes]
    bands = {
        name: band([m.get(name, np.nan) for m in measured], weights)
        for name in MEASURES
    }
    return NativeProfile(
        text=takes[0].text,
        style=takes[0].style or NEUTRAL,
        source=origin.source,
        licence=origin.licence,
        accent=origin.accent,
        n_speakers=len(sexes),
        n_recordings=len(takes),
        n_female=list(sexes.values()).count("female"),
        n_male=list(sexes.values()).count("male"),
        profile_version=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        engine_version=ENGINE_VERSION,
        syllables=tuple(syllable_profiles(takes, weights)),
        word_accent_share=word_share(
            takes, weights, lambda _, word: bool(word.accented)
        ),
        nuclear_share=word_share(takes, weights, lambda _, word: bool(word.nuclear)),
        pause_share=word_share(takes, weights, pause_follows),
        measures={name: found for name, found in bands.items() if found},
    )


def speaker_weights(takes: Sequence[NativeTake]) -> np.ndarray:
    """Return weights by which each speaker counts once, shape (n_takes,)."""
    counts = Counter(take.speaker for take in takes)
    return np.array([1 / counts[take.speaker] for take in takes])


def band(values: Sequence[float], weights: np.ndarray) -> Band | None:
    """Weighted 10th, 50th and 90th percentile; ``None`` if most are missing."""
    numbers = np.asarray(values, dtype=float)
    known = np.isfinite(numbers)
    if weights[known].sum() < max(MIN_SPEAKERS, weights.sum() / 3):
        return None
    low, median, high = np.quantile(
        numbers[known], [0.1, 0.5, 0.9], weights=weights[known], method="inverted_cdf"
    )
    return Band(float(low), float(median), float(high))


def syllable_profiles(
    takes: Sequence[NativeTake], weights: np.ndarray
) -> Iterable[SyllableProfile]:
    """Describe every syllable of the phrase."""
    for word in takes[0].words:
        for index, syllable in enumerate(word.syllables):
            own = [take.words[word.index].syllables[index] for take in takes]
            points = np.array(
                [
                    syllable_points(s, take.melody)[1]
                    for s, take in zip(own, takes, strict=True)
                ]
            )  # (n_takes, n_points)
            stressed = [
                take.words[word.index].stressed_syllable == index for take in takes
            ]
            yield SyllableProfile(
                text=syllable.text,
                word_index=word.index,
                syllable_index=index,
                stressed_share=float(np.average(stressed, weights=weights)),
                duration=band([s.relative_duration for s in own], weights),
                f0=band([s.f0_median_st for s in own], weights),
                level=band([s.level_db for s in own], weights),
                prominence=band([s.prominence for s in own], weights),
                melody=tuple(band(column, weights) for column in points.T),
            )


def word_share(
    takes: Sequence[NativeTake],
    weights: np.ndarray,
    holds: Callable[[NativeTake, WordResult], bool],
) -> tuple[float, ...]:
    """Weighted share of takes in which something holds, for each word."""
    table = np.array([[holds(take, word) for word in take.words] for take in takes])
    return tuple(float(share) for share in np.average(table, axis=0, weights=weights))


def pause_follows(take: NativeTake, word: WordResult) -> bool:
    """Whether the speaker pauses after a word."""
    return pause_after_s(take, word) > 0


def pause_after_s(take: NativeTake, word: WordResult) -> float:
    """Return the length of the pause after a word; 0 where the speaker goes on."""
    found = (p.duration_s for p in take.pauses if abs(p.start_s - word.end_s) < 0.05)
    return max(found, default=0.0)
