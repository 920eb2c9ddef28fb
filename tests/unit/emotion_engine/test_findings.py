"""What matters in a take: known faults, and takes without any."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.findings import find
from emotion_engine.results import (
    BandPosition,
    ExpressionResult,
    FindingCode,
    Span,
    StressState,
)
from tests.faults import (
    LEANING,
    NORMS,
    PEAKING,
    PROFILE,
    QUALITY,
    SAID,
    accented,
    codes,
    finding_of,
    flatly_said,
    found,
    report,
    run_together,
    stressed,
    unclear,
    weak_and_strong,
    without_ending,
)
from tests.spoken import flat_melody, said_word

NO_LONGER_TOLD = {FindingCode.STRESS_UNCLEAR}  # in stored reports only


def test_a_native_take_is_well_done() -> None:
    assert codes() == [FindingCode.WELL_DONE]


def test_a_missing_word_comes_before_anything_else() -> None:
    wrong = said_word(
        0, (0, 1), stress_state=StressState.ELSEWHERE, stressed_syllable=0
    )
    missing = said_word(1, (1,), heard=False)
    assert codes(words=(wrong, missing))[:2] == [
        FindingCode.WORDS_MISSING,
        FindingCode.STRESS_ELSEWHERE,
    ]


def test_what_was_heard_in_the_place_of_a_missing_word_is_not_named_as_well() -> None:
    words = (said_word(0, (0, 1)), said_word(1, (1,), heard=False))
    for extra, told in ((("hand",), False), (("hand", "on"), True)):
        check = replace(SAID, missing=(1,), extra=extra)
        assert (FindingCode.WORDS_EXTRA in codes(words=words, phrase_check=check)) is (
            told
        )


@pytest.mark.parametrize(
    ("heard", "extra", "is_small"),
    [
        ("W0 w1. W0", ("w0",), True),
        ("W0 w1. W0 one...", ("w0", "one"), True),  # cut off
        ("W0 w1. W0 o...", ("w0",), True),  # and not clear
        ("W0, w0 w1.", ("w0",), False),  # begun before
        ("W0 w1. W1", ("w1",), False),
        ("Well, W0 w1. W0", ("well", "w0"), False),
    ],
)
def test_a_phrase_that_is_begun_again_after_its_end_is_a_small_matter(
    heard: str, extra: tuple[str, ...], is_small: bool
) -> None:
    check = replace(SAID, heard=heard, extra=extra)
    (finding,) = found(phrase_check=check)
    assert finding.code is FindingCode.WORDS_EXTRA
    assert (finding.severity < 0.4) is is_small


def test_an_unclear_word_says_which_sound_was_heard_instead_of_which() -> None:
    (finding,) = found(words=unclear("S"))
    assert finding.code is FindingCode.SOUND_DIFFERENT
    assert (finding.word_index, finding.severity) == (0, pytest.approx(0.8))
    assert finding.details["expected_sound"] == "TH"
    assert finding.details["heard_sound"] == "S"


def test_no_sound_is_blamed_where_none_was_heard_as_another() -> None:
    assert codes(words=unclear(None)) == [FindingCode.WORD_UNCLEAR]


def test_a_sound_of_a_clear_word_that_was_heard_as_another_is_asked() -> None:
    first, second = unclear("S")
    praise, question = found(words=(replace(first, clear=True), second))
    assert praise.code is FindingCode.WELL_DONE
    assert (question.code, question.is_asked) == (FindingCode.SOUND_DIFFERENT, True)
    assert (question.word_index, question.syllable_index) == (0, 0)
    assert question.details["heard_sound"] == "S"


def test_no_more_than_one_sound_is_asked_and_none_of_a_missing_word() -> None:
    first, second = unclear("S")
    clear = replace(first, clear=True)
    both = (clear, replace(second, syllables=first.syllables))
    assert sum(one.is_asked for one in found(words=both)) == 1
    missing = (replace(clear, heard=False), second)
    assert not any(one.is_asked for one in found(words=missing))


def test_no_sound_of_a_missing_word_is_reported() -> None:
    first, second = unclear("S")
    missing = replace(first, heard=False)
    assert codes(words=(missing, second)) == [FindingCode.WORDS_MISSING]


def test_an_ending_that_was_left_out_is_named_with_its_word() -> None:
    finding = finding_of(FindingCode.ENDING_MISSING)
    assert finding
    assert finding.word_index == 0
    assert finding.details == {
        "word": "likes",
        "stem": "like",
        "ending": "s",
        "parts": "like·s",
    }


def test_a_missing_word_is_not_said_to_lack_its_ending() -> None:
    first, second = without_ending()
    missing = replace(first, heard=False)
    assert FindingCode.ENDING_MISSING not in codes(words=(missing, second))


def test_a_phrase_said_twice_is_named() -> None:
    assert finding_of(FindingCode.SAID_AGAIN)


def test_a_pause_where_natives_pause_is_none_of_our_business() -> None:
    usual = Span(0.4, 0.9)
    assert FindingCode.PAUSE_UNEXPECTED not in codes(pauses=(usual,))


@pytest.mark.parametrize(
    ("word", "pause_s", "told"),
    [("w0", 0.7, True), ("w0", 0.5, False), ("the", 0.5, True), ("the", 0.2, False)],
)
def test_without_natives_a_pause_is_named_where_nobody_would_make_one(
    word: str, pause_s: float, told: bool
) -> None:
    first, second = report().words
    words = (replace(first, text=word), second)
    pause = Span(0.4, 0.4 + pause_s)
    take = report(words=words, pauses=(pause,), text=f"{word} w1")
    found = find(replace(take, comparison=None), None, NORMS)[0]
    assert (found.code is FindingCode.PAUSE_UNEXPECTED) is told
    if told:
        assert found.details == {"word": word, "pause_s": pause_s}


def test_beside_a_word_that_was_not_heard_no_pause_is_named() -> None:
    first, second = report().words
    pause = Span(0.4, 1.1)
    words = (first, replace(second, heard=False))
    take = replace(report(words=words, pauses=(pause,)), comparison=None)
    assert [f.code for f in find(take, None, NORMS)] == [FindingCode.WORDS_MISSING]


def test_a_pause_at_a_comma_is_natural() -> None:
    plain = replace(report(pauses=(Span(0.4, 0.9),), text="Yes, no."), comparison=None)
    assert [f.code for f in find(plain, None, NORMS)] == [FindingCode.WELL_DONE]


@pytest.mark.parametrize(
    ("clear", "sounds_like", "match", "code"),
    [
        (True, "happy", 0.6, FindingCode.WELL_DONE),
        (True, "sad", 0.02, FindingCode.STYLE_FAR_FROM_TARGET),
        (True, "sad", 0.4, FindingCode.WELL_DONE),
        (True, "sad", None, FindingCode.WELL_DONE),
        (False, None, 0.02, FindingCode.STYLE_NOT_CLEAR),
    ],
)
def test_style_is_judged_only_where_it_is_clear(
    clear: bool, sounds_like: str | None, match: float | None, code: FindingCode
) -> None:
    heard = ExpressionResult("happy", {"happy": 1.0}, clear, sounds_like, match)
    assert codes(expression=heard) == [code]


def test_of_a_style_nothing_is_found_until_the_voice_is_known() -> None:
    heard = ExpressionResult("happy", {"happy": 1.0}, False, None, None, own_takes=4)
    assert codes(expression=heard) == [FindingCode.WELL_DONE]
    known = replace(heard, own_takes=5)
    assert codes(expression=known) == [FindingCode.STYLE_NOT_CLEAR]


@pytest.mark.parametrize("chosen", [None, "calm", "sad"])
def test_voice_and_words_may_differ_unless_the_words_style_was_chosen(
    chosen: str | None,
) -> None:
    said = replace(flatly_said(), target=chosen, match=0.5)
    assert codes(expression=said) == [FindingCode.WELL_DONE]


def test_a_voice_that_differs_from_words_of_the_chosen_style_is_named_once() -> None:
    said = flatly_said()
    assert codes(expression=said) == [FindingCode.VOICE_AND_WORDS_DIFFER]
    far = replace(said, match=0.02)
    assert codes(expression=far) == [FindingCode.STYLE_FAR_FROM_TARGET]


def test_a_telephone_band_and_noise_are_named() -> None:
    poor = replace(QUALITY, bandwidth_hz=3400.0, snr_db=8.0)
    assert set(codes(quality=poor)) == {
        FindingCode.NARROW_BANDWIDTH,
        FindingCode.NOISY_TAKE,
    }


def test_severities_fall() -> None:
    poor = replace(QUALITY, bandwidth_hz=3400.0, snr_db=8.0)
    severities = [f.severity for f in found(quality=poor, melody=flat_melody(0.9))]
    assert severities == sorted(severities, reverse=True)
    assert all(0 <= severity <= 1 for severity in severities)


@pytest.mark.parametrize("code", sorted(set(FindingCode) - NO_LONGER_TOLD))
def test_every_fault_is_reported(code: FindingCode) -> None:
    finding = finding_of(code)
    assert finding is not None
    assert 0.3 <= finding.severity <= 1.0 or code is FindingCode.WELL_DONE


def test_a_worse_fault_is_more_severe() -> None:
    def severity(heard_share: float) -> float:
        word, rest = stressed(StressState.ELSEWHERE)
        shares = (heard_share, 1 - heard_share)
        said = tuple(
            replace(s, prominence=share)
            for s, share in zip(word.syllables, shares, strict=True)
        )
        return found(words=(replace(word, syllables=said), rest))[0].severity

    assert severity(0.95) > severity(0.7)


def accent_codes(first: float, second: float, shares: tuple[float, float]) -> list:
    profile = replace(LEANING, word_accent_share=shares)
    take = report(profile, words=accented(first, second))
    return [finding.code for finding in find(take, profile, NORMS)]


def test_an_accent_natives_never_make_is_reported_with_the_word_they_accent() -> None:
    finding = finding_of(FindingCode.ACCENT_ON_OTHER_WORD)
    assert (finding.details["word"], finding.details["expected_word"]) == ("w1", "w0")
    assert finding.word_index == 0


@pytest.mark.parametrize(
    ("first", "second", "shares"),
    [
        (0.5, 1.0, (0.95, 0.05)),  # the expected word is not weak
        (0.2, 1.0, (0.6, 0.05)),  # natives themselves vary
        (0.2, 1.0, (0.95, 0.4)),  # some natives lean on this word too
    ],
)
def test_an_accent_that_some_natives_make_is_not_blamed(
    first: float, second: float, shares: tuple[float, float]
) -> None:
    assert accent_codes(first, second, shares) == [FindingCode.WELL_DONE]


def test_a_main_accent_where_natives_never_have_it_is_reported() -> None:
    finding = finding_of(FindingCode.NUCLEUS_ON_OTHER_WORD)
    assert (finding.details["word"], finding.details["expected_word"]) == ("w1", "w0")
    assert finding.details["native_share"] == 0.9


@pytest.mark.parametrize(
    ("first", "shares"),
    [
        (0.8, (0.9, 0.05)),  # their word is accented too
        (0.4, (0.45, 0.05)),  # natives do not agree
        (0.4, (0.9, 0.3)),  # some natives do the same
        (0.4, ()),  # nobody has counted
    ],
)
def test_a_main_accent_that_natives_let_pass_is_not_blamed(
    first: float, shares: tuple[float, ...]
) -> None:
    profile = replace(PEAKING, nuclear_share=shares)
    take = report(profile, words=accented(first, 1.0))
    assert [f.code for f in find(take, profile, NORMS)] == [FindingCode.WELL_DONE]


def test_the_word_that_matters_has_to_stand_out() -> None:
    quiet = report(words=accented(0.4, 1.0), expected_accent=(0,))
    assert find(quiet, PROFILE, NORMS)[0].code is FindingCode.FOCUS_ON_OTHER_WORD
    for first, second in ((0.8, 1.0), (1.0, 0.4)):
        strong = report(words=accented(first, second), expected_accent=(0,))
        assert find(strong, PROFILE, NORMS)[0].code is FindingCode.WELL_DONE


def test_what_the_author_wants_goes_before_what_natives_do() -> None:
    take = report(PEAKING, words=accented(0.4, 1.0), expected_accent=(1,))
    assert find(take, PEAKING, NORMS)[0].code is FindingCode.NUCLEUS_ON_OTHER_WORD
    take = report(PEAKING, words=accented(0.4, 1.0), expected_accent=(0,))
    accents = [f.code for f in find(take, PEAKING, NORMS) if f.word_index == 0]
    assert accents == [FindingCode.FOCUS_ON_OTHER_WORD]


@pytest.mark.parametrize(
    ("text", "told"), [("Yes. No.", True), ("Yes, no.", False), ("Mr. No.", False)]
)
def test_without_natives_a_break_is_missed_only_at_a_full_stop(
    text: str, told: bool
) -> None:
    joined = report(words=run_together(), pauses=(), text=text)
    plain = replace(joined, comparison=None)
    codes = [finding.code for finding in find(plain, None, NORMS)]
    assert (FindingCode.BREAK_MISSING in codes) is told


def test_a_break_that_natives_may_leave_out_is_not_missed() -> None:
    profile = replace(PROFILE, pause_share=(0.5, 0.0))
    joined = report(profile, words=run_together(), pauses=())
    codes = [finding.code for finding in find(joined, profile, NORMS)]
    assert FindingCode.BREAK_MISSING not in codes


def plain_codes(**said: float) -> list[FindingCode]:
    """Without natives to compare with."""
    take = replace(report(words=weak_and_strong(**said)), comparison=None)
    return [finding.code for finding in find(take, None, NORMS)]


def test_without_natives_of_the_phrase_nobody_says_what_is_too_high() -> None:
    assert plain_codes(height_st=20.0) == [FindingCode.WELL_DONE]


def test_a_weak_vowel_may_be_as_long_as_native_readers_make_it() -> None:
    limit = float(np.exp(NORMS.weak.longest_of(1)))
    assert plain_codes(length=limit * 0.98) == [FindingCode.WELL_DONE]
    assert plain_codes(length=limit * 1.02) == [FindingCode.VOWEL_NOT_REDUCED]


def test_a_weak_vowel_may_be_long_before_a_pause() -> None:
    length = float(np.exp(NORMS.weak.longest_of(1))) * 1.1
    first, second = weak_and_strong(length=length)
    weak, strong = first.syllables
    turned = replace(
        first, syllables=(strong, weak), expected_syllable=0, end_s=second.start_s - 0.2
    )
    joined = replace(turned, end_s=second.start_s)
    for word, told in ((turned, False), (joined, True)):
        take = replace(report(words=(word, second), pauses=()), comparison=None)
        codes = [finding.code for finding in find(take, None, NORMS)]
        assert (FindingCode.VOWEL_NOT_REDUCED in codes) is told


def test_no_vowel_is_called_weak_in_a_word_that_no_dictionary_has() -> None:
    first, second = weak_and_strong(length=3.0)
    guessed = replace(first, in_dictionary=False)
    assert FindingCode.VOWEL_NOT_REDUCED not in codes(words=(guessed, second))


def test_a_weak_vowel_that_was_heard_as_another_is_not_named_for_its_length() -> None:
    first, second = weak_and_strong(length=3.0)
    weak, strong = first.syllables
    other = replace(weak, phones=(replace(weak.phones[0], heard_as="EY"),))
    words = (replace(first, syllables=(other, strong)), second)
    assert FindingCode.VOWEL_NOT_REDUCED not in codes(words=words)
    assert FindingCode.VOWEL_NOT_REDUCED in codes(words=(first, second))


def test_a_habit_is_reported_with_its_size_and_the_natives_limit() -> None:
    high = finding_of(FindingCode.STRESSED_TOO_HIGH)
    assert (high.word_index, high.syllable_index) == (0, 1)
    assert high.details["value"] == 12.0 > high.details["limit"]
    full = finding_of(FindingCode.VOWEL_NOT_REDUCED)
    assert (full.word_index, full.syllable_index) == (0, 0)
    assert full.details["value"] == 3.0 > full.details["limit"]


def test_a_value_just_outside_the_band_is_not_reported() -> None:
    compared = report().comparison
    rate = next(m for m in compared.measures if m.name == "rate_syllables_per_s")
    width = rate.high - rate.low or 1.0
    rate = replace(rate, low=rate.median - width, high=rate.median + width)

    def told(widths_outside: float) -> list[FindingCode]:
        value = rate.high + widths_outside * 2 * width
        fast = replace(rate, value=value, position=BandPosition.ABOVE)
        return codes(comparison=replace(compared, measures=(fast,)))

    assert told(0.3) == [FindingCode.WELL_DONE]
    assert told(0.8) == [FindingCode.TOO_FAST]
