"""A stored file, whole or in part."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from teaching_app.practice.views.ranges import file_response

CONTENT = bytes(range(100))


def answer(range_header: str | None):
    return file_response(
        ContentFile(CONTENT),
        range_header=range_header,
        content_type="audio/wav",
        name="take.wav",
    )


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "bytes=",
        "bytes=9-3",
        "items=0-1",
        "bytes=0-1,4-5",
        f"bytes={'9' * 5000}-",
    ],
)
def test_without_a_sensible_range_all_is_sent(header: str | None) -> None:
    response = answer(header)
    assert response.status_code == 200
    assert response.getvalue() == CONTENT
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-19", 10, 19),
        ("bytes=90-", 90, 99),
        ("bytes=90-500", 90, 99),
        ("bytes=-10", 90, 99),
        ("bytes=-500", 0, 99),
    ],
)
def test_a_range_is_sent_as_asked(header: str, first: int, last: int) -> None:
    response = answer(header)
    assert response.status_code == 206
    assert response.getvalue() == CONTENT[first : last + 1]
    assert response["Content-Range"] == f"bytes {first}-{last}/100"
    assert response["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused(header: str) -> None:
    response = answer(header)
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */100"
