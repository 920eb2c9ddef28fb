from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="Class")



@_attrs_define
class Class:
    """ A class that one teaches.

        Attributes:
            id (UUID):
            name (str):
            institution (str):
            level (str):
            starts_on (datetime.date):
            ends_on (datetime.date):
            is_archived (bool): Whether it was put away.
     """

    id: UUID
    name: str
    institution: str
    level: str
    starts_on: datetime.date
    ends_on: datetime.date
    is_archived: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        institution = self.institution

        level = self.level

        starts_on = self.starts_on.isoformat()

        ends_on = self.ends_on.isoformat()

        is_archived = self.is_archived


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "name": name,
            "institution": institution,
            "level": level,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "is_archived": is_archived,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))




        name = d.pop("name")

        institution = d.pop("institution")

        level = d.pop("level")

        starts_on = datetime.date.fromisoformat(d.pop("starts_on"))




        ends_on = datetime.date.fromisoformat(d.pop("ends_on"))




        is_archived = d.pop("is_archived")

        class_ = cls(
            id=id,
            name=name,
            institution=institution,
            level=level,
            starts_on=starts_on,
            ends_on=ends_on,
            is_archived=is_archived,
        )


        class_.additional_properties = d
        return class_

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
