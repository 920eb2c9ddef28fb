"""Typed readers of the environment: a bad value stops startup and is named."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


def text(name: str, default: str = "") -> str:
    """A value as it is; an empty one counts as unset."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """Yes or no."""
    value = text(name).lower()
    if not value:
        return default
    if value not in TRUE | FALSE:
        raise _refused(name, value, "on or off")
    return value in TRUE


def integer(name: str, default: int, *, low: int, high: int) -> int:
    """An integer within bounds."""
    value = text(name)
    if not value:
        return default
    if not value.lstrip("-").isdecimal() or not low <= int(value) <= high:
        raise _refused(name, value, f"a whole number from {low} to {high}")
    return int(value)


def choice(name: str, default: str, *, among: Iterable[str]) -> str:
    """One of a few values."""
    value = text(name, default)
    if value not in set(among):
        raise _refused(name, value, f"one of {', '.join(among)}")
    return value


def names(name: str) -> list[str]:
    """A list separated by commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Networks or addresses separated by commas, such as ``10.0.0.0/8``."""
    try:
        return [ip_network(part) for part in names(name)]
    except ValueError as error:
        raise _refused(name, text(name), "networks such as 10.0.0.0/8") from error


def keys(name: str, *, n_bytes: int) -> list[bytes]:
    """Secret keys in base64, separated by commas; a bad one is not repeated."""
    try:
        found = [base64.b64decode(part, validate=True) for part in names(name)]
    except binascii.Error as error:
        raise _refused(name, "…", f"{n_bytes} bytes in base64") from error
    if any(len(key) != n_bytes for key in found):
        raise _refused(name, "…", f"{n_bytes} bytes in base64")
    return found


def folder(name: str, default: Path) -> Path:
    """A folder as an absolute path; it need not exist yet."""
    return Path(text(name, str(default))).expanduser().absolute()


def url(name: str, default: str = "", *, schemes: Iterable[str]) -> str:
    """A URL with one of the supported schemes."""
    value = text(name, default)
    if not value:
        return ""
    scheme = urlsplit(value).scheme
    if scheme not in set(schemes):
        expected = ", ".join(f"{known}://" for known in schemes)
        raise _refused(name, f"{scheme or value[:12]}…", f"an address with {expected}")
    return value


def _refused(name: str, value: str, expected: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name}={value!r}: expected {expected}.")
