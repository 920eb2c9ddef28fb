"""What people read after a take, as a whole, on speakers the engine never learnt from.

Every part of the engine has an evaluation of its own. Here whole takes go through
``analyze_utterances`` with the shipped models and thresholds, and what counts is the
findings: each is a sentence that a learner would read.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine import UtteranceRequest, analyze_utterances
from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError, EngineError
from emotion_engine.lab.corpora import Corpus, Utterance, load_corpus
from emotion_engine.lab.corpora.reserved import only_reserved
from emotion_engine.lab.corpora.texts import only_plannable
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.tasks import FOLDERS, SEED, evaluation, option
from emotion_engine.lab.training.ratings import has_ratings
from emotion_engine.lab.training.stress_words import MARKS, read_marks
from emotion_engine.lab.training.subsets import dealt
from emotion_engine.manifest import as_written
from emotion_engine.results import (
    Finding,
    FindingCode,
    StressState,
    UtteranceReport,
)

from .told_truth import expert_figures, moved_figures

LOGGER = logging.getLogger(__name__)
AT_ONCE = 8  # takes that are analysed in one call
# Natives pause where they like, and the recording is no fault of the speaker's.
NOT_WRONG = frozenset(
    {
        FindingCode.WELL_DONE,
        FindingCode.PAUSE_UNEXPECTED,
        FindingCode.NARROW_BANDWIDTH,
        FindingCode.NOISY_TAKE,
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """One take with its report."""

    take: Utterance
    report: UtteranceReport

    @property
    def wrong_codes(self) -> list[str]:
        """What a native should not have read: codes of findings, or a reason."""
        if not self.report.assessable:
            return [str(self.report.reason)]
        codes = dict.fromkeys(finding.code for finding in self.report.told)
        return [code.value for code in codes if code not in NOT_WRONG]


def evaluate_told(
    folders: Sequence[Path],
    config: EngineConfig,
    *,
    n_takes: int,
    max_words: int | None,
    seed: int,
) -> dict[str, Any]:
    """Measure which findings are right, by folder.

    Parameters
    ----------
    folders : sequence of Path
        Corpora with texts. With ``scores.jsonl`` findings are compared with experts'
        ratings, with ``stress.csv`` with the stress that was moved; any other folder
        holds natives, of whom nothing should be reported.
    n_takes : int
        Takes of each folder, dealt over its speakers.
    max_words : int, optional
        Longer texts are left out.

    Returns
    -------
    dict
        By folder name the figures of ``figures_of``.

    Raises
    ------
    CorpusError
        A folder has no take that can be analysed.
    """
    found = {}
    for folder in folders:
        corpus = dealt(chosen(folder, max_words), n_takes, seed)
        told = list(hear(corpus, config))
        if not told:
            raise CorpusError(f"{folder}: no take could be analysed.")
        found[folder.name] = figures_of(corpus, told)
    return found


def chosen(folder: Path, max_words: int | None) -> Corpus:
    """Load the takes that may be judged: plain reading, by speakers kept apart."""
    corpus = load_corpus(folder, needs=("text",))
    takes = [
        replace(take, text=as_written(take.text))
        for take in only_reserved(corpus).utterances
        if take.emotion in (None, "neutral")
        and (has_ratings(folder) or take.first_language in (None, "english"))
        and (max_words is None or len(take.text.split()) <= max_words)
    ]
    if not takes:
        raise CorpusError(f"{folder} has no plain take of at most {max_words} words.")
    return only_plannable(replace(corpus, utterances=tuple(takes)))


def hear(corpus: Corpus, config: EngineConfig) -> Iterator[Told]:
    """Analyse every take as the product does; those that are refused are named."""
    for first in range(0, len(corpus), AT_ONCE):
        takes = corpus.utterances[first : first + AT_ONCE]
        requests = [UtteranceRequest(take.path, take.text) for take in takes]
        outcomes = analyze_utterances(requests, config=config)
        for take, outcome in zip(takes, outcomes, strict=True):
            if isinstance(outcome, EngineError):
                LOGGER.warning("%s left out: %s", take.path.name, outcome)
            else:
                yield Told(take, outcome)
        LOGGER.info("%s: %d of %d takes", corpus.name, first + len(takes), len(corpus))


def figures_of(corpus: Corpus, told: Sequence[Told]) -> dict[str, Any]:
    """Return the figures of one folder.

    ``by_code`` has the share of takes in which each finding is told, ``asked`` those in
    which it is a question; ``remarks`` lists them all, to be read beside the takes.
    """
    reports = [(one.take, one.report) for one in told]
    figures = {
        "n": len(told),
        "n_speakers": len({one.take.speaker for one in told}),
        "not_assessable": mean(not one.report.assessable for one in told),
        "by_code": shares_of(one.report.told for one in told),
        "asked": shares_of(one.report.asked for one in told),
        "words": word_figures([one.report for one in told]),
    }
    if has_ratings(corpus.folder):
        figures["experts"] = expert_figures(corpus.folder, reports)
    elif (corpus.folder / MARKS).is_file():
        marks = read_marks(load_corpus(corpus.folder, needs=("text",)))
        figures["moved"] = moved_figures(marks, reports)
    else:
        figures |= native_figures(told)
    return figures | {"remarks": [remarks_of(one) for one in told if one.wrong_codes]}


def shares_of(findings: Iterable[Sequence[Finding]]) -> dict[str, float]:
    """Return the share of takes with each code, the most frequent first."""
    codes = [{finding.code.value for finding in own} for own in findings]
    counted = Counter(code for own in codes for code in own)
    return {code: n / len(codes) for code, n in counted.most_common()}


def native_figures(told: Sequence[Told]) -> dict[str, Any]:
    """Return the share of takes without a wrong remark, and of those with each."""
    clean = np.array([not one.wrong_codes for one in told], float)
    wrong = Counter(code for one in told for code in one.wrong_codes)
    return {
        "without_wrong": float(clean.mean()),
        "without_wrong_interval": interval(clean, [one.take.speaker for one in told]),
        "wrong": {code: n / len(told) for code, n in wrong.most_common()},
    }


def interval(values: np.ndarray, speakers: Sequence[str]) -> tuple[float, float]:
    """Interval of a mean over speakers."""
    return interval_over_speakers(lambda own: float(values[own].mean()), speakers)


def word_figures(reports: Sequence[UtteranceReport]) -> dict[str, float]:
    """Return shares of words: called missing, and of graded ones by their stress."""
    words = [word for report in reports for word in report.words]
    states = [word.stress_state for word in words if word.heard]
    graded = [state for state in states if state is not StressState.NOT_GRADED]
    return {
        "n": len(words),
        "missing": mean(not word.heard for word in words),
        "n_graded": len(graded),
        "stress_found": mean(state is StressState.AS_EXPECTED for state in graded),
        "stress_elsewhere": mean(state is StressState.ELSEWHERE for state in graded),
    }


def mean(events: Iterable[bool]) -> float:
    """Share of true values; NaN if there are none."""
    events = list(events)
    return sum(events) / len(events) if events else float("nan")


def remarks_of(one: Told) -> dict[str, Any]:
    """Return what was said, heard and reported, for a person to read."""
    return {
        "take": str(one.take.path.relative_to(one.take.path.parents[1])),
        "text": one.take.text,
        "heard": one.report.heard,
        "reason": one.report.reason and one.report.reason.value,
        "findings": [
            {
                "code": finding.code.value,
                "certainty": finding.certainty.value,
                **finding.details,
            }
            for finding in one.report.findings
        ],
    }


TASK = evaluation(
    evaluate_told,
    option("--takes", dest="n_takes", type=int, default=100, help="of each folder"),
    option("--max-words", type=int, metavar="N", help="leave longer texts out"),
    SEED,
    data=FOLDERS,
)
