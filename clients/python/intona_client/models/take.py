from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.take_state import TakeState
from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="Take")



@_attrs_define
class Take:
    """ A take without its result.

        Attributes:
            id (UUID):
            phrase (str):
            text (str):
            style (str): The style that was chosen, or empty.
            state (TakeState): * `queued` - waiting
                * `running` - being analysed
                * `done` - done
                * `failed` - failed
                * `rejected` - not a recording
            assessable (bool | None): Whether it could be judged; null until that is known.
            created_at (datetime.datetime):
            finished_at (datetime.datetime | None):
     """

    id: UUID
    phrase: str
    text: str
    style: str
    state: TakeState
    assessable: bool | None
    created_at: datetime.datetime
    finished_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        phrase = self.phrase

        text = self.text

        style = self.style

        state = self.state.value

        assessable: bool | None
        assessable = self.assessable

        created_at = self.created_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "phrase": phrase,
            "text": text,
            "style": style,
            "state": state,
            "assessable": assessable,
            "created_at": created_at,
            "finished_at": finished_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))




        phrase = d.pop("phrase")

        text = d.pop("text")

        style = d.pop("style")

        state = TakeState(d.pop("state"))




        def _parse_assessable(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        assessable = _parse_assessable(d.pop("assessable"))


        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))




        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)



                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))


        take = cls(
            id=id,
            phrase=phrase,
            text=text,
            style=style,
            state=state,
            assessable=assessable,
            created_at=created_at,
            finished_at=finished_at,
        )


        take.additional_properties = d
        return take

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
