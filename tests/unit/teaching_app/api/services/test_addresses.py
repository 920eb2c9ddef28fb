"""What may be written as the address of a webhook."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from teaching_app.api.services.addresses import why_refused

PUBLIC = "93.184.216.34"


@pytest.mark.parametrize(
    "url",
    [
        "http://school.example/",
        "ftp://school.example/",
        "//school.example/",
        "https:///hook",
        "https://user:secret@school.example/",
        "https://school.example/#part",
        "https://school.example:99999/",
        "https://localhost/",
        "https://printer.local/",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[fd00::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[2002:7f00:1::]/",
    ],
)
def test_an_address_that_is_none_for_a_webhook_is_refused(url: str) -> None:
    assert why_refused(urlsplit(url))


@pytest.mark.parametrize(
    "url", ["https://school.example/hook?x=1", f"https://{PUBLIC}:8443/"]
)
def test_a_public_address_is_accepted(url: str) -> None:
    assert why_refused(urlsplit(url)) == ""


def test_with_debug_this_machine_may_be_asked(settings: Any) -> None:
    settings.DEBUG = True
    assert why_refused(urlsplit("http://localhost:9000/")) == ""
