"""The commands of the command line, each with the module that declares its task.

Only the module of the chosen command is imported: importing all takes seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from emotion_engine.lab.tasks import Task

LAB = "emotion_engine.lab"


@dataclass(frozen=True, slots=True)
class Command:
    """A module of the laboratory with a ``TASK``, and what the task is for."""

    module: str
    about: str

    def task(self) -> Task:
        """Import the module and return its task."""
        return import_module(f"{LAB}.{self.module}").TASK


@dataclass(frozen=True, slots=True)
class Group:
    """Commands of one kind, such as all evaluations."""

    about: str
    commands: Mapping[str, Command]


TRAINING = {
    "expression": Command(
        "release.expression",
        "Learn to tell styles apart from a corpus with emotions; measured by fold.",
    ),
    "delivery": Command(
        "release.delivery",
        "Learn to rate delivery from a corpus that experts rated; measured by fold.",
    ),
    "style": Command(
        "release.style",
        "Learn styles of your own from a few dozen clips; measured by fold.",
    ),
    "voices": Command(
        "release.voices",
        "Learn styles from several corpora and voices' own middles; measured by fold.",
    ),
    "style-spread": Command(
        "release.style_spread",
        "Measure how far rooms and codecs move the shipped head's style probabilities.",
    ),
    "words": Command(
        "training.train_text_emotion",
        "Learn what words alone suggest, from short texts with emotions.",
    ),
    "alignment": Command(
        "release.alignment",
        "Learn to place boundaries from those placed by hand; measured by fold.",
    ),
    "confidence": Command(
        "release.confidence",
        "Learn how sure to be of a word's place; measured by fold.",
    ),
    "open-alignment": Command(
        "release.open_alignment",
        "Learn boundaries and how sure to be of them without any placed by hand.",
    ),
    "cnn-source": Command(
        "release.cnn_source",
        "Learn the CNN's trunk from general speech, without any emotion labels.",
    ),
    "cnn": Command(
        "release.cnn",
        "Transfer the CNN to the styles of a corpus; measured by fold.",
    ),
    "live": Command(
        "release.live",
        "Learn the live page's styles and beats on a frozen trunk; one fold measured.",
    ),
    "fusion": Command(
        "release.fusion",
        "Learn styles from voice and words with the fusion network; measured by fold.",
    ),
    "members": Command(
        "release.members",
        "Learn the networks that hear styles beside the regression, and their pool.",
    ),
    "stress": Command(
        "training.train_stress",
        "Learn what makes a syllable prominent from transcribed native readers.",
    ),
    "endings": Command(
        "training.train_endings",
        "Learn to hear whether an ending was said, from recordings with some cut out.",
    ),
    "missing": Command(
        "training.train_missing",
        "Learn to hear whether a word was said, from recordings with some cut out.",
    ),
    "main-stress": Command(
        "training.train_main_stress",
        "Learn to hear a main stress on the wrong word, beside what is expected.",
    ),
    "bands": Command(
        "release.bands",
        "Learn how natives say any sentence: the expected band of each measure.",
    ),
    "vowels": Command(
        "training.train_vowels",
        "Measure what natives' vowels are like by themselves.",
    ),
}
EVALUATIONS = {
    "expression": Command(
        "evaluation.expression",
        "Tell styles apart: by fold, or with the shipped head on an unseen corpus.",
    ),
    "moments": Command(
        "evaluation.moments",
        "Look whether the moments that carry a style are those performed in it.",
    ),
    "delivery": Command(
        "evaluation.delivery",
        "Agree with experts: by fold, or with the shipped model on an unseen corpus.",
    ),
    "fusion": Command(
        "evaluation.fusion_styles",
        "Tell styles apart by sound, by words and by both, retrained for each fold.",
    ),
    "stress": Command(
        "evaluation.stress",
        "Hear stress where it was put: in the dictionary, or in stress.csv.",
    ),
    "stress-moved": Command(
        "evaluation.stress_moved",
        "Hear unseen natives as recorded and with moved prominence; retrained by fold.",
    ),
    "localisation": Command(
        "evaluation.localisation",
        "Move one word of each take and see that only its stress changes.",
    ),
    "stress-raters": Command(
        "evaluation.stress_raters",
        "Compare words that experts call wrongly stressed with others as well pronounced.",
    ),
    "stress-cnn": Command(
        "evaluation.stress_cnn",
        "Hear lexical stress with the transferred CNN, dictionary stress as truth.",
    ),
    "alignment": Command(
        "evaluation.alignment",
        "Compare boundaries with hand-checked ones; without those, count failures.",
    ),
    "profiles": Command(
        "evaluation.profiles",
        "Compare every native with the profile of the other natives.",
    ),
    "bands": Command(
        "evaluation.bands",
        "See whether natives lie in the bands expected of sentences left out.",
    ),
    "resynthesis": Command(
        "evaluation.resynthesis",
        "Let learners speak with the model voice's prosody, and hear who it is and "
        "what.",
    ),
    "accents": Command(
        "evaluation.accents",
        "Predict every native's sentence stress from what the other natives do.",
    ),
    "emphasis": Command(
        "evaluation.emphasis",
        "Make one word of each take stand out and see whether its accent is heard.",
    ),
    "cues": Command(
        "evaluation.cues",
        "Move single cues of unseen speakers' plain takes towards styles.",
    ),
    "habits": Command(
        "evaluation.habits",
        "Count in how many takes a weak vowel is said in full.",
    ),
    "phrase": Command(
        "evaluation.phrase_check",
        "Check that the right phrase passes and another of similar length does not.",
    ),
    "told": Command(
        "evaluation.told",
        "Run whole takes of unseen speakers, and count which findings are right.",
    ),
    "melodies": Command(
        "evaluation.melodies",
        "Flatten, mirror and whisper natives' takes, and see what prosody is rated.",
    ),
    "unrecorded": Command(
        "evaluation.unrecorded",
        "Put faults into natives' takes, and see what an expected band finds of them.",
    ),
    "substitutions": Command(
        "evaluation.substitutions",
        "Let voices exchange one sound of a word, and count which are named rightly.",
    ),
    "left-out": Command(
        "evaluation.left_out",
        "Cut endings and words out of unseen speakers' takes, and count which are told.",
    ),
    "repeatability": Command(
        "evaluation.repeatability",
        "Change level, noise and codec of takes, and compare the results.",
    ),
}
EXPORTS = {
    "live": Command(
        "release.live_export",
        "Write the live page's CNN for the browser, as ONNX.",
    ),
}
ABLATIONS = {
    "fusion": Command(
        "evaluation.fusion",
        "Train the fusion network on sound, words and both; compare with experts.",
    ),
}
COMMANDS: Mapping[str, Command | Group] = MappingProxyType(
    {
        "train": Group("learn a head and write its card", TRAINING),
        "evaluate": Group("measure one part of the engine", EVALUATIONS),
        "export": Group("write a model for another runtime", EXPORTS),
        "ablate": Group("leave parts of a model out", ABLATIONS),
        "curve": Command(
            "evaluation.curve",
            "Measure learners with ever more clips per class, speakers held apart.",
        ),
        "compare-strategies": Command(
            "evaluation.strategies",
            "Compare the CNN's strategies (or other learners) on the same folds and "
            "seeds.",
        ),
        "advise": Command(
            "evaluation.advice",
            "Say what more clips per class are expected to bring, from a curve so far.",
        ),
        "manifest": Command(
            "corpora.conversion",
            "write the manifest.csv of a corpus in its owner's layout",
        ),
        "cut-sentences": Command(
            "corpora.sentence_cuts",
            "cut recordings of a passage at its sentences, where their place is certain",
        ),
        "move-stress": Command(
            "training.moved_corpus",
            "resynthesise takes with the prominence of words moved, and mark where to",
        ),
        "say-stress": Command(
            "training.said_stress",
            "let the model voice say words with their stress moved, and mark where to",
        ),
        "transcribe": Command(
            "training.transcription",
            "write a manifest with what the recogniser hears, as far as it is sure",
        ),
        "profile": Command(
            "release.profiles",
            "describe how natives say the same phrases, per phrase and style",
        ),
    }
)
