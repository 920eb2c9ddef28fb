from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.take_report_difference_code import TakeReportDifferenceCode






T = TypeVar("T", bound="TakeReportDifference")



@_attrs_define
class TakeReportDifference:
    """ 
        Attributes:
            code (TakeReportDifferenceCode):
            voice (str):
            words (str):
     """

    code: TakeReportDifferenceCode
    voice: str
    words: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        code = self.code.value

        voice = self.voice

        words = self.words


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "code": code,
            "voice": voice,
            "words": words,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = TakeReportDifferenceCode(d.pop("code"))




        voice = d.pop("voice")

        words = d.pop("words")

        take_report_difference = cls(
            code=code,
            voice=voice,
            words=words,
        )


        take_report_difference.additional_properties = d
        return take_report_difference

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
