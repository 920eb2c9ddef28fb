from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.outcome_enum import OutcomeEnum
from typing import cast

if TYPE_CHECKING:
  from ..models.roster_problem import RosterProblem





T = TypeVar("T", bound="RosterLine")



@_attrs_define
class RosterLine:
    """ What becomes of a line.

        Attributes:
            line (int): From 1.
            name (str):
            outcome (OutcomeEnum): * `new` - new
                * `invited` - invited
                * `known` - known
                * `left_out` - left_out
            problems (list[RosterProblem]):
     """

    line: int
    name: str
    outcome: OutcomeEnum
    problems: list[RosterProblem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.roster_problem import RosterProblem # noqa: PLC0415
        line = self.line

        name = self.name

        outcome = self.outcome.value

        problems = []
        for problems_item_data in self.problems:
            problems_item = problems_item_data.to_dict()
            problems.append(problems_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "line": line,
            "name": name,
            "outcome": outcome,
            "problems": problems,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.roster_problem import RosterProblem # noqa: PLC0415
        d = dict(src_dict)
        line = d.pop("line")

        name = d.pop("name")

        outcome = OutcomeEnum(d.pop("outcome"))




        problems = []
        _problems = d.pop("problems")
        for problems_item_data in (_problems):
            problems_item = RosterProblem.from_dict(problems_item_data)



            problems.append(problems_item)


        roster_line = cls(
            line=line,
            name=name,
            outcome=outcome,
            problems=problems,
        )


        roster_line.additional_properties = d
        return roster_line

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
