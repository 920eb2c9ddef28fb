from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.card import Card
  from ..models.not_named import NotNamed
  from ..models.roster_line import RosterLine





T = TypeVar("T", bound="RosterResult")



@_attrs_define
class RosterResult:
    """ What became of a list, or would become of it.

        Attributes:
            confirmed (bool):
            preview (str): The page where staff can look at the list; empty once confirmed.
            lines (list[RosterLine]):
            cards (list[Card]):
            not_named (list[NotNamed]):
     """

    confirmed: bool
    preview: str
    lines: list[RosterLine]
    cards: list[Card]
    not_named: list[NotNamed]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.card import Card # noqa: PLC0415
        from ..models.not_named import NotNamed # noqa: PLC0415
        from ..models.roster_line import RosterLine # noqa: PLC0415
        confirmed = self.confirmed

        preview = self.preview

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)



        cards = []
        for cards_item_data in self.cards:
            cards_item = cards_item_data.to_dict()
            cards.append(cards_item)



        not_named = []
        for not_named_item_data in self.not_named:
            not_named_item = not_named_item_data.to_dict()
            not_named.append(not_named_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "confirmed": confirmed,
            "preview": preview,
            "lines": lines,
            "cards": cards,
            "not_named": not_named,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card # noqa: PLC0415
        from ..models.not_named import NotNamed # noqa: PLC0415
        from ..models.roster_line import RosterLine # noqa: PLC0415
        d = dict(src_dict)
        confirmed = d.pop("confirmed")

        preview = d.pop("preview")

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in (_lines):
            lines_item = RosterLine.from_dict(lines_item_data)



            lines.append(lines_item)


        cards = []
        _cards = d.pop("cards")
        for cards_item_data in (_cards):
            cards_item = Card.from_dict(cards_item_data)



            cards.append(cards_item)


        not_named = []
        _not_named = d.pop("not_named")
        for not_named_item_data in (_not_named):
            not_named_item = NotNamed.from_dict(not_named_item_data)



            not_named.append(not_named_item)


        roster_result = cls(
            confirmed=confirmed,
            preview=preview,
            lines=lines,
            cards=cards,
            not_named=not_named,
        )


        roster_result.additional_properties = d
        return roster_result

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
