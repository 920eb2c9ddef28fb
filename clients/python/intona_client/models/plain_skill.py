from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.plain_skill_state_enum import PlainSkillStateEnum






T = TypeVar("T", bound="PlainSkill")



@_attrs_define
class PlainSkill:
    """ A skill of one learner in plain words.

        Attributes:
            code (str):
            label (str):
            meaning (str):
            state (PlainSkillStateEnum): * `well` - goes well
                * `way` - is on its way
                * `work` - needs practice
            change (str): From the first week to now; or empty.
            at_home (str): What to do about it.
     """

    code: str
    label: str
    meaning: str
    state: PlainSkillStateEnum
    change: str
    at_home: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        code = self.code

        label = self.label

        meaning = self.meaning

        state = self.state.value

        change = self.change

        at_home = self.at_home


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "code": code,
            "label": label,
            "meaning": meaning,
            "state": state,
            "change": change,
            "at_home": at_home,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")

        label = d.pop("label")

        meaning = d.pop("meaning")

        state = PlainSkillStateEnum(d.pop("state"))




        change = d.pop("change")

        at_home = d.pop("at_home")

        plain_skill = cls(
            code=code,
            label=label,
            meaning=meaning,
            state=state,
            change=change,
            at_home=at_home,
        )


        plain_skill.additional_properties = d
        return plain_skill

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
