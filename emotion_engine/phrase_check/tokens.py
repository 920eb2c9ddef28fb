"""Whisper's vocabulary as the phrase check needs it: prompt, languages, text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer


@dataclass(frozen=True)
class Vocabulary:
    """The tokens of one checkpoint.

    ``prompt`` asks for an English transcript without timestamps; ``languages`` are the
    tokens that name a language, of which ``english`` is one.
    """

    tokenizer: Tokenizer
    prompt: tuple[int, ...]
    end: int
    no_speech: int
    english: int
    languages: tuple[int, ...]

    def encode(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Return tokens and the characters ``[start, end)`` that each stands for."""
        encoded = self.tokenizer.encode(text, add_special_tokens=False)
        return encoded.ids, encoded.offsets

    def decode(self, ids: list[int]) -> str:
        """Return the text of tokens, without special ones."""
        return self.tokenizer.decode(ids, skip_special_tokens=True)

    def language_name(self, index: int) -> str:
        """Return the code of ``languages[index]``, like ``en``."""
        return self.tokenizer.id_to_token(self.languages[index]).strip("<|>")


def load_vocabulary(folder: Path) -> Vocabulary:
    """Read ``tokenizer.json`` of a checkpoint folder."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def special(name: str) -> int:
        return tokenizer.token_to_id(f"<|{name}|>")

    names = ("startoftranscript", "en", "transcribe", "notimestamps")
    # The languages stand between these two, in every multilingual checkpoint.
    languages = range(special("startoftranscript") + 1, special("translate"))
    return Vocabulary(
        tokenizer=tokenizer,
        prompt=tuple(special(name) for name in names),
        end=special("endoftext"),
        no_speech=special("notimestamps") - 1,
        english=special("en"),
        languages=tuple(languages),
    )
