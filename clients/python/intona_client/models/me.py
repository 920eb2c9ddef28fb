from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="Me")



@_attrs_define
class Me:
    """ Whose token it is.

        Attributes:
            username (str):
            display_name (str):
            first_language (str):
            daily_goal (int):
            may_record (bool): Whether a take would be kept: consent to the current wording is given.
            allows_expression (bool): Whether the learner chose styles.
            scopes (list[str]): Of the token; empty for a session, which has all.
     """

    username: str
    display_name: str
    first_language: str
    daily_goal: int
    may_record: bool
    allows_expression: bool
    scopes: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        username = self.username

        display_name = self.display_name

        first_language = self.first_language

        daily_goal = self.daily_goal

        may_record = self.may_record

        allows_expression = self.allows_expression

        scopes = self.scopes




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "username": username,
            "display_name": display_name,
            "first_language": first_language,
            "daily_goal": daily_goal,
            "may_record": may_record,
            "allows_expression": allows_expression,
            "scopes": scopes,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        username = d.pop("username")

        display_name = d.pop("display_name")

        first_language = d.pop("first_language")

        daily_goal = d.pop("daily_goal")

        may_record = d.pop("may_record")

        allows_expression = d.pop("allows_expression")

        scopes = cast(list[str], d.pop("scopes"))


        me = cls(
            username=username,
            display_name=display_name,
            first_language=first_language,
            daily_goal=daily_goal,
            may_record=may_record,
            allows_expression=allows_expression,
            scopes=scopes,
        )


        me.additional_properties = d
        return me

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
