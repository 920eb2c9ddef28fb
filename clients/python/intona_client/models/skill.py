from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.skill_point import SkillPoint





T = TypeVar("T", bound="Skill")



@_attrs_define
class Skill:
    """ A skill over time.

        Attributes:
            code (str):
            label (str):
            trend (str): “better”, “same”, “weaker” or empty.
            points (list[SkillPoint]):
     """

    code: str
    label: str
    trend: str
    points: list[SkillPoint]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.skill_point import SkillPoint # noqa: PLC0415
        code = self.code

        label = self.label

        trend = self.trend

        points = []
        for points_item_data in self.points:
            points_item = points_item_data.to_dict()
            points.append(points_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "code": code,
            "label": label,
            "trend": trend,
            "points": points,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.skill_point import SkillPoint # noqa: PLC0415
        d = dict(src_dict)
        code = d.pop("code")

        label = d.pop("label")

        trend = d.pop("trend")

        points = []
        _points = d.pop("points")
        for points_item_data in (_points):
            points_item = SkillPoint.from_dict(points_item_data)



            points.append(points_item)


        skill = cls(
            code=code,
            label=label,
            trend=trend,
            points=points,
        )


        skill.additional_properties = d
        return skill

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
