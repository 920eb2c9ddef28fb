"""Heteronyms: of words written alike but said differently, the one that is meant.

"A new record" has the noun, REcord, "to record a song" the verb, reCORD. A tagger says
which part of speech a word is in its sentence. Where it is sure, only the pronunciations
of that part are expected; where it is not, they come first, and the others stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .homographs import EXAMPLES_IN_ATE
from .lexicon import Pronunciation, is_vowel, without_stress
from .syllables import syllabify
from .tagger import Tag, tag

# The tagger's lead from which a part of speech is sure: sentences on which it erred had
# leads below 9, or the error that ``is_sure`` names.
SURE = 12.0
NAMING = frozenset({"NOUN", "PROPN", "ADJ", "ADV"})
# Nouns and adjectives with the stress on the first syllable, verbs on another.
FIRST_UNLESS_VERB = frozenset(
    [
        "abstract",
        "compound",
        "compress",
        "conduct",
        "conflict",
        "conscript",
        "console",
        "construct",
        "contest",
        "contract",
        "contrast",
        "convert",
        "convict",
        "decrease",
        "default",
        "desert",
        "digest",
        "discount",
        "escort",
        "exploit",
        "export",
        "extract",
        "fragment",
        "implant",
        "import",
        "imprint",
        "incense",
        "incline",
        "increase",
        "insert",
        "insult",
        "object",
        "perfect",
        "permit",
        "pervert",
        "present",
        "proceeds",
        "produce",
        "progress",
        "project",
        "prospect",
        "protest",
        "rebel",
        "recall",
        "record",
        "refill",
        "refund",
        "refuse",
        "reject",
        "remake",
        "reprint",
        "segment",
        "subject",
        "suspect",
        "torment",
        "transfer",
        "transplant",
        "transport",
        "update",
        "upgrade",
    ]
)
# Verbs that many stress like the noun: none of their pronunciations is wrong.
VERB_AS_NOUN = frozenset(
    [
        "contrast",
        "decrease",
        "default",
        "discount",
        "export",
        "fragment",
        "import",
        "increase",
        "protest",
        "recall",
        "reprint",
        "segment",
        "transfer",
        "transplant",
        "transport",
        "update",
        "upgrade",
    ]
)
FIRST_UNLESS_ADJECTIVE = frozenset({"content", "invalid"})
# Verbs end in a full vowel, nouns and adjectives in a weak one: "to separate the eggs".
FULL_AS_VERB = frozenset({*EXAMPLES_IN_ATE, "alternate"})
# By part of speech: how the word sounds, without stress.
SOUNDS: Mapping[str, Mapping[str, str]] = {
    "abuse": {"NOUN": "AH B Y UW S", "VERB": "AH B Y UW Z"},
    "close": {"VERB": "K L OW Z", "ADJ": "K L OW S", "ADV": "K L OW S"},
    "excuse": {"NOUN": "IH K S K Y UW S", "VERB": "IH K S K Y UW Z"},
    "live": {"VERB": "L IH V", "ADJ": "L AY V", "ADV": "L AY V"},
    "lives": {"VERB": "L IH V Z", "NOUN": "L AY V Z"},
    "lead": {"VERB": "L IY D"},
    "minute": {"NOUN": "M IH N AH T", "ADJ": "M AY N UW T"},
    "minutes": {"NOUN": "M IH N AH T S"},
    "tear": {"VERB": "T EH R", "NOUN": "T IH R"},
    "tears": {"VERB": "T EH R Z", "NOUN": "T IH R Z"},
    "use": {"NOUN": "Y UW S", "VERB": "Y UW Z"},
    "uses": {"NOUN": "Y UW S IH Z", "VERB": "Y UW Z IH Z"},
    "wind": {"NOUN": "W IH N D", "VERB": "W AY N D"},
    "winds": {"NOUN": "W IH N D Z", "VERB": "W AY N D Z"},
    "wound": {"NOUN": "W UW N D"},
    "wounds": {"NOUN": "W UW N D Z"},
}
# A noun with two meanings that the tagger cannot tell: both stay.
TWO_NOUNS = frozenset({"tear", "tears"})
READ_BEFORE, READ_NOW = "R EH D", "R IY D"
# Signs of the past tense, of which "read" has no form of its own.
PAST = frozenset(["ago", "already", "last", "once", "yesterday"])
SINGULAR = frozenset(["he", "it", "she"])
SENTENCE_END = re.compile(r"[.!?;:]")


@dataclass(frozen=True, slots=True)
class Meant:
    """Which pronunciations of a word are meant, and whether that is sure.

    ``syllable`` is the one with the stress, ``sounds`` the phones without stress,
    ``full_end`` whether the last vowel is a full one; ``None`` where it says nothing.
    """

    is_sure: bool
    syllable: int | None = None
    sounds: str | None = None
    full_end: bool | None = None

    def fits(self, said: Pronunciation) -> bool:
        """Whether a pronunciation is one that is meant."""
        if self.syllable is not None:
            parts = syllabify(said)
            at = next((i for i, p in enumerate(parts) if "1" in "".join(p)), 0)
            return at == 0 if self.syllable == 0 else at > 0
        if self.full_end is not None:
            last = next(phone for phone in reversed(said) if is_vowel(phone))
            return last.startswith("EY") == self.full_end
        return " ".join(map(without_stress, said)) == self.sounds

    def choose(self, variants: Sequence[Pronunciation]) -> tuple[Pronunciation, ...]:
        """Return the variants that are meant; if that is not sure, the others behind."""
        fitting = tuple(v for v in variants if self.fits(v))
        if not fitting:
            return tuple(variants)
        others = tuple(v for v in variants if not self.fits(v))
        return fitting if self.is_sure else (*fitting, *others)


def is_heteronym(word: str) -> bool:
    """Whether a word, or what it is the plural of, is said in ways that differ."""
    return (
        word == "read"
        or word in SOUNDS
        or any(
            form in words
            for form in _forms(word)
            for words in (FIRST_UNLESS_VERB, FIRST_UNLESS_ADJECTIVE, FULL_AS_VERB)
        )
    )


def meant_in(words: Sequence[str], marks: Sequence[str]) -> dict[int, Meant]:
    """Return what is meant by the heteronyms of a phrase, by index.

    Parameters
    ----------
    words : sequence of str
        As written, with capitals.
    marks : sequence of str
        The punctuation after each.
    """
    found: dict[int, Meant] = {}
    for first, last in _sentences(marks):
        sentence = words[first:last]
        if not any(is_heteronym(word.lower()) for word in sentence):
            continue
        tags = tag(sentence)
        for i, word in enumerate(sentence):
            if is_heteronym(word.lower()) and (own := meant(sentence, tags, i)):
                found[first + i] = own
    return found


def meant(words: Sequence[str], tags: Sequence[Tag], index: int) -> Meant | None:
    """Return which pronunciations of one word are meant; ``None`` where nothing says."""
    word, part = words[index].lower(), tags[index].part
    if part not in NAMING | {"VERB"}:
        return None
    sure, forms = is_sure(words, tags, index), _forms(word)
    if word == "read":
        return _read(words, tags, index)
    if word in SOUNDS:
        kind = "NOUN" if part == "PROPN" else part
        sounds = SOUNDS[word].get(kind)
        sure = sure and not (word in TWO_NOUNS and kind == "NOUN")
        return Meant(sure, sounds=sounds) if sounds else None
    if forms & FIRST_UNLESS_VERB:
        is_verb = part == "VERB"
        sure = sure and not (is_verb and forms & VERB_AS_NOUN)
        return Meant(sure, syllable=int(is_verb))
    if forms & FIRST_UNLESS_ADJECTIVE:
        return Meant(sure, syllable=int(part in ("ADJ", "VERB")))
    return Meant(sure, full_end=part == "VERB")


def is_sure(words: Sequence[str], tags: Sequence[Tag], index: int) -> bool:
    """Whether a part of speech is sure.

    A noun right after a plural may well be its verb: "Our exports increase."
    """
    after_plural = index > 0 and (
        tags[index - 1].part == "NOUN" and words[index - 1].lower().endswith("s")
    )
    may_be_verb = after_plural and tags[index].part == "NOUN"
    return tags[index].lead >= SURE and not may_be_verb


def _read(words: Sequence[str], tags: Sequence[Tag], index: int) -> Meant | None:
    """Tell the tense of "read": by its auxiliary, its subject, or words of the past."""
    label = tags[index].label
    if label == "VERB|Part":
        return Meant(is_sure(words, tags, index), sounds=READ_BEFORE)
    if label == "VERB|Inf":
        return Meant(is_sure(words, tags, index), sounds=READ_NOW)
    before = words[index - 1].lower() if index else ""
    past = before in SINGULAR or bool(PAST & {word.lower() for word in words})
    return Meant(False, sounds=READ_BEFORE if past else READ_NOW)


def _forms(word: str) -> frozenset[str]:
    return frozenset({word, word.removesuffix("s")})


def _sentences(marks: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = 0
    for i, mark in enumerate(marks):
        if SENTENCE_END.match(mark) or i == len(marks) - 1:
            yield first, i + 1
            first = i + 1


def parts_of(word: str) -> dict[int, str]:
    """Return which part of speech each stress of a word belongs to.

    >>> parts_of("records"), parts_of("table")
    ({0: 'noun', 1: 'verb'}, {})
    """
    forms = _forms(word.lower())
    if forms & FIRST_UNLESS_VERB:
        return {0: "noun", 1: "verb"}
    if forms & (FIRST_UNLESS_ADJECTIVE | {"minute"}):
        return {0: "noun", 1: "adjective"}
    return {}
