from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.take_report_moment import TakeReportMoment





T = TypeVar("T", bound="TakeReportSalience")



@_attrs_define
class TakeReportSalience:
    """ 
        Attributes:
            style (str):
            words (list[float | None]):
            moments (list[TakeReportMoment]):
     """

    style: str
    words: list[float | None]
    moments: list[TakeReportMoment]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.take_report_moment import TakeReportMoment # noqa: PLC0415
        style = self.style

        words = []
        for words_item_data in self.words:
            words_item: float | None
            words_item = words_item_data
            words.append(words_item)



        moments = []
        for moments_item_data in self.moments:
            moments_item = moments_item_data.to_dict()
            moments.append(moments_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "style": style,
            "words": words,
            "moments": moments,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.take_report_moment import TakeReportMoment # noqa: PLC0415
        d = dict(src_dict)
        style = d.pop("style")

        words = []
        _words = d.pop("words")
        for words_item_data in (_words):
            def _parse_words_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            words_item = _parse_words_item(words_item_data)

            words.append(words_item)


        moments = []
        _moments = d.pop("moments")
        for moments_item_data in (_moments):
            moments_item = TakeReportMoment.from_dict(moments_item_data)



            moments.append(moments_item)


        take_report_salience = cls(
            style=style,
            words=words,
            moments=moments,
        )


        take_report_salience.additional_properties = d
        return take_report_salience

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
