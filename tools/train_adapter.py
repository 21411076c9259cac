"""Make the adapter of the built-in model from pairs of an everyday question and a text in official words.

All pairs are remembered; the matrix is trained on those in the folder `matrix`. `--meet` learns from three
quarters and tells how well the rest is found, four times over; without it kennis/search/adapter.npz is written.
It takes some six minutes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from kennis.search.adapter import ADAPTER, Adapter
from kennis.search.encoder import open_passage_encoder, open_query_encoder

PAIRS = Path(__file__).parent / "vraagparen"
MATRIX_PAIRS = PAIRS / "matrix"  # on policy; see docs/zoekkwaliteit.md for what training on all gave
EPOCHS = 40
BATCH = 128
LEARNING_RATE = 3e-4
TEMPERATURE = 0.02  # that of the training of multilingual-e5 is 0.01
SHRINKAGE = 0.1  # holds the matrix small: what few pairs teach must not undo what the model knows
FOLDS = 4

Vectors = NDArray[np.float32]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meet", action="store_true", help="measure on pairs that were left out of training")
    arguments = parser.parse_args()
    torch.manual_seed(2008)
    torch.set_num_threads(1)
    taught = read_pairs(MATRIX_PAIRS)
    pairs = [*taught, *read_pairs(PAIRS)]
    print(f"{len(pairs)} pairs")
    questions, texts = encode(pairs)
    teaches = np.arange(len(pairs)) < len(taught)
    if arguments.meet:
        print(measure(questions, texts, teaches))
        return
    learn(questions, texts, teaches).save(ADAPTER)


def read_pairs(folder: Path) -> list[tuple[str, str]]:
    """Return the questions with their texts, in the order of the files of a folder."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [(pair["vraag"], pair["tekst"]) for pair in map(json.loads, lines)]


def encode(pairs: list[tuple[str, str]]) -> tuple[Vectors, Vectors]:
    """Return the vectors of questions and texts, each of shape (pairs, dimension)."""
    encoder = open_query_encoder(None)
    questions = np.array([encoder.encode_query(question) for question, _ in pairs])
    return questions, open_passage_encoder(None).encode_passages([text for _, text in pairs])


def learn(questions: Vectors, texts: Vectors, teaches: NDArray[np.bool_]) -> Adapter:
    """Return what these pairs teach; `teaches` tells which of them the matrix is trained on."""
    return Adapter.of_pairs(train(questions[teaches], texts[teaches]), questions, texts)


def train(questions: Vectors, texts: Vectors) -> Vectors:
    """Return the matrix, shape (d, d), that brings each question nearer to its own text than to all others.

    The loss is InfoNCE (van den Oord and others, 2018) with all texts of the set as negatives.
    """
    asked, answers = torch.from_numpy(questions), torch.from_numpy(texts)
    matrix = torch.zeros(asked.shape[1], asked.shape[1], requires_grad=True)
    optimizer = torch.optim.Adam([matrix], lr=LEARNING_RATE)
    for _ in range(EPOCHS):
        for batch in torch.split(torch.randperm(len(asked)), BATCH):
            moved = functional.normalize(asked[batch] + asked[batch] @ matrix, dim=1)
            nearness = moved @ answers.T / TEMPERATURE
            loss = functional.cross_entropy(nearness, batch) + SHRINKAGE * matrix.square().sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call] # so it is in torch
            optimizer.step()
    return np.asarray(matrix.detach().numpy(), np.float32)


def measure(questions: Vectors, texts: Vectors, teaches: NDArray[np.bool_]) -> str:
    """Return how well left-out questions find their text among all texts, without and with the adapter."""
    fold = np.random.default_rng(1).permutation(len(questions)) % FOLDS
    before, after = [], []
    for number in range(FOLDS):
        rest = fold != number
        adapter = learn(questions[rest], texts[rest], teaches[rest])
        asked, places = questions[fold == number], np.flatnonzero(fold == number)
        before.append(_ranks(asked, texts, places))
        after.append(_ranks(np.array([adapter.move(question, missing=1) for question in asked]), texts, places))
    return f"without: {_summary(np.concatenate(before))}\nwith:    {_summary(np.concatenate(after))}"


def _ranks(questions: Vectors, texts: Vectors, places: NDArray[np.int64]) -> NDArray[np.int64]:
    nearness = questions @ texts.T
    own = nearness[np.arange(len(places)), places]
    return np.asarray((nearness > own[:, None]).sum(axis=1) + 1)


def _summary(ranks: NDArray[np.int64]) -> str:
    return f"first {np.mean(ranks == 1):.3f}, in ten {np.mean(ranks <= 10):.3f}, MRR {np.mean(1 / ranks):.3f}"


if __name__ == "__main__":
    main()
