from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.native_profile import NativeProfile





T = TypeVar("T", bound="Profile")



@_attrs_define
class Profile:
    """ How natives say a phrase, as statistics.

        Attributes:
            style (str):
            version (str):
            n_speakers (int):
            source (str):
            licence (str):
            evidence (NativeProfile):
     """

    style: str
    version: str
    n_speakers: int
    source: str
    licence: str
    evidence: NativeProfile
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.native_profile import NativeProfile # noqa: PLC0415
        style = self.style

        version = self.version

        n_speakers = self.n_speakers

        source = self.source

        licence = self.licence

        evidence = self.evidence.to_dict()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "style": style,
            "version": version,
            "n_speakers": n_speakers,
            "source": source,
            "licence": licence,
            "evidence": evidence,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.native_profile import NativeProfile # noqa: PLC0415
        d = dict(src_dict)
        style = d.pop("style")

        version = d.pop("version")

        n_speakers = d.pop("n_speakers")

        source = d.pop("source")

        licence = d.pop("licence")

        evidence = NativeProfile.from_dict(d.pop("evidence"))




        profile = cls(
            style=style,
            version=version,
            n_speakers=n_speakers,
            source=source,
            licence=licence,
            evidence=evidence,
        )


        profile.additional_properties = d
        return profile

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
