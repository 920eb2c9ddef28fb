"""Recordings that cannot be decoded are named and left out."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from pathlib import Path

from emotion_engine.audio.decode import load_audio
from emotion_engine.config import AudioLimits
from emotion_engine.errors import AudioError, CorpusError
from emotion_engine.files import cache_folder
from emotion_engine.version import ENGINE_VERSION

from .takes import Corpus

NAMED = 3  # of those left out that are named; the rest is only counted

logger = logging.getLogger(__name__)


def only_decodable(corpus: Corpus) -> Corpus:
    """Leave out, with a warning, the recordings that cannot be decoded.

    Recordings decoded before are recognised by their content and not tried again.

    Raises
    ------
    CorpusError
        No recording can be decoded.
    """
    limits = AudioLimits()
    refused = {p: why for p in corpus.paths if (why := why_undecodable(p, limits))}
    if not refused:
        return corpus
    listed = "; ".join(f"{p.name}: {why}" for p, why in list(refused.items())[:NAMED])
    note = f"{len(refused)} of {len(corpus)} recordings cannot be decoded ({listed}"
    note += ", …)" if len(refused) > NAMED else ")"
    kept = tuple(take for take in corpus.utterances if take.path not in refused)
    if not kept:
        raise CorpusError(f"{corpus.folder}: {note}.")
    logger.warning("%s: %s; they are left out.", corpus.folder, note)
    return replace(corpus, utterances=kept)


def why_undecodable(path: Path, limits: AudioLimits) -> str | None:
    """Explain what is wrong with a recording; empty if it can be decoded."""
    data = path.read_bytes()
    key = hashlib.sha256(f"{ENGINE_VERSION}\n{limits}".encode() + data).hexdigest()
    known = cache_folder() / "decodable" / key[:2] / key
    if known.is_file():
        return None
    try:
        load_audio(data, limits)
    except AudioError as error:
        return str(error).removesuffix(".")
    known.parent.mkdir(parents=True, exist_ok=True)
    known.touch()
    return None
