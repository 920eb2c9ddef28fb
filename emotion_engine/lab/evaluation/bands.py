"""Measure whether natives lie in the bands expected of sentences nobody recorded.

Speakers and sentences of the judged takes are both unseen. A band is only worth
something if it is narrower than one that knows no text.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora.texts import texts_in
from emotion_engine.lab.tasks import FOLDERS, SEED, evaluation, option
from emotion_engine.lab.training.bands.examples import (
    SELECTION,
    Example,
    Selection,
    as_learner,
    examples_of,
)
from emotion_engine.lab.training.bands.fit import Recipes, recipes
from emotion_engine.lab.training.bands.learn import (
    HeldOut,
    Networks,
    as_takes_move,
    folds_of,
    learn,
    predict,
    put_together,
    without_text_or_take,
)
from emotion_engine.profiles.expected.expectation import LEVELS
from emotion_engine.profiles.expected.targets import MELODY

from .bands_limit import same_sentence_ratio

LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judged:
    """Held-out rows of one level.

    ``rows`` as expected; ``blind`` by bands that know no text, ``unscaled`` by such as do
    not know how far the take moves, either.
    """

    rows: HeldOut
    blind: HeldOut
    unscaled: HeldOut


def evaluate_bands(
    folders: Sequence[Path],
    config: EngineConfig,
    *,
    held_out: list[str] | None,
    n_rounds: int,
    phrases: Path | None,
    most: int,
    limit: int,
    longest_s: float,
    speakers: int | None,
    seed: int,
) -> dict[str, Any]:
    """Measure coverage and width of the expected bands.

    Parameters
    ----------
    folders : sequence of Path
        Corpora of natives with texts.
    held_out : list of str, optional
        Names of folders that are only judged, after learning from all others; without
        it folds by speaker and sentence judge every corpus.
    n_rounds : int
        Of the folds, up to five; each judges other pairs of speakers and sentences.
    phrases, most, limit, longest_s, speakers
        See ``Selection``.

    Returns
    -------
    dict
        ``coverage`` and ``width_ratio`` by measure: to the best band that knows no text,
        and as ``width_ratio_scaled`` to the best one of these that is scaled to the take
        as well; ``same_sentence_ratio``, by how much natives of one sentence differ less
        than natives of any; ``by_corpus`` and ``by_style`` coverage, ``n``,
        ``n_speakers``, ``n_sentences``.

    Raises
    ------
    CorpusError
        There is nothing to learn from, or nothing to judge.
    """
    apart, chosen = (
        set(held_out or ()),
        Selection(texts_in(phrases), most, limit, longest_s, speakers, seed),
    )
    by_name = {
        folder.name: examples_of(
            folder, config, chosen, with_reserved=folder.name in apart
        )
        for folder in folders
    }
    known = [e for name, own in by_name.items() if name not in apart for e in own]
    strangers = [e for name in apart for e in by_name.get(name, ())]
    if apart:
        judged = judge_strangers(known, strangers, recipes(seed), n_rounds)
    else:
        judged = judge_by_fold(known, recipes(seed), n_rounds)
    return figures(judged)


def judge_by_fold(
    examples: Sequence[Example], recipes: Recipes, n_rounds: int
) -> dict[str, Judged]:
    """Judge each fold by networks that are calibrated on what the other folds missed."""
    folds = folds_of(examples, n_rounds)
    if len(folds) < 2:
        raise CorpusError("There are too few speakers and sentences for two folds.")
    found: dict[str, list[HeldOut]] = {level: [] for level in LEVELS}
    unscaled: dict[str, list[HeldOut]] = {level: [] for level in LEVELS}
    for number, fold in enumerate(folds, start=1):
        networks = learn(fold.train, recipes)
        for level in LEVELS:
            found[level].append(predict(networks, level, fold.test))
            unscaled[level].append(without_text_or_take(fold.train, fold.test, level))
        LOGGER.info("fold %d of %d: %d takes", number, len(folds), len(fold.test))
    return {
        level: Judged(
            as_takes_move(calibrated_across(own), level),
            as_takes_move(
                calibrated_across([part.without_text() for part in own]), level
            ),
            calibrated_across(unscaled[level]),
        )
        for level, own in found.items()
    }


def calibrated_across(parts: Sequence[HeldOut]) -> HeldOut:
    """Calibrate each fold by what was missed of other speakers and other sentences."""
    everything = put_together(parts)
    return put_together(
        [part.calibrated(everything.apart_from(part).calibration()) for part in parts]
    )


def held_out_rows(
    examples: Sequence[Example], recipes: Recipes, n_rounds: int
) -> dict[str, HeldOut]:
    """Predict takes of unseen speakers and sentences, without calibration."""
    parts: dict[str, list[HeldOut]] = {level: [] for level in LEVELS}
    for fold in folds_of(examples, n_rounds):
        networks = learn(fold.train, recipes)
        for level in LEVELS:
            parts[level].append(predict(networks, level, fold.test))
    return {level: put_together(own) for level, own in parts.items()}


def judge_strangers(
    known: Sequence[Example],
    strangers: Sequence[Example],
    recipes: Recipes,
    n_rounds: int,
) -> dict[str, Judged]:
    """Judge a corpus by what was learnt, and calibrated, on others.

    Its takes are described as those of learners are: how these natives came to read is
    not known.
    """
    if not known or not strangers:
        raise CorpusError("Give corpora to learn from as well as those held out.")
    strangers = [as_learner(take) for take in strangers]
    missed = held_out_rows(known, recipes, n_rounds)
    networks: Networks = learn(known, recipes)
    judged = {}
    for level in LEVELS:
        rows = predict(networks, level, strangers)
        blind = missed[level].without_text()
        unscaled = without_text_or_take(known, strangers, level)
        by = without_text_or_take(known, missed[level].takes, level).calibration()
        judged[level] = Judged(
            as_takes_move(rows.calibrated(missed[level].calibration()), level),
            as_takes_move(rows.without_text().calibrated(blind.calibration()), level),
            unscaled.calibrated(by),
        )
    return judged


def figures(judged: dict[str, Judged]) -> dict[str, Any]:
    """Summarise coverage and width; large corpora do not decide alone."""
    coverage, ratios, scaled_ratios, limits = {}, {}, {}, {}
    by_corpus: dict[str, dict[str, float]] = {}
    by_style: dict[str, dict[str, float]] = {}
    for level, (targets, _) in LEVELS.items():
        rows = judged[level].rows
        for name, columns in columns_of(targets).items():
            inside, known = inside_of(rows, columns)
            corpora, styles = rows.of_rows("corpus"), rows.of_rows("style")
            for _kind, groups, table in (
                ("corpus", corpora, by_corpus),
                ("style", styles, by_style),
            ):
                for group in np.unique(groups):
                    own = known & (groups == group)[:, None]
                    if own.any():
                        share = round(float(inside[own].mean()), 4)
                        table.setdefault(str(group), {})[name] = share
            weights = np.broadcast_to(rows.weights[:, None], known.shape)
            share = np.average(inside[known], weights=weights[known])
            coverage[name] = round(float(share), 4)
            width, beside, widest = (
                float(width_of(part, columns)[known].mean())
                for part in (rows, judged[level].blind, judged[level].unscaled)
            )
            ratios[name] = round(width / widest, 4)
            scaled_ratios[name] = round(width / beside, 4)
            limits[name] = round(
                same_sentence_ratio(judged[level].unscaled, columns), 4
            )
    takes = next(iter(judged.values())).rows.takes
    return {
        "coverage": coverage,
        "width_ratio": ratios,
        "width_ratio_scaled": scaled_ratios,
        "same_sentence_ratio": limits,
        "by_corpus": by_corpus,
        "by_style": by_style,
        "n": len(takes),
        "n_speakers": len({take.speaker for take in takes}),
        "n_sentences": len({take.sentence for take in takes}),
    }


def width_of(rows: HeldOut, columns: list[int]) -> np.ndarray:
    """Return the width of the band of each value."""
    return (rows.bands[..., 2] - rows.bands[..., 0])[:, columns]


def columns_of(targets: Sequence[str]) -> dict[str, list[int]]:
    """Return the columns of each measure; the points of the melody are one."""
    found: dict[str, list[int]] = {}
    for index, name in enumerate(targets):
        found.setdefault("melody" if name in MELODY else name, []).append(index)
    return found


def inside_of(rows: HeldOut, columns: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Return which values are inside their band, and which are known."""
    truth, bands = rows.truth[:, columns], rows.bands[:, columns]
    inside = (bands[..., 0] <= truth) & (truth <= bands[..., 2])
    return inside, np.isfinite(truth)


def run(
    folders: Sequence[Path],
    config: EngineConfig,
    *,
    graphs: Path | None,
    **chosen: Any,
) -> dict[str, Any]:
    """Measure the bands, and draw them if requested."""
    values = evaluate_bands(folders, config, **chosen)
    if graphs:
        from .bands_graphs import draw_bands

        draw_bands(graphs / "bands.svg", values)
    return values


TASK = evaluation(
    run,
    option(
        "--held-out",
        nargs="+",
        metavar="NAME",
        help="only judge these folders, after learning from all others",
    ),
    option("--rounds", dest="n_rounds", type=int, default=1, metavar="N"),
    option("--graphs", type=Path, metavar="FOLDER", help="draw what was measured"),
    *SELECTION,
    SEED,
    data=FOLDERS,
)
