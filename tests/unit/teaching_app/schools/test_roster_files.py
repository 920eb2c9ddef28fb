"""Lists of learners as spreadsheets, schools and people write them."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from openpyxl import Workbook

from teaching_app.schools.roster_files import (
    MAX_BYTES,
    MAX_LINES,
    RosterFileError,
    read,
)

ONE_ROSTER = """\
sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier,email
u1,active,true,o1,student,anna.s,Anna,Schmidt,4711,Anna.S@example.org
u2,active,true,o1,teacher,wang,Lin,Wang,,wang@example.org
u3,tobedeleted,true,o1,student,leo,Leo,Braun,4712,
"""


def xlsx(*rows: list[object]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def code_of_error(content: bytes) -> str:
    with pytest.raises(RosterFileError) as error:
        read(content)
    return error.value.code


def test_the_users_of_one_roster_are_read_as_they_are() -> None:
    anna, wang, leo = read(ONE_ROSTER.encode())
    assert anna == {
        "line": 2,
        "name": "Anna Schmidt",
        "email": "anna.s@example.org",
        "username": "anna.s",
        "student_number": "4711",
        "groups": [],
        "first_language": "",
        "problems": [],
    }
    assert wang["problems"] == ["not_a_learner"]
    assert leo["problems"] == ["not_active"]


def test_the_sourced_id_is_the_number_where_there_is_no_identifier() -> None:
    (line,) = read(b"sourcedId,givenName,familyName\nu1,Anna,Schmidt\n")
    assert line["student_number"] == "u1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_lists_are_read_in_the_encodings_people_have(encoding: str) -> None:
    text = "学号,姓,名,小组,母语\r\n7,李,伟,蓝、红,Chinese\r\n"
    (line,) = read(text.encode(encoding))
    assert (line["name"], line["student_number"]) == ("李伟", "7")
    assert line["groups"] == ["蓝", "红"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_are_divided_as_the_first_line_is(delimiter: str) -> None:
    text = f"Full name{delimiter}E-mail address\nAnna{delimiter}a@example.org\n"
    (line,) = read(text.encode())
    assert (line["name"], line["email"]) == ("Anna", "a@example.org")


def test_names_alone_are_a_list() -> None:
    lines = read("Anna Schmidt\n\n李伟\n".encode())
    assert [(li["line"], li["name"]) for li in lines] == [
        (1, "Anna Schmidt"),
        (3, "李伟"),
    ]


def test_a_sheet_is_read_and_numbers_stay_whole() -> None:
    lines = read(xlsx(["Name", "Number", None], ["Anna", 7.0, "x"], [None], ["Leo", 8]))
    assert [(li["line"], li["name"], li["student_number"]) for li in lines] == [
        (2, "Anna", "7"),
        (4, "Leo", "8"),
    ]


@pytest.mark.parametrize("cell", ["=1+1", '=HYPERLINK("http://x","y")', "@SUM(A1)"])
def test_a_formula_is_an_odd_name_and_never_evaluated(cell: str) -> None:
    (by_sheet,) = read(xlsx(["name"], [cell]))
    (by_text,) = read(f'name\n"{cell.replace(chr(34), chr(34) * 2)}"\n'.encode())
    assert by_sheet["name"] == by_text["name"] == cell


def test_a_calculated_name_is_read_as_its_sheet_shows_it() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "first", "last"])
        sheet.write_formula(1, 0, '=B2&" "&C2', value="Anna Schmidt")
        sheet.write_row(1, 1, ["Anna", "Schmidt"])
    (line,) = read(out.getvalue())
    assert (line["name"], line["problems"]) == ("Anna Schmidt", [])


def test_problems_are_named_for_each_line() -> None:
    text = "name,email,username\n,a@example.org,\nAnna,nobody,an na\n" + (
        f"{'x' * 81},,\nLeo,leo@example.org,\nLeo B,LEO@example.org,\n"
    )
    assert [line["problems"] for line in read(text.encode())] == [
        ["no_name"],
        ["bad_email", "bad_username"],
        ["long_name"],
        [],
        ["repeated"],
    ]


def test_the_same_name_twice_is_the_same_learner_unless_numbers_differ() -> None:
    assert read(b"Li Wei\nLi Wei\n")[1]["problems"] == ["repeated"]
    numbered = read(b"name,number\nLi Wei,1\nLi Wei,2\n")
    assert [line["problems"] for line in numbered] == [[], []]


def test_control_characters_and_line_breaks_become_spaces() -> None:
    (line,) = read('name\n"Li\n\u202eWei\x07 "\n'.encode())
    assert line["name"] == "Li Wei"


def test_lists_that_cannot_be_read_are_refused_by_a_code() -> None:
    too_many = "name\n" + "".join(f"L{n}\n" for n in range(MAX_LINES + 1))
    assert code_of_error(b"") == "empty"
    assert code_of_error(b"name\n") == "empty"
    assert code_of_error(b"x" * (MAX_BYTES + 1)) == "too_large"
    assert code_of_error(too_many.encode()) == "too_many_lines"
    assert code_of_error(b"email\na@example.org\n") == "no_name_column"
    assert code_of_error(b"Anna,Schmidt\n") == "no_name_column"
    assert code_of_error(b"\xff\xfe\x00\x01") == "unreadable"
    assert code_of_error(b"name\nA\0nna\n") == "unreadable"
    assert code_of_error(b"PK\x03\x04 and nothing else") == "unreadable"


def test_a_sheet_may_have_as_many_lines_as_a_list_and_no_more() -> None:
    names = [[f"L{n}"] for n in range(MAX_LINES + 1)]
    assert len(read(xlsx(["name"], *names[:-1]))) == MAX_LINES
    assert code_of_error(xlsx(["name"], *names)) == "too_many_lines"


def test_a_zip_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(25 * MAX_BYTES))
    assert len(out.getvalue()) < MAX_BYTES
    assert code_of_error(out.getvalue()) == "too_large"


def test_a_zip_that_is_no_sheet_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    assert code_of_error(out.getvalue()) == "unreadable"
