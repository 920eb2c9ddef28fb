"""Speech corpora: takes with their speakers, by manifest or in their owners' layouts."""

from .labels import ALL_LABELS, FOUR_CLASSES, FOUR_CLASSES_MERGED, SCHEMES, LabelScheme
from .loading import LAYOUTS, load_any
from .manifest import (
    ALWAYS_NEEDED,
    MANIFEST,
    load_corpus,
    read_rows,
    write_manifest,
)
from .takes import Corpus, Utterance, content_marks

__all__ = [
    "ALL_LABELS",
    "ALWAYS_NEEDED",
    "FOUR_CLASSES",
    "FOUR_CLASSES_MERGED",
    "LAYOUTS",
    "MANIFEST",
    "SCHEMES",
    "Corpus",
    "LabelScheme",
    "Utterance",
    "content_marks",
    "load_any",
    "load_corpus",
    "read_rows",
    "write_manifest",
]
