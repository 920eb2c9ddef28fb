"""A OneRoster 1.2 Rostering Service, asked for classes and their students.

https://www.imsglobal.org/sites/default/files/spec/oneroster/v1p2/rostering-restbinding/OneRosterv1p2RosteringService_RESTBindv1p0.html
By OAuth 2.0 with client credentials. Of the users of a school those alone are asked for
who are in a class that has one of its name here.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

import requests

from teaching_app.lti.one_roster import DELETED, STUDENT, RosterClass, Row, user_of
from teaching_app.practice.errors import TeachingError

from . import outgoing

SCOPES = " ".join(
    f"https://purl.imsglobal.org/spec/or/v1p2/scope/{name}.readonly"
    for name in ("roster-core", "roster")
)
PAGE = 200
MAX_CLASSES, MAX_USERS = 5000, 500
MAX_BYTES = 8 * 1024 * 1024  # of one answer
LONGEST_S = 40.0  # for all answers together: somebody waits for the page
TEXTS = ("sourcedId", "username", "givenName", "familyName", "identifier", "email")


class RosterServiceError(TeachingError):
    """The service gave no list; ``code`` is ``no_answer``, ``refused``, ``unreadable``,
    ``too_large`` or ``too_slow``."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


class RosterService:
    """One service; ``base_url`` is what ``/classes`` is appended to."""

    def __init__(
        self, *, base_url: str, token_url: str, client_id: str, secret: str
    ) -> None:
        self._base = base_url.rstrip("/")
        self._token_url = token_url
        self._client = client_id.encode(), secret.encode()
        self._session = outgoing.session()
        self._until = time.monotonic() + LONGEST_S

    def __enter__(self) -> RosterService:
        """Ask for an access token; ``RosterServiceError`` if none is given."""
        form = {"grant_type": "client_credentials", "scope": SCOPES}
        answer, _links = self._ask(
            "POST", self._token_url, data=form, auth=self._client
        )
        token = answer.get("access_token")
        if not isinstance(token, str) or not (token.isascii() and token.isprintable()):
            raise RosterServiceError("unreadable", "no access token")
        self._session.headers["Authorization"] = f"Bearer {token}"
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def classes(self) -> list[Row]:
        """Classes that are going on, with ``sourcedId`` and ``title``."""
        rows = self._all("/classes", "classes", most=MAX_CLASSES)
        return [
            {key: _text(row.get(key)) for key in ("sourcedId", "title")} for row in rows
        ]

    def roster_of(self, found: Row) -> RosterClass:
        """The students of a class."""
        path = f"/classes/{quote(found['sourcedId'], safe='')}/students"
        users = self._all(path, "users", most=MAX_USERS + 1)
        return RosterClass(found["title"], tuple(_student(user) for user in users))

    def _all(self, path: str, name: str, *, most: int) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for page in self._pages(path, name):
            rows += [row for row in page if row.get("status") != DELETED]
            if len(rows) >= most:
                break
        return rows[:most]

    def _pages(self, path: str, name: str) -> Iterator[list[dict[str, Any]]]:
        """Pages by offset, as long as the service names a next one or fills them."""
        offset, has_next = 0, True
        while has_next:
            query = {"limit": PAGE, "offset": offset}
            answer, links = self._ask("GET", f"{self._base}{path}", params=query)
            page = answer.get(name)
            if not isinstance(page, list) or not all(isinstance(r, dict) for r in page):
                raise RosterServiceError("unreadable", f"no “{name}”")
            yield page
            offset += len(page)
            has_next = bool(page) and ("next" in links or len(page) == PAGE)

    def _ask(
        self, method: str, url: str, **options: Any
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        headers = {"Accept": "application/json"}
        try:
            with self._session.request(
                method, url, headers=headers, stream=True, **options
            ) as response:
                content = b"".join(self._chunks(response))
        except requests.RequestException as error:
            raise RosterServiceError("no_answer", str(error)) from error
        if not response.ok:
            where = urlsplit(url).path
            raise RosterServiceError("refused", f"{response.status_code} for {where}")
        try:
            answer = json.loads(content)
        except ValueError as error:
            raise RosterServiceError("unreadable", str(error)) from error
        if not isinstance(answer, dict):
            raise RosterServiceError("unreadable", "no object")
        return answer, response.links

    def _chunks(self, response: requests.Response) -> Iterator[bytes]:
        n_bytes = 0
        for chunk in response.iter_content(64 * 1024):
            n_bytes += len(chunk)
            if n_bytes > MAX_BYTES:
                raise RosterServiceError("too_large")
            if time.monotonic() > self._until:
                raise RosterServiceError("too_slow")
            yield chunk


def _student(user: dict[str, Any]) -> Row:
    """A user as a line of ``users.csv`` has it."""
    is_enabled = str(user.get("enabledUser", "true")).lower() == "true"
    row = {key: _text(user.get(key)) for key in TEXTS}
    state = {"role": STUDENT, "status": "active" if is_enabled else "inactive"}
    return user_of({**row, **state})


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str | int) else ""
