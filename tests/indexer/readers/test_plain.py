from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from indexer.blocks import BlockSoort, Extract
from indexer.extract import extract
from kennis.config import Limits

TEKST = "Cliënten, coördinatie en € 5.000 voor “eigen kracht”"


def read(tmp_path: Path, data: bytes) -> Extract:
    (tmp_path / "a.txt").write_bytes(data)
    return extract(tmp_path / "a.txt", Limits())


@pytest.mark.parametrize(
    "data",
    [
        TEKST.encode(),
        codecs.BOM_UTF8 + TEKST.encode(),
        TEKST.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEKST.encode("utf-16-be"),
        TEKST.encode("utf-16-le"),
        TEKST.encode("utf-16-be"),
        TEKST.encode("utf-32"),
        TEKST.encode("cp1252"),
    ],
)
def test_any_usual_encoding_is_read(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data).tekst == TEKST


def test_paragraphs_headings_and_lists(tmp_path: Path) -> None:
    text = (
        "Woonvisie\r\n=========\r\n\r\nDe gemeenten in het gewest werken al jaren samen aan wonen en samen-\r\n"
        "werking loont.\r\n\r\n2.1 Doelen\r\n\r\n- huur\r\n- koop\r\n"
    )
    assert [(block.soort, block.tekst, block.niveau) for block in read(tmp_path, text.encode()).blocks] == [
        (BlockSoort.KOP, "Woonvisie", 1),
        (
            BlockSoort.ALINEA,
            "De gemeenten in het gewest werken al jaren samen aan wonen en samenwerking loont.",
            0,
        ),
        (BlockSoort.KOP, "2.1 Doelen", 2),
        (BlockSoort.LIJST, "huur", 0),
        (BlockSoort.LIJST, "koop", 0),
    ]
