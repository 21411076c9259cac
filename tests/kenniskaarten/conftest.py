from __future__ import annotations

from tests.web.conftest import (  # noqa: F401 (fixtures)
    _hash_fast,
    app,
    client,
    client_of,
    wereld,
    wereld_data,
)
