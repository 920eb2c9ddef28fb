"""Any layout is recognised; a folder that fits none is refused in one helpful line."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_engine.alignment import phrase
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import (
    FOUR_CLASSES,
    FOUR_CLASSES_MERGED,
    LAYOUTS,
    load_any,
    load_corpus,
    write_manifest,
)
from tests.corpora import write_iemocap, write_tones
from tests.corpus import write_corpus


def test_a_manifest_comes_before_any_other_layout(tmp_path: Path) -> None:
    write_tones(tmp_path, ["Actor_01/03-01-06-01-02-01-01.wav"])
    write_corpus(tmp_path, [{"speaker": "a", "emotion": "sad"}])
    assert load_any(tmp_path).speakers == ["a"]
    assert load_any(tmp_path, layout="ravdess").speakers == ["actor_01"]


def test_a_folder_that_fits_none_hears_what_each_would_look_like(
    tmp_path: Path,
) -> None:
    write_tones(tmp_path, ["somebody/hello.wav"])
    with pytest.raises(CorpusError) as refused:
        load_any(tmp_path)
    assert "\n" not in str(refused.value)
    assert all(layout in str(refused.value) for layout in LAYOUTS)


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "manifest"])
def test_a_named_layout_that_does_not_fit_is_refused(
    layout: str, tmp_path: Path
) -> None:
    with pytest.raises(CorpusError, match=f"is not {layout}: expected"):
        load_any(tmp_path, layout=layout)


def test_an_unknown_layout_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="vinyl is no layout; choose manifest"):
        load_any(tmp_path, layout="vinyl")
    with pytest.raises(CorpusError, match="is no folder"):
        load_any(tmp_path / "nowhere")


def test_a_corpus_without_the_labels_asked_for_is_refused(tmp_path: Path) -> None:
    write_corpus(tmp_path, [{"speaker": "a", "emotion": "bored"}])
    with pytest.raises(CorpusError, match="no take labelled neutral, happy"):
        load_any(tmp_path, labels=FOUR_CLASSES)


def test_a_text_too_long_for_a_phrase_is_left_out_of_an_owners_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = load_any(write_iemocap(tmp_path, n_sessions=1))
    monkeypatch.setattr(phrase, "MAX_WORDS", 4)  # of "Do you have your forms?" five
    phrase._plan.cache_clear()
    kept = load_any(tmp_path, needs=("text",))
    assert len(kept) == len(whole) - 1
    assert "1 of 6 takes have a text that is no phrase" in kept.notes[-1]


def test_an_owners_layout_written_as_manifest_is_the_same_corpus(
    tmp_path: Path,
) -> None:
    corpus = load_any(write_iemocap(tmp_path, n_sessions=2), labels=FOUR_CLASSES_MERGED)
    write_manifest(corpus, tmp_path / "manifest.csv")
    assert load_corpus(tmp_path).utterances == corpus.utterances


def test_a_folder_of_several_corpora_is_not_taken_for_the_first(tmp_path: Path) -> None:
    write_tones(tmp_path / "a", ["Actor_01/03-01-06-01-02-01-01.wav"])
    assert load_any(tmp_path).speakers == ["actor_01"]
    write_tones(tmp_path / "b", ["AudioWAV/1001_DFA_ANG_XX.wav"])
    with pytest.raises(CorpusError, match=r"other corpora \(ravdess, crema-d\)"):
        load_any(tmp_path)
    assert load_any(tmp_path, layout="crema-d").speakers == ["1001"]


def test_a_folder_of_corpora_with_manifests_is_refused(tmp_path: Path) -> None:
    write_corpus(tmp_path / "ours", [{"speaker": "a", "emotion": "sad"}])
    write_tones(tmp_path / "ours", ["Actor_01/03-01-06-01-02-01-01.wav"])
    with pytest.raises(CorpusError, match=r"other corpora \(ravdess, ours\): give one"):
        load_any(tmp_path)
