"""What is known of a voice from its earlier takes: the middle it speaks around."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, slots=True)
class OwnMiddle:
    """Running means of one voice's pooled layers, by the style each take was asked in.

    They are kept apart by style because takes that were all asked to be neutral lie
    beside the voice's middle, and by how much a head knows for each style. Nothing in
    here depends on a head, so it outlives the head's next version.

    Attributes
    ----------
    means : dict from style to float32 array, shape (n_layers + 1, n_statistics, hidden)
        As ``encoders.pooling.pool_speech`` returns them.
    counts : dict from style to int
        Of how many takes each is the mean.
    """

    means: Mapping[str, np.ndarray] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many takes of the voice are known."""
        return sum(self.counts.values())

    def with_take(self, pooled: np.ndarray, style: str) -> OwnMiddle:
        """Return the middle with one more take, asked in ``style``.

        Plain reading, where no style was asked, counts as neutral.
        """
        before, count = self.means.get(style), self.counts.get(style, 0)
        mean = np.float32(pooled)
        if before is not None:
            mean = before + (mean - before) / (count + 1)
        return OwnMiddle({**self.means, style: mean}, {**self.counts, style: count + 1})

    @classmethod
    def of(cls, takes: Mapping[str, np.ndarray]) -> OwnMiddle:
        """Build it at once from the pooled takes of each style, (n_takes, ...)."""
        return cls(
            {style: np.float32(pooled).mean(0) for style, pooled in takes.items()},
            {style: len(pooled) for style, pooled in takes.items()},
        )


NOBODY = OwnMiddle()  # a voice of which nothing is known
