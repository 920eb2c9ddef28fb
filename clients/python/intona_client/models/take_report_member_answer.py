from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.take_report_member_answer_name import TakeReportMemberAnswerName
from typing import cast






T = TypeVar("T", bound="TakeReportMemberAnswer")



@_attrs_define
class TakeReportMemberAnswer:
    """ 
        Attributes:
            name (TakeReportMemberAnswerName):
            style (str):
            probability (float | None):
            weight (float | None):
     """

    name: TakeReportMemberAnswerName
    style: str
    probability: float | None
    weight: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        name = self.name.value

        style = self.style

        probability: float | None
        probability = self.probability

        weight: float | None
        weight = self.weight


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "name": name,
            "style": style,
            "probability": probability,
            "weight": weight,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = TakeReportMemberAnswerName(d.pop("name"))




        style = d.pop("style")

        def _parse_probability(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        probability = _parse_probability(d.pop("probability"))


        def _parse_weight(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        weight = _parse_weight(d.pop("weight"))


        take_report_member_answer = cls(
            name=name,
            style=style,
            probability=probability,
            weight=weight,
        )


        take_report_member_answer.additional_properties = d
        return take_report_member_answer

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
