"""Takes as the product hears them: by every member that decides on a style."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from emotion_engine.audio.decode import load_audio
from emotion_engine.audio.level import at_working_level
from emotion_engine.config import AudioLimits, EngineConfig
from emotion_engine.encoders.base import AcousticEncoder
from emotion_engine.encoders.pooling import pool_speech
from emotion_engine.expression.judgement import Judgement, StyleHead
from emotion_engine.expression.members import Panel, TakeInput
from emotion_engine.expression.own_middle import OwnMiddle
from emotion_engine.fusion.panel import load_panel
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.detectors import detect_speech
from emotion_engine.lab.training.alterations import AS_RECORDED, Alteration
from emotion_engine.models import models_of

LIMITS = AudioLimits()


@dataclass(frozen=True, slots=True)
class JointHead:
    """The regression with the members that decide beside it; one pass for each take."""

    encoder: AcousticEncoder
    head: StyleHead
    panel: Panel

    @classmethod
    def of(
        cls, config: EngineConfig, head: StyleHead, folder: Path | None = None
    ) -> JointHead | None:
        """Join ``head`` with the members in a folder, or those that ship.

        None where there is no pool, or ``head`` is none that it can be joined with.
        """
        models = models_of(config)
        panel = load_panel(models, folder) if head.knows_voices else None
        return cls(models.acoustic, head, panel) if panel else None

    def judge_all(
        self,
        takes: Corpus,
        owns: Sequence[OwnMiddle],
        alteration: Alteration = AS_RECORDED,
    ) -> list[Judgement]:
        """Judge the takes of a corpus, each with what is known of its voice."""
        return [
            self.judge(take.path, take.text, own, alteration)
            for take, own in zip(takes.utterances, owns, strict=True)
        ]

    def judge(
        self, path: Path, text: str, own: OwnMiddle, alteration: Alteration
    ) -> Judgement:
        """Decode, alter and judge one take."""
        seed = int(hashlib.sha256(path.read_bytes()).hexdigest()[:8], 16)
        altered = alteration(load_audio(path, LIMITS).waveform, seed=seed)
        waveform = at_working_level(np.float32(altered))
        encoding, speech = self.encoder.encode([waveform]), detect_speech(waveform)
        pooled = pool_speech(encoding, speech).cpu().numpy()
        alone = self.head.judge(pooled, own)
        take = TakeInput(waveform, encoding, speech, text)
        return self.panel.judge(alone, self.head.labels, take, own).judgement
