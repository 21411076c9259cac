"""Saving and merging begrippen, on every database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import orm as so

from kennis.begrippen.beheer import merge, merged_varianten, save
from kennis.begrippen.beschrijving import Beschrijving, beschrijving_of
from kennis.begrippen.regels import MAX_VORMEN
from kennis.db.begrippen import Begrip, VariantSoort, bring_back, find_begrip, live_begrippen, live_vormen, retire
from kennis.errors import BegripError

AFKORTING, SYNONIEM, SPELLING = VariantSoort
ZAT = Beschrijving(
    "zorgadviesteam", "Wet op de jeugdzorg", vormen={AFKORTING: ("ZAT",), SYNONIEM: (), SPELLING: ()}
)


def wrong(caught: pytest.ExceptionInfo[BegripError]) -> dict[str, str]:
    return caught.value.fouten


def test_what_is_saved_is_read_back(session: so.Session) -> None:
    beschrijving = replace(ZAT, definitie="Team.", bereik="onderwijs", dubbelzinnig=frozenset({"ZAT"}))
    begrip = save(session, beschrijving)
    session.expire_all()
    assert beschrijving_of(session.get_one(Begrip, begrip.id)) == beschrijving


def test_what_is_wrong_is_not_saved(session: so.Session) -> None:
    with pytest.raises(BegripError) as caught:
        save(session, replace(ZAT, bron=""))
    assert set(wrong(caught)) == {"bron"}
    assert find_begrip(session, ZAT.term) is None


def test_a_change_that_is_wrong_changes_nothing(session: so.Session) -> None:
    begrip = save(session, ZAT)
    with pytest.raises(BegripError):
        save(session, replace(ZAT, term="team", vormen={AFKORTING: ("de",)}), begrip)
    assert beschrijving_of(begrip) == ZAT


@pytest.mark.parametrize("term", [ZAT.term, "Zorgadviesteam"])
def test_a_term_that_is_there_is_refused(session: so.Session, term: str) -> None:
    save(session, ZAT)
    with pytest.raises(BegripError) as caught:
        save(session, replace(ZAT, term=term))
    assert "staat al in de lijst" in wrong(caught)["term"]


def test_a_term_that_was_retired_is_brought_back_instead(session: so.Session) -> None:
    retire(save(session, ZAT))
    with pytest.raises(BegripError) as caught:
        save(session, ZAT)
    assert "Breng het daar terug" in wrong(caught)["term"]


def test_a_term_may_get_other_capitals(session: so.Session) -> None:
    begrip = save(session, ZAT)
    assert save(session, replace(ZAT, term="ZorgAdviesTeam"), begrip).term == "ZorgAdviesTeam"


def test_new_forms_have_their_own_source_and_old_ones_keep_theirs(session: so.Session) -> None:
    begrip = save(session, ZAT)
    vormen = {AFKORTING: ("ZAT",), SYNONIEM: ("adviesteam",)}
    save(session, replace(ZAT, vormen=vormen), begrip, bron_nieuw="Nota")
    save(session, replace(ZAT, vormen={**vormen, SPELLING: ("adviesteem",)}), begrip, bron_nieuw="Brief")
    session.refresh(begrip)
    assert {v.variant: v.bron for v in begrip.varianten} == {
        "ZAT": "",
        "adviesteam": "Nota",
        "adviesteem": "Brief",
    }


def test_what_is_retired_is_kept_and_can_be_brought_back(session: so.Session) -> None:
    begrip = save(session, ZAT)
    retire(begrip)
    session.flush()
    assert (list(live_vormen(session)), list(live_begrippen(session))) == ([], [])
    bring_back(begrip)
    session.flush()
    assert list(live_vormen(session)) == [(ZAT.term, [("ZAT", AFKORTING, False)])]


def test_retiring_twice_keeps_the_first_moment(session: so.Session) -> None:
    begrip = save(session, ZAT)
    retire(begrip)
    moment = begrip.ingetrokken_op
    retire(begrip)
    assert begrip.ingetrokken_op == moment


def test_a_merge_brings_name_and_forms_together_and_keeps_what_was(session: so.Session) -> None:
    team = save(session, replace(ZAT, term="adviesteam", vormen={AFKORTING: ("ZAT", "AT")}, bron="Nota"))
    zat = save(session, ZAT)
    merge(session, team, zat)
    session.expire_all()
    assert {v.variant: (v.soort, v.bron) for v in zat.varianten} == {
        "ZAT": (AFKORTING, ""),
        "AT": (AFKORTING, "Nota"),
        "adviesteam": (SYNONIEM, "Nota"),
    }
    assert team.ingetrokken_op is not None
    assert team.opvolger is zat
    assert beschrijving_of(team).vormen[AFKORTING] == ("AT", "ZAT")
    assert [begrip.term for begrip in live_begrippen(session)] == [ZAT.term]


def test_what_comes_together_can_be_seen_before(session: so.Session) -> None:
    team, zat = save(session, replace(ZAT, term="adviesteam")), save(session, ZAT)
    assert [variant.variant for variant in merged_varianten(team, zat)] == ["adviesteam"]
    session.flush()
    session.expire_all()
    assert [variant.variant for variant in zat.varianten] == ["ZAT"]


def test_a_begrip_that_was_merged_comes_back_on_its_own(session: so.Session) -> None:
    team, zat = save(session, replace(ZAT, term="adviesteam")), save(session, ZAT)
    merge(session, team, zat)
    bring_back(team)
    session.flush()
    assert (team.opvolger, team.ingetrokken_op) == (None, None)


def test_a_merge_into_itself_in_a_circle_or_with_what_is_retired_is_refused(session: so.Session) -> None:
    team, zat = save(session, replace(ZAT, term="adviesteam")), save(session, ZAT)
    with pytest.raises(BegripError, match="niet in zichzelf"):
        merge(session, zat, zat)
    merge(session, team, zat)
    with pytest.raises(BegripError, match="Kies een begrip dat nog geldt"):
        merge(session, zat, team)
    with pytest.raises(BegripError, match="Breng het eerst terug"):
        merge(session, team, zat)


def test_a_merge_that_gives_too_many_forms_is_refused(session: so.Session) -> None:
    many = tuple(f"vorm {number}" for number in range(MAX_VORMEN))
    full, zat = save(session, replace(ZAT, term="vol", vormen={SYNONIEM: many})), save(session, ZAT)
    with pytest.raises(BegripError, match="hoogstens 50"):
        merge(session, zat, full)
    assert zat.ingetrokken_op is None
