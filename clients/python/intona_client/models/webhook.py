from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.blank_enum import BlankEnum
from ..models.disabled_enum import DisabledEnum
from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="Webhook")



@_attrs_define
class Webhook:
    """ A webhook without its secret.

        Attributes:
            id (UUID):
            url (str):
            is_on (bool): Whether messages are sent.
            disabled (BlankEnum | DisabledEnum): Why it is off; empty while it is on.

                * `` - in use
                * `owner` - switched off
                * `failing` - switched off, as it failed for days
                * `gone` - switched off, as it answered that it is gone
            failing_since (datetime.datetime | None):
            created_at (datetime.datetime):
     """

    id: UUID
    url: str
    is_on: bool
    disabled: BlankEnum | DisabledEnum
    failing_since: datetime.datetime | None
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        url = self.url

        is_on = self.is_on

        disabled: str
        if isinstance(self.disabled, DisabledEnum):
            disabled = self.disabled.value
        else:
            disabled = self.disabled.value


        failing_since: None | str
        if isinstance(self.failing_since, datetime.datetime):
            failing_since = self.failing_since.isoformat()
        else:
            failing_since = self.failing_since

        created_at = self.created_at.isoformat()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "url": url,
            "is_on": is_on,
            "disabled": disabled,
            "failing_since": failing_since,
            "created_at": created_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))




        url = d.pop("url")

        is_on = d.pop("is_on")

        def _parse_disabled(data: object) -> BlankEnum | DisabledEnum:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                disabled_type_0 = DisabledEnum(data)



                return disabled_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, str):
                raise TypeError()
            disabled_type_1 = BlankEnum(data)



            return disabled_type_1

        disabled = _parse_disabled(d.pop("disabled"))


        def _parse_failing_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                failing_since_type_0 = datetime.datetime.fromisoformat(data)



                return failing_since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        failing_since = _parse_failing_since(d.pop("failing_since"))


        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))




        webhook = cls(
            id=id,
            url=url,
            is_on=is_on,
            disabled=disabled,
            failing_since=failing_since,
            created_at=created_at,
        )


        webhook.additional_properties = d
        return webhook

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
