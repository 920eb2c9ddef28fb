"""A OneRoster 1.2 rostering service that answers in place of a network."""

from __future__ import annotations

import base64
import io
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from teaching_app.lti.protocol.roster_service import SCOPES

BASE = "https://sis.school.example/ims/oneroster/rostering/v1p2"
TOKEN_URL = "https://sis.school.example/token"
CLIENT_ID, SECRET = "intona", "a sécret"


def student(number: int, given: str, family: str, **more: Any) -> dict[str, Any]:
    """A user as version 1.2 writes one, with what nobody here has asked for."""
    return {
        "sourcedId": f"u{number}",
        "status": "active",
        "enabledUser": "true",
        "username": given.lower(),
        "givenName": given,
        "familyName": family,
        "identifier": str(1000 + number),
        "email": f"{given.lower()}@school.example",
        "password": "never to be read",
        "roles": [{"roleType": "primary", "role": "student"}],
        **more,
    }


class SimulatedRosterService:
    """``classes`` are titles by id, ``students`` users by the id of their class."""

    def __init__(self) -> None:
        self.classes = {"c1": "English 7b", "c2": "Latin"}
        self.students = {
            "c1": [student(1, "Mia", "Wang"), student(2, "Tom", "Li")],
            "c2": [student(3, "Ann", "Byron")],
        }
        self.most_at_once = 200
        self.links_next = True
        self.asked: list[str] = []
        self.instead: tuple[int, bytes] | None = None

    def send(self, request: requests.PreparedRequest) -> requests.Response:
        """Answer one request; ``instead`` of anything if that is set."""
        self.asked.append(f"{request.method} {urlsplit(request.url).path}")
        status, content, headers = 200, b"", {}
        if self.instead:
            status, content = self.instead
        elif request.url == TOKEN_URL:
            status, content = self._token(request)
        elif request.headers.get("Authorization") != "Bearer granted":
            status = 401
        else:
            found, headers = self._found(request)
            content = json.dumps(found).encode()
        response = requests.Response()
        response.status_code, response.url = status, request.url
        response.headers.update(headers)
        response.raw = io.BytesIO(content)
        return response

    def _token(self, request: requests.PreparedRequest) -> tuple[int, bytes]:
        client = base64.b64encode(f"{CLIENT_ID}:{SECRET}".encode()).decode()
        form = parse_qs(str(request.body))
        assert form == {"grant_type": ["client_credentials"], "scope": [SCOPES]}
        if request.headers["Authorization"] != f"Basic {client}":
            return 401, b'{"error": "invalid_client"}'
        return 200, b'{"access_token": "granted", "token_type": "Bearer"}'

    def _found(
        self, request: requests.PreparedRequest
    ) -> tuple[dict[str, Any], dict[str, str]]:
        parts = urlsplit(request.url)
        path = parts.path.removeprefix(urlsplit(BASE).path)
        name, rows = (
            "classes",
            [
                {"sourcedId": key, "status": "active", "title": title}
                for key, title in self.classes.items()
            ],
        )
        if path != "/classes":
            name, rows = "users", self.students[path.split("/")[2]]
        query = {key: int(value[0]) for key, value in parse_qs(parts.query).items()}
        first = query["offset"]
        page = rows[first : first + min(query["limit"], self.most_at_once)]
        is_last = first + len(page) >= len(rows)
        link = f'<{BASE}{path}?offset={first + len(page)}>; rel="next"'
        headers = {} if is_last or not self.links_next else {"Link": link}
        return {name: page}, headers
