"""Reads the zip that a DOCX or ODT is, once it is sure that it is no bomb, not locked and keeps to itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from indexer.readers.base import Source
from kennis.errors import BrokenFileError, EncryptedFileError, UnsafeFileError

MAX_ENTRIES = 5_000  # a long report with many pictures has a few hundred
_ENCRYPTED = 0x1
_XML = (".xml", ".rels", ".rdf")
_PLAIN_OR_DEFLATED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the only two that can be unpacked in bounds
_OWN_ENTITIES = re.compile(rb"<!ENTITY|<\x00!\x00E\x00N\x00T")  # the second in UTF-16, either way round
_ELSEWHERE = re.compile(r"[A-Za-z]:|/|(?:.*/)?\.\.(?:/|$)")
_BOMB = "bestand is uitgepakt veel te groot (zipbom)"


def read_xml_parts(source: Source) -> dict[str, bytes]:
    """Return the parts that are XML, by name; all parts are unpacked to check them.

    The sizes in the directory of a zip may lie, so what really comes out is counted too. Raises UnsafeFileError,
    EncryptedFileError or BrokenFileError.
    """
    parts: dict[str, bytes] = {}
    left = source.limits.unpacked_bytes
    with zipfile.ZipFile(io.BytesIO(source.data)) as package:
        _check_directory(package.infolist(), left)
        for entry in package.infolist():
            data = _unpack(package, entry, left)
            left -= len(data)
            if entry.filename.endswith(_XML):
                _check_xml(data)
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
    with package.open(entry) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnsafeFileError(_BOMB)
    return data


def _check_xml(data: bytes) -> None:
    if _OWN_ENTITIES.search(data):
        raise UnsafeFileError("bestand is onveilig: de XML bevat eigen entiteiten")
