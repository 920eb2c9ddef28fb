"""Provenance of a released model: corpora, licences, engine and date."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.training.hand_labelled import HandLabelledTake, matching
from emotion_engine.version import ENGINE_VERSION

DATA = {
    "crema_d": {"source": "CREMA-D (Cao et al. 2014)", "licence": "ODbL 1.0"},
    "arctic": {
        "source": "CMU ARCTIC (Kominek & Black 2004), slt and bdl; kathleen (CC0)",
        "licence": "CMU, free with notice",
    },
    "librispeech_clean": {
        "source": "LibriSpeech test-clean (Panayotov et al. 2015), 15 of 30 readers",
        "licence": "CC BY 4.0",
    },
    "accent_archive": {
        "source": "Speech Accent Archive (Weinberger), one passage",
        "licence": "CC BY-NC-SA 2.0",
    },
    "ravdess": {
        "source": "RAVDESS (Livingstone & Russo 2018), speech",
        "licence": "CC BY-NC-SA 4.0",
    },
    "speechocean762": {
        "source": "speechocean762 (Zhang et al. 2021), train half",
        "licence": "CC BY 4.0",
    },
    "librispeech": {
        "source": "LibriSpeech train-clean-100 (Panayotov et al. 2015), three readers",
        "licence": "CC BY 4.0",
    },
    "librispeech_untranscribed": {
        "source": "LibriSpeech (Panayotov et al. 2015), 251 readers",
        "licence": "CC BY 4.0",
    },
    "timit_sample": {
        "source": "TIMIT (Garofolo et al. 1993), 16 speakers",
        "licence": "CC BY-NC-SA, research",
    },
}


def provenance(corpus: Corpus, encoder_name: str) -> dict[str, Any]:
    """Where a head comes from."""
    return {
        "date": today(),
        "engine_version": ENGINE_VERSION,
        "encoder": encoder_name,
        "data": origin(corpus),
        "n_takes": len(corpus),
        "n_speakers": len(set(corpus.speakers)),
    }


def origin(corpus: Corpus) -> dict[str, str]:
    """Describe the origin of a corpus, if known."""
    return DATA.get(corpus.name) or {
        "source": corpus.source or corpus.name,
        "licence": corpus.licence or "not stated",
    }


def today() -> str:
    """Return the date in UTC."""
    return datetime.datetime.now(tz=datetime.UTC).date().isoformat()


def hand_labelled_origin(
    folder: Path, takes: Sequence[HandLabelledTake], kind: str
) -> dict[str, Any]:
    """Describe a model trained on hand-labelled takes, and its speakers."""
    return {
        "name": f"{kind}-{today()}",
        "date": today(),
        "engine_version": ENGINE_VERSION,
        "data": DATA.get(folder.name, {"source": folder.name}),
        "n_takes": len(matching(takes)),
        "n_speakers": len({take.speaker for take in takes}),
    }
