"""British is written from American sounds and the spelling."""

from __future__ import annotations

import pytest

from emotion_engine.alignment.g2p import LettersToPhones
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.voice.kokoro import rewritten
from emotion_engine.voice.phrasing import write_phrase


def read(text: str, british: bool, tmp_path) -> str:
    """The phrase in Kokoro's symbols; all its words are in the dictionary."""
    written = write_phrase(
        plan_phrase(text), LettersToPhones(tmp_path), british=british
    )
    return rewritten(written, british)


@pytest.mark.parametrize(
    ("text", "british"),
    [
        ("The car is in the park.", "ðə kˈɑːɹ ɪz ɪn ðə pˈɑːk."),
        ("Better water.", "bˈɛtə wˈɔːtə."),
        ("Water is new.", "wˈɔːtəɹ ɪz njˈuː."),
        ("I'll go home.", "Il ɡˈQ hˈQm."),
        ("Ask after the last dance.", "ˈɑːsk ˈɑːftə ðə lˈɑːst dˈɑːns."),
        ("A lot of coffee.", "ə lˈɒt əv kˈɒfi."),
        ("My father caught it.", "mI fˈɑːðə kˈɔːt ɪt."),
        ("Near there, or more?", "nˈɪə ðˈɛː, ɔː mˈɔː?"),
        ("A story for tomorrow.", "ə stˈɔːɹi fɔː təmˈɒɹˌQ."),
        ("Two students had soup at noon.", "tˈuː stjˈuːdənts had sˈuːp at nˈuːn."),
        ("What was that?", "wˌɒt wɒz ðˈat?"),
        ("No photographs of bottles.", "nˈQ fˈQtəɡɹˌɑːfs əv bˈɒtᵊlz."),
        ("The bird sang long songs.", "ðə bˈɜːd sˈaŋ lˈɒŋ sˈɒŋz."),
    ],
)
def test_southern_british_is_written(text: str, british: str, tmp_path) -> None:
    assert read(text, True, tmp_path) == british


def test_american_stays_as_it_is(tmp_path) -> None:
    assert read("Better water.", False, tmp_path) == "bˈɛTəɹ wˈɔTəɹ."
