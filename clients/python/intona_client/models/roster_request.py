from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
  from ..models.roster_row_request import RosterRowRequest





T = TypeVar("T", bound="RosterRequest")



@_attrs_define
class RosterRequest:
    """ The whole list of a class.

        Attributes:
            learners (list[RosterRowRequest]):
            confirm (bool | Unset): Whether to take the list in; otherwise it is only looked at. Default: False.
     """

    learners: list[RosterRowRequest]
    confirm: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.roster_row_request import RosterRowRequest # noqa: PLC0415
        learners = []
        for learners_item_data in self.learners:
            learners_item = learners_item_data.to_dict()
            learners.append(learners_item)



        confirm = self.confirm


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "learners": learners,
        })
        if confirm is not UNSET:
            field_dict["confirm"] = confirm

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.roster_row_request import RosterRowRequest # noqa: PLC0415
        d = dict(src_dict)
        learners = []
        _learners = d.pop("learners")
        for learners_item_data in (_learners):
            learners_item = RosterRowRequest.from_dict(learners_item_data)



            learners.append(learners_item)


        confirm = d.pop("confirm", UNSET)

        roster_request = cls(
            learners=learners,
            confirm=confirm,
        )


        roster_request.additional_properties = d
        return roster_request

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
