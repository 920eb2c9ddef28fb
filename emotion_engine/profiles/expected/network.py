"""A small network from a row of numbers to percentiles and chances, in NumPy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from .describe import styles_in

N_LAYERS = 3
FURTHEST = 4.0  # deviations of a feature
NARROWEST = 1e-3  # of half a band, in deviations of its measure


@dataclass(frozen=True, slots=True)
class BandNetwork:
    """Networks of one shape whose outputs are averaged.

    Attributes
    ----------
    targets, chances : tuple of str
        What has percentiles, and what has a chance between 0 and 1.
    mean, scale : float32 arrays, shape (n_features,)
    target_mean, target_scale : float32 arrays, shape (n_targets,)
    weights, biases : tuple of float32 arrays
        For each layer, with the network on the first axis:
        shape (n_networks, n_in, n_out) and (n_networks, 1, n_out).
    blind : float32 array, shape (n_styles, n_targets, 3)
        Percentiles by style of all that was learnt from, whatever the text.
    share : float32 array, shape (n_styles, n_targets)
        How much of a band is the networks', from 0 to 1; the rest is that of ``blind``.
    widening : float32 array, shape (n_styles, n_targets, 2)
        By how much the lower and the upper half of a band are widened, so that the
        share of natives they hold is right in each style.
    """

    targets: tuple[str, ...]
    chances: tuple[str, ...]
    mean: np.ndarray
    scale: np.ndarray
    target_mean: np.ndarray
    target_scale: np.ndarray
    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]
    blind: np.ndarray
    share: np.ndarray
    widening: np.ndarray

    def bands(self, features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return percentiles and chances.

        Parameters
        ----------
        features : array, shape (n_rows, n_features)

        Returns
        -------
        bands : float array, shape (n_rows, n_targets, 3)
            10th, 50th and 90th percentile.
        chances : float array, shape (n_rows, n_chances)
        """
        read, chances = self.read(features)
        blind, styles = self.without_text(features), styles_in(features)
        return calibrated(read, blind, styles, self.share, self.widening), chances

    def read(self, features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return what the networks say by themselves, as ``bands`` does."""
        values = self.standardised(features)[None]
        for depth, (weight, bias) in enumerate(
            zip(self.weights, self.biases, strict=True)
        ):
            values = values @ weight + bias
            if depth < N_LAYERS - 1:
                values = np.maximum(values, 0.0)
        values = values.mean(axis=0)  # (n_rows, n_outputs)
        n_targets = len(self.targets)
        raw = values[:, : 3 * n_targets].reshape(-1, n_targets, 3)
        chances = expit(values[:, 3 * n_targets :])
        return self._in_units(raw), chances

    def without_text(self, features: np.ndarray) -> np.ndarray:
        """Return the bands of the styles, shape (n_rows, n_targets, 3)."""
        return of_styles(features, self.blind)

    def standardised(self, features: np.ndarray) -> np.ndarray:
        """Return features in deviations, those never seen in training not too far out."""
        return np.clip((features - self.mean) / self.scale, -FURTHEST, FURTHEST)

    def _in_units(self, raw: np.ndarray) -> np.ndarray:
        """Turn medians and half widths into percentiles in the units of the measures."""
        median = raw[..., 0]
        low = median - half_width(raw[..., 1])
        high = median + half_width(raw[..., 2])
        bands = np.stack([low, median, high], axis=-1)
        return bands * self.target_scale[:, None] + self.target_mean[:, None]

    def tensors(self, prefix: str) -> dict[str, np.ndarray]:
        """Return the tensors to be stored in a checkpoint."""
        named = {
            "mean": self.mean,
            "scale": self.scale,
            "target_mean": self.target_mean,
            "target_scale": self.target_scale,
            "blind": self.blind,
            "share": self.share,
            "widening": self.widening,
        }
        for depth in range(N_LAYERS):
            named[f"weight{depth}"] = self.weights[depth]
            named[f"bias{depth}"] = self.biases[depth]
        return {f"{prefix}.{name}": np.float32(t) for name, t in named.items()}

    @classmethod
    def of(
        cls,
        tensors: Mapping[str, np.ndarray],
        prefix: str,
        targets: Sequence[str],
        chances: Sequence[str],
    ) -> BandNetwork:
        """Build the networks from a checkpoint."""

        def own(name: str) -> np.ndarray:
            return tensors[f"{prefix}.{name}"]

        return cls(
            tuple(targets),
            tuple(chances),
            own("mean"),
            own("scale"),
            own("target_mean"),
            own("target_scale"),
            tuple(own(f"weight{depth}") for depth in range(N_LAYERS)),
            tuple(own(f"bias{depth}") for depth in range(N_LAYERS)),
            own("blind"),
            own("share"),
            own("widening"),
        )


def half_width(raw: np.ndarray) -> np.ndarray:
    """Turn an output into the positive width of half a band (softplus)."""
    return np.logaddexp(0.0, raw) + NARROWEST


def of_styles(features: np.ndarray, blind: np.ndarray) -> np.ndarray:
    """Return the band of each row's style, shape (n_rows, n_targets, 3)."""
    return np.einsum("rs,stp->rtp", styles_in(features), blind)


def calibrated(
    read: np.ndarray,
    blind: np.ndarray,
    styles: np.ndarray,
    share: np.ndarray,
    widening: np.ndarray,
) -> np.ndarray:
    """Mix two bands, and widen what comes of it, as the style of each row asks.

    Parameters
    ----------
    read, blind : arrays, shape (n_rows, n_targets, 3)
    styles : array, shape (n_rows, n_styles)
        1 for the style of a row.
    share : array, shape (n_styles, n_targets)
    widening : array, shape (n_styles, n_targets, 2)
        As of ``BandNetwork``.

    Returns
    -------
    array, shape (n_rows, n_targets, 3)
    """
    factors = np.einsum("rs,ste->rte", styles, widening)
    return widened(mixed(read, blind, styles @ share), factors)


def mixed(read: np.ndarray, blind: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Return bands between two, shape (n_rows, n_targets, 3); ``share`` of the first."""
    return share[..., None] * read + (1 - share[..., None]) * blind


def widened(bands: np.ndarray, factors: np.ndarray) -> np.ndarray:
    """Return bands with each half wider by a factor, shape (..., n_targets, 2)."""
    low, median, high = np.moveaxis(bands, -1, 0)
    return np.stack(
        [
            median - factors[..., 0] * (median - low),
            median,
            median + factors[..., 1] * (high - median),
        ],
        axis=-1,
    )
