"""Which reading of a number or an abbreviation was said, and its words in the transcript.

"205" may be said as "two hundred five", "two oh five" or "two zero five": all are right.
The transcript decides where it spells the words; where it has figures, too, the readings
are compared by forced decoding.
"""

from __future__ import annotations

from collections.abc import Sequence

from emotion_engine.alignment.initials import ACRONYMS
from emotion_engine.alignment.phrase import PhrasePlan, PlannedWord
from emotion_engine.encoders.base import Encoding

from .evidence import text_to_score, word_spans, words_of
from .hearing import Hearing, Recognizer, picked, read_phrases
from .words import Pair, pair_words, sounds

MOST_COMPARED = 6
DOUBTFUL = 1.5  # words by which a reading may differ more from the transcript


def choose_readings(
    recognizer: Recognizer, encoding: Encoding, hearing: Hearing, plan: PhrasePlan
) -> PhrasePlan:
    """Return the plan with the readings that were said.

    Parameters
    ----------
    encoding : Encoding
        The take, as a batch of one. Each reading that the transcript leaves open costs
        a pass of the decoder.
    """
    for word in plan.words:
        if len(differing(word.readings)) < 2:
            continue
        open_ones = fitting_transcript(plan, word, hearing)
        if len(open_ones) > 1:
            open_ones = [likeliest(recognizer, encoding, plan, word, open_ones)]
        plan = plan.said_as({word.index: open_ones[0]})
    return plan


def differing(readings: Sequence[str]) -> list[str]:
    """Return the readings that sound different from those before them."""
    found = {
        tuple(sounds(word)[0] for word in reading.split()): reading
        for reading in reversed(readings)
    }
    return [reading for reading in readings if reading in found.values()]


def fitting_transcript(
    plan: PhrasePlan, word: PlannedWord, hearing: Hearing
) -> list[str]:
    """Return the readings that the transcript leaves open, the best first.

    Where it has the word as it is written, that says nothing about the reading.
    """
    readings = differing(word.readings)
    if word.text in hearing.heard:
        return readings[:MOST_COMPARED]
    costs = {}
    for reading in readings:
        said = plan.said_as({word.index: reading})
        asked = [part.spoken for part in said.spoken_words]
        heard = [heard.spoken for heard in words_of(hearing, asked)]
        costs[reading] = sum(pair.distance for pair in pair_words(asked, heard))
    least = min(costs.values())
    near = [reading for reading, cost in costs.items() if cost <= least + DOUBTFUL]
    return sorted(near, key=costs.__getitem__)[:MOST_COMPARED]


def likeliest(
    recognizer: Recognizer,
    encoding: Encoding,
    plan: PhrasePlan,
    word: PlannedWord,
    readings: Sequence[str],
) -> str:
    """Return the reading that forced decoding finds likeliest."""
    vocabulary, state = recognizer.vocabulary, recognizer.begin(encoding)
    found = {}
    for reading in readings:
        text = text_said_as(plan, word.index, reading)
        tokens = recognizer.fitting(vocabulary.encode(text)[0])
        (read,) = read_phrases(state, vocabulary, [tokens])
        found[reading] = sum(picked(read.scores, [*tokens, vocabulary.end]))
        state.lengths[0] = 0
    return max(found, key=found.__getitem__)


def text_said_as(plan: PhrasePlan, index: int, reading: str) -> str:
    """Return the scored text with one word spelled as the recogniser would write it.

    Letters are written with full stops, or as they stand where they are no acronym.
    """
    text, written = text_to_score(plan), plan.words[index].text
    start, end = word_spans(text)[index]
    spelled = reading
    if "." in reading:
        spelled = reading.replace(". ", ".").upper()
        if written.isalpha() and written.lower() not in ACRONYMS:
            spelled = written
    elif written.lower() == reading and reading in ACRONYMS:
        spelled = written
    return f"{text[:start]}{spelled}{text[end:]}"


def pair_plan(plan: PhrasePlan, heard: Sequence[str]) -> list[Pair]:
    """Align the words of a phrase with those of a transcript, at the least cost.

    A word that is spoken as several is in one pair. Its distance is the largest of its
    parts: another digit is another number.
    """
    owner = [word.index for word in plan.words for _ in word.spoken_words]
    merged: list[Pair] = []
    parts = pair_words([part.spoken for part in plan.spoken_words], heard)
    for asked in group_by_word(parts, owner):
        merged.append(
            Pair(
                tuple(dict.fromkeys(owner[i] for pair in asked for i in pair.asked)),
                tuple(j for pair in asked for j in pair.heard),
                max((p.distance for p in asked if p.asked), default=1.0),
            )
        )
    return merged


def group_by_word(parts: Sequence[Pair], owner: Sequence[int]) -> list[list[Pair]]:
    """Group pairs that belong to the same word, with what was heard in between."""
    groups: list[list[Pair]] = []
    last_of: dict[int, int] = {}  # where the last group of a word is
    for pair in parts:
        first = owner[pair.asked[0]] if pair.asked else None
        if first in last_of:
            begun = groups[last_of[first] :]
            del groups[last_of[first] :]
            groups.append([*(p for group in begun for p in group), pair])
        else:
            groups.append([pair])
        if pair.asked:
            last_of[owner[pair.asked[-1]]] = len(groups) - 1
    return groups
