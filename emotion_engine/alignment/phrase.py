"""What should be said: the words, syllables and expected stress of a phrase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from emotion_engine.errors import TextError, TextRefusal

from .compounds import find_joint
from .heteronyms import Meant, meant_in
from .homographs import Homograph, homographs_of
from .initials import without_letters
from .letters import composed, fold, has_foreign_letters
from .lexicon import Pronunciation, is_vowel, pronunciations, stress_of
from .morphology import derived_pronunciations
from .syllables import split_letters, syllabify
from .text import MAX_CHARACTERS, MAX_LETTERS, MAX_WORDS, marks_after, spoken_words


@dataclass(frozen=True, slots=True)
class PlannedSyllable:
    """One syllable: its letters, its phones, and the stress the dictionary gives it.

    ``stress`` is 0, 1 or 2, and ``None`` where the word is in no dictionary.
    """

    text: str
    phones: tuple[str, ...]
    stress: int | None


@dataclass(frozen=True, slots=True)
class PlannedWord:
    """One word of the phrase; ``index`` counts from 0.

    ``pronunciations`` are those the aligner may choose from, the expected one first,
    and empty where the word is in no dictionary. ``syllables`` follow the
    first pronunciation, or an estimate from the letters. ``possible_stresses`` are the
    syllables that may carry the primary stress: those that some pronunciation stresses,
    or any of a word that is in no dictionary.

    What is written in one piece may be spoken as several words: "205". Then ``parts``
    are these, ``syllables`` are theirs, and there is no one stress to be expected.
    ``readings`` are all ways to say it, ``spoken`` the one that is planned; ``start``
    and ``end`` are its place in ``PhrasePlan.written``.
    """

    index: int
    text: str
    spoken: str
    pronunciations: tuple[Pronunciation, ...]
    syllables: tuple[PlannedSyllable, ...]
    in_dictionary: bool
    possible_stresses: tuple[int, ...] = ()
    parts: tuple[PlannedWord, ...] = ()
    readings: tuple[str, ...] = ()
    start: int = 0
    end: int = 0

    @property
    def expected_syllable(self) -> int | None:
        """Index of the syllable with primary stress, if the dictionary knows."""
        return None if self.parts else primary_syllable(self.syllables)

    @property
    def letters(self) -> str:
        """The letters that its syllables are made of: not those of "Dr."."""
        return _letters_of(self.text, self.spoken)

    @property
    def is_written_as_spoken(self) -> bool:
        """Whether its syllables spell what is written: not those of "Dr." or "205"."""
        return "".join(syllable.text for syllable in self.syllables) == self.text

    @property
    def spoken_words(self) -> tuple[PlannedWord, ...]:
        """The words that are spoken: its parts, or itself alone."""
        return self.parts or (self,)


@dataclass(frozen=True, slots=True)
class PhrasePlan:
    """A phrase as it should be said."""

    text: str
    words: tuple[PlannedWord, ...]

    @property
    def written(self) -> str:
        """The text as it is read, in which words have their places."""
        return composed(self.text)

    @property
    def spoken_words(self) -> tuple[PlannedWord, ...]:
        """All spoken words in order; numbers are made of several."""
        return tuple(part for word in self.words for part in word.spoken_words)

    def said_as(self, readings: Mapping[int, str]) -> PhrasePlan:
        """Return the plan with other readings of some words, by index."""
        words = tuple(
            with_reading(word, readings[word.index]) if word.index in readings else word
            for word in self.words
        )
        return replace(self, words=words)

    @property
    def syllables(self) -> tuple[PlannedSyllable, ...]:
        """All syllables in order."""
        return tuple(s for word in self.words for s in word.syllables)


def plan_phrase(text: str, stress: Mapping[int, int | str] | None = None) -> PhrasePlan:
    """Find the words of a phrase and how each should be said; no weights needed.

    Parameters
    ----------
    text : str
        The phrase as written; numbers and common abbreviations are spoken out.
    stress : mapping, optional
        Word index to what says which of two words is meant: the index of the syllable
        with primary stress ("record", the noun or the verb), or the ``code`` of a
        homograph ("live" as in "give" or as in "five").

    Raises
    ------
    TextError
        No English words, or too many, or a stress or sounds that no
        pronunciation has.
    """
    return _plan(text, tuple(sorted((stress or {}).items())))


@lru_cache(maxsize=512)
def _plan(text: str, stress: tuple[tuple[int, int | str], ...]) -> PhrasePlan:
    if len(text) > MAX_CHARACTERS:
        raise TextError(
            TextRefusal.TOO_LONG, f"A phrase has at most {MAX_CHARACTERS} characters."
        )
    if has_foreign_letters(text):
        raise TextError(
            TextRefusal.FOREIGN_LETTERS,
            "The phrase has letters that English is not written with.",
        )
    spoken = spoken_words(text)
    if not spoken:
        raise TextError(TextRefusal.NO_WORDS, "The phrase has no English words.")
    if (n_words := sum(len(word.spoken.split()) for word in spoken)) > MAX_WORDS:
        raise TextError(
            TextRefusal.TOO_LONG,
            f"A phrase has at most {MAX_WORDS} words, not {n_words}.",
        )
    if any(len(word.written) > MAX_LETTERS for word in spoken):
        raise TextError(
            TextRefusal.LONG_WORD, f"A word has at most {MAX_LETTERS} letters."
        )
    wanted = dict(stress)
    if unknown := [i for i in wanted if not 0 <= i < len(spoken)]:
        raise TextError(
            TextRefusal.UNKNOWN_STRESS,
            f"Stress is given for word {unknown[0]}, which is not there.",
        )
    meant = meant_in([word.written for word in spoken], marks_after(text))
    words = (
        replace(
            plan_word(i, word.written, word.spoken, wanted.get(i), meant.get(i)),
            readings=word.readings,
            start=word.start,
            end=word.end,
        )
        for i, word in enumerate(spoken)
    )
    return PhrasePlan(text, tuple(words))


def with_reading(word: PlannedWord, reading: str) -> PlannedWord:
    """Plan another reading of a word; the planned one stays as it is."""
    if reading == word.spoken:
        return word
    planned = plan_word(word.index, word.text, reading)
    return replace(planned, readings=word.readings, start=word.start, end=word.end)


def plan_word(
    index: int,
    written: str,
    spoken: str,
    stressed: int | str | None = None,
    meant: Meant | None = None,
) -> PlannedWord:
    """Look up a word; ``stressed``, else ``meant``, picks among its pronunciations.

    ``stressed`` is the index of a syllable, or the ``code`` of a homograph.

    For a word in no dictionary ``stressed`` is accepted, if there is such a syllable.
    Nothing but letters is written as it is spoken: the syllables of "Dr." and "205" are
    those of the spoken words.
    """
    if " " in spoken:
        return _plan_words(index, written, spoken.split(), stressed)
    shown = _letters_of(written, spoken)
    variants = without_letters(spoken, pronunciations(spoken))
    variants = variants or derived_pronunciations(spoken)
    if isinstance(stressed, str):
        variants = _homograph(spoken, stressed).choose(variants)
        stressed = meant = None
    possible = _possible_stresses(shown, variants)
    if stressed is not None and stressed not in possible:
        raise TextError(
            TextRefusal.UNKNOWN_STRESS,
            f"No pronunciation of {written!r} stresses {stressed}.",
        )
    if not variants:
        guessed = guess_syllables(shown, stressed)
        return PlannedWord(index, written, spoken, (), guessed, False, possible)
    if stressed is not None:
        variants = tuple(v for v in variants if primary_stress(v) == stressed)
    elif meant is not None:
        variants = meant.choose(variants)
    syllables = syllables_of(shown, variants[0])
    return PlannedWord(index, written, spoken, variants, syllables, True, possible)


def _homograph(spoken: str, code: str) -> Homograph:
    """Find one of the words that are written alike."""
    for one in homographs_of(spoken):
        if one.code == code:
            return one
    raise TextError(
        TextRefusal.UNKNOWN_STRESS, f"{spoken!r} is not said with {code!r}."
    )


def _letters_of(written: str, spoken: str) -> str:
    """Return the letters that the syllables of a word are made of."""
    bare, letters = written.replace(".", ""), spoken.replace(".", "")
    return bare if fold(bare).lower() == letters else letters


def _plan_words(
    index: int, written: str, spoken: Sequence[str], stressed: int | str | None
) -> PlannedWord:
    """Plan what is spoken as several words; none of its syllables is the stressed one."""
    if stressed is not None:
        raise TextError(
            TextRefusal.UNKNOWN_STRESS, f"{written!r} has no syllable to be stressed."
        )
    parts = tuple(plan_word(index, word, word) for word in spoken)
    return PlannedWord(
        index,
        written,
        spoken=" ".join(spoken),
        pronunciations=(),
        syllables=tuple(syllable for part in parts for syllable in part.syllables),
        in_dictionary=all(part.in_dictionary for part in parts),
        parts=parts,
    )


def _possible_stresses(
    written: str, variants: Sequence[Pronunciation]
) -> tuple[int, ...]:
    """Index of each syllable that a pronunciation stresses, the usual one first."""
    if not variants:
        return tuple(range(len(guess_syllables(written))))
    found = dict.fromkeys(primary_stress(variant) for variant in variants)
    return tuple(index for index in found if index is not None)


def syllables_of(
    written: str, pronunciation: Sequence[str], *, graded: bool = True
) -> tuple[PlannedSyllable, ...]:
    """Split a pronunciation into syllables and share the letters among them."""
    joint = find_joint(fold(written).lower(), pronunciation)
    letters, phones = joint or (0, 0)
    parts = (
        *_split(written[:letters], pronunciation[:phones]),
        *_split(written[letters:], pronunciation[phones:]),
    )
    return tuple(
        PlannedSyllable(text, phones, _stress(phones) if graded else None)
        for text, phones in parts
    )


def _split(
    written: str, pronunciation: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Pair letters and phones of each syllable of a word that is not a compound."""
    if pronunciation:
        parts = syllabify(pronunciation)
        yield from zip(split_letters(written, parts), parts, strict=True)


def guess_syllables(
    written: str, stressed: int | None = None
) -> tuple[PlannedSyllable, ...]:
    """Cut a word that is in no dictionary before each group of vowel letters.

    The stress of its syllables is unknown unless ``stressed`` is given.
    """
    lower = fold(written).lower()
    vowel = [c in "aeiouy" for c in lower]
    if lower.endswith("e") and sum(vowel) > 1:
        vowel[-1] = False
    groups = [i for i, v in enumerate(vowel) if v and (i == 0 or not vowel[i - 1])]
    starts = [0, *(max(1, group - 1) for group in groups[1:])]
    ends = [*starts[1:], len(written)]
    return tuple(
        PlannedSyllable(
            written[a:b], (), None if stressed is None else int(index == stressed)
        )
        for index, (a, b) in enumerate(zip(starts, ends, strict=True))
    )


def primary_syllable(syllables: Sequence[PlannedSyllable]) -> int | None:
    """Index of the first syllable with primary stress."""
    return next((i for i, s in enumerate(syllables) if s.stress == 1), None)


def primary_stress(pronunciation: Sequence[str]) -> int | None:
    """Index of the syllable that a pronunciation stresses most."""
    stresses = [_stress(phones) for phones in syllabify(pronunciation)]
    return stresses.index(1) if 1 in stresses else None


def _stress(phones: Sequence[str]) -> int:
    return next((stress_of(p) or 0 for p in phones if is_vowel(p)), 0)
