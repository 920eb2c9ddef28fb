from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.enrolment_state import EnrolmentState
from typing import cast
from uuid import UUID






T = TypeVar("T", bound="Enrolment")



@_attrs_define
class Enrolment:
    """ A learner as the staff of the class see them.

        Attributes:
            id (UUID):
            name (str):
            student_number (str):
            state (EnrolmentState): * `waiting` - has not agreed yet
                * `active` - in the class
                * `left` - has left
                * `removed` - taken out of the class
            groups (list[str]): Parts of the class.
     """

    id: UUID
    name: str
    student_number: str
    state: EnrolmentState
    groups: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        student_number = self.student_number

        state = self.state.value

        groups = self.groups




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "name": name,
            "student_number": student_number,
            "state": state,
            "groups": groups,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))




        name = d.pop("name")

        student_number = d.pop("student_number")

        state = EnrolmentState(d.pop("state"))




        groups = cast(list[str], d.pop("groups"))


        enrolment = cls(
            id=id,
            name=name,
            student_number=student_number,
            state=state,
            groups=groups,
        )


        enrolment.additional_properties = d
        return enrolment

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
