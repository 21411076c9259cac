"""Reads the zip that a DOCX or ODT is, once it is sure that it is no bomb, not locked and keeps to itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Sequence

from indexer.readers.base import Source
from kennis.errors import BrokenFileError, EncryptedFileError, UnsafeFileError

MAX_ENTRIES = 5_000  # a long report with many pictures has a few hundred
_ENCRYPTED = 0x1
_PLAIN_OR_DEFLATED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the only two that can be unpacked in bounds
_OWN_ENTITIES = re.compile(rb"<!ENTITY|<\x00!\x00E\x00N\x00T")  # the second in UTF-16, either way round
_ELSEWHERE = re.compile(r"[A-Za-z]:|/|(?:.*/)?\.\.(?:/|$)")
_BOMB = "bestand is uitgepakt veel te groot (zipbom)"


def read_parts(source: Source, wanted: Collection[str] = ()) -> dict[str, bytes]:
    """Return the wanted parts that are there; all parts are checked, wanted or not.

    The sizes in the directory of a zip may lie, so what really comes out is counted too. Raises UnsafeFileError
    or EncryptedFileError.
    """
    parts: dict[str, bytes] = {}
    left = source.limits.unpacked_bytes
    with zipfile.ZipFile(io.BytesIO(source.data)) as package:
        _check_directory(package.infolist(), left)
        for entry in package.infolist():
            data = _unpack(package, entry, left)
            left -= len(data)
            if entry.filename in wanted:
                parts[entry.filename] = data
    return parts


def _check_directory(entries: Sequence[zipfile.ZipInfo], limit: int) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > limit:
        raise UnsafeFileError(_BOMB)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise EncryptedFileError
    if any(_ELSEWHERE.match(entry.orig_filename.replace("\\", "/")) for entry in entries):
        raise UnsafeFileError("bestand is onveilig: het wijst naar plaatsen buiten zichzelf")
    if any(entry.compress_type not in _PLAIN_OR_DEFLATED for entry in entries):
        raise BrokenFileError


def _unpack(package: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    """Return what the entry holds, at most `limit` bytes; an XML part may not bring its own entities."""
    with package.open(entry) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnsafeFileError(_BOMB)
    if entry.filename.endswith((".xml", ".rels", ".rdf")) and _OWN_ENTITIES.search(data):
        raise UnsafeFileError("bestand is onveilig: de XML bevat eigen entiteiten")
    return data
