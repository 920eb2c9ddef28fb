from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast






T = TypeVar("T", bound="TakeReportReference")



@_attrs_define
class TakeReportReference:
    """ 
        Attributes:
            kind (str):
            n_speakers (int):
            n_recordings (int):
            n_female (int):
            n_male (int):
            accent (str):
            source (str):
            licence (str):
            profile_version (str):
            engine_version (str):
            style (None | str | Unset):
     """

    kind: str
    n_speakers: int
    n_recordings: int
    n_female: int
    n_male: int
    accent: str
    source: str
    licence: str
    profile_version: str
    engine_version: str
    style: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        n_speakers = self.n_speakers

        n_recordings = self.n_recordings

        n_female = self.n_female

        n_male = self.n_male

        accent = self.accent

        source = self.source

        licence = self.licence

        profile_version = self.profile_version

        engine_version = self.engine_version

        style: None | str | Unset
        if isinstance(self.style, Unset):
            style = UNSET
        else:
            style = self.style


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "kind": kind,
            "n_speakers": n_speakers,
            "n_recordings": n_recordings,
            "n_female": n_female,
            "n_male": n_male,
            "accent": accent,
            "source": source,
            "licence": licence,
            "profile_version": profile_version,
            "engine_version": engine_version,
        })
        if style is not UNSET:
            field_dict["style"] = style

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = d.pop("kind")

        n_speakers = d.pop("n_speakers")

        n_recordings = d.pop("n_recordings")

        n_female = d.pop("n_female")

        n_male = d.pop("n_male")

        accent = d.pop("accent")

        source = d.pop("source")

        licence = d.pop("licence")

        profile_version = d.pop("profile_version")

        engine_version = d.pop("engine_version")

        def _parse_style(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        style = _parse_style(d.pop("style", UNSET))


        take_report_reference = cls(
            kind=kind,
            n_speakers=n_speakers,
            n_recordings=n_recordings,
            n_female=n_female,
            n_male=n_male,
            accent=accent,
            source=source,
            licence=licence,
            profile_version=profile_version,
            engine_version=engine_version,
            style=style,
        )


        take_report_reference.additional_properties = d
        return take_report_reference

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
