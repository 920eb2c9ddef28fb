from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
  from ..models.new_phrase_request_stress import NewPhraseRequestStress





T = TypeVar("T", bound="NewPhraseRequest")



@_attrs_define
class NewPhraseRequest:
    """ A sentence, with the stress that differs from the dictionary's.

        Attributes:
            text (str):
            stress (NewPhraseRequestStress | Unset): Word index to the index of the stressed syllable, or to the code of the
                homograph that is meant; both as validate gives them.
     """

    text: str
    stress: NewPhraseRequestStress | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.new_phrase_request_stress import NewPhraseRequestStress # noqa: PLC0415
        text = self.text

        stress: dict[str, Any] | Unset = UNSET
        if not isinstance(self.stress, Unset):
            stress = self.stress.to_dict()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "text": text,
        })
        if stress is not UNSET:
            field_dict["stress"] = stress

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.new_phrase_request_stress import NewPhraseRequestStress # noqa: PLC0415
        d = dict(src_dict)
        text = d.pop("text")

        _stress = d.pop("stress", UNSET)
        stress: NewPhraseRequestStress | Unset
        if isinstance(_stress,  Unset):
            stress = UNSET
        else:
            stress = NewPhraseRequestStress.from_dict(_stress)




        new_phrase_request = cls(
            text=text,
            stress=stress,
        )


        new_phrase_request.additional_properties = d
        return new_phrase_request

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
