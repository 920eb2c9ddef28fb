"""Export the live CNN to ONNX, with a small card beside it for the page."""

from __future__ import annotations

import io
import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from emotion_engine.config import EngineConfig
from emotion_engine.errors import EngineError
from emotion_engine.expression.cnn.live import LiveModel
from emotion_engine.expression.cnn.live_step import (
    OVERLAP,
    STEP,
    LiveStep,
    first_state,
    lag_s,
    lag_steps,
)
from emotion_engine.files import write_atomically
from emotion_engine.lab.tasks import Task, destination, option
from emotion_engine.lab.training.cnn.live import KEEP
from emotion_engine.weights.shipped import assets_folder, read_head

if TYPE_CHECKING:
    import onnx

NETWORK, CARD = "live.onnx", "live.json"
OPSET = 17
STATIC = Path("static/models")  # of the repository, where the command is run
TOLD = (
    "name",
    "date",
    "engine_version",
    "data",
    "measured",
)  # of the checkpoint's card


def export_live(source: Path, folder: Path) -> dict[str, Any]:
    """Write network and card; return the card.

    Raises
    ------
    EngineError
        The ``onnx`` package is missing, or the checkpoint cannot be read.
    """
    model = LiveModel.read(source)
    data = in_half_precision(to_onnx(model))
    card = page_card(model) | {key: read_head(source)[1].get(key) for key in TOLD}
    write_atomically(folder / NETWORK, data)
    write_atomically(folder / CARD, json.dumps(card, indent=1) + "\n")
    return card | {"bytes": len(data)}


def page_card(model: LiveModel) -> dict[str, Any]:
    """Say what the page has to know: sizes of chunks and state, styles, when to be sure."""
    state = first_state(model, torch.zeros(OVERLAP))
    return {
        "labels": list(model.labels),
        "clear_from": model.clear_from,
        "step": STEP,
        "overlap": OVERLAP,
        "lag_s": lag_s(model),
        "lag_steps": lag_steps(model),
        "keep": KEEP,
        "state": {name: list(value.shape) for name, value in state.items()},
    }


def to_onnx(model: LiveModel) -> bytes:
    """Export one step; outputs of the state are named ``next_`` and the input's name."""
    require_onnx()
    state = first_state(model, torch.zeros(OVERLAP))
    one, file = torch.ones(1), io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of its own old age
        torch.onnx.export(
            LiveStep(model).eval(),
            (torch.zeros(1, STEP), one, one, *state.values()),
            file,
            input_names=["sound", "keep", "take", *state],
            output_names=["styles", "beat", *(f"next_{name}" for name in state)],
            opset_version=OPSET,
            dynamo=False,
        )
    return file.getvalue()


def require_onnx() -> None:
    """Say what to install where the exporter's package is missing."""
    try:
        import onnx  # noqa: F401
    except ImportError:
        raise EngineError("Exporting needs onnx: see requirements-dev.in.") from None


def in_half_precision(data: bytes) -> bytes:
    """Store weights that lose nothing by it in half precision: half the download."""
    import onnx

    network = onnx.load_model_from_string(data)
    graph, casts, kept = network.graph, [], []
    for weights in graph.initializer:
        values = onnx.numpy_helper.to_array(weights)
        if not fits_half(values):
            kept.append(weights)
            continue
        stored = f"{weights.name}_half"
        kept.append(onnx.numpy_helper.from_array(values.astype(np.float16), stored))
        casts.append(cast(stored, weights.name))
    nodes = [*casts, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)
    onnx.checker.check_model(network)
    return network.SerializeToString()


def fits_half(values: np.ndarray) -> bool:
    """Whether an array is large and has the same values in half precision."""
    if values.dtype != np.float32 or values.size < 1000:
        return False
    return bool((values.astype(np.float16).astype(np.float32) == values).all())


def cast(stored: str, name: str) -> onnx.NodeProto:
    """Build a node that gives a stored array in single precision."""
    import onnx

    return onnx.helper.make_node("Cast", [stored], [name], to=onnx.TensorProto.FLOAT)


def table(card: dict[str, Any]) -> str:
    """Say in one line what was written."""
    size, lag = card["bytes"] / 1e6, 1000 * card["lag_s"]
    return f"{len(card['labels'])} styles, {size:.1f} MB, {lag:.0f} ms behind the sound"


def run(source: Path, out: Path, config: EngineConfig) -> dict[str, Any]:
    """Export a live CNN for the page."""
    return export_live(source, out)


TASK = Task(
    run,
    (
        option("--source", type=Path, default=assets_folder("live"), metavar="FOLDER"),
        destination(STATIC),
    ),
    table,
)
