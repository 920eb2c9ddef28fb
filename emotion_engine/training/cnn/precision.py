"""Half precision where the processor has it."""

from __future__ import annotations

import torch


def fast_precision() -> torch.autocast:
    """Compute in bfloat16 where the processor multiplies it, else in float32.

    Where it does not, bfloat16 is emulated, and a step takes half as long again as in
    float32.
    """
    has = torch.cpu.get_capabilities()
    native = bool(has.get("avx512_bf16") or has.get("amx_bf16"))
    return torch.autocast("cpu", torch.bfloat16, enabled=native)
