"""What people agree to is a text with a version: another text is another version."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kenniskaarten.instemming import TEKSTVERSIES
from kenniskaarten.models import InstemmingSoort

TEMPLATES = Path(__file__).parent.parent.parent / "templates" / "kenniskaarten"
# Who changes a text raises its version in kenniskaarten/instemming.py and writes down its fingerprint here.
AFDRUKKEN = {
    (InstemmingSoort.KAART, "1"): "c8c3b80875058c8b",
    (InstemmingSoort.FOTO, "1"): "709e1a39a47fea3e",
}


@pytest.mark.parametrize("soort", InstemmingSoort)
def test_a_text_has_its_version(soort: InstemmingSoort) -> None:
    text = (TEMPLATES / f"_instemming_{soort}.html").read_bytes()
    assert AFDRUKKEN[soort, TEKSTVERSIES[soort]] == hashlib.sha256(text).hexdigest()[:16]
