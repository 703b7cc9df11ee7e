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
from bot.nlu.encoder.reference import EPSILON, HEADS, LAYERS, POOLED, SIZE
from bot.nlu.encoder.weights import MiniLM
from bot.nlu.model.kernel import Space, in_levels

_FUSED = "com.microsoft"  # onnxruntime's own steps
_OPSET = 17
# Seven bits of eight: processors without VNNI add products in pairs of 16 bits, which full range overflows.
_LEVELS = 63


class _Graph:
    """
    Collects steps and constants.
    """

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: Array) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def step(self, kind: str, inputs: list[str], output: str, **options: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **options))
        return output

    def small_product(
        self, state: str, levels: Array, scale: Floats, output: str, bias: Floats | None = None
    ) -> str:
        """
        `state` times a matrix given as whole numbers and one scale a column; the bias is -1 if not given.
        """
        shift = np.full(len(scale), -1.0, dtype=np.float32) if bias is None else bias
        inputs = [
            state,
            self.constant(f"{output}.weight", levels),
            self.constant(f"{output}.scales", scale),
            self.constant(f"{output}.zeros", np.zeros(len(scale), dtype=np.int8)),
            self.constant(f"{output}.bias", shift),
        ]
        return self.step("DynamicQuantizeMatMul", inputs, output, domain=_FUSED)


class _Layers(_Graph):
    """
    Knows how to write the layers of MiniLM.
    """

    def __init__(self, model: MiniLM, *, small: bool) -> None:
        super().__init__()
        self._tensors = model.tensors
        self._small = small

    def norm(self, name: str, inputs: list[str], output: str) -> str:
        scale = self.constant(f"{output}.scale", self._tensors[f"{name}.weight"])
        shift = self.constant(f"{output}.shift", self._tensors[f"{name}.bias"])
        if len(inputs) == 1:
            return self.step(
                "LayerNormalization", [*inputs, scale, shift], output, epsilon=EPSILON, axis=-1
            )
        return self.step(
            "SkipLayerNormalization",
            [*inputs, scale, shift],
            output,
            domain=_FUSED,
            epsilon=EPSILON,
        )

    def dense(self, names: list[str], state: str, output: str) -> str:
        matrix = np.concatenate([self._tensors[f"{name}.weight"] for name in names]).T
        bias = np.concatenate([self._tensors[f"{name}.bias"] for name in names])
        if self._small:
            scale = np.maximum(np.abs(matrix).max(axis=0), 1e-8) / np.float32(_LEVELS)
            levels = np.rint(matrix / scale).astype(np.int8)
            return self.small_product(state, levels, scale.astype(np.float32), output, bias)
        weight = self.constant(f"{output}.weight", matrix)
        product = self.step("MatMul", [state, weight], f"{output}.product")
        return self.step("Add", [product, self.constant(f"{output}.bias", bias)], output)

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
        state = self.norm(f"{name}.attention.output.LayerNorm", [state, mixed], f"{out}.middle")
        wide = self.dense([f"{name}.intermediate.dense"], state, f"{out}.wide")
        wide = self.step("Gelu", [wide], f"{out}.gelu", domain=_FUSED)
        narrow = self.dense([f"{name}.output.dense"], wide, f"{out}.narrow")
        return self.norm(f"{name}.output.LayerNorm", [state, narrow], f"{out}.state")


def write_graph(model: MiniLM, path: Path, *, small: bool) -> None:
    """
    Writes the graph from `embedded` [texts, pieces, size] to `embedding` [texts, pooled layers * size].

    The texts of one call are equally long, so no mask is needed; `small` stores matrices in 8 bits.
    """
    graph = _Layers(model, small=small)
    state = graph.norm("embeddings.LayerNorm", ["embedded"], "state")
    pooled: list[str] = []
    for number in range(LAYERS):
        state = graph.layer(number, state)
        if number + 1 in POOLED:
            mean = graph.step("ReduceMean", [state], f"mean{number}", axes=[1], keepdims=0)
            pooled.append(graph.step("LpNormalization", [mean], f"unit{number}", axis=-1, p=2))
    graph.step("Concat", pooled, "embedding", axis=-1)
    shape_in: list[str | int | None] = ["texts", "pieces", SIZE]
    shape_out: list[str | int | None] = ["texts", SIZE * len(POOLED)]
    inputs = [helper.make_tensor_value_info("embedded", TensorProto.FLOAT, shape_in)]
    outputs = [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, shape_out)]
    _save(graph, inputs, outputs, path)


def write_likeness(space: Space, examples: Floats, path: Path) -> None:
    """
    Writes the graph from `embedding` to its `point` in `space` and its `likeness` [texts, examples], examples in 8 bits.
    """
    graph = _Graph()
    centre = graph.constant("centre", space.centre.reshape(-1))
    moved = graph.step("Sub", ["embedding", centre], "moved")
    parts = [f"part{i}" for i in range(len(space.centre))]
    graph.nodes.append(helper.make_node("Split", [moved], parts, axis=-1))
    units = [graph.step("LpNormalization", [part], f"{part}.unit", axis=-1, p=2) for part in parts]
    whole = graph.step("Concat", units, "whole", axis=-1)
    basis = graph.constant("basis", space.basis / np.float32(np.sqrt(len(parts))))
    point = graph.step("MatMul", [whole, basis], "point")
    levels, scale = in_levels(examples)
    product = graph.small_product(point, levels.T.astype(np.int8), scale, "product")
    graph.step("Exp", [product], "likeness")
    size = space.centre.size
    inputs = [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["texts", size])]
    outputs = [
        helper.make_tensor_value_info("point", TensorProto.FLOAT, ["texts", examples.shape[1]]),
        helper.make_tensor_value_info("likeness", TensorProto.FLOAT, ["texts", len(examples)]),
    ]
    _save(graph, inputs, outputs, path)


def _save(graph: _Graph, inputs: list[Any], outputs: list[Any], path: Path) -> None:
    proto = helper.make_graph(graph.nodes, path.stem, inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
    onnx.save(helper.make_model(proto, opset_imports=opsets, ir_version=8), str(path))
