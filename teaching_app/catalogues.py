"""Catalogues of translations: extracted from the sources, updated, compiled.

Babel does all of it, so that GNU gettext is not needed. Sentences come from Python,
from templates, and from the shipped phrases (their meanings and tips).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import allauth
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = settings.BASE_DIR
LOCALES = settings.LOCALE_PATHS[0]
PHRASES = ROOT / "teaching_app" / "practice" / "content" / "phrases.json"
TEMPLATES = (".html", ".txt")  # of pages, and of mail
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}

# Django's sentences that are untranslated in its own catalogue.
BORROWED = (
    (
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)

# A library's formal words of address, and ours.
FAMILIAR = {"zh_Hans": ("您", "你")}

Found = tuple[Path, str | tuple[str, ...], list[str], str | None]


def extracted() -> Catalog:
    """Every sentence of the sources, without translations."""
    catalog = Catalog(charset="utf-8", project="Intona")
    for path, message, comments, context in _found():
        place = (path.relative_to(ROOT).as_posix(), 0)
        catalog.add(message, None, [place], auto_comments=comments, context=context)
    return catalog


def files() -> list[Path]:
    """The catalogue of each language."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """Read one catalogue; its folder names the language."""
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.parent.name)


def update(path: Path) -> Catalog:
    """Update a catalogue from the sources; new sentences are left untranslated."""
    catalog = read(path)
    since = catalog.creation_date
    catalog.update(extracted(), no_fuzzy_matching=True)
    catalog.creation_date = since  # a date that always changes would clutter every diff
    catalog.obsolete.clear()
    with path.open("wb") as out:
        write_po(out, catalog, width=88, include_lineno=False, sort_by_file=True)
    return catalog


def compile_all() -> None:
    """Compile each catalogue into the file that Django reads."""
    for path in files():
        draft = path.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as out:
            write_mo(out, _with_familiar_words(read(path)))
        draft.replace(path.with_suffix(".mo"))


def _with_familiar_words(catalog: Catalog) -> Catalog:
    """Add the account pages' sentences in our form of address; ours take precedence."""
    language = str(catalog.locale)
    if language not in FAMILIAR:
        return catalog
    stiff, familiar = FAMILIAR[language]
    theirs = Path(allauth.__file__).parent / "locale" / language
    for message in read(theirs / "LC_MESSAGES" / "django.po"):
        said = message.string
        if message.id and stiff in str(said) and message.id not in catalog:
            parts = [said] if isinstance(said, str) else said
            ours = [part.replace(stiff, familiar) for part in parts]
            catalog.add(message.id, ours[0] if isinstance(said, str) else ours)
    return catalog


def is_compiled(path: Path) -> bool:
    """Whether the compiled file exists and is newer than the catalogue."""
    compiled = path.with_suffix(".mo")
    return compiled.is_file() and compiled.stat().st_mtime >= path.stat().st_mtime


def untranslated(catalog: Catalog) -> list[Message]:
    """The sentences that still have to be translated."""
    return [m for m in catalog if m.id and (m.fuzzy or not _is_whole(m))]


def _is_whole(message: Message) -> bool:
    said = message.string
    return all(said) if isinstance(said, list | tuple) else bool(said)


def _found() -> Iterator[Found]:
    for path in sorted((ROOT / "teaching_app").rglob("*.py")):
        yield from _of_python(path, path.read_bytes())
    pages = [p for p in (ROOT / "templates").rglob("*.*") if p.suffix in TEMPLATES]
    for path in sorted(pages):
        source = templatize(path.read_text(), origin=str(path))
        # What is no sentence has become rows of X: brackets make them one expression.
        yield from _of_python(path, f"(\n{source}\n)".encode())
    for phrase in json.loads(PHRASES.read_text()):
        for name in ("meaning", "tip"):
            if sentence := phrase.get(name):
                yield PHRASES, sentence, [phrase["text"]], None

    for sentence in BORROWED:
        yield Path(__file__), sentence, [], None


def _of_python(path: Path, source: bytes) -> Iterator[Found]:
    for _line, message, comments, context in extract(
        "python", BytesIO(source), KEYWORDS, ("Translators",), {"encoding": "utf-8"}
    ):
        yield path, message, comments, context
