from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.take_report_expression_profile_mean import TakeReportExpressionProfileMean





T = TypeVar("T", bound="TakeReportExpressionProfile")



@_attrs_define
class TakeReportExpressionProfile:
    """ 
        Attributes:
            mean (TakeReportExpressionProfileMean):
            target (list[float | None]):
     """

    mean: TakeReportExpressionProfileMean
    target: list[float | None]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.take_report_expression_profile_mean import TakeReportExpressionProfileMean # noqa: PLC0415
        mean = self.mean.to_dict()

        target = []
        for target_item_data in self.target:
            target_item: float | None
            target_item = target_item_data
            target.append(target_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "mean": mean,
            "target": target,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.take_report_expression_profile_mean import TakeReportExpressionProfileMean # noqa: PLC0415
        d = dict(src_dict)
        mean = TakeReportExpressionProfileMean.from_dict(d.pop("mean"))




        target = []
        _target = d.pop("target")
        for target_item_data in (_target):
            def _parse_target_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            target_item = _parse_target_item(target_item_data)

            target.append(target_item)


        take_report_expression_profile = cls(
            mean=mean,
            target=target,
        )


        take_report_expression_profile.additional_properties = d
        return take_report_expression_profile

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
