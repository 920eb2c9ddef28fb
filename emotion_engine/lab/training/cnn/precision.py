"""Half precision on devices that support it."""

from __future__ import annotations

import torch

CPU = torch.device("cpu")


def fast_precision(device: torch.device = CPU) -> torch.autocast:
    """Compute in bfloat16 if the device supports it natively, else in float32.

    Emulated bfloat16 makes a step take half as long again as in float32.
    """
    native = multiplies_bfloat16(device)
    return torch.autocast(device.type, torch.bfloat16, enabled=native)


def multiplies_bfloat16(device: torch.device) -> bool:
    """Whether a device has instructions for bfloat16."""
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    has = torch.cpu.get_capabilities()
    return bool(has.get("avx512_bf16") or has.get("amx_bf16"))
