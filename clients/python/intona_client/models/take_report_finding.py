from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.take_report_finding_certainty import TakeReportFindingCertainty
from typing import cast

if TYPE_CHECKING:
  from ..models.take_report_finding_details import TakeReportFindingDetails





T = TypeVar("T", bound="TakeReportFinding")



@_attrs_define
class TakeReportFinding:
    """ 
        Attributes:
            code (str):
            severity (float | None):
            start_s (float | None):
            end_s (float | None):
            word_index (int | None):
            syllable_index (int | None):
            details (TakeReportFindingDetails):
            certainty (TakeReportFindingCertainty):
            message (str): What a learner reads.
     """

    code: str
    severity: float | None
    start_s: float | None
    end_s: float | None
    word_index: int | None
    syllable_index: int | None
    details: TakeReportFindingDetails
    certainty: TakeReportFindingCertainty
    message: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.take_report_finding_details import TakeReportFindingDetails # noqa: PLC0415
        code = self.code

        severity: float | None
        severity = self.severity

        start_s: float | None
        start_s = self.start_s

        end_s: float | None
        end_s = self.end_s

        word_index: int | None
        word_index = self.word_index

        syllable_index: int | None
        syllable_index = self.syllable_index

        details = self.details.to_dict()

        certainty = self.certainty.value

        message = self.message


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "code": code,
            "severity": severity,
            "start_s": start_s,
            "end_s": end_s,
            "word_index": word_index,
            "syllable_index": syllable_index,
            "details": details,
            "certainty": certainty,
            "message": message,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.take_report_finding_details import TakeReportFindingDetails # noqa: PLC0415
        d = dict(src_dict)
        code = d.pop("code")

        def _parse_severity(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        severity = _parse_severity(d.pop("severity"))


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


        def _parse_word_index(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        word_index = _parse_word_index(d.pop("word_index"))


        def _parse_syllable_index(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        syllable_index = _parse_syllable_index(d.pop("syllable_index"))


        details = TakeReportFindingDetails.from_dict(d.pop("details"))




        certainty = TakeReportFindingCertainty(d.pop("certainty"))




        message = d.pop("message")

        take_report_finding = cls(
            code=code,
            severity=severity,
            start_s=start_s,
            end_s=end_s,
            word_index=word_index,
            syllable_index=syllable_index,
            details=details,
            certainty=certainty,
            message=message,
        )


        take_report_finding.additional_properties = d
        return take_report_finding

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
