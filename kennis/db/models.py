"""All mappings together, for migrations and for anything that needs the whole set of tables."""

from kennis.db import begrippen, documenten, organisaties, vondsten, wachtrij, zoekvragen
from kennis.db.base import Base

__all__ = ["Base", "begrippen", "documenten", "organisaties", "vondsten", "wachtrij", "zoekvragen"]
