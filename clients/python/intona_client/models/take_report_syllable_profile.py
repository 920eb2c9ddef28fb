from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.take_report_band import TakeReportBand





T = TypeVar("T", bound="TakeReportSyllableProfile")



@_attrs_define
class TakeReportSyllableProfile:
    """ 
        Attributes:
            text (str):
            word_index (int):
            syllable_index (int):
            stressed_share (float | None):
            duration (TakeReportBand):
            f0 (None | TakeReportBand):
            level (None | TakeReportBand):
            prominence (TakeReportBand):
            melody (list[None | TakeReportBand]):
     """

    text: str
    word_index: int
    syllable_index: int
    stressed_share: float | None
    duration: TakeReportBand
    f0: None | TakeReportBand
    level: None | TakeReportBand
    prominence: TakeReportBand
    melody: list[None | TakeReportBand]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.take_report_band import TakeReportBand # noqa: PLC0415
        text = self.text

        word_index = self.word_index

        syllable_index = self.syllable_index

        stressed_share: float | None
        stressed_share = self.stressed_share

        duration = self.duration.to_dict()

        f0: dict[str, Any] | None
        if isinstance(self.f0, TakeReportBand):
            f0 = self.f0.to_dict()
        else:
            f0 = self.f0

        level: dict[str, Any] | None
        if isinstance(self.level, TakeReportBand):
            level = self.level.to_dict()
        else:
            level = self.level

        prominence = self.prominence.to_dict()

        melody = []
        for melody_item_data in self.melody:
            melody_item: dict[str, Any] | None
            if isinstance(melody_item_data, TakeReportBand):
                melody_item = melody_item_data.to_dict()
            else:
                melody_item = melody_item_data
            melody.append(melody_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "text": text,
            "word_index": word_index,
            "syllable_index": syllable_index,
            "stressed_share": stressed_share,
            "duration": duration,
            "f0": f0,
            "level": level,
            "prominence": prominence,
            "melody": melody,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.take_report_band import TakeReportBand # noqa: PLC0415
        d = dict(src_dict)
        text = d.pop("text")

        word_index = d.pop("word_index")

        syllable_index = d.pop("syllable_index")

        def _parse_stressed_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        stressed_share = _parse_stressed_share(d.pop("stressed_share"))


        duration = TakeReportBand.from_dict(d.pop("duration"))




        def _parse_f0(data: object) -> None | TakeReportBand:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                f0_type_0 = TakeReportBand.from_dict(data)



                return f0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportBand, data)

        f0 = _parse_f0(d.pop("f0"))


        def _parse_level(data: object) -> None | TakeReportBand:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                level_type_0 = TakeReportBand.from_dict(data)



                return level_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportBand, data)

        level = _parse_level(d.pop("level"))


        prominence = TakeReportBand.from_dict(d.pop("prominence"))




        melody = []
        _melody = d.pop("melody")
        for melody_item_data in (_melody):
            def _parse_melody_item(data: object) -> None | TakeReportBand:
                if data is None:
                    return data
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    melody_item_type_0 = TakeReportBand.from_dict(data)



                    return melody_item_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                return cast(None | TakeReportBand, data)

            melody_item = _parse_melody_item(melody_item_data)

            melody.append(melody_item)


        take_report_syllable_profile = cls(
            text=text,
            word_index=word_index,
            syllable_index=syllable_index,
            stressed_share=stressed_share,
            duration=duration,
            f0=f0,
            level=level,
            prominence=prominence,
            melody=melody,
        )


        take_report_syllable_profile.additional_properties = d
        return take_report_syllable_profile

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
