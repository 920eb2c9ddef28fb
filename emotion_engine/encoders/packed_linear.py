"""Linear layers, and a table of tokens, whose weights oneDNN keeps in the order in which it reads them.

PyTorch multiplies single-precision matrices on the CPU by MKL, which does not use all that
processors of other makers than its own can do. oneDNN, which comes with PyTorch as well,
takes half the time there and gives the same but for rounding
(docs/experiments/batches.md).
"""

from __future__ import annotations

import platform

import torch
from torch import Tensor, nn


class PackedLinear(nn.Module):
    """A linear layer for inference on the CPU; its weights cannot be read any more."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        weight = linear.weight.detach()
        self.packed = torch.ops.mkldnn._reorder_linear_weight(weight)
        self.bias = linear.bias

    def forward(self, x: Tensor) -> Tensor:
        """Return ``x @ weight.T + bias`` for x of shape (..., in_features)."""
        return torch.ops.mkldnn._linear_pointwise(
            x, self.packed, self.bias, "none", [], ""
        )


class PackedEmbedding(nn.Module):
    """A table of tokens that is both read, row by row, and multiplied by as a whole.

    Rows are read from ``stored``, the same table where it lies in a file, maybe in half
    precision: of the weights in single precision only what oneDNN multiplies by is kept.
    """

    def __init__(self, embedding: nn.Embedding, stored: Tensor) -> None:
        super().__init__()
        self.stored = stored  # (n_tokens, width)
        n_tokens, width = embedding.weight.shape
        linear = nn.Linear(width, n_tokens, bias=False, device="meta")
        linear.weight = embedding.weight
        self.output = PackedLinear(linear)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the rows of tokens, (..., width), in single precision."""
        return self.stored[ids].float()

    def scores(self, hidden: Tensor) -> Tensor:
        """Return ``hidden @ table.T`` for hidden of shape (..., width)."""
        scores: Tensor = self.output(hidden)
        return scores


def can_pack(device: torch.device, dtype: torch.dtype) -> bool:
    """Whether this build of PyTorch has the operations, for such weights."""
    return (
        device.type == "cpu"
        and dtype == torch.float32
        and platform.machine() in ("x86_64", "AMD64")
        and torch.backends.mkldnn.is_available()
        and hasattr(torch.ops.mkldnn, "_reorder_linear_weight")
        and hasattr(torch.ops.mkldnn, "_linear_pointwise")
    )


def pack_linears(module: nn.Module) -> None:
    """Replace every linear layer below a module, one by one, to need little memory."""
    for name, child in module.named_children():
        if isinstance(child, nn.Linear):
            setattr(module, name, PackedLinear(child))
        else:
            pack_linears(child)
