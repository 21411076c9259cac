"""The mappings of this floor together; each part of the floors above has its own `models`."""

from kennis.db import begrippen, documenten, organisaties, vondsten, wachtrij, zoekvragen
from kennis.db.base import Base

__all__ = ["Base", "begrippen", "documenten", "organisaties", "vondsten", "wachtrij", "zoekvragen"]
