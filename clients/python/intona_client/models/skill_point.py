from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="SkillPoint")



@_attrs_define
class SkillPoint:
    """ A skill in one week, in percent, over learners.

        Attributes:
            day (datetime.date):
            percent (int):
            low_percent (int):
            high_percent (int):
            n (int):
     """

    day: datetime.date
    percent: int
    low_percent: int
    high_percent: int
    n: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        day = self.day.isoformat()

        percent = self.percent

        low_percent = self.low_percent

        high_percent = self.high_percent

        n = self.n


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "day": day,
            "percent": percent,
            "low_percent": low_percent,
            "high_percent": high_percent,
            "n": n,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        day = datetime.date.fromisoformat(d.pop("day"))




        percent = d.pop("percent")

        low_percent = d.pop("low_percent")

        high_percent = d.pop("high_percent")

        n = d.pop("n")

        skill_point = cls(
            day=day,
            percent=percent,
            low_percent=low_percent,
            high_percent=high_percent,
            n=n,
        )


        skill_point.additional_properties = d
        return skill_point

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
