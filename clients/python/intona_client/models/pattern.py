from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.interval import Interval





T = TypeVar("T", bound="Pattern")



@_attrs_define
class Pattern:
    """ What many in the class do.

        Attributes:
            code (str):
            title (str): One sentence.
            teach (str): What to teach.
            certainty (str):
            n_learners (int):
            n_occasion (int): Who had occasion to do it.
            share (Interval): A share with its 95 % interval, from 0 to 1.
     """

    code: str
    title: str
    teach: str
    certainty: str
    n_learners: int
    n_occasion: int
    share: Interval
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.interval import Interval # noqa: PLC0415
        code = self.code

        title = self.title

        teach = self.teach

        certainty = self.certainty

        n_learners = self.n_learners

        n_occasion = self.n_occasion

        share = self.share.to_dict()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "code": code,
            "title": title,
            "teach": teach,
            "certainty": certainty,
            "n_learners": n_learners,
            "n_occasion": n_occasion,
            "share": share,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.interval import Interval # noqa: PLC0415
        d = dict(src_dict)
        code = d.pop("code")

        title = d.pop("title")

        teach = d.pop("teach")

        certainty = d.pop("certainty")

        n_learners = d.pop("n_learners")

        n_occasion = d.pop("n_occasion")

        share = Interval.from_dict(d.pop("share"))




        pattern = cls(
            code=code,
            title=title,
            teach=teach,
            certainty=certainty,
            n_learners=n_learners,
            n_occasion=n_occasion,
            share=share,
        )


        pattern.additional_properties = d
        return pattern

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
