from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="TakeReportListeners")



@_attrs_define
class TakeReportListeners:
    """ 
        Attributes:
            n_votes (int):
            n_meant (int):
            came_across (float | None):
            heard_as (None | str):
     """

    n_votes: int
    n_meant: int
    came_across: float | None
    heard_as: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        n_votes = self.n_votes

        n_meant = self.n_meant

        came_across: float | None
        came_across = self.came_across

        heard_as: None | str
        heard_as = self.heard_as


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "n_votes": n_votes,
            "n_meant": n_meant,
            "came_across": came_across,
            "heard_as": heard_as,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        n_votes = d.pop("n_votes")

        n_meant = d.pop("n_meant")

        def _parse_came_across(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        came_across = _parse_came_across(d.pop("came_across"))


        def _parse_heard_as(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        heard_as = _parse_heard_as(d.pop("heard_as"))


        take_report_listeners = cls(
            n_votes=n_votes,
            n_meant=n_meant,
            came_across=came_across,
            heard_as=heard_as,
        )


        take_report_listeners.additional_properties = d
        return take_report_listeners

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
