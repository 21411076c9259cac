from tests.web.conftest import _hash_fast, app, client, client_of, wereld, wereld_data  # noqa: F401 (the site and its readers)
