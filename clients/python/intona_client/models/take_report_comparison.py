from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.take_report_band_measure import TakeReportBandMeasure
  from ..models.take_report_melody_point import TakeReportMelodyPoint
  from ..models.take_report_syllable_comparison import TakeReportSyllableComparison





T = TypeVar("T", bound="TakeReportComparison")



@_attrs_define
class TakeReportComparison:
    """ 
        Attributes:
            melody (list[TakeReportMelodyPoint]):
            melody_inside_share (float | None):
            syllables (list[TakeReportSyllableComparison]):
            measures (list[TakeReportBandMeasure]):
            native_accent_share (list[float | None]):
            native_nuclear_share (list[float | None]):
            native_pause_share (list[float | None]):
     """

    melody: list[TakeReportMelodyPoint]
    melody_inside_share: float | None
    syllables: list[TakeReportSyllableComparison]
    measures: list[TakeReportBandMeasure]
    native_accent_share: list[float | None]
    native_nuclear_share: list[float | None]
    native_pause_share: list[float | None]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.take_report_band_measure import TakeReportBandMeasure # noqa: PLC0415
        from ..models.take_report_melody_point import TakeReportMelodyPoint # noqa: PLC0415
        from ..models.take_report_syllable_comparison import TakeReportSyllableComparison # noqa: PLC0415
        melody = []
        for melody_item_data in self.melody:
            melody_item = melody_item_data.to_dict()
            melody.append(melody_item)



        melody_inside_share: float | None
        melody_inside_share = self.melody_inside_share

        syllables = []
        for syllables_item_data in self.syllables:
            syllables_item = syllables_item_data.to_dict()
            syllables.append(syllables_item)



        measures = []
        for measures_item_data in self.measures:
            measures_item = measures_item_data.to_dict()
            measures.append(measures_item)



        native_accent_share = []
        for native_accent_share_item_data in self.native_accent_share:
            native_accent_share_item: float | None
            native_accent_share_item = native_accent_share_item_data
            native_accent_share.append(native_accent_share_item)



        native_nuclear_share = []
        for native_nuclear_share_item_data in self.native_nuclear_share:
            native_nuclear_share_item: float | None
            native_nuclear_share_item = native_nuclear_share_item_data
            native_nuclear_share.append(native_nuclear_share_item)



        native_pause_share = []
        for native_pause_share_item_data in self.native_pause_share:
            native_pause_share_item: float | None
            native_pause_share_item = native_pause_share_item_data
            native_pause_share.append(native_pause_share_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "melody": melody,
            "melody_inside_share": melody_inside_share,
            "syllables": syllables,
            "measures": measures,
            "native_accent_share": native_accent_share,
            "native_nuclear_share": native_nuclear_share,
            "native_pause_share": native_pause_share,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.take_report_band_measure import TakeReportBandMeasure # noqa: PLC0415
        from ..models.take_report_melody_point import TakeReportMelodyPoint # noqa: PLC0415
        from ..models.take_report_syllable_comparison import TakeReportSyllableComparison # noqa: PLC0415
        d = dict(src_dict)
        melody = []
        _melody = d.pop("melody")
        for melody_item_data in (_melody):
            melody_item = TakeReportMelodyPoint.from_dict(melody_item_data)



            melody.append(melody_item)


        def _parse_melody_inside_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        melody_inside_share = _parse_melody_inside_share(d.pop("melody_inside_share"))


        syllables = []
        _syllables = d.pop("syllables")
        for syllables_item_data in (_syllables):
            syllables_item = TakeReportSyllableComparison.from_dict(syllables_item_data)



            syllables.append(syllables_item)


        measures = []
        _measures = d.pop("measures")
        for measures_item_data in (_measures):
            measures_item = TakeReportBandMeasure.from_dict(measures_item_data)



            measures.append(measures_item)


        native_accent_share = []
        _native_accent_share = d.pop("native_accent_share")
        for native_accent_share_item_data in (_native_accent_share):
            def _parse_native_accent_share_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            native_accent_share_item = _parse_native_accent_share_item(native_accent_share_item_data)

            native_accent_share.append(native_accent_share_item)


        native_nuclear_share = []
        _native_nuclear_share = d.pop("native_nuclear_share")
        for native_nuclear_share_item_data in (_native_nuclear_share):
            def _parse_native_nuclear_share_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            native_nuclear_share_item = _parse_native_nuclear_share_item(native_nuclear_share_item_data)

            native_nuclear_share.append(native_nuclear_share_item)


        native_pause_share = []
        _native_pause_share = d.pop("native_pause_share")
        for native_pause_share_item_data in (_native_pause_share):
            def _parse_native_pause_share_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            native_pause_share_item = _parse_native_pause_share_item(native_pause_share_item_data)

            native_pause_share.append(native_pause_share_item)


        take_report_comparison = cls(
            melody=melody,
            melody_inside_share=melody_inside_share,
            syllables=syllables,
            measures=measures,
            native_accent_share=native_accent_share,
            native_nuclear_share=native_nuclear_share,
            native_pause_share=native_pause_share,
        )


        take_report_comparison.additional_properties = d
        return take_report_comparison

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
