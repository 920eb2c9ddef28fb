from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime

if TYPE_CHECKING:
  from ..models.pattern import Pattern
  from ..models.practised import Practised
  from ..models.skill import Skill





T = TypeVar("T", bound="ClassReport")



@_attrs_define
class ClassReport:
    """ The report of a class, with what its files have.

        Attributes:
            made_at (datetime.datetime):
            n_takes (int): Handed in.
            n_assessable (int):
            patterns (list[Pattern]):
            learners (list[Practised]):
            skills (list[Skill]):
     """

    made_at: datetime.datetime
    n_takes: int
    n_assessable: int
    patterns: list[Pattern]
    learners: list[Practised]
    skills: list[Skill]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.pattern import Pattern # noqa: PLC0415
        from ..models.practised import Practised # noqa: PLC0415
        from ..models.skill import Skill # noqa: PLC0415
        made_at = self.made_at.isoformat()

        n_takes = self.n_takes

        n_assessable = self.n_assessable

        patterns = []
        for patterns_item_data in self.patterns:
            patterns_item = patterns_item_data.to_dict()
            patterns.append(patterns_item)



        learners = []
        for learners_item_data in self.learners:
            learners_item = learners_item_data.to_dict()
            learners.append(learners_item)



        skills = []
        for skills_item_data in self.skills:
            skills_item = skills_item_data.to_dict()
            skills.append(skills_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "made_at": made_at,
            "n_takes": n_takes,
            "n_assessable": n_assessable,
            "patterns": patterns,
            "learners": learners,
            "skills": skills,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.pattern import Pattern # noqa: PLC0415
        from ..models.practised import Practised # noqa: PLC0415
        from ..models.skill import Skill # noqa: PLC0415
        d = dict(src_dict)
        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))




        n_takes = d.pop("n_takes")

        n_assessable = d.pop("n_assessable")

        patterns = []
        _patterns = d.pop("patterns")
        for patterns_item_data in (_patterns):
            patterns_item = Pattern.from_dict(patterns_item_data)



            patterns.append(patterns_item)


        learners = []
        _learners = d.pop("learners")
        for learners_item_data in (_learners):
            learners_item = Practised.from_dict(learners_item_data)



            learners.append(learners_item)


        skills = []
        _skills = d.pop("skills")
        for skills_item_data in (_skills):
            skills_item = Skill.from_dict(skills_item_data)



            skills.append(skills_item)


        class_report = cls(
            made_at=made_at,
            n_takes=n_takes,
            n_assessable=n_assessable,
            patterns=patterns,
            learners=learners,
            skills=skills,
        )


        class_report.additional_properties = d
        return class_report

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
