"""The built-in model for one text at a time: its 4-bit weights as they are, computed by ONNX Runtime.

Twice as fast as the engine that comes with the weights, and small enough for the web process.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kennis.search.e5file import BLOCK_SIZE, E5File
from kennis.search.unigram import Unigram
from kennis.search.vectors import unit

GRAPH = Path(__file__).parent / "e5.onnx"  # made by tools/bouw_graaf.py
WORDS_IN, OUTPUT = "words", "mean"
EMBEDDINGS = ("emb.word", "emb.pos", "emb.type")  # rows that are looked up, outside the graph
MAX_THREADS = 4  # a question of twenty tokens is too little work to divide further


class E5Engine:
    """Makes vectors of length one; safe with threads, but a fork needs one of its own."""

    def __init__(self, file: E5File) -> None:
        self._sizes = file.sizes
        self._words = file.tensors["emb.word"]
        self._places = file.tensors["emb.pos"].floats().reshape(-1, file.sizes.hidden)
        self._places += file.tensors["emb.type"].floats()[: file.sizes.hidden]  # all tokens are of the first type
        self._unigram = Unigram(file.tokens)
        self._session = _open_session(weights_of(file))
        file.let_go()

    def encode(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a clean text, its prompt before it; what does not fit in the model is left out."""
        numbers = self.numbers(text)
        words = self._words.rows(np.array(numbers), self._sizes.hidden) + self._places[: len(numbers)]
        (mean,) = self._session.run([OUTPUT], {WORDS_IN: words[np.newaxis]})
        return unit(mean[0])

    def numbers(self, text: str) -> list[int]:
        """Return the numbers of the tokens that the model reads of a text."""
        return self._unigram.numbers(text, self._sizes.positions)


def weights_of(file: E5File) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield what the graph reads, by name: a matrix of 4 bits as codes and scales, the rest in float32."""
    for name, tensor in file.tensors.items():
        if name in EMBEDDINGS:
            continue
        if tensor.is_packed:
            layer = name.removesuffix(".w")
            rows = len(file.tensors[f"{layer}.b"].stored)
            codes, scales = tensor.codes()
            yield f"{layer}.codes", codes.reshape(rows, -1, BLOCK_SIZE // 2)
            yield f"{layer}.scales", scales.reshape(rows, -1)
        else:
            yield name, tensor.floats()


def _open_session(weights: Iterable[tuple[str, NDArray[Any]]]) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(os.cpu_count() or 1, MAX_THREADS)
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    # Threads that wait for work in a loop hold up everybody else: with one of two cores busy, as when the worker
    # indexes, a question took 24 ms with it and 16 without; with both free 10 and 12.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # The session takes a copy of each; inside the graph they would be copied four times.
    values = {name: onnxruntime.OrtValue.ortvalue_from_numpy(value) for name, value in weights}
    options.add_external_initializers(list(values), list(values.values()))
    return onnxruntime.InferenceSession(GRAPH, options, providers=["CPUExecutionProvider"])
