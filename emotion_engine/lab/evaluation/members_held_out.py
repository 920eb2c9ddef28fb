"""Train members without a sixth of the speakers, and let them hear these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.expression.cnn.known_voice import KnownVoice
from emotion_engine.expression.cnn.network import StyleCnn, StyleNetwork, read_trunk
from emotion_engine.expression.voice_head import trust
from emotion_engine.expression.voice_middle import VOICES, VoiceMiddle
from emotion_engine.fusion.checkpoint import read_fusion
from emotion_engine.fusion.network import FusionNetwork
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.members.known_voice import fit_known_voice
from emotion_engine.lab.training.members.networks import (
    NetworkRecipe,
    NetworkTakes,
    answer_of,
    describe_with_cnn,
    fit_cnn,
    fit_fusion,
    hear_with_fusion,
    network_takes,
    soft_labels,
)
from emotion_engine.lab.training.members.pool import Heard
from emotion_engine.lab.training.members.voices import LearntVoices, differences
from emotion_engine.lab.training.voices.fit import VoiceRecipe
from emotion_engine.lab.training.voices.middles import draw_own
from emotion_engine.lab.training.voices.sampling import some_of_each_style
from emotion_engine.lab.training.voices.takes import VoiceTakes, takes_of, together
from emotion_engine.lab.training.voices.targets import performed
from emotion_engine.results import MemberName
from emotion_engine.weights.shipped import read_head

from .voices import Known, Split, hear, joint_folds, left_out
from .voices_held_out import UNKNOWN, WELL_KNOWN

N_HALVES = 2
LEFT_OUT = ", left out"  # behind the name of a corpus
CNN, FUSION, REGRESSION = MemberName.CNN, MemberName.FUSION, MemberName.REGRESSION


@dataclass(frozen=True, slots=True)
class MembersRecipe:
    """What decides how the members are trained; the rest is the command's options.

    ``n_left_out`` takes, at least, are heard of a corpus that was left out as a whole.
    """

    voices: VoiceRecipe = field(default_factory=VoiceRecipe)
    networks: NetworkRecipe = field(default_factory=NetworkRecipe)
    n_takes: int = 1500
    n_left_out: int = 600
    seed: int = 0


@dataclass(frozen=True)
class Networks:
    """Both networks, trained on all but a sixth of the speakers.

    ``known_voice`` is the CNN's last layer for voices that are known, ``middle`` what
    the fusion network knows them by.
    """

    cnn: StyleNetwork
    fusion: FusionNetwork
    known_voice: KnownVoice
    middle: VoiceMiddle


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Takes of corpora that no member learnt from, and what was heard of them.

    ``heard`` is by what is known of the voice, as ``hear_held_out`` returns it.
    """

    takes: VoiceTakes
    heard: dict[str, Heard]


@dataclass(frozen=True)
class Material:
    """The takes of all corpora, and those of them that the networks read.

    Attributes
    ----------
    takes : VoiceTakes
        All, as the regression reads them.
    chosen : int array, shape (n_chosen,)
        Which of them the networks read.
    networks : NetworkTakes
        Those, in the same order.
    fold : Split
        Of ``takes``; see ``first_fold``.
    """

    takes: VoiceTakes
    chosen: np.ndarray
    networks: NetworkTakes
    fold: Split

    @property
    def train(self) -> np.ndarray:
        """Places among the chosen takes that are learnt from."""
        return np.flatnonzero(np.isin(self.chosen, self.fold.train))

    @property
    def test(self) -> np.ndarray:
        """Places among the chosen takes that are held out."""
        return np.flatnonzero(np.isin(self.chosen, self.fold.test))

    @property
    def held_out(self) -> VoiceTakes:
        """The chosen takes that are held out."""
        return self.takes[self.chosen[self.test]]


def read_material(
    acted: Sequence[Corpus],
    readers: Sequence[Corpus],
    config: EngineConfig,
    recipe: MembersRecipe,
    suggests: Callable[[str], bool],
) -> Material:
    """Read the features of all corpora; ``suggests`` as in ``network_takes``."""
    corpora, cache = [*acted, *readers], FeatureCache.of(config)
    takes = together([takes_of(one, cache, recipe.voices.input) for one in corpora])
    some = [some_of_each_style(c, recipe.n_takes, seed=recipe.seed) for c in acted]
    some += readers
    place = {path: i for i, path in enumerate(p for one in corpora for p in one.paths)}
    return Material(
        takes,
        np.array([place[path] for one in some for path in one.paths]),
        network_takes(some, config, recipe.networks, suggests),
        first_fold(takes, seed=recipe.seed),
    )


def first_fold(takes: VoiceTakes, *, seed: int) -> Split:
    """Hold out a sixth of the actors, one corpus of readers, and half of the others.

    Thresholds that keep readers from being told a style need readers of every corpus.
    """
    fold = next(joint_folds(takes, seed=seed))
    held_out = (takes.truth < 0) & halves(takes.speakers)[0]
    held_out[fold.test] = True
    return Split(fold.name, np.flatnonzero(~held_out), np.flatnonzero(held_out))


def halves(speakers: Sequence[str] | np.ndarray) -> list[np.ndarray]:
    """Split takes into two halves by speaker, as masks."""
    _, number = np.unique(np.asarray(speakers), return_inverse=True)
    return [number % N_HALVES == half for half in range(N_HALVES)]


def train_networks(material: Material, source: Path, recipe: MembersRecipe) -> Networks:
    """Train both networks on the speakers that are not held out."""
    takes, shown = material.takes[material.chosen], material.networks
    meant = performed(takes)
    wanted = soft_labels(meant.values, meant.allowed)
    train, networks, seed = material.train, recipe.networks, recipe.seed
    cnn = fit_cnn(shown, train, wanted, read_trunk(source), networks, seed=seed)
    described = describe_with_cnn(cnn, shown, train)
    learnt = takes[train]
    known = fit_known_voice(described, learnt, recipe.voices.input, seed=seed)
    means = shown.layer_means[train]
    as_they_are = np.ones(means.shape[1], np.float32)
    voices = LearntVoices.of(means, as_they_are, learnt, networks.means)
    fusion = fit_fusion(shown, train, wanted, networks, voices, seed=seed)
    return Networks(cnn, fusion, known, voices.middle)


def read_networks(
    folder: Path, labels: Sequence[str], recipe: MembersRecipe
) -> Networks:
    """Read networks that were trained without the same speakers before.

    Raises
    ------
    CorpusError
        They learnt from other takes: the speakers held out may be among them.
    """
    cnn, fusion = StyleCnn.read(folder / "cnn"), read_fusion(folder / "fusion")
    known = KnownVoice.read(folder / "cnn" / VOICES)
    middle = VoiceMiddle.read(folder / "fusion" / VOICES)
    _, card = read_head(folder / "fusion")
    found = (tuple(card["labels"]), card["n_takes"], card["seed"])
    if found != (tuple(labels), recipe.n_takes, recipe.seed):
        raise CorpusError(
            f"{folder} holds networks of other takes (styles, --takes, --seed): {found}."
        )
    return Networks(cnn.network, fusion.network, known, middle)


def hear_held_out(
    material: Material,
    networks: Networks,
    recipe: MembersRecipe,
    altered: VoiceTakes | None = None,
) -> dict[str, Heard]:
    """Let all members hear the held-out takes, by what is known of the voice.

    ``altered`` are more takes for the regression to learn from.
    """
    rows = material.chosen[material.test]
    levels = (UNKNOWN, WELL_KNOWN)
    by_regression = hear(
        material.takes, [material.fold], recipe.voices, levels, altered
    )
    return {
        known.name: Heard(
            {
                REGRESSION: by_regression["performed"][known][rows],
                **hear_with_networks(material, networks, known, recipe.seed),
            },
            by_regression["heard"][known][rows],
        )
        for known in levels
    }


def hear_left_out(
    material: Material,
    source: Path,
    recipe: MembersRecipe,
    altered: VoiceTakes | None = None,
) -> Elsewhere | None:
    """Let members hear each corpus with styles that they were trained without.

    Only takes in styles that they learnt elsewhere are heard, and other styles are no
    answers; the takes count as of a corpus of its own. None where there is only one
    corpus with styles.
    """
    parts, heard = [], []
    for split in left_out(material.takes):
        learnt = set(material.takes.styles[split.train])
        tested = np.intersect1d(split.test, material.chosen)
        tested = tested[np.isin(material.takes.styles[tested], list(learnt))]
        some = tested[:: max(1, len(tested) // recipe.n_left_out)]
        part = replace(material, fold=Split(split.name, split.train, some))
        networks = train_networks(part, source, recipe)
        there = hear_held_out(part, networks, recipe, altered)
        absent = ~np.isin(material.takes.labels, list(learnt))
        heard.append({known: one.without(absent) for known, one in there.items()})
        renamed = np.char.add(part.held_out.corpora, LEFT_OUT)
        parts.append(replace(part.held_out, corpora=renamed))
    if not parts:
        return None
    takes = together(parts, labels=material.takes.labels)
    both = {
        name: reduce(Heard.followed_by, [h[name] for h in heard]) for name in heard[0]
    }
    return Elsewhere(takes, both)


def hear_with_networks(
    material: Material, networks: Networks, known: Known, seed: int
) -> dict[MemberName, np.ndarray]:
    """Let both networks hear the held-out takes, each with some own takes known."""
    takes, shown, test = material.held_out, material.networks, material.test
    own = draw_own(takes.speakers, known.n_own, seed=seed)
    counts = np.array([len(drawn) for drawn in own])
    means = shown.layer_means
    middles = np.zeros_like(means)
    middles[test] = differences(networks.middle, means[test], takes, own)
    described = describe_with_cnn(networks.cnn, shown, test)
    voice = networks.known_voice
    against = differences(voice.middle, takes.features, takes, own) @ voice.correction
    weight = trust(counts)[:, None]
    return {
        CNN: (1 - weight) * answer_of(networks.cnn, described)
        + weight * (described @ voice.weight + voice.bias - against),
        FUSION: hear_with_fusion(networks.fusion, shown, test, middles),
    }
