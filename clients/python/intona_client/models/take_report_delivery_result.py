from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.take_report_score_estimate import TakeReportScoreEstimate





T = TypeVar("T", bound="TakeReportDeliveryResult")



@_attrs_define
class TakeReportDeliveryResult:
    """ 
        Attributes:
            accuracy (TakeReportScoreEstimate):
            fluency (TakeReportScoreEstimate):
            prosody (None | TakeReportScoreEstimate):
            total (TakeReportScoreEstimate):
            completeness (None | TakeReportScoreEstimate):
     """

    accuracy: TakeReportScoreEstimate
    fluency: TakeReportScoreEstimate
    prosody: None | TakeReportScoreEstimate
    total: TakeReportScoreEstimate
    completeness: None | TakeReportScoreEstimate
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.take_report_score_estimate import TakeReportScoreEstimate # noqa: PLC0415
        accuracy = self.accuracy.to_dict()

        fluency = self.fluency.to_dict()

        prosody: dict[str, Any] | None
        if isinstance(self.prosody, TakeReportScoreEstimate):
            prosody = self.prosody.to_dict()
        else:
            prosody = self.prosody

        total = self.total.to_dict()

        completeness: dict[str, Any] | None
        if isinstance(self.completeness, TakeReportScoreEstimate):
            completeness = self.completeness.to_dict()
        else:
            completeness = self.completeness


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "accuracy": accuracy,
            "fluency": fluency,
            "prosody": prosody,
            "total": total,
            "completeness": completeness,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.take_report_score_estimate import TakeReportScoreEstimate # noqa: PLC0415
        d = dict(src_dict)
        accuracy = TakeReportScoreEstimate.from_dict(d.pop("accuracy"))




        fluency = TakeReportScoreEstimate.from_dict(d.pop("fluency"))




        def _parse_prosody(data: object) -> None | TakeReportScoreEstimate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                prosody_type_0 = TakeReportScoreEstimate.from_dict(data)



                return prosody_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportScoreEstimate, data)

        prosody = _parse_prosody(d.pop("prosody"))


        total = TakeReportScoreEstimate.from_dict(d.pop("total"))




        def _parse_completeness(data: object) -> None | TakeReportScoreEstimate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                completeness_type_0 = TakeReportScoreEstimate.from_dict(data)



                return completeness_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportScoreEstimate, data)

        completeness = _parse_completeness(d.pop("completeness"))


        take_report_delivery_result = cls(
            accuracy=accuracy,
            fluency=fluency,
            prosody=prosody,
            total=total,
            completeness=completeness,
        )


        take_report_delivery_result.additional_properties = d
        return take_report_delivery_result

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
