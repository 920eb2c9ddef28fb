"""Sounds of the listening games: made by a worker, or put together from recordings."""

from __future__ import annotations

import csv
import io
import tempfile
import wave
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

import emotion_engine as engine
from teaching_app.practice import jobs
from teaching_app.practice.models import ListeningQuestion, ListeningSound

from .job_run import deleted_unless_kept, working_on

State = ListeningSound.State

CORPUS, SOURCE, LICENCE = "crema_d", "CREMA-D", "ODbL 1.0"
FRIENDLY, UNFRIENDLY = "happy", ("angry", "disgust", "sad")
HEARD_BY = 0.75  # of the listeners, so that a delivery came across
PAUSE_S = 0.8
MOST_PAIRS = 24
FIRST, SECOND = "first", "second"


def make_next(*, worker: str) -> None:
    """Let a voice say the sound that waits longest, and wake a worker for the next."""
    for claim in jobs.claim(ListeningSound, worker=worker):
        with working_on(claim):
            _make(claim, jobs.fetch(claim, "question"))
        if ListeningSound.objects.filter(state=State.QUEUED).exists():
            jobs.publish(ListeningSound.TASK, None)


def forget_voice_if_done() -> None:
    """Free the memory of the voices where no sound waits for one."""
    if not ListeningSound.objects.filter(state__in=ListeningSound.PENDING).exists():
        engine.forget_voice()


def _make(claim: jobs.Claim, sound: ListeningSound) -> None:
    made = _paired(sound) if sound.takes else _spoken(sound)
    outline = engine.outline_of(made, config=settings.ENGINE)
    path = f"listening/{sound.question.slug}-{sound.speaker}.wav"
    sound.file.save(path, ContentFile(made), save=False)
    name = str(sound.file.name)
    with deleted_unless_kept(name):
        jobs.finish(claim, file=name, outline=outline)


def _spoken(sound: ListeningSound) -> bytes:
    """Let the voice say it."""
    question = sound.question
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "sound.wav"
        engine.synthesize_reference(
            question.text,
            config=settings.ENGINE,
            out=wav,
            voice=sound.speaker,
            stress={int(word): mark for word, mark in question.stress.items()},
            accent=tuple(question.accent),
            rises=question.rises,
        )
        return wav.read_bytes()


def _paired(sound: ListeningSound) -> bytes:
    """Join recordings of the corpus."""
    folder = settings.SPEECH_DATA / CORPUS
    return joined([(folder / take).read_bytes() for take in sound.takes])


@dataclass(frozen=True, slots=True)
class Heard:
    """A take of the corpus, and the style that nearly all its listeners heard."""

    path: str
    speaker: str
    text: str
    style: str


@transaction.atomic
def install_friendly(speech_data: Path) -> int:
    """Pair deliveries that listeners heard as happy or not; return how many are new.

    Both are by one actor and say one sentence. Nothing is asked without the corpus; the
    worker joins the recordings.
    """
    pairs = {
        f"friendly-{happy.speaker}": (happy, other, number % 2)
        for number, (happy, other) in enumerate(_pairs(_clearly_heard(speech_data)))
    }
    known = ListeningQuestion.objects.filter(slug__in=pairs)
    new = set(pairs) - set(known.values_list("slug", flat=True))
    for slug in sorted(new):
        _keep_pair(slug, *pairs[slug])
    return len(new)


def _clearly_heard(speech_data: Path) -> Iterator[Heard]:
    manifest = speech_data / CORPUS / "manifest.csv"
    if not manifest.is_file():
        return
    with manifest.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            votes = {
                name.removeprefix("votes_"): int(n or 0)
                for name, n in row.items()
                if name.startswith("votes_")
            }
            style = max(votes, key=lambda style: votes[style])
            if votes[style] >= HEARD_BY * max(1, sum(votes.values())):
                yield Heard(row["path"], row["speaker"], row["text"], style)


def _pairs(takes: Iterable[Heard]) -> list[tuple[Heard, Heard]]:
    """Pair each actor's clearly happy delivery with an unfriendly one, once an actor."""
    spoken: dict[tuple[str, str], dict[str, Heard]] = defaultdict(dict)
    for take in takes:
        spoken[take.speaker, take.text].setdefault(take.style, take)
    pairs: dict[str, tuple[Heard, Heard]] = {}
    for (speaker, _), by_style in sorted(spoken.items()):
        other = next((by_style[s] for s in UNFRIENDLY if s in by_style), None)
        if other and FRIENDLY in by_style:
            pairs.setdefault(speaker, (by_style[FRIENDLY], other))
    return list(pairs.values())[:MOST_PAIRS]


def _keep_pair(slug: str, happy: Heard, other: Heard, answer: int) -> None:
    takes = (other, happy) if answer else (happy, other)
    question = ListeningQuestion.objects.create(
        slug=slug,
        game=ListeningQuestion.Game.FRIENDLY,
        text=happy.text,
        options=[FIRST, SECOND],
        answer=answer,
    )
    ListeningSound.objects.create(
        question=question,
        speaker=happy.speaker,
        source=f"{SOURCE}, {happy.speaker}",
        licence=LICENCE,
        takes=[take.path for take in takes],
    )


def joined(recordings: Iterable[bytes]) -> bytes:
    """Decode recordings and join them with pauses, as one 16-bit WAV."""
    out = io.BytesIO()
    with wave.open(out, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(engine.SAMPLE_RATE)
        for index, recording in enumerate(recordings):
            if index:
                writer.writeframes(bytes(2 * round(PAUSE_S * engine.SAMPLE_RATE)))
            plain = engine.plain_wav(recording, settings.ENGINE.limits)
            with wave.open(io.BytesIO(plain)) as reader:
                writer.writeframes(reader.readframes(reader.getnframes()))
    return out.getvalue()
