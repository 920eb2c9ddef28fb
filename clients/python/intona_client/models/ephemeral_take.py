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

if TYPE_CHECKING:
  from ..models.refused import Refused
  from ..models.take_report import TakeReport





T = TypeVar("T", bound="EphemeralTake")



@_attrs_define
class EphemeralTake:
    """ A take that is judged and not kept.

        Attributes:
            id (UUID):
            text (str):
            state (TakeState): * `queued` - waiting
                * `running` - being analysed
                * `done` - done
                * `failed` - failed
                * `rejected` - not a recording
            created_at (datetime.datetime):
            refused (None | Refused):
            result (None | TakeReport): Handed out once: with this answer it is deleted.
     """

    id: UUID
    text: str
    state: TakeState
    created_at: datetime.datetime
    refused: None | Refused
    result: None | TakeReport
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.refused import Refused # noqa: PLC0415
        from ..models.take_report import TakeReport # noqa: PLC0415
        id = str(self.id)

        text = self.text

        state = self.state.value

        created_at = self.created_at.isoformat()

        refused: dict[str, Any] | None
        if isinstance(self.refused, Refused):
            refused = self.refused.to_dict()
        else:
            refused = self.refused

        result: dict[str, Any] | None
        if isinstance(self.result, TakeReport):
            result = self.result.to_dict()
        else:
            result = self.result


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "text": text,
            "state": state,
            "created_at": created_at,
            "refused": refused,
            "result": result,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.refused import Refused # noqa: PLC0415
        from ..models.take_report import TakeReport # noqa: PLC0415
        d = dict(src_dict)
        id = UUID(d.pop("id"))




        text = d.pop("text")

        state = TakeState(d.pop("state"))




        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))




        def _parse_refused(data: object) -> None | Refused:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                refused_type_0 = Refused.from_dict(data)



                return refused_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Refused, data)

        refused = _parse_refused(d.pop("refused"))


        def _parse_result(data: object) -> None | TakeReport:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                result_type_0 = TakeReport.from_dict(data)



                return result_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReport, data)

        result = _parse_result(d.pop("result"))


        ephemeral_take = cls(
            id=id,
            text=text,
            state=state,
            created_at=created_at,
            refused=refused,
            result=result,
        )


        ephemeral_take.additional_properties = d
        return ephemeral_take

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
