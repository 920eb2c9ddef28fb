from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="TakeReportPhoneSegment")



@_attrs_define
class TakeReportPhoneSegment:
    """ 
        Attributes:
            label (str):
            start_s (float | None):
            end_s (float | None):
            score (float | None):
            heard_as (None | str):
     """

    label: str
    start_s: float | None
    end_s: float | None
    score: float | None
    heard_as: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        label = self.label

        start_s: float | None
        start_s = self.start_s

        end_s: float | None
        end_s = self.end_s

        score: float | None
        score = self.score

        heard_as: None | str
        heard_as = self.heard_as


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "label": label,
            "start_s": start_s,
            "end_s": end_s,
            "score": score,
            "heard_as": heard_as,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        label = d.pop("label")

        def _parse_start_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        start_s = _parse_start_s(d.pop("start_s"))


        def _parse_end_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        end_s = _parse_end_s(d.pop("end_s"))


        def _parse_score(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        score = _parse_score(d.pop("score"))


        def _parse_heard_as(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        heard_as = _parse_heard_as(d.pop("heard_as"))


        take_report_phone_segment = cls(
            label=label,
            start_s=start_s,
            end_s=end_s,
            score=score,
            heard_as=heard_as,
        )


        take_report_phone_segment.additional_properties = d
        return take_report_phone_segment

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
