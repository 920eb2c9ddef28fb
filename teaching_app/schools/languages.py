"""Names of first languages, as Django knows them in many languages."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info

# What Django names for the sake of its own translations, and nobody's mother tongue.
_VARIANTS = frozenset({"en-au", "en-gb", "es-ar", "es-co", "es-mx", "es-ni", "es-ve"})
CODES = sorted(
    code
    for code, info in LANG_INFO.items()
    if "name_local" in info and code not in _VARIANTS
)


def name_of(code: str) -> str:
    """The name in the language of the page; what is no code we know stands as it is."""
    if code not in CODES:
        return code
    return str(get_language_info(code)["name_translated"])


def choices(first: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Every language by its name, those of the class before the others."""
    named = sorted(((code, name_of(code)) for code in CODES), key=lambda pair: pair[1])
    ours = set(first)
    return sorted(named, key=lambda pair: pair[0] not in ours)


def code_of(text: str) -> str:
    """The code of a language that is written as a code or by a name; else the text."""
    wanted = text.strip().lower()
    for code in CODES:
        info = LANG_INFO[code]
        known = (code, info["name"], info["name_local"], name_of(code))
        if wanted in (word.lower() for word in known):
            return code
    return text.strip()
