from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="Week")



@_attrs_define
class Week:
    """ Takes of a week.

        Attributes:
            monday (datetime.date):
            n_handed_in (int):
            n_own (int):
     """

    monday: datetime.date
    n_handed_in: int
    n_own: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        monday = self.monday.isoformat()

        n_handed_in = self.n_handed_in

        n_own = self.n_own


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "monday": monday,
            "n_handed_in": n_handed_in,
            "n_own": n_own,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        monday = datetime.date.fromisoformat(d.pop("monday"))




        n_handed_in = d.pop("n_handed_in")

        n_own = d.pop("n_own")

        week = cls(
            monday=monday,
            n_handed_in=n_handed_in,
            n_own=n_own,
        )


        week.additional_properties = d
        return week

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
