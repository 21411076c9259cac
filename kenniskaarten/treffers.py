"""What a reader sees of cards, questions and projects that were found, when they stand in a list of results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer, may_see
from kennis.db.base import now
from kennis.search.engine import Found, Hit
from kennis.search.explain import Explainer
from kennis.search.matching import Asked, Reading
from kennis.search.records import IndexRecord
from kennis.search.snippets import snippet
from kennis.treffers import Lader, Treffer, number_of
from kenniskaarten.bewijs import load_kaarten, visible_vragen
from kenniskaarten.kaartbewijs import functie_van
from kenniskaarten.models import Kaart
from kenniskaarten.projecten.models import Project, ProjectStatus
from kenniskaarten.projecten.records import PROJECT, project_records
from kenniskaarten.projecten.zicht import visible_projecten
from kenniskaarten.records import KAART, VRAAG, kaart_records, vraag_records
from kenniskaarten.vraagmodels import AntwoordSoort, Vraag


@dataclass(frozen=True, slots=True, kw_only=True)
class KaartTreffer(Treffer):
    """A card; its passage is what of it answers."""

    kaart_id: int
    functie: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VraagTreffer(Treffer):
    """A question or an answer to it; `beantwoord` when one can read an answer, `nuttig` when one was of help."""

    vraag_id: int
    is_antwoord: bool
    beantwoord: bool
    nuttig: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectTreffer(Treffer):
    """A part of a project, or a note of its progress."""

    project_id: int
    project_status: ProjectStatus
    is_voortgang: bool


def load_kaart_treffers(
    session: so.Session, hits: Sequence[Hit], lezer: Lezer, found: Found
) -> dict[str, KaartTreffer]:
    ids = {number_of(hit.groep) for hit in hits}
    kaarten = {kaart.id: kaart for kaart in load_kaarten(session, lezer, Kaart.id.in_(ids))}
    records = {record.id: record for record in kaart_records(session, list(kaarten)) if _sees(lezer, record)}
    return {
        hit.id: KaartTreffer(
            **shown,
            kaart_id=number_of(hit.groep),
            functie=functie_van(kaarten[number_of(hit.groep)], lezer, now().date()),
        )
        for hit, shown in _shown(hits, records, found)
    }


def load_vraag_treffers(
    session: so.Session, hits: Sequence[Hit], lezer: Lezer, found: Found
) -> dict[str, VraagTreffer]:
    ids = {number_of(hit.groep) for hit in hits}
    query = sa.select(Vraag).where(Vraag.id.in_(ids), visible_vragen(lezer))
    vragen = {vraag.id: vraag for vraag in session.scalars(query.options(so.selectinload(Vraag.antwoorden)))}
    records = {record.id: record for record in vraag_records(session, list(vragen))}
    return {
        hit.id: VraagTreffer(
            **shown,
            vraag_id=number_of(hit.groep),
            is_antwoord=not hit.id.startswith(VRAAG),
            **_state(vragen[number_of(hit.groep)]),
        )
        for hit, shown in _shown(hits, records, found)
    }


def load_project_treffers(
    session: so.Session, hits: Sequence[Hit], lezer: Lezer, found: Found
) -> dict[str, ProjectTreffer]:
    ids = {number_of(hit.groep) for hit in hits}
    query = sa.select(Project).where(Project.id.in_(ids), visible_projecten(lezer))
    projecten = {project.id: project for project in session.scalars(query)}
    records = {record.id: record for record in project_records(session, list(projecten))}
    return {
        hit.id: ProjectTreffer(
            **shown,
            project_id=number_of(hit.groep),
            project_status=projecten[number_of(hit.groep)].status,
            is_voortgang=not hit.id.startswith(PROJECT),
        )
        for hit, shown in _shown(hits, records, found)
    }


LADERS: Mapping[str, Lader] = {
    KAART: load_kaart_treffers,
    VRAAG: load_vraag_treffers,
    PROJECT: load_project_treffers,
}


def _sees(lezer: Lezer, record: IndexRecord) -> bool:
    return may_see(lezer, record.zichtbaarheid, record.organisatie_id)


def _state(vraag: Vraag) -> dict[str, Any]:
    """Return what a result tells of the answers to a question, of those that its writers let others find."""
    open_ = [one for one in vraag.antwoorden if one.vindbaar and one.soort is AntwoordSoort.ANTWOORD]
    return {"beantwoord": bool(open_), "nuttig": any(one.nuttig_op for one in open_)}


def _shown(
    hits: Sequence[Hit], records: Mapping[str, IndexRecord], found: Found
) -> Iterator[tuple[Hit, dict[str, Any]]]:
    """Yield the hits that have a record now, each with what all treffers have."""
    asked, explainer = Asked(found.vraag.woorden, found.alternatieven), Explainer(found)
    for hit in hits:
        record = records.get(hit.id)
        if record is None:
            continue
        reading, context = Reading(record.tekst, asked), Reading(f"{record.titel}\n{record.context}", asked)
        yield (
            hit,
            {
                "id": hit.id,
                "groep": hit.groep,
                "soort": record.soort,
                "titel": record.titel,
                "passage": record.tekst,
                "snippet": snippet(reading),
                "waarom": explainer.explain(reading, context, hit.betekenis),
                "organisatie": next(iter(record.facetten["organisatie"]), None),
                "datum": record.datum,
                "zichtbaarheid": record.zichtbaarheid,
                "score": hit.score,
            },
        )
