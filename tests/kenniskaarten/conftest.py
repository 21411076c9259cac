<<<<<<< HEAD
from tests.web.conftest import _hash_fast, app, client, client_of, wereld, wereld_data  # noqa: F401 (the site and its readers)
=======
from __future__ import annotations

from tests.web.conftest import (  # noqa: F401 (fixtures)
    _hash_fast,
    app,
    client,
    client_of,
    wereld,
    wereld_data,
)
>>>>>>> b6e08ab (Show a person all that is held about him, to take along, take back or have removed)
