"""A take whose text is no phrase stops nobody: it is named and left out."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import replace
from pathlib import Path

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.errors import CorpusError, TextError
from emotion_engine.profiles.expected.describe import QUESTION_WORDS

from .takes import Corpus

AUXILIARY = (
    "(?:do|does|did|is|are|was|were|could|would|should|have|has)(?:n't)?"
    "|can|can't|will|won't|shall"
)
SUBJECT = "i|you|he|she|it|we|they|this|that|these|those|there|the|my|your|his|her"
ASKS = re.compile(
    rf"(?:(?:{AUXILIARY}) (?:{SUBJECT})|(?:{'|'.join(QUESTION_WORDS)}) (?:{AUXILIARY}))\b",
    re.IGNORECASE,
)
UNREAL = re.compile(r"were i\b", re.IGNORECASE)  # a condition in old books
logger = logging.getLogger(__name__)


def only_plannable(corpus: Corpus) -> Corpus:
    """Leave out, with a warning, takes whose text the product would refuse.

    Raises
    ------
    CorpusError
        No text is a phrase.
    """
    refused = {
        text: why
        for text in dict.fromkeys(u.text for u in corpus.utterances)
        if (why := why_refused(text))
    }
    if not refused:
        return corpus
    kept = tuple(u for u in corpus.utterances if u.text not in refused)
    note = (
        f"{len(corpus) - len(kept)} of {len(corpus)} takes have a text that is no "
        f"phrase ({next(iter(refused.values())).removesuffix('.')})"
    )
    if not kept:
        raise CorpusError(f"{corpus.folder}: {note}.")
    logger.warning("%s: %s; they are left out.", corpus.folder, note)
    return replace(corpus, utterances=kept, notes=(*corpus.notes, f"{note}."))


def why_refused(text: str) -> str | None:
    """Say why a text cannot be analysed as a phrase; nothing where it can."""
    try:
        plan_phrase(text)
    except TextError as error:
        return str(error)
    return None


def as_asked(text: str) -> str:
    """End a sentence that has the word order of a question with a question mark.

    >>> as_asked("Does that look good."), as_asked("Won't you stay?")
    ('Does that look good?', "Won't you stay?")
    >>> as_asked("Do come in."), as_asked("Were I in the warm room.")
    ('Do come in.', 'Were I in the warm room.')
    """
    if text.endswith("?") or not ASKS.match(text) or UNREAL.match(text):
        return text
    return f"{text.removesuffix('.')}?"


def texts_in(path: Path | None) -> tuple[str, ...]:
    """Read the texts of a JSON list of phrases; without a file there are none.

    Raises
    ------
    CorpusError
        It cannot be read, or an entry has no ``text``.
    """
    if path is None:
        return ()
    try:
        return tuple(entry["text"] for entry in json.loads(path.read_text()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path} is no list of phrases: {error}") from error
