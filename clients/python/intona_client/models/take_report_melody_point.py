from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="TakeReportMelodyPoint")



@_attrs_define
class TakeReportMelodyPoint:
    """ 
        Attributes:
            position (float | None):
            time_s (float | None):
            f0_st (float | None):
            low_st (float | None):
            median_st (float | None):
            high_st (float | None):
     """

    position: float | None
    time_s: float | None
    f0_st: float | None
    low_st: float | None
    median_st: float | None
    high_st: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        position: float | None
        position = self.position

        time_s: float | None
        time_s = self.time_s

        f0_st: float | None
        f0_st = self.f0_st

        low_st: float | None
        low_st = self.low_st

        median_st: float | None
        median_st = self.median_st

        high_st: float | None
        high_st = self.high_st


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "position": position,
            "time_s": time_s,
            "f0_st": f0_st,
            "low_st": low_st,
            "median_st": median_st,
            "high_st": high_st,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        def _parse_position(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        position = _parse_position(d.pop("position"))


        def _parse_time_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        time_s = _parse_time_s(d.pop("time_s"))


        def _parse_f0_st(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        f0_st = _parse_f0_st(d.pop("f0_st"))


        def _parse_low_st(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        low_st = _parse_low_st(d.pop("low_st"))


        def _parse_median_st(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        median_st = _parse_median_st(d.pop("median_st"))


        def _parse_high_st(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        high_st = _parse_high_st(d.pop("high_st"))


        take_report_melody_point = cls(
            position=position,
            time_s=time_s,
            f0_st=f0_st,
            low_st=low_st,
            median_st=median_st,
            high_st=high_st,
        )


        take_report_melody_point.additional_properties = d
        return take_report_melody_point

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
