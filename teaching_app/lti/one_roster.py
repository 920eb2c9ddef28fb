"""Classes and their learners from a OneRoster 1.1 or 1.2 export: CSV files in a ZIP.

https://www.imsglobal.org/oneroster-v11-final-csv-tables. Three of its files are read:
``classes.csv``, ``users.csv`` and ``enrollments.csv``. What a user's line means is left
to the roster of a class, which reads OneRoster's users as they are.
"""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass

from teaching_app.practice.errors import TeachingError

CLASSES, USERS, ENROLMENTS = "classes.csv", "users.csv", "enrollments.csv"
MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 40 * 1024 * 1024
DELETED = "tobedeleted"
STUDENT = "student"
USER_COLUMNS = (
    "sourcedId",
    "status",
    "role",
    "username",
    "givenName",
    "familyName",
    "identifier",
    "email",
)

Row = dict[str, str]


class OneRosterError(TeachingError):
    """The file is no such export; ``code`` is ``unreadable``, ``too_large`` or the name
    of a file that is missing."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class RosterClass:
    """One class; ``users`` are its learners, with the columns of ``USER_COLUMNS``."""

    title: str
    users: tuple[Row, ...]


def read(content: bytes) -> list[RosterClass]:
    """Read the classes that have learners, by title.

    ``OneRosterError`` if the file cannot be read or is incomplete.
    """
    if len(content) > MAX_BYTES:
        raise OneRosterError("too_large")
    tables = _tables(content)
    users = {row["sourcedId"]: row for row in tables[USERS] if _is_there(row)}
    learners: dict[str, dict[str, Row]] = {}
    for row in tables[ENROLMENTS]:
        user = users.get(row.get("userSourcedId", ""))
        if user and _is_there(row) and row.get("role", "").lower() == STUDENT:
            of_class = learners.setdefault(row.get("classSourcedId", ""), {})
            of_class[user["sourcedId"]] = user
    found = [
        _class(row, list(learners[row["sourcedId"]].values()))
        for row in tables[CLASSES]
        if _is_there(row) and row.get("sourcedId") in learners
    ]
    return sorted(found, key=lambda each: each.title)


def _tables(content: bytes) -> dict[str, list[Row]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {part.filename.lower(): part for part in archive.infolist()}
            for name in (CLASSES, USERS, ENROLMENTS):
                if name not in parts:
                    raise OneRosterError(name)
            if sum(part.file_size for part in parts.values()) > MAX_UNPACKED_BYTES:
                raise OneRosterError("too_large")
            return {
                name: _rows(archive.read(parts[name]))
                for name in (CLASSES, USERS, ENROLMENTS)
            }
    except (zipfile.BadZipFile, UnicodeDecodeError, csv.Error, RuntimeError) as error:
        raise OneRosterError("unreadable") from error


def _rows(content: bytes) -> list[Row]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    reader = csv.DictReader(text, restkey="", restval="")
    if "sourcedId" not in (reader.fieldnames or ()):
        raise OneRosterError("unreadable")
    return [{k: v for k, v in row.items() if isinstance(v, str)} for row in reader]


def _is_there(row: Row) -> bool:
    return row.get("status", "").lower() != DELETED


def _class(row: Row, users: list[Row]) -> RosterClass:
    return RosterClass(row.get("title", ""), tuple(user_of(user) for user in users))


def user_of(row: Row) -> Row:
    """What a roster reads of a user, and nothing else."""
    return {column: row.get(column, "") for column in USER_COLUMNS}
