from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.take_report_phone_segment import TakeReportPhoneSegment
  from ..models.take_report_span import TakeReportSpan





T = TypeVar("T", bound="TakeReportSyllableResult")



@_attrs_define
class TakeReportSyllableResult:
    """ 
        Attributes:
            text (str):
            start_s (float | None):
            end_s (float | None):
            nucleus (TakeReportSpan):
            phones (list[TakeReportPhoneSegment]):
            expected_stress (int | None):
            prominence (float | None):
            stressed (bool | None):
            f0_median_st (float | None):
            f0_range_st (float | None):
            f0_slope_st_per_s (float | None):
            level_db (float | None):
            relative_duration (float | None):
            spectral_tilt_db (float | None):
            voiced_share (float | None):
     """

    text: str
    start_s: float | None
    end_s: float | None
    nucleus: TakeReportSpan
    phones: list[TakeReportPhoneSegment]
    expected_stress: int | None
    prominence: float | None
    stressed: bool | None
    f0_median_st: float | None
    f0_range_st: float | None
    f0_slope_st_per_s: float | None
    level_db: float | None
    relative_duration: float | None
    spectral_tilt_db: float | None
    voiced_share: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.take_report_phone_segment import TakeReportPhoneSegment # noqa: PLC0415
        from ..models.take_report_span import TakeReportSpan # noqa: PLC0415
        text = self.text

        start_s: float | None
        start_s = self.start_s

        end_s: float | None
        end_s = self.end_s

        nucleus = self.nucleus.to_dict()

        phones = []
        for phones_item_data in self.phones:
            phones_item = phones_item_data.to_dict()
            phones.append(phones_item)



        expected_stress: int | None
        expected_stress = self.expected_stress

        prominence: float | None
        prominence = self.prominence

        stressed: bool | None
        stressed = self.stressed

        f0_median_st: float | None
        f0_median_st = self.f0_median_st

        f0_range_st: float | None
        f0_range_st = self.f0_range_st

        f0_slope_st_per_s: float | None
        f0_slope_st_per_s = self.f0_slope_st_per_s

        level_db: float | None
        level_db = self.level_db

        relative_duration: float | None
        relative_duration = self.relative_duration

        spectral_tilt_db: float | None
        spectral_tilt_db = self.spectral_tilt_db

        voiced_share: float | None
        voiced_share = self.voiced_share


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "text": text,
            "start_s": start_s,
            "end_s": end_s,
            "nucleus": nucleus,
            "phones": phones,
            "expected_stress": expected_stress,
            "prominence": prominence,
            "stressed": stressed,
            "f0_median_st": f0_median_st,
            "f0_range_st": f0_range_st,
            "f0_slope_st_per_s": f0_slope_st_per_s,
            "level_db": level_db,
            "relative_duration": relative_duration,
            "spectral_tilt_db": spectral_tilt_db,
            "voiced_share": voiced_share,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.take_report_phone_segment import TakeReportPhoneSegment # noqa: PLC0415
        from ..models.take_report_span import TakeReportSpan # noqa: PLC0415
        d = dict(src_dict)
        text = d.pop("text")

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


        nucleus = TakeReportSpan.from_dict(d.pop("nucleus"))




        phones = []
        _phones = d.pop("phones")
        for phones_item_data in (_phones):
            phones_item = TakeReportPhoneSegment.from_dict(phones_item_data)



            phones.append(phones_item)


        def _parse_expected_stress(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        expected_stress = _parse_expected_stress(d.pop("expected_stress"))


        def _parse_prominence(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        prominence = _parse_prominence(d.pop("prominence"))


        def _parse_stressed(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        stressed = _parse_stressed(d.pop("stressed"))


        def _parse_f0_median_st(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        f0_median_st = _parse_f0_median_st(d.pop("f0_median_st"))


        def _parse_f0_range_st(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        f0_range_st = _parse_f0_range_st(d.pop("f0_range_st"))


        def _parse_f0_slope_st_per_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        f0_slope_st_per_s = _parse_f0_slope_st_per_s(d.pop("f0_slope_st_per_s"))


        def _parse_level_db(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        level_db = _parse_level_db(d.pop("level_db"))


        def _parse_relative_duration(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        relative_duration = _parse_relative_duration(d.pop("relative_duration"))


        def _parse_spectral_tilt_db(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        spectral_tilt_db = _parse_spectral_tilt_db(d.pop("spectral_tilt_db"))


        def _parse_voiced_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        voiced_share = _parse_voiced_share(d.pop("voiced_share"))


        take_report_syllable_result = cls(
            text=text,
            start_s=start_s,
            end_s=end_s,
            nucleus=nucleus,
            phones=phones,
            expected_stress=expected_stress,
            prominence=prominence,
            stressed=stressed,
            f0_median_st=f0_median_st,
            f0_range_st=f0_range_st,
            f0_slope_st_per_s=f0_slope_st_per_s,
            level_db=level_db,
            relative_duration=relative_duration,
            spectral_tilt_db=spectral_tilt_db,
            voiced_share=voiced_share,
        )


        take_report_syllable_result.additional_properties = d
        return take_report_syllable_result

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
