from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.work_state import WorkState
from typing import cast






T = TypeVar("T", bound="PhraseOfAssignment")



@_attrs_define
class PhraseOfAssignment:
    """ A phrase of one's assignment.

        Attributes:
            name (str):
            text (str):
            state (WorkState): * `todo` - not handed in
                * `waiting` - being analysed
                * `pending` - pending: a person must listen
                * `handed_in` - handed in
                * `reviewed` - looked at by the teacher
            attempts_left (int | None): Null without a limit.
     """

    name: str
    text: str
    state: WorkState
    attempts_left: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        name = self.name

        text = self.text

        state = self.state.value

        attempts_left: int | None
        attempts_left = self.attempts_left


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "name": name,
            "text": text,
            "state": state,
            "attempts_left": attempts_left,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        text = d.pop("text")

        state = WorkState(d.pop("state"))




        def _parse_attempts_left(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        attempts_left = _parse_attempts_left(d.pop("attempts_left"))


        phrase_of_assignment = cls(
            name=name,
            text=text,
            state=state,
            attempts_left=attempts_left,
        )


        phrase_of_assignment.additional_properties = d
        return phrase_of_assignment

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
