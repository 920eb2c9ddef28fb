from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
  from ..models.phrase_of_assignment import PhraseOfAssignment





T = TypeVar("T", bound="MyAssignment")



@_attrs_define
class MyAssignment:
    """ An assignment as its learner sees it.

        Attributes:
            id (UUID):
            title (str):
            instructions (str):
            class_name (str):
            due_at (datetime.datetime | None):
            is_open (bool): Whether takes are still wanted.
            phrases (list[PhraseOfAssignment]):
            mark (str): Or empty.
     """

    id: UUID
    title: str
    instructions: str
    class_name: str
    due_at: datetime.datetime | None
    is_open: bool
    phrases: list[PhraseOfAssignment]
    mark: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.phrase_of_assignment import PhraseOfAssignment # noqa: PLC0415
        id = str(self.id)

        title = self.title

        instructions = self.instructions

        class_name = self.class_name

        due_at: None | str
        if isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        is_open = self.is_open

        phrases = []
        for phrases_item_data in self.phrases:
            phrases_item = phrases_item_data.to_dict()
            phrases.append(phrases_item)



        mark = self.mark


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "title": title,
            "instructions": instructions,
            "class_name": class_name,
            "due_at": due_at,
            "is_open": is_open,
            "phrases": phrases,
            "mark": mark,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.phrase_of_assignment import PhraseOfAssignment # noqa: PLC0415
        d = dict(src_dict)
        id = UUID(d.pop("id"))




        title = d.pop("title")

        instructions = d.pop("instructions")

        class_name = d.pop("class_name")

        def _parse_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_at_type_0 = datetime.datetime.fromisoformat(data)



                return due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        due_at = _parse_due_at(d.pop("due_at"))


        is_open = d.pop("is_open")

        phrases = []
        _phrases = d.pop("phrases")
        for phrases_item_data in (_phrases):
            phrases_item = PhraseOfAssignment.from_dict(phrases_item_data)



            phrases.append(phrases_item)


        mark = d.pop("mark")

        my_assignment = cls(
            id=id,
            title=title,
            instructions=instructions,
            class_name=class_name,
            due_at=due_at,
            is_open=is_open,
            phrases=phrases,
            mark=mark,
        )


        my_assignment.additional_properties = d
        return my_assignment

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
