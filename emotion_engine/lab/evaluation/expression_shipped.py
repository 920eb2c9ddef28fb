"""How well a finished head does on speakers it never heard, with takes known beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from emotion_engine.config import STYLES, EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.expression.judgement import Judgement, StyleHead
from emotion_engine.expression.own_middle import OwnMiddle
from emotion_engine.expression.shipped import read_style_head
from emotion_engine.expression.voice_expression import VoiceExpressionHead
from emotion_engine.lab.corpora import Corpus, content_marks
from emotion_engine.lab.corpora.loading import refuse_unknown
from emotion_engine.lab.metrics import interval_over_speakers, unweighted_average_recall
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.out_of_fold import Heard
from emotion_engine.lab.training.voices.middles import draw_own
from emotion_engine.profiles.store import NEUTRAL
from emotion_engine.weights.shipped import assets_folder

from .expression_figures import summarize
from .joint import JointHead
from .listeners import nearness_to_listeners

CALM = "calm"
PLAIN = (NEUTRAL, CALM)


def evaluate_folder(
    corpus: Corpus,
    cache: FeatureCache,
    config: EngineConfig,
    *,
    alone: bool,
    own_takes: int,
    seed: int,
) -> dict[str, Any]:
    """Test what ships on what a corpus has: styles, or people who only read.

    All members decide, as in the product, or the regression ``alone``.

    Raises
    ------
    CorpusError
        The head learnt from all of its speakers, or only some takes have a style.
    """
    head = read_style_head(assets_folder("expression", config.weights_licence))
    joint = None if alone else JointHead.of(config, head)
    measure = evaluate_reading
    if any(corpus.emotions):
        refuse_unknown(corpus, ("emotion",))
        measure = evaluate_shipped
    return measure(corpus, cache, head, joint, own_takes=own_takes, seed=seed)


@dataclass(frozen=True, slots=True)
class Unheard:
    """Takes of a corpus whose speakers a head never heard, and a note on the others."""

    takes: Corpus
    note: str


def unheard_of(corpus: Corpus, head: StyleHead) -> Unheard:
    """Leave out every speaker of whom the head learnt, by name or by any file.

    Raises
    ------
    CorpusError
        It learnt from all of them.
    """
    learnt = np.isin(content_marks(corpus), head.trained_on)
    named = getattr(head, "speakers", {}).get(corpus.name, ())
    known = {s for s, mark in zip(corpus.speakers, learnt, strict=True) if mark}
    known |= set(named) & set(corpus.speakers)
    if not known:
        return Unheard(corpus, "no speaker was trained on")
    kept = tuple(u for u in corpus.utterances if u.speaker not in known)
    if not kept:
        raise CorpusError(
            f"{head.name} learnt from all {len(known)} speakers of {corpus.folder}: a "
            "figure on them says nothing about new voices. Use --model retrain, or "
            "another corpus; the card has the figures by fold."
        )
    note = f"{len(known)} speakers that the head learnt from are left out"
    return Unheard(replace(corpus, utterances=kept), note)


def judge_all(
    corpus: Corpus,
    pooled: np.ndarray,
    head: StyleHead,
    joint: JointHead | None = None,
    *,
    own_takes: int = 0,
    asked: Sequence[str | None] | None = None,
    seed: int = 0,
) -> list[Judgement]:
    """Judge every take, with other takes of its speaker known beforehand.

    Parameters
    ----------
    joint : JointHead, optional
        Decides in place of the head alone.
    own_takes : int
        How many other takes are drawn; fewer where a speaker has no more.
    asked : sequence of str or None, optional
        The style each take was asked in, if the corpus does not say it.
    """
    styles = np.array([style or NEUTRAL for style in asked or corpus.emotions])
    drawn = draw_own(corpus.speakers, own_takes, seed=seed)
    owns = [own_of(pooled[own], styles[own]) for own in drawn]
    if joint is not None:
        return joint.judge_all(corpus, owns)
    return [head.judge(take, own) for take, own in zip(pooled, owns, strict=True)]


def protocol_of(
    head: StyleHead, joint: JointHead | None, unheard: Unheard, own_takes: int
) -> str:
    """Say who judged, whom, and how many own takes were known."""
    who = "all members that ship" if joint else "shipped head"
    used = not own_takes or isinstance(head, VoiceExpressionHead)
    unused = "" if used else ", which it does not use"
    return f"{who}; {unheard.note}; {own_takes} own takes known{unused}"


def own_of(pooled: np.ndarray, styles: np.ndarray) -> OwnMiddle:
    """Build what is known of a voice from some of its takes."""
    return OwnMiddle.of({s: pooled[styles == s] for s in np.unique(styles)})


def evaluate_shipped(
    corpus: Corpus,
    cache: FeatureCache,
    head: StyleHead,
    joint: JointHead | None = None,
    *,
    own_takes: int = 0,
    seed: int = 0,
) -> dict[str, Any]:
    """Test a finished head on the speakers of a corpus that it never heard.

    Styles that the corpus lacks are masked, and where it has no calm takes calm counts
    as neutral: they are no errors.
    """
    if unknown := set(corpus.emotions) - {*head.labels, None}:
        raise CorpusError(f"The head knows no style {sorted(unknown)}.")
    unheard = unheard_of(corpus, head)
    pooled = cache.features(unheard.takes.paths)
    judged = judge_all(
        unheard.takes, pooled, head, joint, own_takes=own_takes, seed=seed
    )
    heard = only_styles_of(unheard.takes, head.labels, judged)
    summary = summarize(unheard.takes, heard, seed=seed)
    summary |= {
        "protocol": protocol_of(head, joint, unheard, own_takes),
        "model": head.name,
        "own_takes": own_takes,
        "masked": sorted(set(head.labels) - set(heard.labels)),
        "members": members_of(unheard.takes, pooled, head, own_takes, seed),
    }
    shares = [j.listeners for j in judged]
    if shares[0] is not None and any(u.votes for u in unheard.takes.utterances):
        summary["listeners"] = nearness_to_listeners(
            unheard.takes, np.stack(shares), head.labels, seed=seed
        )
    return summary


def only_styles_of(
    corpus: Corpus, labels: Sequence[str], judged: Sequence[Judgement]
) -> Heard:
    """Mask what a corpus lacks: calm joins neutral, other styles are left out."""
    names, present = list(labels), set(corpus.emotions)
    values = np.stack([j.probabilities for j in judged]).astype(float)
    if {NEUTRAL, CALM} <= set(names) and len(present & set(PLAIN)) == 1:
        kept, lost = (NEUTRAL, CALM) if NEUTRAL in present else (CALM, NEUTRAL)
        values[:, names.index(kept)] += values[:, names.index(lost)]
    wanted = [name for name in names if name in present]
    values = values[:, [names.index(name) for name in wanted]]
    values /= np.maximum(values.sum(1, keepdims=True), 1e-12)
    clear = np.array([j.clear for j in judged])
    return Heard(tuple(wanted), values, clear, np.full(len(judged), "all", object))


def members_of(
    corpus: Corpus,
    pooled: np.ndarray,
    head: StyleHead,
    own_takes: int,
    seed: int,
) -> dict[str, float]:
    """UA of each part of the head alone: as it is, against the middle, listeners."""
    if not isinstance(head, VoiceExpressionHead):
        return {}
    styles = np.array([style or NEUTRAL for style in corpus.emotions])
    present = [s for s in head.labels if s in set(styles)]
    columns = [head.labels.index(s) for s in present]
    drawn = draw_own(corpus.speakers, own_takes, seed=seed)
    logits: dict[str, list[np.ndarray]] = {"as it is": [], "against its middle": []}
    logits["as listeners"] = []
    for take, own in zip(pooled, drawn, strict=True):
        middle = own_of(pooled[own], styles[own])
        plain, voice = head.performed.plain, head.performed
        against = replace(
            plain,
            mean=plain.mean + plain.scale * voice.middle(middle),
            weight=voice.weight,
            bias=voice.bias,
        )
        logits["as it is"].append(plain(take))
        logits["against its middle"].append(against(take))
        logits["as listeners"].append(head.heard.for_voice(middle)(take))
    return {
        name: unweighted_average_recall(
            styles, np.array(present)[np.stack(rows)[:, columns].argmax(1)], present
        )
        for name, rows in logits.items()
    }


def evaluate_reading(
    corpus: Corpus,
    cache: FeatureCache,
    head: StyleHead,
    joint: JointHead | None = None,
    *,
    own_takes: int = 0,
    seed: int = 0,
) -> dict[str, Any]:
    """Count how often people who only read are reported to have a style.

    Returns
    -------
    dict
        ``reported_other`` is the share with a clear style other than neutral or calm,
        also by first language where that is known; ``answered`` the share with any.
    """
    unheard = unheard_of(corpus, head)
    takes = unheard.takes
    pooled = cache.features(takes.paths)
    plain = [NEUTRAL] * len(takes)
    judged = judge_all(
        takes, pooled, head, joint, own_takes=own_takes, asked=plain, seed=seed
    )
    best = np.array([head.labels[j.probabilities.argmax()] for j in judged])
    clear = np.array([j.clear for j in judged])
    other = clear & ~np.isin(best, PLAIN)
    languages = np.array([u.first_language or "" for u in takes.utterances])
    return {
        "protocol": f"people who only read; {protocol_of(head, joint, unheard, own_takes)}",
        "model": head.name,
        "reported_other": float(other.mean()),
        "reported_other_interval": list(
            interval_over_speakers(lambda i: other[i].mean(), takes.speakers, seed=seed)
        ),
        "answered": float(clear.mean()),
        "reported": {
            style: float((clear & (best == style)).mean()) for style in STYLES
        },
        "by_first_language": {
            str(name): float(other[languages == name].mean())
            for name in np.unique(languages)
            if name
        },
        "n": len(takes),
        "n_speakers": len(set(takes.speakers)),
        "seed": seed,
    }
