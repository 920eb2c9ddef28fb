"""Corrections of the dictionary's stress: one primary stress, and the other readings.

CMUdict marks 1,789 pronunciations with two or more primary stresses, of which a reader
hears one. Where the word's ending decides, it is the last ("engineer", "duration");
elsewhere ("minivan", "so-called") speakers differ, and each of them is a reading of its
own, so that none is called wrong. Other words lack a reading: the noun or the verb of a
pair, or the British one.
"""

from __future__ import annotations

import re

Pronunciation = tuple[str, ...]

# Endings that are stressed, or that put the stress right before them.
STRESSED_ENDING = re.compile(
    r"""(?: (?<!s)eer (?:s|ed|ing)? | (?<!dioc)ese | ette | ique | esque
      | [aeiou]tion (?:s|al|ally|ed|ing|ist|ists|less)? | [is]sion (?:s|al|ally)?
      | (?:o|i)city | [abdilnrtv]ity | ities | ology | ologist | ologists
      | ical (?:ly)? | ician s? | ific | istic s?
      ) (?:'s?)? $""",
    re.VERBOSE,
)
# The other syllable that may be stressed, counted from 0, in words for which the
# dictionary has one only: nouns and verbs that differ, then British readings.
ALSO_STRESSED: tuple[tuple[int, frozenset[str]], ...] = tuple(
    (syllable, frozenset(words.split()))
    for syllable, words in (
        # Nouns and verbs that differ.
        (
            0,
            "default dictate invite misprint perfume proceeds rebound reprint transplant",
        ),
        (1, "export fragment misprint prospect relay remake"),
        (2, "overlap"),
        # Stressed early before another stress: "a volunteer engineer".
        (0, "afternoon japanese overseas volunteer"),
        # British readings.
        (
            0,
            "adult ballet baton brochure buffet cafe chauffeur cliche cigarette crochet "
            "croquet debris debut frontier garage harassment massage parquet pastel "
            "plateau sachet salon saute translate vaccine vermouth",
        ),
        (0, "aristocrat contribute distribute"),
        (
            1,
            "applicable beret capillary controversy corollary decor donate formidable "
            "hospitable inquiry laboratory locate metallurgy migrate miscellany "
            "moustache mustache narrate princess resource rotate stagnate superfluous vacate "
            "vibrate weekend",
        ),
        (2, "limousine magazine margarine"),
    )
)


def readings(word: str, said: Pronunciation) -> tuple[Pronunciation, ...]:
    """Return a pronunciation with one primary stress, in every way it may be meant.

    >>> readings("duration", ("D", "UH1", "R", "EY1", "SH", "AH0", "N"))
    (('D', 'UH2', 'R', 'EY1', 'SH', 'AH0', 'N'),)
    """
    primary = [i for i, phone in enumerate(said) if phone.endswith("1")]
    if len(primary) < 2:
        return (said,)
    kept = primary[-1:] if STRESSED_ENDING.search(word) else primary
    return tuple(stressed_at(said, place) for place in kept)


def other_readings(
    word: str, variants: tuple[Pronunciation, ...]
) -> tuple[Pronunciation, ...]:
    """Return the readings of a word, or of its plural, that the dictionary lacks.

    >>> other_readings("exports", (("EH1", "K", "S", "P", "AO0", "R", "T", "S"),))
    (('EH2', 'K', 'S', 'P', 'AO1', 'R', 'T', 'S'),)
    """
    wanted = [
        syllable
        for syllable, words in ALSO_STRESSED
        if word in words or word.removesuffix("s") in words
    ]
    found = []
    for said in variants:
        vowels = [i for i, phone in enumerate(said) if phone[-1].isdigit()]
        found += [stressed_at(said, vowels[n]) for n in wanted if n < len(vowels)]
    return tuple(found)


def stressed_at(said: Pronunciation, place: int) -> Pronunciation:
    """Move the primary stress to one phone; the others become secondary."""
    lowered = [p[:-1] + "2" if p.endswith("1") else p for p in said]
    lowered[place] = lowered[place][:-1] + "1"
    return tuple(lowered)
