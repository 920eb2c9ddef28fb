"""Recognise, read and check a corpus in any layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from emotion_engine.errors import CorpusError

from . import crema_d, emov_db, iemocap, meld, ravdess, tess
from .decodable import only_decodable
from .labels import LabelScheme
from .layouts import Layout
from .manifest import MANIFEST, load_corpus
from .takes import Corpus
from .texts import only_plannable

OWNERS = {
    module.LAYOUT.name: module.LAYOUT
    for module in (iemocap, ravdess, crema_d, tess, emov_db, meld)
}
LAYOUTS = ("manifest", *OWNERS)


def load_any(
    folder: Path,
    *,
    layout: str | None = None,
    labels: LabelScheme | None = None,
    part: str | None = None,
    needs: Sequence[str] = (),
) -> Corpus:
    """Read a corpus by its manifest, or in the layout in which it is distributed.

    Parameters
    ----------
    layout : str or None
        One of ``LAYOUTS``; ``None`` recognises it.
    labels : LabelScheme or None
        Which emotions are merged and kept; ``None`` keeps all as they are.
    part : str or None
        Only takes of this part, such as ``improvised`` of IEMOCAP.
    needs : sequence of str
        Fields that every take must have besides its path and speaker; where texts are
        needed, takes whose text is no phrase are left out.

    Raises
    ------
    CorpusError
        No layout fits, no take is left, or a required field is missing.
    """
    corpus = read_as(folder, layout, needs)
    if part is not None:
        corpus = only_part(corpus, part)
    if labels is not None:
        corpus = labels(corpus)
    refuse_unknown(corpus, needs)
    return only_plannable(corpus) if "text" in needs else corpus


def read_as(folder: Path, layout: str | None, needs: Sequence[str]) -> Corpus:
    """Read a folder in the named layout, or in the first one that fits."""
    if not folder.is_dir():
        raise CorpusError(f"{folder} is no folder.")
    if layout is None and (folder / MANIFEST).is_file():
        layout = "manifest"
    if layout == "manifest":
        return load_corpus(folder, needs=needs)
    if layout is None:
        return recognise(folder)
    if layout not in OWNERS:
        raise CorpusError(f"{layout} is no layout; choose {', '.join(LAYOUTS)}.")
    return in_layout(folder, OWNERS[layout])


def recognise(folder: Path) -> Corpus:
    """Read a folder in the one distributed layout that it fits.

    A folder that holds several corpora is refused, not read as the first of them.
    """
    roots = {one: root for one in OWNERS.values() if (root := one.root_in(folder))}
    if folder in roots.values():
        roots = {one: root for one, root in roots.items() if root == folder}
    inside = sorted(path.parent.name for path in folder.glob(f"*/{MANIFEST}"))
    if len(roots) == 1 and not inside:
        return in_layout(folder, *roots)
    if several := dict.fromkeys([*(one.name for one in roots), *inside]):
        names = ", ".join(several)
        raise CorpusError(f"{folder} holds other corpora ({names}): give one of them.")
    looked = "; ".join(f"{one.name}: {one.expects}" for one in OWNERS.values())
    raise CorpusError(f"{folder} has no {MANIFEST} and fits no layout ({looked}).")


def in_layout(folder: Path, layout: Layout) -> Corpus:
    """Read a folder in one layout."""
    if root := layout.root_in(folder):
        return only_decodable(replace(layout.load(root), folder=folder))
    raise CorpusError(f"{folder} is not {layout.name}: expected {layout.expects}.")


def only_part(corpus: Corpus, part: str) -> Corpus:
    """Keep the takes of one part."""
    kept = tuple(take for take in corpus.utterances if take.part == part)
    if not kept:
        there = sorted({take.part for take in corpus.utterances if take.part})
        has = f"; it has {', '.join(there)}" if there else ""
        raise CorpusError(f"{corpus.folder} has no part {part}{has}.")
    return replace(corpus, utterances=kept)


def refuse_unknown(corpus: Corpus, needs: Sequence[str]) -> None:
    """Refuse a corpus in which a take lacks a required field."""
    for name in needs:
        unknown = [u for u in corpus.utterances if getattr(u, name, "") is None]
        if unknown:
            raise CorpusError(
                f"{corpus.folder}: {name} is not known of {len(unknown)} takes, "
                f"the first is {unknown[0].path.name}."
            )
