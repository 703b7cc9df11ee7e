"""
Writes MiniLM as an ONNX graph of fused steps, its big matrices in 8 bits where that is wanted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from bot.nlu.arrays import Array, Floats
from bot.nlu.encoder.reference import EPSILON, HEADS, LAYERS, SIZE
from bot.nlu.encoder.weights import MiniLM

_FUSED = "com.microsoft"  # onnxruntime's own steps
_OPSET = 17
# Seven bits of eight: processors without VNNI add products in pairs of 16 bits, which full range overflows.
_LEVELS = 63


class _Graph:
    """
    Collects steps and constants.
    """

    def __init__(self, model: MiniLM, *, small: bool) -> None:
        self._model = model
        self._small = small
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: Array) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def step(self, kind: str, inputs: list[str], output: str, **options: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **options))
        return output

    def norm(self, name: str, state: str, output: str) -> str:
        tensors = self._model.tensors
        scale = self.constant(f"{output}.scale", tensors[f"{name}.weight"])
        shift = self.constant(f"{output}.shift", tensors[f"{name}.bias"])
        return self.step(
            "LayerNormalization", [state, scale, shift], output, epsilon=EPSILON, axis=-1
        )

    def add_norm(self, name: str, state: str, change: str, output: str) -> str:
        tensors = self._model.tensors
        scale = self.constant(f"{output}.scale", tensors[f"{name}.weight"])
        shift = self.constant(f"{output}.shift", tensors[f"{name}.bias"])
        return self.step(
            "SkipLayerNormalization",
            [state, change, scale, shift],
            output,
            domain=_FUSED,
            epsilon=EPSILON,
        )

    def dense(self, names: list[str], state: str, output: str) -> str:
        tensors = self._model.tensors
        matrix = np.concatenate([tensors[f"{name}.weight"] for name in names]).T
        bias = self.constant(
            f"{output}.bias", np.concatenate([tensors[f"{name}.bias"] for name in names])
        )
        if self._small:
            return self._small_dense(matrix, state, bias, output)
        weight = self.constant(f"{output}.weight", matrix)
        product = self.step("MatMul", [state, weight], f"{output}.product")
        return self.step("Add", [product, bias], output)

    def _small_dense(self, matrix: Floats, state: str, bias: str, output: str) -> str:
        scale = np.maximum(np.abs(matrix).max(axis=0), 1e-8) / np.float32(_LEVELS)
        levels = np.clip(np.rint(matrix / scale), -_LEVELS, _LEVELS).astype(np.int8)
        inputs = [
            state,
            self.constant(f"{output}.weight", levels),
            self.constant(f"{output}.scales", scale.astype(np.float32)),
            self.constant(f"{output}.zeros", np.zeros(len(scale), dtype=np.int8)),
            bias,
        ]
        return self.step("DynamicQuantizeMatMul", inputs, output, domain=_FUSED)

    def layer(self, number: int, state: str) -> str:
        name, out = f"encoder.layer.{number}", f"layer{number}"
        own = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        packed = self.dense(own, state, f"{out}.qkv")
        parts = [f"{out}.query", f"{out}.key", f"{out}.value"]
        self.nodes.append(helper.make_node("Split", [packed], parts, axis=-1))
        mixed = self.step(
            "MultiHeadAttention", parts, f"{out}.mixed", domain=_FUSED, num_heads=HEADS
        )
        mixed = self.dense([f"{name}.attention.output.dense"], mixed, f"{out}.attention")
        state = self.add_norm(f"{name}.attention.output.LayerNorm", state, mixed, f"{out}.middle")
        wide = self.dense([f"{name}.intermediate.dense"], state, f"{out}.wide")
        wide = self.step("Gelu", [wide], f"{out}.gelu", domain=_FUSED)
        narrow = self.dense([f"{name}.output.dense"], wide, f"{out}.narrow")
        return self.add_norm(f"{name}.output.LayerNorm", state, narrow, f"{out}.state")


def write_graph(model: MiniLM, path: Path, *, small: bool) -> None:
    """
    Writes the graph from `embedded` [texts, pieces, size] to `embedding` [texts, size], each of length 1.

    The texts of one call are equally long, so no mask is needed; `small` stores matrices in 8 bits.
    """
    graph = _Graph(model, small=small)
    state = graph.norm("embeddings.LayerNorm", "embedded", "state")
    for number in range(LAYERS):
        state = graph.layer(number, state)
    mean = graph.step("ReduceMean", [state], "mean", axes=[1], keepdims=0)
    graph.step("LpNormalization", [mean], "embedding", axis=-1, p=2)
    shape_in, shape_out = ["texts", "pieces", SIZE], ["texts", SIZE]
    proto = helper.make_graph(
        graph.nodes,
        "minilm",
        [helper.make_tensor_value_info("embedded", TensorProto.FLOAT, shape_in)],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, shape_out)],
        graph.constants,
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
    onnx.save(helper.make_model(proto, opset_imports=opsets, ir_version=8), str(path))
