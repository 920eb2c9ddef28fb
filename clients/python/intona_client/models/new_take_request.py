from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field
import json
from .. import types

from ..types import UNSET, Unset

from ..models.style_enum import StyleEnum
from ..types import File, FileTypes
from ..types import UNSET, Unset
from io import BytesIO
from uuid import UUID






T = TypeVar("T", bound="NewTakeRequest")



@_attrs_define
class NewTakeRequest:
    """ A recording of a phrase, as a form with a file.

        Attributes:
            audio (File):
            phrase (str): The name of the phrase.
            style (StyleEnum | Unset): * `neutral` - neutral
                * `calm` - calm
                * `happy` - happy
                * `sad` - sad
                * `angry` - angry
                * `fearful` - fearful
                * `disgust` - disgust
                * `surprised` - surprised
            assignment (UUID | Unset): The assignment that it is handed in to.
     """

    audio: File
    phrase: str
    style: StyleEnum | Unset = UNSET
    assignment: UUID | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        audio = self.audio.to_tuple()


        phrase = self.phrase

        style: str | Unset = UNSET
        if not isinstance(self.style, Unset):
            style = self.style.value


        assignment: str | Unset = UNSET
        if not isinstance(self.assignment, Unset):
            assignment = str(self.assignment)


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "audio": audio,
            "phrase": phrase,
        })
        if style is not UNSET:
            field_dict["style"] = style
        if assignment is not UNSET:
            field_dict["assignment"] = assignment

        return field_dict


    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("audio", self.audio.to_tuple()))



        files.append(("phrase", (None, str(self.phrase).encode(), "text/plain")))



        if not isinstance(self.style, Unset):
            files.append(("style",  (None, str(self.style.value).encode(), "text/plain")))



        if not isinstance(self.assignment, Unset):
            files.append(("assignment", (None, str(self.assignment), "text/plain")))




        for prop_name, prop in self.additional_properties.items():
            files.append((prop_name, (None, str(prop).encode(), "text/plain")))



        return files


    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        audio = File(
             payload = BytesIO(d.pop("audio"))
        )




        phrase = d.pop("phrase")

        _style = d.pop("style", UNSET)
        style: StyleEnum | Unset
        if isinstance(_style,  Unset):
            style = UNSET
        else:
            style = StyleEnum(_style)




        _assignment = d.pop("assignment", UNSET)
        assignment: UUID | Unset
        if isinstance(_assignment,  Unset):
            assignment = UNSET
        else:
            assignment = UUID(_assignment)




        new_take_request = cls(
            audio=audio,
            phrase=phrase,
            style=style,
            assignment=assignment,
        )


        new_take_request.additional_properties = d
        return new_take_request

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
