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





T = TypeVar("T", bound="KeptTake")



@_attrs_define
class KeptTake:
    """ A take that was just sent.

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
            stage (str): What a worker is at; empty otherwise.
            stages (list[str]): All stages, in order.
            stages_done (int):
            queue_position (int | None): Its place, from 1, while it waits.
            refused (None | Refused):
            unreadable (str): Why a stored result cannot be read: “newer” or “damaged”; or empty.
            result (None | TakeReport):
            kept_because (str): Why it was not handed in and is own practice instead; or empty.
     """

    id: UUID
    phrase: str
    text: str
    style: str
    state: TakeState
    assessable: bool | None
    created_at: datetime.datetime
    finished_at: datetime.datetime | None
    stage: str
    stages: list[str]
    stages_done: int
    queue_position: int | None
    refused: None | Refused
    unreadable: str
    result: None | TakeReport
    kept_because: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.refused import Refused # noqa: PLC0415
        from ..models.take_report import TakeReport # noqa: PLC0415
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

        stage = self.stage

        stages = self.stages



        stages_done = self.stages_done

        queue_position: int | None
        queue_position = self.queue_position

        refused: dict[str, Any] | None
        if isinstance(self.refused, Refused):
            refused = self.refused.to_dict()
        else:
            refused = self.refused

        unreadable = self.unreadable

        result: dict[str, Any] | None
        if isinstance(self.result, TakeReport):
            result = self.result.to_dict()
        else:
            result = self.result

        kept_because = self.kept_because


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
            "stage": stage,
            "stages": stages,
            "stages_done": stages_done,
            "queue_position": queue_position,
            "refused": refused,
            "unreadable": unreadable,
            "result": result,
            "kept_because": kept_because,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.refused import Refused # noqa: PLC0415
        from ..models.take_report import TakeReport # noqa: PLC0415
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


        stage = d.pop("stage")

        stages = cast(list[str], d.pop("stages"))


        stages_done = d.pop("stages_done")

        def _parse_queue_position(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        queue_position = _parse_queue_position(d.pop("queue_position"))


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


        unreadable = d.pop("unreadable")

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


        kept_because = d.pop("kept_because")

        kept_take = cls(
            id=id,
            phrase=phrase,
            text=text,
            style=style,
            state=state,
            assessable=assessable,
            created_at=created_at,
            finished_at=finished_at,
            stage=stage,
            stages=stages,
            stages_done=stages_done,
            queue_position=queue_position,
            refused=refused,
            unreadable=unreadable,
            result=result,
            kept_because=kept_because,
        )


        kept_take.additional_properties = d
        return kept_take

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
