from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.homograph_option import HomographOption
  from ..models.stress_option import StressOption





T = TypeVar("T", bound="PlannedWord")



@_attrs_define
class PlannedWord:
    """ A word of a sentence, as it should be said.

        Attributes:
            index (int):
            text (str):
            is_known (bool): Whether a dictionary has it.
            syllables (list[str]):
            stress (int | None): The proposed stressed syllable, from 0.
            stress_options (list[StressOption]):
            homograph (str): The code that is proposed, or empty.
            homograph_options (list[HomographOption]):
     """

    index: int
    text: str
    is_known: bool
    syllables: list[str]
    stress: int | None
    stress_options: list[StressOption]
    homograph: str
    homograph_options: list[HomographOption]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.homograph_option import HomographOption # noqa: PLC0415
        from ..models.stress_option import StressOption # noqa: PLC0415
        index = self.index

        text = self.text

        is_known = self.is_known

        syllables = self.syllables



        stress: int | None
        stress = self.stress

        stress_options = []
        for stress_options_item_data in self.stress_options:
            stress_options_item = stress_options_item_data.to_dict()
            stress_options.append(stress_options_item)



        homograph = self.homograph

        homograph_options = []
        for homograph_options_item_data in self.homograph_options:
            homograph_options_item = homograph_options_item_data.to_dict()
            homograph_options.append(homograph_options_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "index": index,
            "text": text,
            "is_known": is_known,
            "syllables": syllables,
            "stress": stress,
            "stress_options": stress_options,
            "homograph": homograph,
            "homograph_options": homograph_options,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.homograph_option import HomographOption # noqa: PLC0415
        from ..models.stress_option import StressOption # noqa: PLC0415
        d = dict(src_dict)
        index = d.pop("index")

        text = d.pop("text")

        is_known = d.pop("is_known")

        syllables = cast(list[str], d.pop("syllables"))


        def _parse_stress(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        stress = _parse_stress(d.pop("stress"))


        stress_options = []
        _stress_options = d.pop("stress_options")
        for stress_options_item_data in (_stress_options):
            stress_options_item = StressOption.from_dict(stress_options_item_data)



            stress_options.append(stress_options_item)


        homograph = d.pop("homograph")

        homograph_options = []
        _homograph_options = d.pop("homograph_options")
        for homograph_options_item_data in (_homograph_options):
            homograph_options_item = HomographOption.from_dict(homograph_options_item_data)



            homograph_options.append(homograph_options_item)


        planned_word = cls(
            index=index,
            text=text,
            is_known=is_known,
            syllables=syllables,
            stress=stress,
            stress_options=stress_options,
            homograph=homograph,
            homograph_options=homograph_options,
        )


        planned_word.additional_properties = d
        return planned_word

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
