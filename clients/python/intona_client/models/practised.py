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
  from ..models.week import Week





T = TypeVar("T", bound="Practised")



@_attrs_define
class Practised:
    """ How much a learner has practised.

        Attributes:
            learner (UUID):
            name (str):
            last_day (datetime.date | None):
            is_silent (bool): No take for two weeks.
            weeks (list[Week]):
     """

    learner: UUID
    name: str
    last_day: datetime.date | None
    is_silent: bool
    weeks: list[Week]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.week import Week # noqa: PLC0415
        learner = str(self.learner)

        name = self.name

        last_day: None | str
        if isinstance(self.last_day, datetime.date):
            last_day = self.last_day.isoformat()
        else:
            last_day = self.last_day

        is_silent = self.is_silent

        weeks = []
        for weeks_item_data in self.weeks:
            weeks_item = weeks_item_data.to_dict()
            weeks.append(weeks_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "learner": learner,
            "name": name,
            "last_day": last_day,
            "is_silent": is_silent,
            "weeks": weeks,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.week import Week # noqa: PLC0415
        d = dict(src_dict)
        learner = UUID(d.pop("learner"))




        name = d.pop("name")

        def _parse_last_day(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_day_type_0 = datetime.date.fromisoformat(data)



                return last_day_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        last_day = _parse_last_day(d.pop("last_day"))


        is_silent = d.pop("is_silent")

        weeks = []
        _weeks = d.pop("weeks")
        for weeks_item_data in (_weeks):
            weeks_item = Week.from_dict(weeks_item_data)



            weeks.append(weeks_item)


        practised = cls(
            learner=learner,
            name=name,
            last_day=last_day,
            is_silent=is_silent,
            weeks=weeks,
        )


        practised.additional_properties = d
        return practised

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
