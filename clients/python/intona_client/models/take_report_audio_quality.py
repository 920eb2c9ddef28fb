from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast






T = TypeVar("T", bound="TakeReportAudioQuality")



@_attrs_define
class TakeReportAudioQuality:
    """ 
        Attributes:
            duration_s (float | None):
            speech_s (float | None):
            speech_share (float | None):
            level_dbfs (float | None):
            peak_dbfs (float | None):
            clipping_share (float | None):
            snr_db (float | None):
            bandwidth_hz (float | None):
            source_sample_rate (int):
            source_codec (str):
            source_channels (int):
     """

    duration_s: float | None
    speech_s: float | None
    speech_share: float | None
    level_dbfs: float | None
    peak_dbfs: float | None
    clipping_share: float | None
    snr_db: float | None
    bandwidth_hz: float | None
    source_sample_rate: int
    source_codec: str
    source_channels: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        duration_s: float | None
        duration_s = self.duration_s

        speech_s: float | None
        speech_s = self.speech_s

        speech_share: float | None
        speech_share = self.speech_share

        level_dbfs: float | None
        level_dbfs = self.level_dbfs

        peak_dbfs: float | None
        peak_dbfs = self.peak_dbfs

        clipping_share: float | None
        clipping_share = self.clipping_share

        snr_db: float | None
        snr_db = self.snr_db

        bandwidth_hz: float | None
        bandwidth_hz = self.bandwidth_hz

        source_sample_rate = self.source_sample_rate

        source_codec = self.source_codec

        source_channels = self.source_channels


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "duration_s": duration_s,
            "speech_s": speech_s,
            "speech_share": speech_share,
            "level_dbfs": level_dbfs,
            "peak_dbfs": peak_dbfs,
            "clipping_share": clipping_share,
            "snr_db": snr_db,
            "bandwidth_hz": bandwidth_hz,
            "source_sample_rate": source_sample_rate,
            "source_codec": source_codec,
            "source_channels": source_channels,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        def _parse_duration_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        duration_s = _parse_duration_s(d.pop("duration_s"))


        def _parse_speech_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        speech_s = _parse_speech_s(d.pop("speech_s"))


        def _parse_speech_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        speech_share = _parse_speech_share(d.pop("speech_share"))


        def _parse_level_dbfs(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        level_dbfs = _parse_level_dbfs(d.pop("level_dbfs"))


        def _parse_peak_dbfs(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        peak_dbfs = _parse_peak_dbfs(d.pop("peak_dbfs"))


        def _parse_clipping_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        clipping_share = _parse_clipping_share(d.pop("clipping_share"))


        def _parse_snr_db(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        snr_db = _parse_snr_db(d.pop("snr_db"))


        def _parse_bandwidth_hz(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        bandwidth_hz = _parse_bandwidth_hz(d.pop("bandwidth_hz"))


        source_sample_rate = d.pop("source_sample_rate")

        source_codec = d.pop("source_codec")

        source_channels = d.pop("source_channels")

        take_report_audio_quality = cls(
            duration_s=duration_s,
            speech_s=speech_s,
            speech_share=speech_share,
            level_dbfs=level_dbfs,
            peak_dbfs=peak_dbfs,
            clipping_share=clipping_share,
            snr_db=snr_db,
            bandwidth_hz=bandwidth_hz,
            source_sample_rate=source_sample_rate,
            source_codec=source_codec,
            source_channels=source_channels,
        )


        take_report_audio_quality.additional_properties = d
        return take_report_audio_quality

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
