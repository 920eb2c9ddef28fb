from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.delivery_state import DeliveryState
from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="Delivery")



@_attrs_define
class Delivery:
    """ One message, and what came of it.

        Attributes:
            id (UUID):
            event (str):
            body (str): What was signed and sent.
            state (DeliveryState): * `pending` - waiting
                * `delivered` - delivered
                * `given_up` - given up
            attempts (int):
            due_at (datetime.datetime): When it is tried next.
            last_status (int | None):
            last_error (str):
            created_at (datetime.datetime):
            finished_at (datetime.datetime | None):
     """

    id: UUID
    event: str
    body: str
    state: DeliveryState
    attempts: int
    due_at: datetime.datetime
    last_status: int | None
    last_error: str
    created_at: datetime.datetime
    finished_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        event = self.event

        body = self.body

        state = self.state.value

        attempts = self.attempts

        due_at = self.due_at.isoformat()

        last_status: int | None
        last_status = self.last_status

        last_error = self.last_error

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
            "event": event,
            "body": body,
            "state": state,
            "attempts": attempts,
            "due_at": due_at,
            "last_status": last_status,
            "last_error": last_error,
            "created_at": created_at,
            "finished_at": finished_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))




        event = d.pop("event")

        body = d.pop("body")

        state = DeliveryState(d.pop("state"))




        attempts = d.pop("attempts")

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))




        def _parse_last_status(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        last_status = _parse_last_status(d.pop("last_status"))


        last_error = d.pop("last_error")

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


        delivery = cls(
            id=id,
            event=event,
            body=body,
            state=state,
            attempts=attempts,
            due_at=due_at,
            last_status=last_status,
            last_error=last_error,
            created_at=created_at,
            finished_at=finished_at,
        )


        delivery.additional_properties = d
        return delivery

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
