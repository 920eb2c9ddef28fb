"""Whether faults are found in phrases nobody recorded, and natives are left in peace.

Natives whom the expectation did not learn from are compared with what it expects of their
phrase, also where natives of it are known. Each take is analysed as it was recorded, and
with each fault that WORLD puts into it; whatever else could be heard stays.
"""

from __future__ import annotations

import logging
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine import UtteranceRequest, analyze_utterances
from emotion_engine.alignment.aligner import Aligner
from emotion_engine.alignment.function_words import FUNCTION_WORDS, JOINING_WORDS
from emotion_engine.alignment.phrase import PhrasePlan, plan_phrase
from emotion_engine.alignment.questions import asks_yes_or_no
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError, EngineError
from emotion_engine.lab.corpora import Utterance
from emotion_engine.lab.corpora.texts import as_asked
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.tasks import FOLDERS, SEED, evaluation, option
from emotion_engine.lab.training.carried import carried
from emotion_engine.lab.training.subsets import dealt
from emotion_engine.models import models_of
from emotion_engine.profiles.expected.expectation import load_expectation
from emotion_engine.rendition.make import write_wav
from emotion_engine.results import FindingCode
from emotion_engine.resynthesis.world import Changes, WorldFrames, analyse, synthesise
from emotion_engine.voice.emphasis import emphasised
from emotion_engine.voice.endings import with_ending

from .melodies import flattened, upside_down
from .told import Told, chosen

LOGGER = logging.getLogger(__name__)
RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Said:
    """A native's take, float32 of shape (n_samples,), and the plan of its phrase."""

    waveform: np.ndarray
    plan: PhrasePlan
    aligner: Aligner


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that learners do; it counts as found if any of ``codes`` is told.

    ``put_into`` returns nothing for a take that cannot have it.
    """

    put_into: Callable[[Said], np.ndarray | None]
    codes: frozenset[FindingCode]


@dataclass(frozen=True, slots=True)
class Heard:
    """One native's take as recorded, and what is told of it with each fault."""

    take: Told
    codes: Mapping[str, frozenset[FindingCode]]


def with_frames(said: Said, treat: Callable[[WorldFrames], WorldFrames]) -> np.ndarray:
    """Resynthesise a take with another melody."""
    frames = analyse(said.waveform)
    return synthesise(treat(frames), Changes.none(len(frames)))


def ends_in_fall(said: Said) -> np.ndarray | None:
    """Let a question that is answered by yes or no end in a fall."""
    if not asks_yes_or_no(said.plan.text):
        return None
    return with_ending(said.waveform, rises=False)


def raised(said: Said, words: Collection[str]) -> np.ndarray | None:
    """Raise one of these words by a fixed amount, whether it then stands out or not."""
    word = drawn(said.plan, words)
    if word is None:
        return None
    return emphasised(said.waveform, said.plan, [word], said.aligner)


def above_all(said: Said, words: Collection[str]) -> np.ndarray | None:
    """Let one of these words carry the sentence."""
    word = drawn(said.plan, words)
    if word is None:
        return None
    return carried(said.waveform, said.plan, word, said.aligner)


def drawn(plan: PhrasePlan, words: Collection[str]) -> int | None:
    """Draw one of these words, not the first or last: the same in each run."""
    own = [w.index for w in plan.words[1:-1] if w.text.lower() in words]
    return random.Random(plan.text).choice(own) if own else None


OF_MAIN_STRESS = frozenset(
    {FindingCode.ACCENT_ON_OTHER_WORD, FindingCode.NUCLEUS_ON_OTHER_WORD}
)
FAULTS: Mapping[str, Fault] = {
    "flat": Fault(
        lambda said: with_frames(said, flattened),
        frozenset({FindingCode.MELODY_TOO_FLAT}),
    ),
    "upside_down": Fault(
        lambda said: with_frames(said, upside_down),
        frozenset(
            {
                FindingCode.MELODY_UPSIDE_DOWN,
                FindingCode.MELODY_OUTSIDE_BAND,
                FindingCode.FINAL_FALL_MISSING,
                FindingCode.FINAL_RISE_MISSING,
            }
        ),
    ),
    "rise_missing": Fault(ends_in_fall, frozenset({FindingCode.FINAL_RISE_MISSING})),
    "function_word_raised": Fault(
        lambda said: raised(said, FUNCTION_WORDS), OF_MAIN_STRESS
    ),
    "joining_word_carries": Fault(
        lambda said: above_all(said, JOINING_WORDS), OF_MAIN_STRESS
    ),
    "other_function_word_carries": Fault(
        lambda said: above_all(said, FUNCTION_WORDS - JOINING_WORDS), OF_MAIN_STRESS
    ),
}


def evaluate_unrecorded(
    folders: Sequence[Path],
    config: EngineConfig,
    *,
    n_takes: int,
    max_words: int | None,
    questions: bool,
    seed: int,
) -> dict[str, Any]:
    """Measure which faults are found by what is expected alone.

    Parameters
    ----------
    folders : sequence of Path
        Natives' takes with texts; only the readers kept for judging, see ``told``.
    n_takes : int
        Takes of each folder, dealt over its speakers.
    max_words : int, optional
        Longer texts are left out.
    questions : bool
        Only takes that ask something.

    Returns
    -------
    dict
        By folder name the figures of ``figures_of``.

    Raises
    ------
    CorpusError
        A folder has no take that can be judged.
    """
    config = replace(config, expression_enabled=False)
    found = {}
    for folder in folders:
        corpus = chosen(folder, max_words)
        takes = [replace(u, text=as_asked(u.text)) for u in corpus.utterances]
        takes = [u for u in takes if not questions or u.text.endswith("?")]
        corpus = dealt(replace(corpus, utterances=tuple(takes)), n_takes, seed)
        heard = []
        for number, take in enumerate(corpus.utterances, start=1):
            if one := hear(take, config):
                heard.append(one)
            LOGGER.info("%s: %d of %d takes", corpus.name, number, len(corpus))
        if not heard:
            raise CorpusError(f"{folder}: no take could be judged.")
        found[folder.name] = figures_of(heard)
    return found


def hear(take: Utterance, config: EngineConfig) -> Heard | None:
    """Analyse a take as recorded and with each fault; ``None`` if it is refused."""
    plan = plan_phrase(take.text)
    said = Said(
        load_audio(take.path, config.limits).waveform, plan, models_of(config).aligner
    )
    expected = load_expectation().profile_of(plan, None)
    with tempfile.TemporaryDirectory() as folder:
        files = {RECORDED: take.path}
        for name, fault in FAULTS.items():
            altered = fault.put_into(said)
            if altered is not None:
                files[name] = Path(folder, f"{name}.wav")
                write_wav(files[name], altered)
        requests = [
            UtteranceRequest(file, take.text, profile=expected)
            for file in files.values()
        ]
        outcomes = analyze_utterances(requests, config=config)
    reports = dict(zip(files, outcomes, strict=True))
    if failed := [one for one in outcomes if isinstance(one, EngineError)]:
        LOGGER.warning("%s left out: %s", take.path.name, failed[0])
        return None
    codes = {
        name: frozenset(finding.code for finding in report.told)
        for name, report in reports.items()
    }
    return Heard(Told(take, reports[RECORDED]), codes)


def figures_of(heard: Sequence[Heard]) -> dict[str, Any]:
    """Return how many natives are left in peace, and how many faults are found.

    Returns
    -------
    dict
        ``in_peace``: share of takes of which nothing wrong is told; ``wrong``: share of
        takes with each code; ``found``: by fault ``n``, its ``share`` and ``interval``
        over speakers.
    """
    in_peace = [not one.take.wrong_codes for one in heard]
    wrong = Counter(code for one in heard for code in one.take.wrong_codes)
    return {
        "n": len(heard),
        "in_peace": share_of(in_peace, heard),
        "wrong": {code: n / len(heard) for code, n in wrong.most_common()},
        "found": {
            name: share_of([bool(one.codes[name] & fault.codes) for one in own], own)
            for name, fault in FAULTS.items()
            if (own := [one for one in heard if name in one.codes])
        },
    }


def share_of(holds: Sequence[bool], heard: Sequence[Heard]) -> dict[str, Any]:
    """Return the share of takes in which something holds, with its interval."""
    values = np.array(holds, float)
    return {
        "n": len(values),
        "share": float(values.mean()),
        "interval": interval_over_speakers(
            lambda own: float(values[own].mean()),
            [one.take.take.speaker for one in heard],
        ),
    }


TASK = evaluation(
    evaluate_unrecorded,
    option("--takes", dest="n_takes", type=int, default=40, help="of each folder"),
    option("--max-words", type=int, metavar="N", help="leave longer texts out"),
    option("--questions", action="store_true", help="only takes that ask something"),
    SEED,
    data=FOLDERS,
)
