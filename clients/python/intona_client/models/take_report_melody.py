from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="TakeReportMelody")



@_attrs_define
class TakeReportMelody:
    """ 
        Attributes:
            hop_s (float | None):
            start_s (float | None):
            f0_st (list[float | None]):
            median_hz (float | None):
     """

    hop_s: float | None
    start_s: float | None
    f0_st: list[float | None]
    median_hz: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        hop_s: float | None
        hop_s = self.hop_s

        start_s: float | None
        start_s = self.start_s

        f0_st = []
        for f0_st_item_data in self.f0_st:
            f0_st_item: float | None
            f0_st_item = f0_st_item_data
            f0_st.append(f0_st_item)



        median_hz: float | None
        median_hz = self.median_hz


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "hop_s": hop_s,
            "start_s": start_s,
            "f0_st": f0_st,
            "median_hz": median_hz,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        def _parse_hop_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        hop_s = _parse_hop_s(d.pop("hop_s"))


        def _parse_start_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        start_s = _parse_start_s(d.pop("start_s"))


        f0_st = []
        _f0_st = d.pop("f0_st")
        for f0_st_item_data in (_f0_st):
            def _parse_f0_st_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            f0_st_item = _parse_f0_st_item(f0_st_item_data)

            f0_st.append(f0_st_item)


        def _parse_median_hz(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        median_hz = _parse_median_hz(d.pop("median_hz"))


        take_report_melody = cls(
            hop_s=hop_s,
            start_s=start_s,
            f0_st=f0_st,
            median_hz=median_hz,
        )


        take_report_melody.additional_properties = d
        return take_report_melody

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
