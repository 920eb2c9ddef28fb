"""Cross-entropy with soft labels, some of which a take's corpus does not have."""

from __future__ import annotations

from torch import Tensor

NEVER = -1e4  # logit of a style that is not known of


def masked_cross_entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    """Return the mean cross-entropy over the styles that each take's corpus has.

    Parameters
    ----------
    logits : tensor, shape (batch, n_labels)
    wanted : tensor, shape (batch, n_labels)
        Probabilities; NaN where the corpus does not have the style.

    >>> import torch
    >>> half = torch.tensor([[0.5, 0.5, torch.nan]])
    >>> round(float(masked_cross_entropy(torch.tensor([[1.0, 1.0, 9.0]]), half)), 4)
    0.6931
    """
    known = ~wanted.isnan()
    logs = logits.masked_fill(~known, NEVER).log_softmax(-1)
    return -(wanted.nan_to_num() * logs).sum(-1).mean()
