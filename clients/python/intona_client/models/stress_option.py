from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="StressOption")



@_attrs_define
class StressOption:
    """ One way to stress a word.

        Attributes:
            syllable (int):
            word (str): With the stressed syllable in capitals.
            part_of_speech (str): Where it tells words apart.
     """

    syllable: int
    word: str
    part_of_speech: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        syllable = self.syllable

        word = self.word

        part_of_speech = self.part_of_speech


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "syllable": syllable,
            "word": word,
            "part_of_speech": part_of_speech,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        syllable = d.pop("syllable")

        word = d.pop("word")

        part_of_speech = d.pop("part_of_speech")

        stress_option = cls(
            syllable=syllable,
            word=word,
            part_of_speech=part_of_speech,
        )


        stress_option.additional_properties = d
        return stress_option

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
