"""The recordings that speak for a phrase, and for which style."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import translation

import emotion_engine as engine
from teaching_app.natives.models import Helper, NativeRecording, StyleVote
from teaching_app.practice.models import Phrase

MOST_LETTERS = {"source": 200, "licence": 100, "accent": 80}
Votes = dict[str, int]


@dataclass(frozen=True, slots=True)
class Heard:
    """An approved recording with what listeners heard in it."""

    recording: NativeRecording
    votes: Votes

    @property
    def style(self) -> str | None:
        """The style it speaks for, if listeners agree on one."""
        return engine.spoken_style(self.recording.style, self.votes)


def approved_of(phrase: Phrase) -> QuerySet[NativeRecording]:
    """The recordings that count for a phrase, oldest first.

    For a phrase of the library those that schools asked for do not: they stay with
    their school.
    """
    approved = NativeRecording.objects.filter(
        phrase=phrase, state=NativeRecording.State.APPROVED
    )
    if phrase.owner_id is None and phrase.is_listed:
        approved = approved.filter(helper__invitation__institution=None)
    related = approved.select_related("helper__invitation__institution")
    return related.order_by("pk")


def heard_of(phrase: Phrase) -> list[Heard]:
    """The recordings that count for a phrase, with their votes."""
    recordings = list(approved_of(phrase))
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    given = StyleVote.objects.filter(recording__in=recordings)
    for key, heard in given.values_list("recording", "heard"):
        votes[key][heard] += 1
    return [Heard(one, dict(votes[one.pk])) for one in recordings]


def by_style(heard: Sequence[Heard]) -> dict[str, list[NativeRecording]]:
    """The recordings that speak for each style."""
    found: dict[str, list[NativeRecording]] = defaultdict(list)
    for one in heard:
        if one.style is not None:
            found[one.style].append(one.recording)
    return dict(found)


def takes_of(
    recordings: Sequence[NativeRecording], style: str
) -> list[tuple[NativeRecording, engine.NativeTake]]:
    """Recordings that speak for one style as the engine takes them.

    Those whose measures an earlier engine wrote, so that they cannot be read, are left
    out until they are measured again.
    """
    read = ((one, measures_of(one)) for one in recordings)
    return [
        (
            one,
            engine.NativeTake(
                speaker=one.speaker,
                sex=one.speaker_sex,
                style=style,
                text=measures.text,
                words=measures.words,
                melody=measures.melody,
                pauses=measures.pauses,
            ),
        )
        for one, measures in read
        if measures is not None and measures.melody is not None
    ]


def measures_of(recording: NativeRecording) -> engine.NativeMeasures | None:
    """What was measured of a recording; ``None`` where it cannot be read."""
    try:
        return engine.NativeMeasures.from_json(recording.measures)
    except engine.ReportFormatError:
        return None


def outdated(phrase: Phrase) -> list[NativeRecording]:
    """The recordings that an earlier engine measured."""
    return [
        one for one in approved_of(phrase) if measured_by(one) != engine.ENGINE_VERSION
    ]


def measured_by(recording: NativeRecording) -> str:
    """The version of the engine that measured a recording."""
    return str((recording.measures or {}).get("engine_version", ""))


def listeners_of(heard: Sequence[Heard], style: str) -> engine.Listeners | None:
    """How natives who meant a style came across, if listeners were asked."""
    votes = [one.votes for one in heard if one.votes and one.recording.style == style]
    return engine.count_listeners(votes, style) if votes else None


def state_of(phrase: Phrase) -> frozenset[tuple[Any, ...]]:
    """What a rebuild depends on, to see whether it has changed meanwhile."""
    return frozenset(
        (one.recording.pk, measured_by(one.recording), *sorted(one.votes.items()))
        for one in heard_of(phrase)
    )


def origin_of(recordings: Sequence[NativeRecording]) -> engine.Origin:
    """Say whose recordings they are: who asked for them, under which licence."""
    with translation.override("en"):
        found = {
            "source": "; ".join(_sources(recordings)),
            "licence": "; ".join(sorted({one.licence for one in recordings})),
            "accent": ", ".join(sorted({accent_of(one) for one in recordings} - {""})),
        }
    return engine.Origin(**{k: text[: MOST_LETTERS[k]] for k, text in found.items()})


def accent_of(recording: NativeRecording) -> str:
    """The accent in words; imported recordings have it so."""
    labels = dict(Helper.Accent.choices)
    return str(labels.get(recording.accent, recording.accent))


def _sources(recordings: Sequence[NativeRecording]) -> Iterator[str]:
    """Yield how many natives come from where."""
    speakers: dict[tuple[bool, str], set[str]] = defaultdict(set)
    for one in recordings:
        speakers[one.helper_id is None, _asked_by(one)].add(one.speaker)
    for (is_imported, whose), own in sorted(speakers.items()):
        natives = "1 native" if len(own) == 1 else f"{len(own)} natives"
        link = "of" if is_imported else "invited by"
        yield f"{natives} {link} {whose}"


def _asked_by(recording: NativeRecording) -> str:
    if recording.helper is None:
        return recording.source
    institution = recording.helper.invitation.institution
    return institution.name if institution else "this site"
