"""Decoding at toy size: the cache rolls back, the guess does not change the result."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import WhisperConfig, WhisperForConditionalGeneration

from emotion_engine.encoders.whisper import Whisper
from emotion_engine.phrase_check import hearing as hearing_module
from emotion_engine.phrase_check.decoder import DecoderState, HeardFrames, over_window
from emotion_engine.phrase_check.hearing import (
    Hearing,
    Recognizer,
    length_before_loop,
)

SPECIAL = [
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|en|>",
    "<|zh|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
    "<|0.00|>",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A checkpoint folder whose vocabulary is the 256 bytes and the special tokens."""
    folder = tmp_path_factory.mktemp("tiny")
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {letter: i for i, letter in enumerate(letters)}
    tokenizer = Tokenizer(models.BPE(vocabulary, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(SPECIAL)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture(scope="module")
def model() -> WhisperForConditionalGeneration:
    torch.manual_seed(3)
    config = WhisperConfig(
        vocab_size=256 + len(SPECIAL),
        num_mel_bins=80,
        d_model=32,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=48,
        decoder_ffn_dim=48,
        max_source_positions=150,
        max_target_positions=60,
        pad_token_id=256,
        bos_token_id=256,
        eos_token_id=256,
        decoder_start_token_id=257,
        suppress_tokens=[5, 6],
        begin_suppress_tokens=[7],
        init_std=0.3,
    )
    return WhisperForConditionalGeneration(config).eval()


@pytest.fixture(scope="module")
def recognizer(model, folder) -> Recognizer:
    return Recognizer(Whisper(model.model, folder, "tiny"))


def noise(n_samples: int, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.normal(0, 0.1, n_samples).astype(np.float32)


def hear(
    recognizer: Recognizer, waveform: np.ndarray, asked: list[int] | None = None
) -> Hearing:
    (heard,) = recognizer.hear(recognizer.whisper.encode([waveform]), [asked or []])
    return heard


@torch.no_grad()
def test_logits_equal_those_of_transformers(recognizer, model) -> None:
    """Over silence alone: there nothing stands behind the take."""
    whisper = recognizer.whisper
    silence = whisper.encode([np.zeros(whisper.max_samples, np.float32)]).context
    tokens = [257, 258, 261, 265, 40, 41, 42]
    theirs = model(
        encoder_outputs=(silence,), decoder_input_ids=torch.tensor([tokens])
    ).logits[0]
    decoder = whisper.model.decoder
    heard = HeardFrames.nothing(over_window(decoder, silence), batch=1)
    state = DecoderState(decoder, heard)
    at_once = state.logits(state.read([tokens])[0])
    torch.testing.assert_close(at_once, theirs, atol=1e-4, rtol=0)


@torch.no_grad()
def test_silence_stands_behind_every_take(recognizer, model) -> None:
    """As if the silence of the window had been encoded behind the frames of each."""
    whisper = recognizer.whisper
    silence = whisper.encode([np.zeros(whisper.max_samples, np.float32)]).context
    batch = whisper.encode([noise(20_000), noise(9_000, 1)])
    tokens = [257, 258, 261, 265, 40, 41, 42]
    state = recognizer.begin(batch)
    for i, hidden in enumerate(state.read([tokens, tokens])):
        own = batch.item(i).context
        joined = torch.cat([own, silence[:, own.shape[1] :]], dim=1)
        theirs = model(
            encoder_outputs=(joined,), decoder_input_ids=torch.tensor([tokens])
        ).logits[0]
        torch.testing.assert_close(state.logits(hidden), theirs, atol=1e-4, rtol=0)


def test_tokens_taken_back_leave_no_trace(recognizer) -> None:
    encoding = recognizer.whisper.encode([noise(20_000), noise(16_000, 1)])
    plain, tried = recognizer.begin(encoding), recognizer.begin(encoding)
    plain.read([[257, 258], [257]])
    tried.read([[257, 258, 90, 91, 92], [257, 80]])
    tried.lengths[:] = [2, 1]
    for ours, theirs in zip(
        plain.read([[40, 41], [42]]), tried.read([[40, 41], [42]]), strict=True
    ):
        torch.testing.assert_close(ours, theirs)


@pytest.mark.parametrize("seed", range(6))
def test_a_guess_changes_nothing_of_what_is_heard(recognizer, seed) -> None:
    """Right, half right, wrong or empty: speculative decoding stays greedy decoding."""
    waveform = noise(16_000 + 3_000 * seed, seed)
    plain = hear(recognizer, waveform)
    right = recognizer.vocabulary.encode(plain.heard)[0]
    for guess in (right, right[:3], [9, 9, 9], [*right[:2], 9, *right[2:]]):
        guessed = hear(recognizer, waveform, guess)
        assert guessed.heard == plain.heard
        np.testing.assert_allclose(
            guessed.heard_log_likelihoods, plain.heard_log_likelihoods, atol=1e-3
        )


def test_takes_of_a_batch_are_heard_as_if_each_were_alone(recognizer) -> None:
    """Of other lengths, with guesses that are right, wrong, long or empty."""
    waveforms = [noise(9_000 + 5_000 * i, i) for i in range(5)]
    plain = [hear(recognizer, waveform) for waveform in waveforms]
    right = recognizer.vocabulary.encode(plain[1].heard)[0]
    asked = [[], right, [9, 9, 9], right[:2], list(range(40, 58))]
    alone = [hear(recognizer, *each) for each in zip(waveforms, asked, strict=True)]
    together = recognizer.hear(recognizer.whisper.encode(waveforms), asked)
    assert [one.heard for one in together] == [one.heard for one in plain]
    for ours, theirs in zip(together, alone, strict=True):
        assert ours.language == theirs.language
        for name in ("heard_log_likelihoods", "asked_log_likelihoods", "asked_states"):
            np.testing.assert_allclose(
                getattr(ours, name), getattr(theirs, name), atol=1e-4
            )


def test_forced_likelihoods_equal_the_models_own(recognizer) -> None:
    waveform, asked = noise(20_000), [40, 41, 42]
    found = hear(recognizer, waveform, asked).asked_log_likelihoods
    state = recognizer.begin(recognizer.whisper.encode([waveform]))
    vocabulary = recognizer.vocabulary
    one_by_one = []
    hidden = state.read([list(vocabulary.prompt)])[0][-1:]
    for token in [*asked, vocabulary.end]:
        one_by_one.append(float(state.logits(hidden)[0].log_softmax(0)[token]))
        (hidden,) = state.read([[token]])
    np.testing.assert_allclose(found, one_by_one, atol=1e-4)


def test_decoding_is_bounded_by_the_duration(recognizer, monkeypatch) -> None:
    monkeypatch.setattr(hearing_module, "length_before_loop", lambda tokens: None)
    monkeypatch.setattr(hearing_module, "TOKENS_AT_LEAST", 2)
    monkeypatch.setattr(hearing_module, "TOKENS_PER_S", 3)
    assert len(hear(recognizer, noise(32_000)).heard_pieces) <= 8


def test_forbidden_tokens_are_never_heard(recognizer) -> None:
    vocabulary = recognizer.vocabulary
    never = {vocabulary.decode([i]) for i in (5, 6)}
    for seed in range(4):
        pieces = hear(recognizer, noise(16_000, seed)).heard_pieces
        assert not never & set(pieces)
        assert pieces[:1] != (vocabulary.decode([7]),)


def test_what_is_likely_without_the_take_does_not_depend_on_a_take(recognizer) -> None:
    (values,) = recognizer.log_likelihoods_unheard([[40, 41]])
    assert len(values) == 3  # two tokens and the end
    assert all(value < 0 for value in values)


def test_phrases_never_heard_are_read_together_as_alone(model, folder) -> None:
    phrases = [[40, 41], [50], [60, 61, 62, 63]]
    whisper = Whisper(model.model, folder, "tiny")
    together = Recognizer(whisper).log_likelihoods_unheard(phrases)
    for phrase, values in zip(phrases, together, strict=True):
        (alone,) = Recognizer(whisper).log_likelihoods_unheard([phrase])
        assert values == pytest.approx(alone, abs=1e-4)


def test_only_so_many_phrases_are_remembered(model, folder, monkeypatch) -> None:
    monkeypatch.setattr(hearing_module, "MOST_PHRASES_KEPT", 2)
    recognizer = Recognizer(Whisper(model.model, folder, "tiny"))
    found = recognizer.log_likelihoods_unheard([[40], [41], [42]])
    assert len(recognizer.unheard) == 2
    assert recognizer.log_likelihoods_unheard([[40]])[0] == pytest.approx(
        found[0], abs=1e-4
    )


def test_language_probabilities_are_over_languages_alone(recognizer) -> None:
    heard = hear(recognizer, noise(16_000))
    assert heard.language in {"en", "zh"}
    assert 0 <= heard.english_probability <= heard.language_probability <= 1


@pytest.mark.parametrize(
    ("tokens", "kept"),
    [
        ([1, 2, 3, 1, 2, 3, 1, 2, 3], 3),
        ([9, 1, 2, 1, 2, 1, 2, 1], 3),
        ([4, 4, 4], 1),
        ([1, 2, 3, 1, 2, 3], None),
        ([1, 2, 3, 4], None),
    ],
)
def test_a_loop_is_cut_to_its_first_round(tokens, kept) -> None:
    assert length_before_loop(tokens) == kept
