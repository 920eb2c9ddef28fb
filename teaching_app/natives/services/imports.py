"""Recordings of natives from a folder with a manifest, for which an operator vouches.

They count as approved. What was imported before is known by its content, so an import
that was interrupted goes on where it was.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

import emotion_engine as engine
from teaching_app.natives.errors import LeftOutError
from teaching_app.natives.models import NativeRecording, StyleVote
from teaching_app.practice.models import Phrase
from teaching_app.practice.services.job_run import deleted_unless_kept

from . import profiles
from .imported_phrases import Phrases
from .measuring_run import doubts_about
from .recordings import FOLDER, SEXES

logger = logging.getLogger(__name__)

Outcome = engine.NativeMeasures | engine.EngineError
Measure = Callable[..., list[Outcome]]

AT_ONCE = 8
NEUTRAL, ENGLISH = "neutral", (None, "english")
IMPORTED, DOUBTFUL, KNOWN, LEFT_OUT = "imported", "doubtful", "known", "left out"


@dataclass(frozen=True, slots=True)
class Terms:
    """Whose the recordings of a corpus are, and who vouches for them."""

    corpus: str
    source: str
    licence: str
    accent: str
    by: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file; a ``DOUBTFUL`` one was imported, too."""

    path: Path
    became: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is to be measured, and the row that it is to become."""

    take: engine.Utterance
    row: NativeRecording
    content: bytes


class Import:
    """One run over the takes of a folder."""

    def __init__(
        self, terms: Terms, phrases: Phrases, *, measure: Measure | None = None
    ) -> None:
        self.terms = terms
        self.phrases = phrases
        self.measure = engine.measure_natives if measure is None else measure
        self.changed: dict[int, Phrase] = {}

    def run(self, takes: Sequence[engine.Utterance]) -> Iterator[Result]:
        """Import takes, ``AT_ONCE`` in a pass; yields what became of each.

        At the end, even an early one, the worker is asked for the profiles.
        """
        by, source = self.terms.by, self.terms.source
        logger.info("%s vouches for natives' recordings: %s", by, source)
        try:
            for start in range(0, len(takes), AT_ONCE):
                yield from self._import(takes[start : start + AT_ONCE])
        finally:
            for phrase in self.changed.values():
                profiles.request_rebuild(phrase=phrase, style=NEUTRAL)

    def _import(self, takes: Sequence[engine.Utterance]) -> Iterator[Result]:
        wanted: list[Wanted] = []
        for take in takes:
            try:
                found = self._wanted(take)
            except (LeftOutError, engine.EngineError, OSError) as reason:
                yield Result(take.path, LEFT_OUT, str(reason))
                continue
            self.changed[found.row.phrase_id] = found.row.phrase
            if _is_known(found.row):
                yield Result(take.path, KNOWN)
            else:
                wanted.append(found)
        asked = [_asked_of(one) for one in wanted]
        outcomes = self.measure(asked, config=settings.ENGINE) if asked else []
        for one, outcome in zip(wanted, outcomes, strict=True):
            yield self._keep(one, outcome)

    def _wanted(self, take: engine.Utterance) -> Wanted:
        """Read a file and say what it is to become, or why it is left out."""
        if take.first_language not in ENGLISH:
            raise LeftOutError(f"the first language is {take.first_language}")
        style = take.emotion or NEUTRAL
        if style not in engine.STYLES:
            raise LeftOutError(f"{style} is none of the styles")
        content = take.path.read_bytes()
        limits = settings.ENGINE.limits
        row = NativeRecording(
            phrase=self.phrases.find(take.text or ""),
            style=style,
            container=engine.refuse_unless_audio(content, len(content), limits),
            size=len(content),
            sha256=sha256(content).hexdigest(),
            source=self.terms.source,
            licence=self.terms.licence,
            accent=self.terms.accent,
            speaker=f"{self.terms.corpus}-{take.speaker}",
            speaker_sex=take.sex if take.sex and take.sex in SEXES else "",
        )
        return Wanted(take, row, content)

    def _keep(self, one: Wanted, outcome: Outcome) -> Result:
        """Store a measured take with its votes, as approved."""
        path = one.take.path
        if isinstance(outcome, engine.EngineError):
            return Result(path, LEFT_OUT, str(outcome))
        if outcome.reason is not None:
            return Result(path, LEFT_OUT, outcome.reason.value)
        row = one.row
        row.measures, row.doubts = outcome.to_json(), doubts_about(row, outcome)
        row.state, row.decided_at = NativeRecording.State.APPROVED, timezone.now()
        _store(row, one.content, one.take.votes or {})
        doubts = ", ".join(row.doubts)
        return Result(path, DOUBTFUL if doubts else IMPORTED, doubts)


def _is_known(row: NativeRecording) -> bool:
    """Whether this sound was imported for the phrase and style before."""
    same = {name: getattr(row, name) for name in ("phrase", "style", "sha256")}
    return NativeRecording.objects.filter(helper=None, **same).exists()


def _asked_of(one: Wanted) -> engine.UtteranceRequest:
    phrase = one.row.phrase
    return engine.UtteranceRequest(
        one.content, phrase.text, stress=phrase.stressed_syllables or None
    )


def _store(row: NativeRecording, content: bytes, votes: Mapping[str, int]) -> None:
    """Store file, row and votes, or none of them."""
    key = uuid4().hex
    name = f"{FOLDER}/{key[:2]}/{key}.{row.container}"
    row.file.name = default_storage.save(name, ContentFile(content))
    with deleted_unless_kept(str(row.file.name)), transaction.atomic():
        row.save()
        StyleVote.objects.bulk_create(
            StyleVote(recording=row, heard=style)
            for style, count in votes.items()
            for _ in range(count)
        )
