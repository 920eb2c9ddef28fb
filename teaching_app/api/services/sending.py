"""Sends one message, to an IP address that was checked, and follows no redirect."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from .addresses import port_of, resolved

TIMEOUT_S = 5.0


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a message; return the status that it was answered with.

    Raises
    ------
    RefusedAddressError
        Nothing is sent there.
    OSError, http.client.HTTPException
        No answer came.
    """
    parts = urlsplit(url)
    connection = _connection(parts, resolved(parts))
    try:
        connection.request("POST", _target(parts), body, dict(headers))
        return connection.getresponse().status
    finally:
        connection.close()


def _target(url: SplitResult) -> str:
    return (url.path or "/") + (f"?{url.query}" if url.query else "")


def _connection(url: SplitResult, address: str) -> http.client.HTTPConnection:
    """A connection to ``address`` that is named, and certified, for the URL's host."""
    host, port = url.hostname or "", port_of(url)
    if url.scheme == "http":
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
        connection.sock = socket.create_connection((address, port), TIMEOUT_S)
        return connection
    connection = http.client.HTTPSConnection(host, port, timeout=TIMEOUT_S)
    plain = socket.create_connection((address, port), TIMEOUT_S)
    try:
        context = ssl.create_default_context()
        connection.sock = context.wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise
    return connection
