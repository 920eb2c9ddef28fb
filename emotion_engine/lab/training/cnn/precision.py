"""Half precision where the device has it."""

from __future__ import annotations

import torch

CPU = torch.device("cpu")


def fast_precision(device: torch.device = CPU) -> torch.autocast:
    """Compute in bfloat16 where the device multiplies it, else in float32.

    Where it does not, bfloat16 is emulated, and a step takes half as long again as in
    float32.
    """
    native = multiplies_bfloat16(device)
    return torch.autocast(device.type, torch.bfloat16, enabled=native)


def multiplies_bfloat16(device: torch.device) -> bool:
    """Say whether a device has instructions for it."""
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    has = torch.cpu.get_capabilities()
    return bool(has.get("avx512_bf16") or has.get("amx_bf16"))
