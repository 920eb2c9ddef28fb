"""The tokens of a phrase: words, numbers, amounts, initials and signs as written."""

from __future__ import annotations

import re
from collections.abc import Iterator

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
# What a transcript says about sounds is not read out.
NOISES = (
    "applause|breathes|cheering|chuckles?|clears throat|coughs?|coughing|cries|crying|"
    "gasps?|giggles?|groans?|inaudible|laughs?|laughing|laughter|music|noise|pauses?|"
    "screams?|shouts?|sighs?|silence|smiles?|sniffs?|sobs?|whispers?|whispering|yawns?"
)
TOKEN = re.compile(
    rf"""
    (?P<noise>[\[(*]\s*(?:{NOISES})\s*[\])*])
  | (?P<money>[$£€¥]\s?(?:{NUMBER})(?:\s?(?:thousand|million|billion|k|m|bn)\b)?
             |(?:{NUMBER})\s?[$£€¥])
  | (?P<time>\d{{1,2}}:[0-5]\d\b)
  | (?P<date>(?<![\w/])\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)(?![\w/])
            |(?<![\w-])\d{{4}}-\d\d-\d\d(?![\w-]))
  | (?P<telephone>\+?\d*\s?\(\d{{3}}\)\s?\d{{3}}-\d{{4}}\b
                 |(?:\+?\d{{1,3}}-)?(?:\d{{3}}-)?\d{{3}}-\d{{4}}\b|\+\d{{6,}}\b)
  | (?P<span>(?<![\w-])\d+[-\u2013]\d+\b(?![-/]))
  | (?P<fraction>(?:\d+\s)?\d+/\d+\b(?!/)|\d*\s?[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
  | (?P<ordinal>\d+(?:st|nd|rd|th)\b)
  | (?P<number>(?:(?<=\s)|^)[-−](?:{NUMBER})|'\d0s\b|(?:{NUMBER})(?:'?s\b|\s?%)?)
  | (?P<shortened>(?<!\w)(?:w/o|w/|c/o)(?![/\w]))
  | (?P<unit>(?<=\d)\s?(?:km/h|m/s|°[CF]?)(?!\w)|(?<=\d\s)(?:km/h|m/s|°[CF])(?!\w))
  | (?P<initials>(?<!\w)(?:[A-Z]\.){{2,}}(?:'s\b|(?!\w))
               |(?<!\w)(?:[A-Z]\.)+[A-Z]\b(?!')|\bPh\.D\b\.?)
  | (?P<joined>(?<!\w)[A-Z]{{1,2}}&[A-Z]{{1,2}}(?!\w))
  | (?P<word>'?[A-Za-z]+(?:'[A-Za-z]+)*'?)
  | (?P<sign>[&=@×]|(?<=[\w\s+])\+|\#(?=\w))
    """,
    re.VERBOSE | re.IGNORECASE,
)


def tokens_of(folded: str) -> Iterator[re.Match[str]]:
    """Yield the tokens of a folded text that are said; ``lastgroup`` is their kind."""
    return (m for m in TOKEN.finditer(folded) if m.lastgroup != "noise")
