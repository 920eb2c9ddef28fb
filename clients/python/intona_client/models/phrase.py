from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.phrase_stress import PhraseStress





T = TypeVar("T", bound="Phrase")



@_attrs_define
class Phrase:
    """ A phrase on offer, or one of your own.

        Attributes:
            name (str):
            text (str):
            is_own (bool): Whether a learner wrote it: nobody reads those of others.
            level (str): CEFR; empty for a phrase of your own.
            focus (str): What it trains, or empty.
            meaning (str):
            tip (str):
            styles (list[str]): The styles it may be said in.
            stress (PhraseStress): Word index to stressed syllable, where it is not the dictionary's.
     """

    name: str
    text: str
    is_own: bool
    level: str
    focus: str
    meaning: str
    tip: str
    styles: list[str]
    stress: PhraseStress
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.phrase_stress import PhraseStress # noqa: PLC0415
        name = self.name

        text = self.text

        is_own = self.is_own

        level = self.level

        focus = self.focus

        meaning = self.meaning

        tip = self.tip

        styles = self.styles



        stress = self.stress.to_dict()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "name": name,
            "text": text,
            "is_own": is_own,
            "level": level,
            "focus": focus,
            "meaning": meaning,
            "tip": tip,
            "styles": styles,
            "stress": stress,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.phrase_stress import PhraseStress # noqa: PLC0415
        d = dict(src_dict)
        name = d.pop("name")

        text = d.pop("text")

        is_own = d.pop("is_own")

        level = d.pop("level")

        focus = d.pop("focus")

        meaning = d.pop("meaning")

        tip = d.pop("tip")

        styles = cast(list[str], d.pop("styles"))


        stress = PhraseStress.from_dict(d.pop("stress"))




        phrase = cls(
            name=name,
            text=text,
            is_own=is_own,
            level=level,
            focus=focus,
            meaning=meaning,
            tip=tip,
            styles=styles,
            stress=stress,
        )


        phrase.additional_properties = d
        return phrase

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
