"""From the words of a phrase to the voice's input: weak forms, linking, punctuation."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from emotion_engine.alignment.aligner import pronounce
from emotion_engine.alignment.function_words import Use, words_of
from emotion_engine.alignment.g2p import LettersToPhones
from emotion_engine.alignment.lexicon import Pronunciation, is_vowel, stress_of
from emotion_engine.alignment.phrase import PhrasePlan, PlannedWord

from .british import to_british
from .symbols import IPA_VOWELS, STRESS_MARK, word_symbols

# Words without sentence stress. Some stay weak at the end of a sentence too ("tell me
# about it"); those called inside are stressed there.
UNSTRESSED = words_of(Use.UNSTRESSED)
UNSTRESSED_INSIDE = words_of(Use.UNSTRESSED_INSIDE)
HALF_STRESSED = words_of(Use.HALF_STRESSED)
HALF_STRESSED_INSIDE = words_of(Use.HALF_STRESSED_INSIDE)
# Weak forms that differ from the full form by more than stress, in the voice's symbols.
WEAK_FORMS = {
    "a": "ɐ",
    "an": "ɐn",
    "and": "ænd",
    "the": "ðə",
    "to": "tə",
    "for": "fɔːɹ",
    "or": "ɔːɹ",
    "your": "jʊɹ",
    "was": "wʌz",
}
BEFORE_VOWEL = {"the": "ðɪ", "to": "tʊ", "it": "ɪɾ", "at": "æɾ", "that": "ðæɾ"}
MARK = re.compile(r"[.,;:!?…]+(?=[\s\"')\]”’]|$)|[—–]|\s-+\s")
SPOKEN_MARK = {"…": ".", "—": ",", "–": ",", "-": ","}
SYLLABLE = re.compile(f"[{''.join(sorted(IPA_VOWELS))}ː]+")  # the vowel of each
SENTENCE_ENDS = frozenset(".!?")
PRIMARY, SECONDARY = STRESS_MARK[1], STRESS_MARK[2]


@dataclass(frozen=True, slots=True)
class Place:
    """Context of a word: how the next one begins, and whether it ends its clause."""

    before_vowel: bool = False
    closes: bool = False


def write_phrase(
    plan: PhrasePlan,
    letters_to_phones: LettersToPhones,
    *,
    given: Mapping[int, str] | None = None,
    emphasised: Collection[int] = (),
    accent: Collection[int] = (),
    british: bool = False,
) -> str:
    """Write a phrase in the voice's symbols, with the punctuation of its text.

    Parameters
    ----------
    given : mapping, optional
        Symbols of words by index, used as they are.
    emphasised : collection of int
        Words that keep their full form although they usually have a weak one.
    accent : collection of int
        The words that carry the sentence: the others lose their main stress.
    british : bool
        Write it for a voice that speaks Southern British English.
    """
    given = given or {}
    emphasised = {*emphasised, *accent}
    written = _write_words(plan, letters_to_phones, given, emphasised)
    if not given and not any(PRIMARY in word for word in written):
        last = len(plan.words) - 1
        written = _write_words(plan, letters_to_phones, given, {*emphasised, last})
    spelt = _spelt(plan, given)
    if accent:
        written = carried_by(accent, written, [index for index, _ in spelt])
    if british:
        written = to_british(written, [letters for _, letters in spelt])
    text = " ".join(written)
    if text[-1] in SENTENCE_ENDS:
        return text
    return text.rstrip(",;:") + ("," if plan.written.rstrip().endswith("…") else ".")


def _spelt(plan: PhrasePlan, given: Mapping[int, str]) -> list[tuple[int, str]]:
    """Return index and letters of each word as ``_write_words`` writes them."""
    return [
        (word.index, part.spoken)
        for word in plan.words
        for part in ((word,) if word.index in given else word.spoken_words)
    ]


def carried_by(
    accent: Collection[int], written: Sequence[str], indices: Sequence[int]
) -> list[str]:
    """Leave the main stress to the words that carry a sentence.

    >>> carried_by({0}, ["maɪ", "bɹˈʌðɚ", "lˈaɪks", "ɪt"], range(4))
    ['mˈaɪ', 'bɹˌʌðɚ', 'laɪks', 'ɪt']
    """
    return [
        _strengthened(symbols) if index in accent else _weakened(symbols)
        for index, symbols in zip(indices, written, strict=True)
    ]


def _strengthened(symbols: str) -> str:
    """Give a word its main stress."""
    if PRIMARY in symbols:
        return symbols
    if SECONDARY in symbols:
        return symbols.replace(SECONDARY, PRIMARY, 1)
    return SYLLABLE.sub(rf"{PRIMARY}\g<0>", symbols, count=1)


def _weakened(symbols: str) -> str:
    """Take the main stress from a word; of several syllables one stays the stronger."""
    left = SECONDARY if len(SYLLABLE.findall(symbols)) > 1 else ""
    if PRIMARY in symbols:
        return symbols.replace(SECONDARY, "").replace(PRIMARY, left)
    return symbols if left else symbols.replace(SECONDARY, "")


def _write_words(
    plan: PhrasePlan,
    letters_to_phones: LettersToPhones,
    given: Mapping[int, str],
    emphasised: Collection[int],
) -> list[str]:
    """Write the words from last to first: each depends on the one after it."""
    marks, written = marks_behind(plan), []
    for word in reversed(plan.words):
        mark = marks.get(word.index, "")
        if word.index in given:
            place = _place(written, mark)
            written.append(linked(given[word.index], place) + mark)
            continue
        for part in reversed(word.spoken_words):
            place = _place(written, mark)
            if word.index in emphasised:
                symbols = word_symbols(full_form(part, letters_to_phones))
            else:
                symbols = say(part, letters_to_phones, place)
            written.append(linked(symbols, place) + mark)
            mark = ""
    return written[::-1]


def _place(following: list[str], mark: str) -> Place:
    """Return the place of a word before others, the next of them last."""
    joined = bool(following) and not mark
    return Place(joined and begins_with_vowel(following[-1]), closes=not joined)


def say(word: PlannedWord, letters_to_phones: LettersToPhones, place: Place) -> str:
    """Write one word in the form that its context requires."""
    phones, name = full_form(word, letters_to_phones), word.spoken
    stresses = [stress_of(phone) for phone in phones if is_vowel(phone)]
    base = name if name.endswith("n't") else name.split("'")[0]
    if base in UNSTRESSED or (base in UNSTRESSED_INSIDE and not place.closes):
        if place.before_vowel and name in BEFORE_VOWEL:
            return BEFORE_VOWEL[name]
        if name in WEAK_FORMS and not place.closes:
            return WEAK_FORMS[name]
        return word_symbols(phones, [0] * len(stresses))
    if base in HALF_STRESSED or (base in HALF_STRESSED_INSIDE and not place.closes):
        return word_symbols(phones, [2 * (s == 1) for s in stresses])
    return word_symbols(phones)


def full_form(word: PlannedWord, letters_to_phones: LettersToPhones) -> Pronunciation:
    """Return the full form of a word, as it is said with sentence stress."""
    variants = pronounce(word, letters_to_phones)
    stressed = (v for v in variants if any(stress_of(phone) == 1 for phone in v))
    return next(stressed, variants[0])


def linked(symbols: str, place: Place) -> str:
    """Add the linking R, as between "water" and "is"."""
    has_r = symbols.endswith(("ɚ", "ɜː"))
    return f"{symbols}ɹ" if has_r and place.before_vowel else symbols


def begins_with_vowel(symbols: str) -> bool:
    """Whether the first sound of a word is a vowel."""
    return symbols.lstrip("".join(STRESS_MARK.values()))[:1] in IPA_VOWELS


def marks_behind(plan: PhrasePlan) -> dict[int, str]:
    """Return the punctuation that the voice knows, by the index of the word before."""
    marks: dict[int, str] = {}
    for found in MARK.finditer(plan.written):
        before = [word for word in plan.words if word.start < found.start()]
        if before and before[-1].end <= found.start():
            mark = found.group().strip()[-1]
            marks.setdefault(before[-1].index, SPOKEN_MARK.get(mark, mark))
    return marks
