from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast






T = TypeVar("T", bound="RosterRowRequest")



@_attrs_define
class RosterRowRequest:
    """ One learner; a name, whole or in two parts, is all that has to be there.

        Attributes:
            name (str | Unset):
            given_name (str | Unset):
            family_name (str | Unset):
            email (str | Unset): Who has confirmed it here is invited, and gets no new account.
            username (str | Unset):
            student_number (str | Unset):
            first_language (str | Unset):
            groups (list[str] | Unset):
     """

    name: str | Unset = UNSET
    given_name: str | Unset = UNSET
    family_name: str | Unset = UNSET
    email: str | Unset = UNSET
    username: str | Unset = UNSET
    student_number: str | Unset = UNSET
    first_language: str | Unset = UNSET
    groups: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        name = self.name

        given_name = self.given_name

        family_name = self.family_name

        email = self.email

        username = self.username

        student_number = self.student_number

        first_language = self.first_language

        groups: list[str] | Unset = UNSET
        if not isinstance(self.groups, Unset):
            groups = self.groups




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
        })
        if name is not UNSET:
            field_dict["name"] = name
        if given_name is not UNSET:
            field_dict["given_name"] = given_name
        if family_name is not UNSET:
            field_dict["family_name"] = family_name
        if email is not UNSET:
            field_dict["email"] = email
        if username is not UNSET:
            field_dict["username"] = username
        if student_number is not UNSET:
            field_dict["student_number"] = student_number
        if first_language is not UNSET:
            field_dict["first_language"] = first_language
        if groups is not UNSET:
            field_dict["groups"] = groups

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        given_name = d.pop("given_name", UNSET)

        family_name = d.pop("family_name", UNSET)

        email = d.pop("email", UNSET)

        username = d.pop("username", UNSET)

        student_number = d.pop("student_number", UNSET)

        first_language = d.pop("first_language", UNSET)

        groups = cast(list[str], d.pop("groups", UNSET))


        roster_row_request = cls(
            name=name,
            given_name=given_name,
            family_name=family_name,
            email=email,
            username=username,
            student_number=student_number,
            first_language=first_language,
            groups=groups,
        )


        roster_row_request.additional_properties = d
        return roster_row_request

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
