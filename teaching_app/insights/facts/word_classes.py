"""Kinds of words whose stress follows a rule, recognised by their spelling.

Learners who do not know a rule break it in all words of the kind, so a report
that names the kind says what to teach. Rules after Roach, "English Phonetics and
Phonology", chapters 10 and 11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import emotion_engine as engine

# The first matching ending counts. The stress falls before "ion", "ity" and "ic"; on
# "eer" and "ese" themselves.
ENDINGS = {
    "tion": ("tion", "tions", "sion", "sions", "cian", "cians"),
    "ity": ("ity", "ities", "ety", "eties"),
    "ic": ("ic", "ics", "ical", "ically"),
    "graphy": ("graphy", "graphies", "logy", "logies", "nomy", "metry", "cracy"),
    "eer": ("eer", "eers", "ese", "ette", "ettes", "esque"),
}
SHORTEST_STEM = 2

# Stressed like these as noun or verb, though some say both alike; the engine knows those
# that differ.
MORE_NOUN_VERBS = frozenset(
    """addict ally combat impact invite recap relapse replay research retake survey
    transform upset""".split()  # noqa: SIM905 - a list of words
)
NOUN_VERB = {"noun", "verb"}
# Compound nouns written as one word: their first part is stressed.
COMPOUNDS = frozenset(
    [
        "airline",
        "airport",
        "backpack",
        "bathroom",
        "bedroom",
        "birthday",
        "blackboard",
        "bookshop",
        "bookstore",
        "breakfast",
        "butterfly",
        "classmate",
        "classroom",
        "daylight",
        "earthquake",
        "eyesight",
        "firework",
        "football",
        "footprint",
        "girlfriend",
        "grandfather",
        "grandmother",
        "greenhouse",
        "haircut",
        "handbag",
        "headache",
        "headline",
        "highway",
        "homework",
        "housework",
        "keyboard",
        "landscape",
        "lifetime",
        "lunchtime",
        "moonlight",
        "mushroom",
        "newspaper",
        "nightmare",
        "notebook",
        "passport",
        "password",
        "pineapple",
        "playground",
        "postcard",
        "railway",
        "rainbow",
        "raincoat",
        "rainfall",
        "roommate",
        "seafood",
        "seaside",
        "snowman",
        "software",
        "someone",
        "something",
        "strawberry",
        "suitcase",
        "sunflower",
        "sunglasses",
        "sunlight",
        "sunrise",
        "sunset",
        "sunshine",
        "supermarket",
        "teacup",
        "teamwork",
        "toothache",
        "toothbrush",
        "waterfall",
        "weekday",
        "weekend",
        "whiteboard",
        "workshop",
    ]
)
LONG = 3  # syllables
EDGES = re.compile(r"^\W+|\W+$")


def plain(word: str) -> str:
    """Return a word in lower case without punctuation around it."""
    straight = word.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return EDGES.sub("", straight).casefold()


def class_of(word: str, n_syllables: int) -> str:
    """Name the kind of a word: one of the rules, else by its length, else nothing.

    >>> class_of("Information,", 4), class_of("record", 2), class_of("banana", 3)
    ('tion', 'noun_verb', 'long')
    """
    if n_syllables < 2:
        return ""
    return next(_rules(plain(word)), "") or ("long" if n_syllables >= LONG else "short")


def _rules(word: str) -> Iterator[str]:
    singular = word.removesuffix("s")
    differing = set(engine.parts_of_speech(word).values())
    if differing == NOUN_VERB or {word, singular} & MORE_NOUN_VERBS:
        yield "noun_verb"
    if word in COMPOUNDS or singular in COMPOUNDS:
        yield "compound"
    for name, endings in ENDINGS.items():
        if any(
            word.endswith(e) and len(word) >= len(e) + SHORTEST_STEM for e in endings
        ):
            yield name
