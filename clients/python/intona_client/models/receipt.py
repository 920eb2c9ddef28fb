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
  from ..models.receipt_rows import ReceiptRows





T = TypeVar("T", bound="Receipt")



@_attrs_define
class Receipt:
    """ What was deleted for good; it names nobody.

        Attributes:
            id (UUID):
            erased_at (datetime.datetime):
            scope (str):
            rows (ReceiptRows):
            files (int):
            bytes_ (int):
     """

    id: UUID
    erased_at: datetime.datetime
    scope: str
    rows: ReceiptRows
    files: int
    bytes_: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.receipt_rows import ReceiptRows # noqa: PLC0415
        id = str(self.id)

        erased_at = self.erased_at.isoformat()

        scope = self.scope

        rows = self.rows.to_dict()

        files = self.files

        bytes_ = self.bytes_


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "erased_at": erased_at,
            "scope": scope,
            "rows": rows,
            "files": files,
            "bytes": bytes_,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.receipt_rows import ReceiptRows # noqa: PLC0415
        d = dict(src_dict)
        id = UUID(d.pop("id"))




        erased_at = datetime.datetime.fromisoformat(d.pop("erased_at"))




        scope = d.pop("scope")

        rows = ReceiptRows.from_dict(d.pop("rows"))




        files = d.pop("files")

        bytes_ = d.pop("bytes")

        receipt = cls(
            id=id,
            erased_at=erased_at,
            scope=scope,
            rows=rows,
            files=files,
            bytes_=bytes_,
        )


        receipt.additional_properties = d
        return receipt

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
