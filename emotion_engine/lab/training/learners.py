"""The interface of learners of styles."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from emotion_engine.lab.corpora import Corpus

from .train_expression import in_usual_order


class Learner(Protocol):
    """One learner, compared with others on the same takes.

    It caches its own features of a corpus, and never uses labels or speakers of the
    takes it is tested on.

    Attributes
    ----------
    name : str
        Its name in tables and graphs.
    recipe : str
        Everything else that determines its results; runs of another do not count.
    """

    name: str
    recipe: str

    def fit_predict(
        self, corpus: Corpus, train: np.ndarray, test: np.ndarray, *, seed: int
    ) -> np.ndarray:
        """Train on some takes and predict others.

        Parameters
        ----------
        train, test : int arrays
            Indices into the takes of the corpus.

        Returns
        -------
        float array, shape (len(test), n_labels)
            Probabilities, in the order of ``label_names(corpus)``.
        """


def label_names(corpus: Corpus) -> tuple[str, ...]:
    """Return the styles of a corpus as the product lists them."""
    return in_usual_order(set(corpus.emotions))
