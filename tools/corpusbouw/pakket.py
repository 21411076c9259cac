"""Zip files that are the same bytes whenever they are made."""

from __future__ import annotations

import io
import zipfile
from datetime import date


def fixed_zip(inhoud: bytes, dag: date) -> bytes:
    """Pack a zip anew: same members, order and compression, every time stamp noon of `dag`."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(uit, "w") as nieuw:
        for lid in oud.infolist():
            info = zipfile.ZipInfo(lid.filename, (dag.year, dag.month, dag.day, 12, 0, 0))
            info.compress_type = lid.compress_type
            info.create_system = 0  # else it tells on which system it was made
            nieuw.writestr(info, oud.read(lid))
    return uit.getvalue()
