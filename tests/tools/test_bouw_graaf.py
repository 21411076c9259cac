"""The graph that is kept must be the one that its tool writes, and fit the weights that come by pip."""

from __future__ import annotations

import pytest

from kennis.search.e5engine import GRAPH, weights_of
from kennis.search.e5file import read_builtin
from tools.bouw_graaf import write_graph


@pytest.mark.model
def test_the_graph_is_the_one_that_its_tool_writes() -> None:
    file = read_builtin()
    assert GRAPH.read_bytes() == write_graph(file.sizes, dict(weights_of(file)))
