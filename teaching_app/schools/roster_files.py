"""Rosters as people have them: CSV, XLSX, OneRoster's users, or typed names.

Every cell is read as text: a formula is an odd name, and is never evaluated.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from teaching_app.practice.errors import TeachingError

from .languages import code_of

MAX_BYTES = 1024 * 1024
MAX_UNPACKED_BYTES = 20 * MAX_BYTES
MAX_LINES = 500
MAX_COLUMNS = 60
MAX_CELL = 500
ENCODINGS = ("utf-8-sig", "gb18030")  # the second is what Excel writes in China
DELIMITERS = ",;\t"
ZIP_START = b"PK\x03\x04"

# Names of columns, reduced to letters and digits; OneRoster's are among them. Of two
# columns for the same thing, the name listed first here is used.
COLUMNS = {
    "name": ("name", "fullname", "displayname", "student", "learner", "姓名", "名字"),
    "given_name": ("givenname", "firstname", "preferredfirstname", "名"),
    "family_name": ("familyname", "lastname", "surname", "姓"),
    "email": ("email", "emailaddress", "mail", "邮箱", "电子邮件", "电子邮箱"),
    "username": ("username", "login", "用户名", "账号"),
    "student_number": (
        "identifier",
        "studentnumber",
        "studentid",
        "number",
        "学号",
        "sourcedid",
    ),
    "groups": ("group", "groups", "组", "小组", "分组"),
    "first_language": ("firstlanguage", "nativelanguage", "language", "l1", "母语"),
    "role": ("role", "roles", "角色"),
    "status": ("status",),
}
LIMITS = {"name": 80, "email": 254, "username": 150, "student_number": 40}
LIMITS |= {"first_language": 35}
LEARNER_ROLES = frozenset({"", "student", "learner", "pupil", "学生"})
USERNAME = re.compile(r"[\w.@+-]+")

Row = Sequence[object]
Line = dict[str, Any]


class RosterFileError(TeachingError):
    """The file as a whole cannot be read; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(content: bytes) -> list[Line]:
    """Read the lines of a file, each with the codes of its problems."""
    if len(content) > MAX_BYTES:
        raise RosterFileError("too_large")
    rows = _xlsx_rows if content.startswith(ZIP_START) else _csv_rows
    return _lines([(n, row) for n, row in enumerate(rows(content), 1) if any(row)])


def lines_of(rows: Sequence[Mapping[str, str]]) -> list[Line]:
    """Read rows that a program has sent, whose keys are named as columns of files are."""
    heads = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[_clean(row.get(head, "")) for head in heads] for row in rows]
    return _lines(list(enumerate([heads, *cells])) if rows else [])


def _lines(numbered: list[tuple[int, Row]]) -> list[Line]:
    if not numbered:
        raise RosterFileError("empty")
    columns = _columns(numbered[0][1])
    if not columns:
        columns = _columns_of_names(numbered)
    else:
        numbered = numbered[1:]
    if not numbered:
        raise RosterFileError("empty")
    if len(numbered) > MAX_LINES:
        raise RosterFileError("too_many_lines")
    lines = [_line(n, row, columns) for n, row in numbered]
    _mark_repeated(lines)
    return lines


def _csv_rows(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    if "\0" in text:
        raise RosterFileError("unreadable")
    head = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(DELIMITERS, key=head.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_clean(cell) for cell in row[:MAX_COLUMNS]]
    except csv.Error as error:
        raise RosterFileError("unreadable") from error


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterFileError("unreadable")


def _xlsx_rows(content: bytes) -> Iterator[list[str]]:
    # It imports NumPy, which the web process does not load before it needs it.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _refuse_bomb(content)

    def first_sheet(*, data_only: bool) -> Iterator[tuple[object, ...]]:
        book = load_workbook(
            io.BytesIO(content), read_only=True, keep_links=False, data_only=data_only
        )
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # the size stated in the file may be false
        return islice(sheet.iter_rows(values_only=True), MAX_LINES + 50)

    try:
        # What the spreadsheet last showed, and what was typed: perhaps a formula.
        sheets = first_sheet(data_only=True), first_sheet(data_only=False)
        for shown, typed in zip(*sheets, strict=True):
            yield [_shown(*cells) for cells in zip(shown, typed, strict=True)]
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        IndexError,
        ValueError,
        SyntaxError,  # of XML
    ) as error:
        raise RosterFileError("unreadable") from error


def _shown(value: object, typed: object) -> str:
    """A cell as its author saw it; a formula nobody has calculated stays its text."""
    return _clean(typed if value is None else value)


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise RosterFileError("unreadable") from error
    if size > MAX_UNPACKED_BYTES:
        raise RosterFileError("too_large")


def _clean(cell: object) -> str:
    """A cell as one line of text; whole numbers without the ".0" of spreadsheets."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    printable = "".join(c if c.isprintable() else " " for c in str(cell)[:MAX_CELL])
    return " ".join(printable.split())


def _columns(head: Row) -> dict[str, int]:
    """Map fields to columns; empty where the first line has no headings."""
    called = [re.sub(r"[\W_]", "", str(cell)).lower() for cell in head]
    found = {}
    for meaning, names in COLUMNS.items():
        places = [called.index(name) for name in names if name in called]
        if places:
            found[meaning] = places[0]
    is_named = "name" in found or {"given_name", "family_name"} & set(found)
    if found and not is_named:
        raise RosterFileError("no_name_column")
    return found


def _columns_of_names(numbered: Iterable[tuple[int, Row]]) -> dict[str, int]:
    """Treat a list without headings as names, one per line."""
    if any(any(row[1:]) for _n, row in numbered):
        raise RosterFileError("no_name_column")
    return {"name": 0}


def _line(number: int, row: Row, columns: dict[str, int]) -> Line:
    def cell(meaning: str) -> str:
        place = columns.get(meaning)
        return str(row[place]) if place is not None and place < len(row) else ""

    line: Line = {
        "line": number,
        "name": cell("name") or _joined(cell("given_name"), cell("family_name")),
        "email": cell("email").lower(),
        "username": cell("username"),
        "student_number": cell("student_number"),
        "groups": [g.strip()[:60] for g in re.split(r"[,;、]", cell("groups"))],
        "first_language": code_of(cell("first_language")),
    }
    line["groups"] = [group for group in line["groups"] if group]
    line["problems"] = [*_problems(line), *_not_for_a_class(cell)]
    return line


def _joined(given: str, family: str) -> str:
    """Join the parts of a name in the order of its script."""
    if re.search(r"[一-鿿]", given + family):
        return family + given
    return f"{given} {family}".strip()


def _problems(line: Line) -> Iterator[str]:
    if not line["name"]:
        yield "no_name"
    for meaning, limit in LIMITS.items():
        if len(line[meaning]) > limit:
            yield f"long_{meaning}"
            line[meaning] = line[meaning][:limit]
    if line["email"] and not _is_email(line["email"]):
        yield "bad_email"
    if line["username"] and not USERNAME.fullmatch(line["username"]):
        yield "bad_username"


def _not_for_a_class(cell: Any) -> Iterator[str]:
    if cell("role").lower() not in LEARNER_ROLES:
        yield "not_a_learner"
    if cell("status").lower() in ("tobedeleted", "inactive"):
        yield "not_active"


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _mark_repeated(lines: list[Line]) -> None:
    """Mark lines whose learner is already in an earlier line."""
    seen: set[tuple[str, str]] = set()
    for line in lines:
        keys = keys_of(line)
        if seen & keys:
            line["problems"].append("repeated")
        seen |= keys


def keys_of(line: Line) -> set[tuple[str, str]]:
    """Keys that identify a learner; the name alone where there is nothing else."""
    kinds = ("email", "username", "student_number")
    keys = {(kind, line[kind].lower()) for kind in kinds if line[kind]}
    return keys or {("name", line["name"].lower())}
