"""Decoding at toy size: the cache that goes back, the guess that changes nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import WhisperConfig, WhisperForConditionalGeneration

from emotion_engine.encoders.whisper import Whisper
from emotion_engine.phrase_check import hearing as hearing_module
from emotion_engine.phrase_check.decoder import DecoderState, begin, over, over_silence
from emotion_engine.phrase_check.hearing import (
    hear,
    length_before_loop,
    log_likelihoods_unheard,
)
from emotion_engine.phrase_check.tokens import load_vocabulary

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
def whisper(model, folder) -> Whisper:
    return Whisper(model.model, folder, "tiny")


def noise(n_samples: int, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.normal(0, 0.1, n_samples).astype(np.float32)


@torch.no_grad()
def test_logits_equal_those_of_transformers(whisper, model) -> None:
    context = whisper.encode([noise(20_000)]).context
    tokens = [257, 258, 261, 265, 40, 41, 42]
    theirs = model(
        encoder_outputs=(context,), decoder_input_ids=torch.tensor([tokens])
    ).logits[0]
    state = DecoderState(whisper.model.decoder, over(whisper.model.decoder, context))
    at_once = state.logits(state.read(tokens))
    torch.testing.assert_close(at_once, theirs, atol=1e-4, rtol=0)


def test_tokens_taken_back_leave_no_trace(whisper) -> None:
    context = whisper.encode([noise(20_000)]).context
    plain, tried = begin(whisper, context), begin(whisper, context)
    plain.read([257, 258])
    tried.read([257, 258, 90, 91, 92])
    tried.length = 2
    torch.testing.assert_close(plain.read([40, 41]), tried.read([40, 41]))


def test_silence_stands_behind_the_take(whisper) -> None:
    context = whisper.encode([noise(20_000)]).context
    keys, _ = begin(whisper, context).over_take[0]
    assert keys.shape[2] == whisper.model.config.max_source_positions
    silent_keys, _ = over_silence(whisper)[0]
    n = context.shape[1]
    torch.testing.assert_close(keys[:, :, n:], silent_keys[:, :, n:])


@pytest.mark.parametrize("seed", range(6))
def test_a_guess_changes_nothing_of_what_is_heard(whisper, seed) -> None:
    """Right, half right, wrong or empty: speculative decoding stays greedy decoding."""
    encoding = whisper.encode([noise(16_000 + 3_000 * seed, seed)])
    plain = hear(whisper, encoding, [])
    right = load_vocabulary(whisper.folder).encode(plain.heard)[0]
    for guess in (right, right[:3], [9, 9, 9], [*right[:2], 9, *right[2:]]):
        guessed = hear(whisper, encoding, guess)
        assert guessed.heard == plain.heard
        np.testing.assert_allclose(
            guessed.heard_log_likelihoods, plain.heard_log_likelihoods, atol=1e-3
        )


def test_forced_likelihoods_equal_the_models_own(whisper, model) -> None:
    encoding = whisper.encode([noise(20_000)])
    asked = [40, 41, 42]
    found = hear(whisper, encoding, asked).asked_log_likelihoods
    state = begin(whisper, encoding.context)
    vocabulary = load_vocabulary(whisper.folder)
    one_by_one = []
    hidden = state.read(list(vocabulary.prompt))[-1:]
    for token in [*asked, vocabulary.end]:
        one_by_one.append(float(state.logits(hidden)[0].log_softmax(0)[token]))
        hidden = state.read([token])
    np.testing.assert_allclose(found, one_by_one, atol=1e-4)


def test_decoding_is_bounded_by_the_duration(whisper, monkeypatch) -> None:
    monkeypatch.setattr(hearing_module, "length_before_loop", lambda tokens: None)
    monkeypatch.setattr(hearing_module, "TOKENS_AT_LEAST", 2)
    monkeypatch.setattr(hearing_module, "TOKENS_PER_S", 3)
    assert len(hear(whisper, whisper.encode([noise(32_000)]), []).heard_pieces) <= 8


def test_forbidden_tokens_are_never_heard(whisper) -> None:
    vocabulary = load_vocabulary(whisper.folder)
    never = {vocabulary.decode([i]) for i in (5, 6)}
    for seed in range(4):
        pieces = hear(whisper, whisper.encode([noise(16_000, seed)]), []).heard_pieces
        assert not never & set(pieces)
        assert pieces[:1] != (vocabulary.decode([7]),)


def test_what_is_likely_without_the_take_does_not_depend_on_a_take(whisper) -> None:
    values = log_likelihoods_unheard(whisper, (40, 41))
    assert len(values) == 3  # two tokens and the end
    assert all(value < 0 for value in values)


def test_language_probabilities_are_over_languages_alone(whisper) -> None:
    heard = hear(whisper, whisper.encode([noise(16_000)]), [])
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
