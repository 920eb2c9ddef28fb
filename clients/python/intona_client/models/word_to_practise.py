from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="WordToPractise")



@_attrs_define
class WordToPractise:
    """ A word whose stress was elsewhere.

        Attributes:
            word (str):
            parts (list[str]):
            expected (int): The part to stress, from 0.
            n_times (int):
     """

    word: str
    parts: list[str]
    expected: int
    n_times: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        word = self.word

        parts = self.parts



        expected = self.expected

        n_times = self.n_times


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "word": word,
            "parts": parts,
            "expected": expected,
            "n_times": n_times,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        word = d.pop("word")

        parts = cast(list[str], d.pop("parts"))


        expected = d.pop("expected")

        n_times = d.pop("n_times")

        word_to_practise = cls(
            word=word,
            parts=parts,
            expected=expected,
            n_times=n_times,
        )


        word_to_practise.additional_properties = d
        return word_to_practise

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
