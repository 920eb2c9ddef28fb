"""Function words, in one table with how each behaves in connected speech.

The phrase check, the findings, the model voice and the stress marks of a phrase each
need a different property of these words; each word is listed once, with all of them.
"""

from __future__ import annotations

from enum import Flag, auto


class Use(Flag):
    """What is true of a word in connected English."""

    GRAMMAR = auto()  # sounds alike in any sentence: recognising it proves little
    LEANS = auto()  # on the word that follows; nobody pauses between the two
    WEAK = auto()  # said in its weak form, though the dictionary gives it stress
    # How the model voice says it; "inside": only where another word follows.
    UNSTRESSED = auto()
    UNSTRESSED_INSIDE = auto()
    HALF_STRESSED = auto()
    HALF_STRESSED_INSIDE = auto()
    # An article, conjunction or preposition that is no adverb as well: hardly ever singled
    # out against another word, as "he", "is", "not" or "in" are.
    JOINS = auto()


LIGHT = Use.GRAMMAR | Use.LEANS | Use.WEAK
TABLE: tuple[tuple[Use, str], ...] = (
    (
        LIGHT | Use.UNSTRESSED | Use.JOINS,
        "a an and as at for from of or than the to with",
    ),
    (LIGHT | Use.UNSTRESSED, "am are her is its their was were your"),
    (
        LIGHT | Use.UNSTRESSED_INSIDE,
        "be by can could had has have his in my will would",
    ),
    (LIGHT | Use.HALF_STRESSED_INSIDE, "been on our should"),
    (LIGHT | Use.HALF_STRESSED_INSIDE | Use.JOINS, "but"),
    (LIGHT, "did do does must"),
    (Use.GRAMMAR | Use.WEAK | Use.UNSTRESSED, "he it she they we you"),
    (Use.GRAMMAR | Use.WEAK | Use.UNSTRESSED_INSIDE, "i that"),
    (Use.GRAMMAR | Use.WEAK | Use.HALF_STRESSED, "him me them us"),
    (Use.GRAMMAR | Use.WEAK | Use.HALF_STRESSED_INSIDE, "shall"),
    (Use.GRAMMAR | Use.WEAK | Use.JOINS, "nor"),
    (Use.GRAMMAR | Use.LEANS | Use.HALF_STRESSED_INSIDE, "might not"),
    (Use.GRAMMAR | Use.LEANS | Use.HALF_STRESSED_INSIDE | Use.JOINS, "into"),
    (Use.GRAMMAR | Use.LEANS, "may"),
    (Use.GRAMMAR | Use.UNSTRESSED_INSIDE, "there these this those"),
    (Use.GRAMMAR | Use.HALF_STRESSED_INSIDE, "about so up what which who"),
    (Use.GRAMMAR, "being having no off onto out over whom whose yet"),
    (Use.LEANS | Use.UNSTRESSED, "if"),
    (Use.LEANS, "very"),
    (Use.HALF_STRESSED_INSIDE, "any how some when where why"),
    (
        Use.WEAK,
        "he'd he'll he's i'd i'll i'm i've it's she'd she'll she's that's there's "
        "they'd they'll they're they've we'd we'll we're we've you'd you'll you're "
        "you've",
    ),
)


def words_of(use: Use) -> frozenset[str]:
    """Return the words, in lower case, that have a property.

    >>> sorted(words_of(Use.HALF_STRESSED))
    ['him', 'me', 'them', 'us']
    """
    return frozenset(w for uses, words in TABLE if use in uses for w in words.split())


FUNCTION_WORDS = words_of(Use.GRAMMAR)
LEANING_WORDS = words_of(Use.LEANS)
WEAK_FORMS = words_of(Use.WEAK)
JOINING_WORDS = words_of(Use.JOINS)
