from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.plain_skill import PlainSkill
  from ..models.word_to_practise import WordToPractise





T = TypeVar("T", bound="LearnerReport")



@_attrs_define
class LearnerReport:
    """ The report of one learner in one class, of what was handed in to it.

        Attributes:
            learner (UUID):
            name (str):
            class_id (UUID):
            class_name (str):
            n_takes (int): Handed in and not set aside.
            n_phrases (int):
            skills (list[PlainSkill]):
            words (list[WordToPractise]):
            next_skill (None | str | Unset): The skill to begin with; null where all go well.
     """

    learner: UUID
    name: str
    class_id: UUID
    class_name: str
    n_takes: int
    n_phrases: int
    skills: list[PlainSkill]
    words: list[WordToPractise]
    next_skill: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.plain_skill import PlainSkill # noqa: PLC0415
        from ..models.word_to_practise import WordToPractise # noqa: PLC0415
        learner = str(self.learner)

        name = self.name

        class_id = str(self.class_id)

        class_name = self.class_name

        n_takes = self.n_takes

        n_phrases = self.n_phrases

        skills = []
        for skills_item_data in self.skills:
            skills_item = skills_item_data.to_dict()
            skills.append(skills_item)



        words = []
        for words_item_data in self.words:
            words_item = words_item_data.to_dict()
            words.append(words_item)



        next_skill: None | str | Unset
        if isinstance(self.next_skill, Unset):
            next_skill = UNSET
        else:
            next_skill = self.next_skill


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "learner": learner,
            "name": name,
            "class_id": class_id,
            "class_name": class_name,
            "n_takes": n_takes,
            "n_phrases": n_phrases,
            "skills": skills,
            "words": words,
        })
        if next_skill is not UNSET:
            field_dict["next_skill"] = next_skill

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.plain_skill import PlainSkill # noqa: PLC0415
        from ..models.word_to_practise import WordToPractise # noqa: PLC0415
        d = dict(src_dict)
        learner = UUID(d.pop("learner"))




        name = d.pop("name")

        class_id = UUID(d.pop("class_id"))




        class_name = d.pop("class_name")

        n_takes = d.pop("n_takes")

        n_phrases = d.pop("n_phrases")

        skills = []
        _skills = d.pop("skills")
        for skills_item_data in (_skills):
            skills_item = PlainSkill.from_dict(skills_item_data)



            skills.append(skills_item)


        words = []
        _words = d.pop("words")
        for words_item_data in (_words):
            words_item = WordToPractise.from_dict(words_item_data)



            words.append(words_item)


        def _parse_next_skill(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        next_skill = _parse_next_skill(d.pop("next_skill", UNSET))


        learner_report = cls(
            learner=learner,
            name=name,
            class_id=class_id,
            class_name=class_name,
            n_takes=n_takes,
            n_phrases=n_phrases,
            skills=skills,
            words=words,
            next_skill=next_skill,
        )


        learner_report.additional_properties = d
        return learner_report

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
