"""A gemeente goes on in another one: with people, documents, questions, saldo and name, and back again."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from kennis.db.base import transaction
from kennis.db.documenten import Versie, visible
from kennis.db.organisaties import Gebruiker, Organisatie, find_organisatie
from kennis.errors import HerindelingError
from kennis.installatie import Installatie
from kenniskaarten.balans.boeken import boek
from kenniskaarten.balans.jaar import jaarbalans
from kenniskaarten.balans.models import Eenheid
from kenniskaarten.balans.opgebouwd import opgebouwd
from kenniskaarten.herindeling import samenvoegen
from kenniskaarten.herindeling.models import Samenvoeging
from kenniskaarten.vraagmodels import Vraag
from kenniskaarten.vraagzicht import visible_vragen
from tests.kenniskaarten.herindeling.streek import (
    GEVALLEN,
    HUIZEN,
    WIJDEMEREN,
    Geval,
    Streek,
    inzet,
    make_streek,
    set_clock,
)

UREN = Eenheid.UREN
GROWS = ("boekingen", "boekregels", "samenvoegingen", "verhuizingen", "wachtrij")  # nothing leaves these


@pytest.fixture(params=GEVALLEN)
def streek(request: pytest.FixtureRequest, installatie: Installatie, monkeypatch: pytest.MonkeyPatch) -> Streek:
    """Give both cases, on the day itself."""
    geval: Geval = request.param
    set_clock(monkeypatch, geval.per)
    return make_streek(installatie, geval)


@pytest.fixture
def wijdemeren(installatie: Installatie, monkeypatch: pytest.MonkeyPatch) -> Streek:
    """Give the case that is still to come, on the day before."""
    set_clock(monkeypatch, WIJDEMEREN.eve)
    return make_streek(installatie, WIJDEMEREN)


def join(streek: Streek) -> None:
    for van in streek.geval.van:
        with transaction(streek.installatie.sessions) as session:
            samenvoegen.voeg_samen(session, van, streek.geval.naar, streek.geval.per)
    streek.work_off()


def seen(streek: Streek) -> dict[str, set[str]]:
    """Return by reader the titles that he may see, and hold that the index finds the documents of just these."""
    found = {}
    with streek.installatie.sessions() as session:
        for email, lezer in streek.lezers().items():
            rows = session.execute(sa.select(Versie.titel, Versie.document_id).where(visible(lezer))).all()
            vragen = session.scalars(sa.select(Vraag.titel).where(visible_vragen(lezer)))
            found[email] = {*(row.titel for row in rows), *vragen}
            in_index = {groep for groep in streek.find("heide", lezer) if groep.startswith("document:")}
            assert in_index == {f"document:{row.document_id}" for row in rows}
    return found


def saldi(streek: Streek, soort: Eenheid = UREN) -> dict[str, int]:
    """Return the opgebouwd saldo by gemeente on the day of the herindeling; together they are zero."""
    with streek.installatie.sessions() as session:
        found = opgebouwd(session, streek.geval.per, [soort])[soort]
        assert sum(found.values()) == 0
        return {row.naam: found.get(row.id, 0) for row in session.scalars(sa.select(Organisatie))}


def test_the_people_of_the_successor_see_what_was_of_its_voorgangers_and_nobody_else_sees_more(
    streek: Streek,
) -> None:
    before = seen(streek)
    join(streek)
    after = seen(streek)
    places = [
        naam.split(maxsplit=1)[1].lower().replace(" ", "-") for naam in (*streek.geval.van, streek.geval.naar)
    ]
    for email, titels in after.items():
        rol, _, place = email.partition("@")
        if place in places:
            assert titels == set().union(*(before[f"{rol}@{one}"] for one in places)), email
        else:
            assert titels == before[email], email


def test_people_go_along_and_everything_else_keeps_the_name_under_which_it_was_made(streek: Streek) -> None:
    before = streek.dump(GROWS)
    join(streek)
    with streek.installatie.sessions() as session:
        at = {row.email: row.organisatie.naam for row in session.scalars(sa.select(Gebruiker)) if row.organisatie}
    assert set(at.values()) == {streek.geval.naar, HUIZEN}
    changed = {name for name, rows in streek.dump(GROWS).items() if rows != before[name]}
    assert changed == {"organisaties", "gebruikers"}


def test_the_opgebouwd_saldo_is_handed_on(streek: Streek) -> None:
    before = saldi(streek)
    assert all(before[van] for van in streek.geval.van)
    join(streek)
    after = saldi(streek)
    assert [after[van] for van in streek.geval.van] == [0] * len(streek.geval.van)
    assert after[streek.geval.naar] == before[streek.geval.naar] + sum(before[van] for van in streek.geval.van)
    assert after[HUIZEN] == before[HUIZEN]


def test_handing_on_is_no_contribution(streek: Streek) -> None:
    join(streek)
    with streek.installatie.sessions() as session:
        partijen = jaarbalans(session, streek.geval.per.year).partijen
    assert all(stand.gebracht == 0 for standen in partijen.values() for stand in standen.values())


def test_from_the_day_on_the_successor_bears_the_norm_of_its_voorgangers(streek: Streek) -> None:
    join(streek)
    per, brought = streek.geval.per, 1_000_000
    with transaction(streek.installatie.sessions) as session:
        huizen = find_organisatie(session, HUIZEN)
        assert huizen is not None
        boek(session, inzet(huizen.id, brought, per, "uren:nieuw"))
        partijen = {naam: standen[UREN] for naam, standen in jaarbalans(session, per.year).partijen.items()}
    inwoners = 32_870 + 6_249 + 17_209 if streek.geval.is_new else 94_435 + 24_605
    of_huizen = 41_315 if streek.geval.is_new else 41_193
    assert partijen[streek.geval.naar].norm == pytest.approx(brought * inwoners / (inwoners + of_huizen), abs=1)
    assert not {*streek.geval.van} & {naam for naam, stand in partijen.items() if stand.norm}
    assert sum(stand.saldo for stand in partijen.values()) == 0


def test_old_names_keep_finding_and_the_new_name_finds_all(streek: Streek) -> None:
    regisseur = streek.lezers()["regio"]
    old = {van: streek.find(f'organisatie:"{van}"', regisseur) for van in streek.geval.van}
    new = streek.find(f'organisatie:"{streek.geval.naar}"', regisseur)
    join(streek)
    for van, found in old.items():
        assert len(found) == 8  # five documents, two cards and a question
        assert streek.find(f'organisatie:"{van}"', regisseur) == found
    all_of_them = sorted([*new, *(groep for found in old.values() for groep in found)])
    assert streek.find(f'organisatie:"{streek.geval.naar}"', regisseur) == all_of_them


def test_a_dry_run_tells_what_will_move_and_changes_nothing(streek: Streek) -> None:
    before, van = streek.dump(), streek.geval.van[0]
    with streek.installatie.sessions() as session:
        plan = samenvoegen.plan(session, van, streek.geval.naar, streek.geval.per)
        session.commit()
    assert streek.dump() == before
    assert {kind: len(names) for kind, names in plan.namen.items()} == {
        "mensen": 2,
        "kaarten": 2,
        "documenten": 5,
        "vragen": 1,
        "projecten": 1,
    }
    assert plan.saldo == {UREN: saldi(streek)[van]}
    assert plan.inwoners == (32_870 if streek.geval.is_new else 24_605)


def test_taking_it_back_restores_everything(streek: Streek) -> None:
    rows, sight, standing = streek.dump(GROWS), seen(streek), saldi(streek)
    regisseur = streek.lezers()["regio"]
    named = streek.find(f'organisatie:"{streek.geval.naar}"', regisseur)
    join(streek)
    for van in streek.geval.van:
        with transaction(streek.installatie.sessions) as session:
            samenvoegen.draai_terug(session, van)
    streek.work_off()
    assert streek.dump(GROWS) == rows
    assert (seen(streek), saldi(streek)) == (sight, standing)
    assert streek.find(f'organisatie:"{streek.geval.naar}"', regisseur) == named
    join(streek)  # and it can be done again
    assert saldi(streek)[streek.geval.van[0]] == 0


def test_who_went_elsewhere_since_stays_there(streek: Streek) -> None:
    join(streek)
    van = streek.geval.van[0]
    with transaction(streek.installatie.sessions) as session:
        huizen, old = find_organisatie(session, HUIZEN), find_organisatie(session, van)
        row = session.scalars(sa.select(Samenvoeging).where(Samenvoeging.van == old)).one()
        left = session.get_one(Gebruiker, row.verhuizingen[0].gebruiker_id)
        left.organisatie = huizen
        samenvoegen.draai_terug(session, van)
        assert left.organisatie is huizen
        assert session.get_one(Gebruiker, row.verhuizingen[1].gebruiker_id).organisatie is old


def test_until_its_day_nothing_moves_and_then_the_worker_does_it_once(
    wijdemeren: Streek, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = seen(wijdemeren)
    join(wijdemeren)
    samenvoegen.verwerk_samenvoegingen(wijdemeren.installatie)
    assert seen(wijdemeren) == before
    set_clock(monkeypatch, WIJDEMEREN.per)
    samenvoegen.verwerk_samenvoegingen(wijdemeren.installatie)
    done = wijdemeren.dump()
    samenvoegen.verwerk_samenvoegingen(wijdemeren.installatie)
    assert wijdemeren.dump() == done
    wijdemeren.work_off()
    assert "Nota beheer wijdemeren" in seen(wijdemeren)["beheerder@hilversum"]
    assert saldi(wijdemeren)["Gemeente Wijdemeren"] == 0


def test_what_breaks_off_leaves_nothing_half(wijdemeren: Streek, monkeypatch: pytest.MonkeyPatch) -> None:
    join(wijdemeren)
    set_clock(monkeypatch, WIJDEMEREN.per)
    before = wijdemeren.dump()
    with monkeypatch.context() as patch:
        patch.setattr(samenvoegen, "enqueue", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            samenvoegen.verwerk_samenvoegingen(wijdemeren.installatie)
    assert wijdemeren.dump() == before
    samenvoegen.verwerk_samenvoegingen(wijdemeren.installatie)
    assert saldi(wijdemeren)["Gemeente Wijdemeren"] == 0


def test_what_was_planned_can_be_called_off(wijdemeren: Streek) -> None:
    before = wijdemeren.dump({"samenvoegingen"})
    join(wijdemeren)
    with transaction(wijdemeren.installatie.sessions) as session:
        with pytest.raises(HerindelingError, match="Bevestigen kan daarna"):
            samenvoegen.bevestig(session, "Wijdemeren")
        samenvoegen.draai_terug(session, "Wijdemeren")
    assert wijdemeren.dump({"samenvoegingen"}) == before


def test_what_is_confirmed_stands_and_takes_along_what_was_booked_late(streek: Streek) -> None:
    join(streek)
    van = streek.geval.van[0]
    with transaction(streek.installatie.sessions) as session:
        old = find_organisatie(session, van)
        assert old is not None
        boek(session, inzet(old.id, 120, streek.geval.eve, "uren:laat"))
    assert saldi(streek)[van] != 0
    with transaction(streek.installatie.sessions) as session:
        samenvoegen.bevestig(session, van)
    assert saldi(streek)[van] == 0
    for refused in (samenvoegen.bevestig, samenvoegen.draai_terug):
        with (
            pytest.raises(HerindelingError, match="staat vast"),
            transaction(streek.installatie.sessions) as session,
        ):
            refused(session, van)
