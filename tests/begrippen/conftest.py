from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.base import transaction
from kennis.db.begrippen import Begrip, BegripVariant
from kennis.installatie import Installatie


def empty_list(found: Installatie) -> None:
    with transaction(found.sessions) as session:
        session.execute(sa.delete(BegripVariant))
        session.execute(sa.delete(Begrip))


@pytest.fixture
def leeg(each_installatie: Installatie) -> Installatie:
    """Give an installation of each kind, without the list that it begins with."""
    empty_list(each_installatie)
    return each_installatie


@pytest.fixture
def session(leeg: Installatie) -> Iterator[so.Session]:
    """Give a session on such an installation that is rolled back."""
    with leeg.sessions() as found:
        yield found
