"""Words with an ending of their own: "work" and "-ing", "like" and "-s"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .function_words import FUNCTION_WORDS
from .lexicon import is_vowel, pronunciations, without_stress


class EndingKind(StrEnum):
    """The endings that learners leave out."""

    S = "s"
    ED = "ed"
    ING = "ing"


@dataclass(frozen=True, slots=True)
class Inflection:
    """A word of a phrase as stem and ending.

    Attributes
    ----------
    stem : str
        The word that is said if the ending is left out: "like" for "liking".
    phones : tuple of str
        The ending's phones, without stress.
    """

    kind: EndingKind
    stem: str
    phones: tuple[str, ...]

    def letters_of(self, written: str) -> tuple[str, str]:
        """Divide the letters of the word as it is written.

        >>> inflection_of("likes", ("L", "AY1", "K", "S")).letters_of("Likes")
        ('Like', 's')
        """
        n = len(self.kind.value)
        if self.kind is EndingKind.S and written[-2:-1] in ("'", "’"):
            n = 2
        elif self.kind is EndingKind.S and len(written) > len(self.stem) + 1:
            n = 2  # "wash·es", "tri·es"
        return written[:-n], written[-n:]


SOUNDS = {
    EndingKind.S: (("S",), ("Z",), ("IH", "Z"), ("AH", "Z")),
    EndingKind.ED: (("T",), ("D",), ("IH", "D"), ("AH", "D")),
    EndingKind.ING: (("IH", "NG"),),
}
SHORTEST_STEM = 3  # letters
# Before these an ending cannot be told from its absence, or is left out by natives, too.
HISSING = frozenset({"S", "Z", "SH", "ZH", "CH", "JH", "TH", "F"})
NASAL = frozenset({"N", "NG"})


def is_swallowed(inflection: Inflection, after: str) -> bool:
    """Whether an ending need not be heard before a phone: "asked me", "it's so"."""
    if inflection.kind is EndingKind.ED:
        return len(inflection.phones) == 1 and not is_vowel(after)
    return after in (HISSING if inflection.kind is EndingKind.S else NASAL)


def inflection_of(spoken: str, said: Sequence[str]) -> Inflection | None:
    """Split a word into stem and ending; ``None`` where it has no such ending.

    Parameters
    ----------
    said : sequence of str
        The pronunciation, with or without stress digits.

    >>> inflection_of("working", ("W", "ER1", "K", "IH0", "NG"))
    Inflection(kind=<EndingKind.ING: 'ing'>, stem='work', phones=('IH', 'NG'))
    >>> inflection_of("thing", ("TH", "IH1", "NG"))
    """
    if spoken in FUNCTION_WORDS:
        return None
    phones = tuple(map(without_stress, said))
    for kind, stem in stems_of(spoken):
        known = {tuple(map(without_stress, p)) for p in pronunciations(stem)}
        for ending in SOUNDS[kind]:
            if phones[-len(ending) :] == ending and phones[: -len(ending)] in known:
                return Inflection(kind, stem, ending)
    return None


def stems_of(spoken: str) -> list[tuple[EndingKind, str]]:
    """Return the words that this may be an inflected form of, by spelling alone.

    >>> stems_of("tried")
    [(<EndingKind.ED: 'ed'>, 'try'), (<EndingKind.ED: 'ed'>, 'trie')]
    """
    found: list[tuple[EndingKind, str]] = []
    if spoken.endswith("'s"):
        found.append((EndingKind.S, spoken[:-2]))
    elif spoken.endswith("s") and not spoken.endswith(("ss", "'")):
        found += [(EndingKind.S, stem) for stem in _plural_stems(spoken[:-1])]
    elif spoken.endswith("ed"):
        found += [(EndingKind.ED, stem) for stem in _verb_stems(spoken[:-2])]
    elif spoken.endswith("ing"):
        found += [(EndingKind.ING, stem) for stem in _verb_stems(spoken[:-3])]
    return [(kind, stem) for kind, stem in found if is_long_enough(stem)]


def is_long_enough(stem: str) -> bool:
    """Whether a stem is a word by itself: "seed" is not the past of "see"."""
    return len(stem) >= SHORTEST_STEM + stem.endswith("ee")


def _plural_stems(base: str) -> list[str]:
    if base.endswith("ie"):
        return [base[:-2] + "y", base]
    return [base, base[:-1]] if base.endswith("e") else [base]


def _verb_stems(base: str) -> list[str]:
    if base.endswith("i"):
        return [base[:-1] + "y", base + "e"]
    undoubled = [base[:-1]] if base[-1:] == base[-2:-1] else []
    return [base, base + "e", *undoubled]
