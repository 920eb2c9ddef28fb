"""Which syllable stands out: words with known truth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.alignment.aligner import Alignment
from emotion_engine.errors import CheckpointError
from emotion_engine.results import PhraseCheck, PhraseVerdict, StressState
from emotion_engine.stress.cues import FINAL_LENGTHENING, NAMES, word_cues
from emotion_engine.stress.lexical import has_one_stress, observe_stress
from emotion_engine.stress.prominence import ProminenceModel
from emotion_engine.stress.vowels import load_norms
from emotion_engine.stress.words import words_said
from emotion_engine.weights.shipped import write_head
from tests.spoken import NAN, aligned, nucleus

STRONG = {"duration_s": 0.18, "f0_st": 3.0, "level_db": 5.0}
NORMS = load_norms()
MODEL = ProminenceModel(np.ones(len(NAMES)) * 0.3, clear_margin=1.5)
CHECK = PhraseCheck("", PhraseVerdict.PARTIAL, (1,), (), None, None)


def heard(strong: int, expected: int = 0, n_syllables: int = 3) -> object:
    stresses = [int(i == expected) for i in range(n_syllables)]
    nuclei = [
        nucleus(i * 0.2, **(STRONG if i == strong else {})) for i in range(n_syllables)
    ]
    return observe_stress(aligned(stresses), nuclei, model=MODEL)[0]


@pytest.mark.parametrize("strong", [0, 1, 2])
def test_the_longest_loudest_and_highest_syllable_is_heard_as_stressed(
    strong: int,
) -> None:
    word = heard(strong)
    assert word.stressed_syllable == strong
    assert np.argmax(word.prominence) == strong
    assert sum(word.prominence) == pytest.approx(1)


def test_stress_where_the_dictionary_has_it_is_as_expected() -> None:
    assert heard(1, expected=1).state is StressState.AS_EXPECTED


def test_a_clearly_stronger_other_syllable_is_stress_elsewhere() -> None:
    word = heard(2, expected=0)
    assert word.state is StressState.ELSEWHERE
    assert (word.expected_syllable, word.stressed_syllable) == (0, 2)
    assert word.margin < -MODEL.clear_margin


def test_a_slightly_stronger_other_syllable_is_unclear() -> None:
    nuclei = [nucleus(0.0), nucleus(0.2, level_db=1.0), nucleus(0.4)]
    word = observe_stress(aligned([1, 0], [1]), nuclei, model=MODEL)[0]
    assert word.state is StressState.UNCLEAR


@pytest.mark.parametrize("stresses", [[1], [None, None], [0, 0]])
def test_words_without_a_right_answer_are_not_graded(stresses: list) -> None:
    nuclei = [nucleus(i * 0.2, level_db=float(i)) for i in range(len(stresses))]
    assert (
        observe_stress(aligned(stresses), nuclei, model=MODEL)[0].state
        is StressState.NOT_GRADED
    )


def test_a_word_the_aligner_is_unsure_of_is_not_graded() -> None:
    nuclei = [nucleus(0.0), nucleus(0.2, **STRONG)]
    word = observe_stress(aligned([1, 0], confidence=0.05), nuclei, model=MODEL)[0]
    assert word.state is StressState.NOT_GRADED


def test_cues_are_centred_within_the_word_and_missing_ones_say_nothing() -> None:
    cues = word_cues([nucleus(0.0, f0_st=NAN), nucleus(0.2, f0_st=4.0, level_db=6.0)])
    assert cues.sum(axis=0) == pytest.approx(np.zeros(len(NAMES)))
    assert cues[:, NAMES.index("f0_median_st")].tolist() == [0.0, 0.0]
    assert cues[1, NAMES.index("level_db")] == 3.0


def test_one_cue_alone_decides_where_only_it_has_weight() -> None:
    weights = np.zeros(len(NAMES))
    weights[NAMES.index("log_duration")] = 1.0
    model = ProminenceModel(weights, clear_margin=0.1)
    nuclei = [nucleus(0.0, level_db=20.0), nucleus(0.2, duration_s=0.2)]
    assert (
        observe_stress(aligned([1, 0]), nuclei, model=model)[0].stressed_syllable == 1
    )


def test_what_the_encoder_hears_decides_where_it_has_weight() -> None:
    model = ProminenceModel(np.append(np.zeros(len(NAMES)), 1.0), 0.1, layers=(2,))
    nuclei = [nucleus(0.0, **STRONG), nucleus(0.2), nucleus(0.4)]
    states = np.array([[0.0], [3.0], [9.0]])  # the last belongs to another word
    word = observe_stress(aligned([1, 0], [1]), nuclei, states, model=model)[0]
    assert word.stressed_syllable == 1
    assert word.margin == pytest.approx(-3.0)


def test_vowels_that_follow_a_moved_stress_count_beside_what_stands_out() -> None:
    nuclei = [nucleus(0.0, level_db=1.0), nucleus(0.2), nucleus(0.4)]
    alignment = aligned([1, 0], [1])
    plain, _ = observe_stress(alignment, nuclei, model=MODEL)
    leanings = np.array([-2.0, 3.0, 9.0])  # the last belongs to another word
    moved, _ = observe_stress(alignment, nuclei, leanings=leanings, model=MODEL)
    assert plain.state is StressState.AS_EXPECTED
    assert moved.state is StressState.UNCLEAR  # nothing but its vowels stands out,
    assert moved.margin == plain.margin  # which is no reason to ask


def test_a_long_last_syllable_is_stress_where_vowels_follow_or_a_verb_has_it() -> None:
    def state(
        *leanings: float, strong: int = 1, weight: float = 0.1, text: str = "table"
    ) -> StressState:
        said = [nucleus(0.0), nucleus(0.2)]
        said[strong] = nucleus(0.2 * strong, **STRONG)
        (word,) = aligned([int(i != strong) for i in range(2)]).words
        alignment = Alignment((replace(word, text=text),))
        model = ProminenceModel(np.full(len(NAMES), weight), clear_margin=1.0)
        own = np.array(leanings)
        return observe_stress(alignment, said, leanings=own, model=model)[0].state

    assert state(0.0, 0.0) is StressState.UNCLEAR
    assert state(-2.0, 0.0) is StressState.ELSEWHERE
    assert state(0.0, 2.0) is StressState.ELSEWHERE
    assert state(0.0, 0.0, strong=0) is StressState.ELSEWHERE
    assert state(0.0, 0.0, text="record") is StressState.UNCLEAR
    assert state(0.0, 0.0, text="record", weight=0.6) is StressState.ELSEWHERE
    assert state(0.0, 0.0, weight=0.6) is StressState.UNCLEAR


def test_a_model_survives_the_disk(tmp_path) -> None:
    model = ProminenceModel(np.float32([*range(13)]), 0.5, layers=(2, 3))
    model.write(tmp_path, {"date": "today"})
    again = ProminenceModel.read(tmp_path)
    assert again.weights.tolist() == model.weights.tolist()
    assert (again.clear_margin, again.layers) == (0.5, (2, 3))


def test_a_model_of_other_cues_is_refused(tmp_path) -> None:
    write_head(tmp_path, {"weights": np.zeros(1)}, {"cues": ["loudness"]})
    with pytest.raises(CheckpointError, match="train stress"):
        ProminenceModel.read(tmp_path)


def test_words_that_were_missed_are_marked_and_voiceless_f0_is_none() -> None:
    alignment = aligned([1, 0], [1])
    nuclei = [nucleus(0.0), nucleus(0.2, f0_st=NAN), nucleus(0.4)]
    words = words_said(
        alignment, observe_stress(alignment, nuclei, model=MODEL), nuclei, CHECK, NORMS
    )
    assert [word.heard for word in words] == [True, False]
    assert words[0].syllables[1].f0_median_st is None
    assert [s.stressed for s in words[0].syllables].count(True) == 1


def test_another_variant_of_a_word_is_expected_where_it_was_said() -> None:
    nuclei = [nucleus(0.0), nucleus(0.2, **STRONG)]
    noun, verb = (
        observe_stress(aligned(s), nuclei, model=MODEL)[0] for s in ([1, 0], [0, 1])
    )
    assert (noun.state, verb.state) == (StressState.ELSEWHERE, StressState.AS_EXPECTED)
    assert (noun.expected_syllable, verb.expected_syllable) == (0, 1)


def test_length_before_a_pause_is_not_taken_for_stress() -> None:
    """ "Water." at the end, its last vowel half as long again as the first."""
    nuclei = [nucleus(0.0), nucleus(0.2, duration_s=0.15)]
    weights = np.zeros(len(NAMES))
    weights[NAMES.index("log_duration")] = 1.0
    model = ProminenceModel(weights, clear_margin=0.1)
    last = observe_stress(aligned([1, 0]), nuclei, model=model)[0]
    followed = [*nuclei, nucleus(0.4)]
    inside = observe_stress(aligned([1, 0], [1]), followed, model=model)[0]
    assert last.margin == pytest.approx(inside.margin + FINAL_LENGTHENING)
    assert last.stressed_syllable != 1 or last.state is not StressState.ELSEWHERE


def test_the_way_to_the_next_word_is_no_cue() -> None:
    cues = word_cues([nucleus(0.0), nucleus(0.2)])
    assert cues[:, NAMES.index("onset_interval_s")].tolist() == [0.0, 0.0]


def variants(also: tuple[int, ...], strong: int) -> object:
    """A word of three syllables, the first expected, that others stress elsewhere."""
    alignment = aligned([1, 0, 0])
    word = replace(alignment.words[0], also_stressed=also)
    nuclei = [nucleus(i * 0.2, **(STRONG if i == strong else {})) for i in range(3)]
    return observe_stress(Alignment((word,)), nuclei, model=MODEL)[0]


def test_whoever_says_a_variant_of_the_dictionary_is_right() -> None:
    assert variants((), strong=1).state is StressState.ELSEWHERE
    said = variants((1,), strong=1)
    assert said.state is StressState.AS_EXPECTED
    assert said.expected_syllable == said.stressed_syllable == 1
    assert said.margin > 0
    assert variants((1,), strong=2).state is StressState.ELSEWHERE


def test_whoever_says_no_variant_is_shown_the_usual_one() -> None:
    wrong = variants((1,), strong=2)
    assert (wrong.stressed_syllable, wrong.expected_syllable) == (2, 0)


def test_a_word_that_may_be_stressed_anywhere_is_not_graded() -> None:
    assert variants((1, 2), strong=1).state is StressState.NOT_GRADED


def test_what_a_native_said_is_known_only_where_all_variants_agree() -> None:
    word = aligned([1, 0, 0]).words[0]
    assert has_one_stress(word)
    assert not has_one_stress(replace(word, also_stressed=(1,)))


def in_a_take_of(n_words: int, confidence: float = 0.8) -> StressState:
    """The verdict on a first word stressed elsewhere, beside words stressed rightly."""
    nuclei = [nucleus(0.0), nucleus(0.2, **STRONG)]
    for index in range(1, n_words):
        nuclei += [nucleus(index * 0.4, **STRONG), nucleus(index * 0.4 + 0.2)]
    alignment = aligned(*[[1, 0]] * n_words, confidence=confidence)
    model = ProminenceModel(np.ones(len(NAMES)) * 0.1, clear_margin=0.5)
    first, *others = observe_stress(alignment, nuclei, model=model)
    assert {other.state for other in others} <= {StressState.AS_EXPECTED}
    assert first.margin < -model.clear_margin
    return first.state


def test_among_many_words_a_misplaced_stress_needs_more_evidence() -> None:
    assert in_a_take_of(1) is StressState.ELSEWHERE
    assert in_a_take_of(12) is StressState.UNCLEAR


def test_stress_is_not_called_misplaced_where_the_alignment_is_unsure() -> None:
    assert in_a_take_of(1, confidence=0.5) is StressState.NOT_GRADED
