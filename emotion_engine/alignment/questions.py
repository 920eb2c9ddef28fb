"""Which questions are answered by yes or no: natives mostly let the voice rise there."""

from __future__ import annotations

import re

POSITIVE = (
    "am is are was were do does did have has had can could will would shall should"
)
POSSIBLE = "may might must"
NEGATIVE = (
    "isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't"
)
CONDITIONAL = "couldn't won't wouldn't shan't shouldn't mightn't mustn't ain't"
AUXILIARIES = frozenset(f"{POSITIVE} {POSSIBLE} {NEGATIVE} {CONDITIONAL}".split())
OPENINGS = frozenset(["and", "but", "so", "then", "well", "oh", "now", "please"])
TAG_WORDS = 2


def asks_yes_or_no(text: str) -> bool:
    """Whether a phrase ends with a question that begins with an auxiliary.

    A choice ("tea or coffee?") ends in a fall and is none; nor is a tag ("…, isn't it?"),
    which may do either.

    >>> asks_yes_or_no("Don't you know him?"), asks_yes_or_no("Excuse me, is it free?")
    (True, True)
    >>> asks_yes_or_no("Is it tea or coffee?"), asks_yes_or_no("You know him, don't you?")
    (False, False)
    """
    if not text.rstrip("\"'”’ ").endswith("?"):
        return False
    *_, sentence = re.findall(r"[^.!?;:…]*\w[^.!?;:…]*", text) or [""]
    clauses = [words_in(clause) for clause in sentence.split(",")]
    first, last = clauses[0], clauses[-1]
    if len(clauses) > 1 and len(last) <= TAG_WORDS:
        return False
    inverted = any(clause[:1] and clause[0] in AUXILIARIES for clause in (first, last))
    return inverted and "or" not in words_in(sentence)


def words_in(clause: str) -> list[str]:
    """Return the words of a clause in lower case, without those that only open it."""
    words = re.findall(r"[a-z']+", clause.lower().replace("’", "'"))
    while words and words[0] in OPENINGS:
        words = words[1:]
    return words
