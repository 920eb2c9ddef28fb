from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.planned_word import PlannedWord





T = TypeVar("T", bound="PlannedPhrase")



@_attrs_define
class PlannedPhrase:
    """ A sentence that can be practised, word by word.

        Attributes:
            text (str):
            words (list[PlannedWord]):
            unknown (list[str]): Words that no dictionary has.
            message (str): About these words, or empty.
     """

    text: str
    words: list[PlannedWord]
    unknown: list[str]
    message: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.planned_word import PlannedWord # noqa: PLC0415
        text = self.text

        words = []
        for words_item_data in self.words:
            words_item = words_item_data.to_dict()
            words.append(words_item)



        unknown = self.unknown



        message = self.message


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "text": text,
            "words": words,
            "unknown": unknown,
            "message": message,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.planned_word import PlannedWord # noqa: PLC0415
        d = dict(src_dict)
        text = d.pop("text")

        words = []
        _words = d.pop("words")
        for words_item_data in (_words):
            words_item = PlannedWord.from_dict(words_item_data)



            words.append(words_item)


        unknown = cast(list[str], d.pop("unknown"))


        message = d.pop("message")

        planned_phrase = cls(
            text=text,
            words=words,
            unknown=unknown,
            message=message,
        )


        planned_phrase.additional_properties = d
        return planned_phrase

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
