"""Emotion labels: mapping the corpora's names to the product's, and selecting them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from emotion_engine.errors import CorpusError

from .takes import Corpus, Utterance

# Only labels that mean the same as one of the product's styles; others are kept.
PRODUCT_WORDS = {
    "anger": "angry",
    "disgusted": "disgust",
    "fear": "fearful",
    "happiness": "happy",
    "joy": "happy",
    "sadness": "sad",
    "sleepiness": "sleepy",
    "surprise": "surprised",
}


def in_product_words(emotion: str) -> str:
    """Return the product's name of an emotion, else the corpus's own."""
    lower = emotion.strip().lower()
    return PRODUCT_WORDS.get(lower, lower)


@dataclass(frozen=True, slots=True)
class LabelScheme:
    """Which emotions are distinguished: some are merged first, then some are kept.

    Attributes
    ----------
    name : str
        Its name on the command line.
    keep : tuple of str or None
        Emotions that are kept; ``None`` keeps all.
    merged : mapping of str to str
        Emotions that count as another one.
    """

    name: str
    keep: tuple[str, ...] | None = None
    merged: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, corpus: Corpus) -> Corpus:
        """Return the corpus with these emotions only, noting what was dropped."""
        renamed = [self._rename(utterance) for utterance in corpus.utterances]
        if self.keep is None:
            return replace(corpus, utterances=tuple(renamed))
        kept = tuple(take for take in renamed if take.emotion in self.keep)
        if not kept:
            wanted = ", ".join(self.keep)
            raise CorpusError(f"{corpus.folder} has no take labelled {wanted}.")
        gone = len(renamed) - len(kept)
        note = f"{gone} takes left out: not {' or '.join(self.keep)}."
        notes = (*corpus.notes, note) if gone else corpus.notes
        return replace(corpus, utterances=kept, notes=notes)

    def _rename(self, utterance: Utterance) -> Utterance:
        emotion = self.merged.get(utterance.emotion, utterance.emotion)
        return replace(utterance, emotion=emotion)


FOUR = ("neutral", "happy", "sad", "angry")
ALL_LABELS = LabelScheme("all")
FOUR_CLASSES = LabelScheme("four", FOUR)
FOUR_CLASSES_MERGED = LabelScheme("four-merged", FOUR, {"excited": "happy"})
SCHEMES = {
    scheme.name: scheme for scheme in (ALL_LABELS, FOUR_CLASSES, FOUR_CLASSES_MERGED)
}
