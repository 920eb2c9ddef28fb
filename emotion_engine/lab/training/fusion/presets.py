"""Named configurations of the fusion network on emotions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError

from .recipe import FusionRecipe


@dataclass(frozen=True, slots=True)
class FusionPreset:
    """Encoders, labels, sizes and recipe that belong together.

    Attributes
    ----------
    acoustic_encoder, text_encoder : str or None
        By folder or hub name; None is the engine's own.
    labels : str
        Name of a label scheme of ``training.corpora``.
    hidden_size : int
    recipe : FusionRecipe
    source : str
        Where it comes from, and what we changed.
    """

    name: str
    acoustic_encoder: str | None = None
    text_encoder: str | None = None
    labels: str = "all"
    hidden_size: int = 96
    dropout: float = 0.2
    recipe: FusionRecipe = field(
        default_factory=lambda: FusionRecipe(n_epochs=12, loss="classes", words=0.0)
    )
    source: str = "ours"

    def config(self, base: EngineConfig) -> EngineConfig:
        """Return the configuration with this preset's encoders."""
        return replace(
            base,
            acoustic_encoder=self.acoustic_encoder or base.acoustic_encoder,
            text_encoder=self.text_encoder or base.text_encoder,
        )


OWN = FusionPreset("own")
BOIGNE_2020 = FusionPreset(
    "boigne2020",
    acoustic_encoder="facebook/wav2vec2-base",
    text_encoder="bert-base-uncased",
    labels="four-merged",
    hidden_size=128,
    dropout=0.3,
    recipe=FusionRecipe(n_epochs=20, loss="classes", learning_rate=1e-3, words=0.0),
    source=(
        "Boigne, Liyanage and Östrem 2020: frozen wav2vec and BERT vectors, aligned "
        "over time by an attention-based recurrent network; four classes, "
        "leave-one-session-out. Their sizes, cells, pooling, optimiser and "
        "augmentation are not published where we could read them: those are ours."
    ),
)
PRESETS = {preset.name: preset for preset in (OWN, BOIGNE_2020)}


def preset_named(
    name: str, acoustic_encoder: str | None = None, text_encoder: str | None = None
) -> FusionPreset:
    """Return a preset, with other encoders where some are given."""
    if name not in PRESETS:
        raise CorpusError(f"No preset {name}; there are {', '.join(PRESETS)}.")
    preset = PRESETS[name]
    return replace(
        preset,
        acoustic_encoder=acoustic_encoder or preset.acoustic_encoder,
        text_encoder=text_encoder or preset.text_encoder,
    )
