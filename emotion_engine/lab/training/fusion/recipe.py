"""Everything that decides how a fusion network is trained, but its sizes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FusionRecipe:
    """Everything that decides how a network is trained, but its sizes.

    Attributes
    ----------
    alignment, matching : float
        Weights of ``alignment_loss`` and ``matching_loss`` relative to the task's loss.
    words : float
        Weight of experts' scores of single words, if there are any.
    frame_masks : int
        Stretches of frames set to the mean in each take (Park et al., 2019).
    mask_share : float
        The longest such stretch, as a share of the take.
    """

    n_epochs: int = 8
    batch_size: int = 32
    learning_rate: float = 2e-3
    weight_decay: float = 0.05
    alignment: float = 0.3
    matching: float = 0.3
    words: float = 1.0
    frame_masks: int = 2
    mask_share: float = 0.1
    loss: str = "regression"
