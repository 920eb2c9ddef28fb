"""Whether the voices of the listening games do what each question says they do.

    python -m benchmarks.listening [--games focus melody] [--json FILE]

Every question is said by each of its voices. A word that carries the sentence must be
the strongest by `hear_accents`, the next one clearly weaker; a question must end in a
rise, and what is none must not. Prints by game how many do, and which do not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

import emotion_engine as engine
from emotion_engine.alignment.aligner import align
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.features.f0 import track_f0
from emotion_engine.features.nucleus import measure_nuclei
from emotion_engine.models import Models, models_of
from emotion_engine.stress.accents import word_strengths
from emotion_engine.voice.readers import reading_voice
from emotion_engine.voice.reading import read

QUESTIONS = Path("teaching_app/practice/content/listening.json")
GAMES = ("focus", "melody")
NEXT_WORD = 0.85  # of the strength of the strongest
LAST_FRAMES, TAIL_FRAMES = 6, 40  # voiced ones of 10 ms: the end, and what leads to it
RISE_ST, LEVEL_ST = 3.0, 1.5  # a question rises by so much, something else by less


def main(arguments: list[str] | None = None) -> int:
    """Measure; print and, if asked to, write what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--games", nargs="+", choices=GAMES, default=list(GAMES))
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    models = models_of(engine.EngineConfig.from_environment())
    asked = [
        (question, voice)
        for question in json.loads(QUESTIONS.read_text(encoding="utf-8"))
        if question["game"] in options.games
        for voice in question["voices"]
    ]
    found = [
        {"slug": q["slug"], "game": q["game"], "voice": v, "ok": does(q, v, models)}
        for q, v in tqdm(asked, disable=not sys.stderr.isatty())
    ]
    report(found)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n")
    return 0


def does(question: dict[str, Any], voice: str, models: Models) -> bool:
    """Whether a voice does what a question says."""
    speaker = models.reading_voice(
        voice, british=reading_voice(voice).accent == "british"
    )
    how = {"voice": speaker, "find_aligner": lambda: models.aligner}
    if question["game"] == "melody":
        is_question = question["options"][question["answer"]] == "question"
        spoken = read(question["text"], rises=is_question, **how)
        return ends_as(is_question, spoken, models)
    spoken = read(question["text"], accent=question["accent"], **how)
    return carries(question["text"], question["accent"][0], spoken, models)


def ends_as(is_question: bool, spoken: np.ndarray, models: Models) -> bool:
    """Whether it ends in a rise above its middle, or below that without one."""
    st = 12 * np.log2(track_f0(spoken, models.f0_detector).f0_hz)
    voiced = st[~np.isnan(st)]
    end = voiced[-LAST_FRAMES:].mean()
    rise, height = end - voiced[-TAIL_FRAMES:].min(), end - np.median(voiced)
    if is_question:
        return bool(rise >= RISE_ST and height > 0)
    return bool(rise < LEVEL_ST and height < 0)


def carries(text: str, word: int, spoken: np.ndarray, models: Models) -> bool:
    """Whether a word is the strongest, and every other one clearly weaker."""
    alignment = align(spoken, plan_phrase(text), models.aligner)
    f0 = track_f0(spoken, models.f0_detector)
    spans = [syllable.nucleus for syllable in alignment.syllables]
    nuclei = measure_nuclei(spoken, spans, f0)
    strengths = word_strengths(alignment, nuclei, models.vowel_norms)
    others = np.delete(strengths, word).max()
    return bool(strengths[word] > others and others < NEXT_WORD)


def report(found: list[dict[str, Any]]) -> None:
    """Print how many do, by game, and each that does not."""
    n = Counter(one["game"] for one in found)
    n_ok = Counter(one["game"] for one in found if one["ok"])
    for game in n:
        print(f"{game}: {n_ok[game]} of {n[game]}")
    for one in found:
        if not one["ok"]:
            print(f"  {one['slug']} by {one['voice']}")


if __name__ == "__main__":
    sys.exit(main())
