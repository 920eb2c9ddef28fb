from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.take_report_band_measure import TakeReportBandMeasure





T = TypeVar("T", bound="TakeReportSyllableComparison")



@_attrs_define
class TakeReportSyllableComparison:
    """ 
        Attributes:
            word_index (int):
            syllable_index (int):
            native_stressed_share (float | None):
            duration (None | TakeReportBandMeasure):
            f0 (None | TakeReportBandMeasure):
            level (None | TakeReportBandMeasure):
            melody_inside_share (float | None):
     """

    word_index: int
    syllable_index: int
    native_stressed_share: float | None
    duration: None | TakeReportBandMeasure
    f0: None | TakeReportBandMeasure
    level: None | TakeReportBandMeasure
    melody_inside_share: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.take_report_band_measure import TakeReportBandMeasure # noqa: PLC0415
        word_index = self.word_index

        syllable_index = self.syllable_index

        native_stressed_share: float | None
        native_stressed_share = self.native_stressed_share

        duration: dict[str, Any] | None
        if isinstance(self.duration, TakeReportBandMeasure):
            duration = self.duration.to_dict()
        else:
            duration = self.duration

        f0: dict[str, Any] | None
        if isinstance(self.f0, TakeReportBandMeasure):
            f0 = self.f0.to_dict()
        else:
            f0 = self.f0

        level: dict[str, Any] | None
        if isinstance(self.level, TakeReportBandMeasure):
            level = self.level.to_dict()
        else:
            level = self.level

        melody_inside_share: float | None
        melody_inside_share = self.melody_inside_share


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "word_index": word_index,
            "syllable_index": syllable_index,
            "native_stressed_share": native_stressed_share,
            "duration": duration,
            "f0": f0,
            "level": level,
            "melody_inside_share": melody_inside_share,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.take_report_band_measure import TakeReportBandMeasure # noqa: PLC0415
        d = dict(src_dict)
        word_index = d.pop("word_index")

        syllable_index = d.pop("syllable_index")

        def _parse_native_stressed_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        native_stressed_share = _parse_native_stressed_share(d.pop("native_stressed_share"))


        def _parse_duration(data: object) -> None | TakeReportBandMeasure:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                duration_type_0 = TakeReportBandMeasure.from_dict(data)



                return duration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportBandMeasure, data)

        duration = _parse_duration(d.pop("duration"))


        def _parse_f0(data: object) -> None | TakeReportBandMeasure:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                f0_type_0 = TakeReportBandMeasure.from_dict(data)



                return f0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportBandMeasure, data)

        f0 = _parse_f0(d.pop("f0"))


        def _parse_level(data: object) -> None | TakeReportBandMeasure:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                level_type_0 = TakeReportBandMeasure.from_dict(data)



                return level_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportBandMeasure, data)

        level = _parse_level(d.pop("level"))


        def _parse_melody_inside_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        melody_inside_share = _parse_melody_inside_share(d.pop("melody_inside_share"))


        take_report_syllable_comparison = cls(
            word_index=word_index,
            syllable_index=syllable_index,
            native_stressed_share=native_stressed_share,
            duration=duration,
            f0=f0,
            level=level,
            melody_inside_share=melody_inside_share,
        )


        take_report_syllable_comparison.additional_properties = d
        return take_report_syllable_comparison

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
