from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.take_report_text_emotion_probabilities import TakeReportTextEmotionProbabilities





T = TypeVar("T", bound="TakeReportTextEmotion")



@_attrs_define
class TakeReportTextEmotion:
    """ 
        Attributes:
            probabilities (TakeReportTextEmotionProbabilities):
            style (str):
            is_clear (bool):
     """

    probabilities: TakeReportTextEmotionProbabilities
    style: str
    is_clear: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.take_report_text_emotion_probabilities import TakeReportTextEmotionProbabilities # noqa: PLC0415
        probabilities = self.probabilities.to_dict()

        style = self.style

        is_clear = self.is_clear


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "probabilities": probabilities,
            "style": style,
            "is_clear": is_clear,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.take_report_text_emotion_probabilities import TakeReportTextEmotionProbabilities # noqa: PLC0415
        d = dict(src_dict)
        probabilities = TakeReportTextEmotionProbabilities.from_dict(d.pop("probabilities"))




        style = d.pop("style")

        is_clear = d.pop("is_clear")

        take_report_text_emotion = cls(
            probabilities=probabilities,
            style=style,
            is_clear=is_clear,
        )


        take_report_text_emotion.additional_properties = d
        return take_report_text_emotion

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
