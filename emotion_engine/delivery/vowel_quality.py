"""How full vowels were said, against the dictionary: where stress moves, vowels follow.

Who stresses "about" on its first syllable says that vowel in full, and often the second
one weakly. The classifier of natives' phones hears it, with no say in prominence; a
vowel that is as the dictionary has it says nothing, so the word gives nothing away.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from emotion_engine.alignment.aligner import AlignedSyllable
from emotion_engine.alignment.lexicon import VOWELS, is_vowel, stress_of
from emotion_engine.encoders.base import Encoding
from emotion_engine.encoders.pooling import pool_spans

from .native_phones import NativePhones
from .phones import PHONE_INDEX, SCHWA, phone_name
from .spoken import LAYERS

WEAK = (SCHWA, "IH")  # "ER" is weak or full by its prominence alone
FULL = tuple(sorted(VOWELS - {"IH", "ER"}))
MOST = 6.0  # natural logarithm: beyond it the classifier is just sure


def leanings(
    syllables: Sequence[AlignedSyllable], encoding: Encoding, natives: NativePhones
) -> np.ndarray:
    """Return how far each vowel of a take leans from the dictionary's.

    Parameters
    ----------
    syllables : sequence of AlignedSyllable
        All of the take.
    encoding : Encoding
        The take, as a batch of one.

    Returns
    -------
    float array, shape (n_syllables,)
        Natural logarithms of likelihood ratios, 0 where the vowel is as expected: above
        0 for a schwa said in full, below 0 for a stressed vowel said weakly.
    """
    if not syllables:
        return np.zeros(0)
    spans = [syllable.nucleus for syllable in syllables]
    states = pool_spans(encoding, spans, LAYERS).cpu().numpy()
    rows = natives.log_posteriors(states)
    return np.array([leaning(s, row) for s, row in zip(syllables, rows, strict=True)])


def leaning(syllable: AlignedSyllable, log_posteriors: np.ndarray) -> float:
    """Return how far one vowel leans; 0 for one that is alike with and without stress."""
    label = next((p.label for p in syllable.phones if is_vowel(p.label)), None)
    if label is None:
        return 0.0
    own = phone_name(label)
    if own == SCHWA:
        return min(max(fullness(log_posteriors, FULL, WEAK), 0.0), MOST)
    if stress_of(label) == 0:
        return 0.0
    full = {*FULL, own}
    weak = [phone for phone in WEAK if phone not in full]
    return max(min(fullness(log_posteriors, tuple(full), weak), 0.0), -MOST)


def fullness(
    log_posteriors: np.ndarray, full: Sequence[str], weak: Sequence[str]
) -> float:
    """Return how much likelier the likeliest full vowel is than all weak ones."""
    likeliest = max(log_posteriors[PHONE_INDEX[phone]] for phone in full)
    others = np.logaddexp.reduce([log_posteriors[PHONE_INDEX[p]] for p in weak])
    return float(likeliest - others)
