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
  from ..models.count import Count





T = TypeVar("T", bound="HandedIn")



@_attrs_define
class HandedIn:
    """ A take that was handed in, as the teacher's table has it.

        Attributes:
            id (UUID): Of the take: see “take_read”.
            phrase (str):
            text (str):
            taken_at (datetime.datetime):
            assessable (bool):
            problem (str): Why it was not assessable; or empty.
            stress (Count | None): Words stressed in place.
            rhythm (Count | None): Measures in natives’ range.
            melody (int | None): Percent of the time in natives’ range.
            clarity (float | None): Up to 10.
            noticed (list[str]):
            is_overruled (bool): A teacher has said something else than the machine; theirs counts.
     """

    id: UUID
    phrase: str
    text: str
    taken_at: datetime.datetime
    assessable: bool
    problem: str
    stress: Count | None
    rhythm: Count | None
    melody: int | None
    clarity: float | None
    noticed: list[str]
    is_overruled: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.count import Count # noqa: PLC0415
        id = str(self.id)

        phrase = self.phrase

        text = self.text

        taken_at = self.taken_at.isoformat()

        assessable = self.assessable

        problem = self.problem

        stress: dict[str, Any] | None
        if isinstance(self.stress, Count):
            stress = self.stress.to_dict()
        else:
            stress = self.stress

        rhythm: dict[str, Any] | None
        if isinstance(self.rhythm, Count):
            rhythm = self.rhythm.to_dict()
        else:
            rhythm = self.rhythm

        melody: int | None
        melody = self.melody

        clarity: float | None
        clarity = self.clarity

        noticed = self.noticed



        is_overruled = self.is_overruled


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "phrase": phrase,
            "text": text,
            "taken_at": taken_at,
            "assessable": assessable,
            "problem": problem,
            "stress": stress,
            "rhythm": rhythm,
            "melody": melody,
            "clarity": clarity,
            "noticed": noticed,
            "is_overruled": is_overruled,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.count import Count # noqa: PLC0415
        d = dict(src_dict)
        id = UUID(d.pop("id"))




        phrase = d.pop("phrase")

        text = d.pop("text")

        taken_at = datetime.datetime.fromisoformat(d.pop("taken_at"))




        assessable = d.pop("assessable")

        problem = d.pop("problem")

        def _parse_stress(data: object) -> Count | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                stress_type_0 = Count.from_dict(data)



                return stress_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Count | None, data)

        stress = _parse_stress(d.pop("stress"))


        def _parse_rhythm(data: object) -> Count | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rhythm_type_0 = Count.from_dict(data)



                return rhythm_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Count | None, data)

        rhythm = _parse_rhythm(d.pop("rhythm"))


        def _parse_melody(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        melody = _parse_melody(d.pop("melody"))


        def _parse_clarity(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        clarity = _parse_clarity(d.pop("clarity"))


        noticed = cast(list[str], d.pop("noticed"))


        is_overruled = d.pop("is_overruled")

        handed_in = cls(
            id=id,
            phrase=phrase,
            text=text,
            taken_at=taken_at,
            assessable=assessable,
            problem=problem,
            stress=stress,
            rhythm=rhythm,
            melody=melody,
            clarity=clarity,
            noticed=noticed,
            is_overruled=is_overruled,
        )


        handed_in.additional_properties = d
        return handed_in

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
