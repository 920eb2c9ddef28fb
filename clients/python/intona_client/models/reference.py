from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.kind_enum import KindEnum






T = TypeVar("T", bound="Reference")



@_attrs_define
class Reference:
    """ A recording of how a phrase sounds.

        Attributes:
            id (int):
            kind (KindEnum): * `native` - native speaker
                * `synthetic` - synthetic voice
            style (str):
            source (str):
            licence (str):
            speaker_sex (str):
            audio (str): Where its sound is.
     """

    id: int
    kind: KindEnum
    style: str
    source: str
    licence: str
    speaker_sex: str
    audio: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        kind = self.kind.value

        style = self.style

        source = self.source

        licence = self.licence

        speaker_sex = self.speaker_sex

        audio = self.audio


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "kind": kind,
            "style": style,
            "source": source,
            "licence": licence,
            "speaker_sex": speaker_sex,
            "audio": audio,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        kind = KindEnum(d.pop("kind"))




        style = d.pop("style")

        source = d.pop("source")

        licence = d.pop("licence")

        speaker_sex = d.pop("speaker_sex")

        audio = d.pop("audio")

        reference = cls(
            id=id,
            kind=kind,
            style=style,
            source=source,
            licence=licence,
            speaker_sex=speaker_sex,
            audio=audio,
        )


        reference.additional_properties = d
        return reference

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
