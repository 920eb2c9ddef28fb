from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.counting_enum import CountingEnum
from ..models.late_rule_enum import LateRuleEnum
from ..models.marking_enum import MarkingEnum
from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="AssignmentOfClass")



@_attrs_define
class AssignmentOfClass:
    """ An assignment as the staff of the class see it.

        Attributes:
            id (UUID):
            title (str):
            instructions (str):
            due_at (datetime.datetime | None):
            published_at (datetime.datetime | None):
            max_attempts (int): 0 for no limit.
            late_rule (LateRuleEnum): * `accept` - late takes count, and are shown as late
                * `refuse` - nothing is taken after the due date
            counting (CountingEnum): * `best` - the best take counts
                * `last` - the last take counts
                * `chosen` - the learner chooses which take counts
            marking (MarkingEnum): * `none` - no marks
                * `completion` - done or not done
                * `teacher` - marks that the teacher confirms
            n_phrases (int):
            n_learners (int):
            n_handed_in (int): How many learners have handed in something that counts.
     """

    id: UUID
    title: str
    instructions: str
    due_at: datetime.datetime | None
    published_at: datetime.datetime | None
    max_attempts: int
    late_rule: LateRuleEnum
    counting: CountingEnum
    marking: MarkingEnum
    n_phrases: int
    n_learners: int
    n_handed_in: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        title = self.title

        instructions = self.instructions

        due_at: None | str
        if isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        published_at: None | str
        if isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at

        max_attempts = self.max_attempts

        late_rule = self.late_rule.value

        counting = self.counting.value

        marking = self.marking.value

        n_phrases = self.n_phrases

        n_learners = self.n_learners

        n_handed_in = self.n_handed_in


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "title": title,
            "instructions": instructions,
            "due_at": due_at,
            "published_at": published_at,
            "max_attempts": max_attempts,
            "late_rule": late_rule,
            "counting": counting,
            "marking": marking,
            "n_phrases": n_phrases,
            "n_learners": n_learners,
            "n_handed_in": n_handed_in,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))




        title = d.pop("title")

        instructions = d.pop("instructions")

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


        def _parse_published_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_at_type_0 = datetime.datetime.fromisoformat(data)



                return published_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        published_at = _parse_published_at(d.pop("published_at"))


        max_attempts = d.pop("max_attempts")

        late_rule = LateRuleEnum(d.pop("late_rule"))




        counting = CountingEnum(d.pop("counting"))




        marking = MarkingEnum(d.pop("marking"))




        n_phrases = d.pop("n_phrases")

        n_learners = d.pop("n_learners")

        n_handed_in = d.pop("n_handed_in")

        assignment_of_class = cls(
            id=id,
            title=title,
            instructions=instructions,
            due_at=due_at,
            published_at=published_at,
            max_attempts=max_attempts,
            late_rule=late_rule,
            counting=counting,
            marking=marking,
            n_phrases=n_phrases,
            n_learners=n_learners,
            n_handed_in=n_handed_in,
        )


        assignment_of_class.additional_properties = d
        return assignment_of_class

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
