from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field
import json
from .. import types

from ..types import UNSET, Unset

from ..types import File, FileTypes
from ..types import UNSET, Unset
from io import BytesIO






T = TypeVar("T", bound="NewEphemeralTakeRequest")



@_attrs_define
class NewEphemeralTakeRequest:
    """ A recording of any sentence, or of a phrase, that is judged and not kept.

        Attributes:
            audio (File):
            text (str | Unset):
            phrase (str | Unset):
     """

    audio: File
    text: str | Unset = UNSET
    phrase: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        audio = self.audio.to_tuple()


        text = self.text

        phrase = self.phrase


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "audio": audio,
        })
        if text is not UNSET:
            field_dict["text"] = text
        if phrase is not UNSET:
            field_dict["phrase"] = phrase

        return field_dict


    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("audio", self.audio.to_tuple()))



        if not isinstance(self.text, Unset):
            files.append(("text", (None, str(self.text).encode(), "text/plain")))



        if not isinstance(self.phrase, Unset):
            files.append(("phrase", (None, str(self.phrase).encode(), "text/plain")))




        for prop_name, prop in self.additional_properties.items():
            files.append((prop_name, (None, str(prop).encode(), "text/plain")))



        return files


    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        audio = File(
             payload = BytesIO(d.pop("audio"))
        )




        text = d.pop("text", UNSET)

        phrase = d.pop("phrase", UNSET)

        new_ephemeral_take_request = cls(
            audio=audio,
            text=text,
            phrase=phrase,
        )


        new_ephemeral_take_request.additional_properties = d
        return new_ephemeral_take_request

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
