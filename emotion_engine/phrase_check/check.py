"""Decide whether the asked phrase was said, before anything about it is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from emotion_engine.alignment.phrase import PhrasePlan
from emotion_engine.encoders.base import Encoding
from emotion_engine.results import PhraseCheck, PhraseVerdict

from .evidence import HeardWord, WordEvidence, text_to_score, weigh_words, words_of
from .hearing import Hearing, Recognizer
from .readings import pair_plan
from .without import ratios_without
from .words import Pair

# A word is in doubt if it is not in the transcript and the sound confirms little of it.
# It is missing if the take is also likelier without it, in natural logarithms, or if
# another word was decoded in its place, next to none of it is confirmed and the take is
# hardly likelier with it. Chosen on readers and learners with words cut out or exchanged.
GAIN_DOUBTFUL = 0.3
LIKELIER_WITHOUT = -1.5
OTHER_WORD, GAIN_OF_OTHERS, LIKELIER_WITH = 0.5, 0.15, 3.5
# Of a phrase, a word counts as said if the sound confirms most of it.
GAIN_SAID = 0.65
# The phrase was said if enough of its words were, by weight ...
SHARE_SAID = 0.6
# ... or if it is hardly less likely than the transcript: the log-likelihood ratio in
# units of the phrase's information, with the sound confirming some of that.
LEAST_RATIO, LEAST_GAIN = -0.48, 0.18
# Surplus words are reported only if they were decoded with confidence.
CLEARLY_HEARD = -0.7
SAID = (PhraseVerdict.MATCH, PhraseVerdict.PARTIAL)
# Speech of natives and learners stays below 0.78, silence, noise and tones above 0.85.
NO_SPEECH_PROBABILITY = 0.82
LEAST_SPEECH_S = 0.1
OTHER_LANGUAGE_PROBABILITY, ENGLISH_PROBABILITY = 0.85, 0.05


def check_phrase(
    recognizer: Recognizer, encoding: Encoding, plan: PhrasePlan, speech_s: float
) -> PhraseCheck:
    """Compare a take with the phrase that was asked for.

    Parameters
    ----------
    recognizer : Recognizer
        With the model that made the encoding.
    encoding : Encoding
        One take: a batch of one.
    plan : PhrasePlan
        What should have been said.
    speech_s : float
        How much of the take is speech, from voice activity.

    Returns
    -------
    PhraseCheck
        Log-likelihoods are means over tokens, natural logarithms.
    """
    (hearing,) = hear_phrases(recognizer, encoding, [plan])
    return check_heard(recognizer, encoding, hearing, plan, speech_s)


def hear_phrases(
    recognizer: Recognizer, encoding: Encoding, plans: Sequence[PhrasePlan]
) -> list[Hearing]:
    """Decode a batch of takes, with the phrases that were asked for as the guesses.

    ``check_heard`` also needs the likelihood of the phrases without a take, which is
    computed here for all at once.
    """
    encode = recognizer.vocabulary.encode
    phrases = [encode(text_to_score(plan))[0] for plan in plans]
    recognizer.log_likelihoods_unheard(phrases)
    return recognizer.hear(encoding, phrases)


def check_heard(
    recognizer: Recognizer,
    encoding: Encoding,
    hearing: Hearing,
    plan: PhrasePlan,
    speech_s: float,
) -> PhraseCheck:
    """Compare what was decoded with the phrase; see ``check_phrase``."""
    weighed = weigh(recognizer, encoding, hearing, plan, speech_s)
    return weighed.check(weighed.missing)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A phrase weighed against a take, before it is decided which words are missing.

    Attributes
    ----------
    evidence : tuple of WordEvidence
        Of each word of the phrase.
    ratios : mapping of int to float
        Of each word in doubt, see ``without.ratios_without``.
    unheard : float
        The phrase's log-likelihood without a take.
    is_speech : bool
        Whether anything was said at all.
    """

    hearing: Hearing
    pairs: tuple[Pair, ...]
    heard: tuple[HeardWord, ...]
    evidence: tuple[WordEvidence, ...]
    ratios: Mapping[int, float]
    unheard: float
    is_speech: bool

    @property
    def missing(self) -> tuple[int, ...]:
        """The words that decoder and transcript do not find."""
        return tuple(
            i for i, ratio in self.ratios.items() if is_missing(self.evidence[i], ratio)
        )

    def check(self, missing: Sequence[int]) -> PhraseCheck:
        """Say what was heard, given which words are missing."""
        hearing = self.hearing
        extra = surplus(self.pairs, self.heard, missing)
        verdict = (
            judge(hearing, self.evidence, missing, extra, self.unheard)
            if self.is_speech
            else PhraseVerdict.NO_SPEECH
        )
        return PhraseCheck(
            heard=hearing.heard,
            verdict=verdict,
            missing=tuple(missing),
            extra=extra,
            log_likelihood_asked=mean(hearing.asked_log_likelihoods),
            log_likelihood_heard=mean(hearing.heard_log_likelihoods),
            word_log_likelihoods=tuple(word.log_likelihood for word in self.evidence),
            is_quotable=is_quotable(hearing, verdict, self.pairs, self.heard, missing),
        )


def weigh(
    recognizer: Recognizer,
    encoding: Encoding,
    hearing: Hearing,
    plan: PhrasePlan,
    speech_s: float,
) -> Weighed:
    """Weigh each word of the phrase against what was decoded."""
    tokens, offsets = recognizer.vocabulary.encode(text_to_score(plan))
    (unheard,) = recognizer.log_likelihoods_unheard([tokens])
    heard = words_of(hearing, [word.spoken for word in plan.spoken_words])
    pairs = pair_plan(plan, [word.spoken for word in heard])
    evidence = weigh_words(plan, pairs, offsets, hearing, unheard)
    doubtful = [i for i, word in enumerate(evidence) if in_doubt(word)]
    is_nothing = nothing_said(hearing, recognizer.heard_in_silence)
    return Weighed(
        hearing=hearing,
        pairs=tuple(pairs),
        heard=tuple(heard),
        evidence=tuple(evidence),
        ratios=ratios_without(recognizer, encoding, plan, hearing, doubtful),
        unheard=sum(unheard),
        is_speech=speech_s >= LEAST_SPEECH_S and not is_nothing,
    )


def judge(
    hearing: Hearing,
    evidence: Sequence[WordEvidence],
    missing: Sequence[int],
    extra: Sequence[str],
    unheard: float,
) -> PhraseVerdict:
    """Choose the verdict; ``unheard`` is the phrase's log-likelihood without a take."""
    if was_said(hearing, evidence, extra, unheard):
        return PhraseVerdict.PARTIAL if missing or extra else PhraseVerdict.MATCH
    if (
        hearing.language_probability > OTHER_LANGUAGE_PROBABILITY
        and hearing.english_probability < ENGLISH_PROBABILITY
    ):
        return PhraseVerdict.OTHER_LANGUAGE
    return PhraseVerdict.OTHER_PHRASE


def nothing_said(hearing: Hearing, in_silence: str) -> bool:
    """Whether the transcript is empty, or what the decoder hallucinates in silence."""
    if not any(c.isalnum() for c in hearing.heard):
        return True
    return (
        hearing.heard == in_silence
        and hearing.no_speech_probability > NO_SPEECH_PROBABILITY
    )


def was_said(
    hearing: Hearing,
    evidence: Sequence[WordEvidence],
    extra: Sequence[str],
    unheard: float,
) -> bool:
    """Whether at least most of the phrase was said, with little else."""
    if len(extra) > len(evidence):
        return False
    if share_said(evidence) >= SHARE_SAID:
        return True
    asked = sum(hearing.asked_log_likelihoods)
    ratio = (asked - sum(hearing.heard_log_likelihoods)) / -unheard
    return ratio >= LEAST_RATIO and 1 - asked / unheard >= LEAST_GAIN


def share_said(evidence: Sequence[WordEvidence]) -> float:
    """Return the share of the phrase, by weight, that was recognised or confirmed."""
    there = [w.weight for w in evidence if w.distance == 0 or w.gain > GAIN_SAID]
    return sum(there) / sum(word.weight for word in evidence)


def in_doubt(word: WordEvidence) -> bool:
    """Whether a word may be missing, so that it is worth another look."""
    return word.distance > 0 and word.gain < GAIN_DOUBTFUL


def is_missing(word: WordEvidence, ratio: float) -> bool:
    """Whether a word in doubt was left out, or replaced by another."""
    is_other = word.distance >= OTHER_WORD and word.gain < GAIN_OF_OTHERS
    return ratio < LIKELIER_WITHOUT or (is_other and ratio < LIKELIER_WITH)


def surplus(
    pairs: Sequence[Pair], heard: Sequence[HeardWord], missing: Sequence[int]
) -> tuple[str, ...]:
    """Return the confidently decoded words that match no word of the phrase.

    Where aligned words differ, the transcript may have split a word in pieces: words
    aligned with one that was said after all are not surplus.
    """
    runs: list[list[Pair]] = [[]]
    for pair in pairs:
        if pair.distance:
            runs[-1].append(pair)
        else:
            runs.append([])
    lone = [
        heard[j]
        for run in runs
        if {i for pair in run for i in pair.asked} <= set(missing)
        for pair in run
        for j in pair.heard
    ]
    return tuple(word.spoken for word in lone if word.log_likelihood > CLEARLY_HEARD)


def is_quotable(
    hearing: Hearing,
    verdict: PhraseVerdict,
    pairs: Sequence[Pair],
    heard: Sequence[HeardWord],
    missing: Sequence[int],
) -> bool:
    """Whether the transcript is what was said: it may be shown as a quotation.

    Where it differs from a phrase that was said, it must have been decoded with
    confidence, and must not contradict what was decided of the phrase's words.
    """
    if verdict not in SAID:
        is_clear = mean(hearing.heard_log_likelihoods) > CLEARLY_HEARD
        return is_clear and verdict is not PhraseVerdict.NO_SPEECH
    return all(
        set(pair.asked) <= set(missing)
        and all(heard[j].log_likelihood > CLEARLY_HEARD for j in pair.heard)
        if pair.distance
        else not set(pair.asked) & set(missing)
        for pair in pairs
    )


def mean(values: Sequence[float]) -> float:
    """Return the arithmetic mean."""
    return sum(values) / len(values)
