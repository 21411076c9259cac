"""A small region with documents of every visibility, accounts of every role, and an index: what the pages show."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from PIL import Image
from sqlalchemy import orm as so
from werkzeug.test import TestResponse

from indexer.records import DOCUMENTEN
from indexer.versies import BRON
from indexer.worker import Worker
from kennis.access import Rol, Zichtbaarheid
from kennis.app import create_app
from kennis.config import Config
from kennis.db.base import now, transaction
from kennis.db.bestanden import FileStore
from kennis.db.documenten import Document, Passage, Status, Versie
from kennis.db.organisaties import Gebruiker, Organisatie, OrganisatieSoort
from kennis.db.wachtrij import enqueue
from kennis.installatie import Installatie, open_installatie
from kennis.search.engine import SearchEngine
from kennis.zoeken import Zoekdienst
from kenniskaarten.balans.afspraakmodels import Verrekening
from kenniskaarten.foto import square_jpeg
from kenniskaarten.models import Deskundigheid, Kaart, Veld
from kenniskaarten.projecten.models import Project, Projectdeelnemer, ProjectStatus
from kenniskaarten.treffers import LADERS
from kenniskaarten.vraagmodels import Antwoord, Gericht, Vraag
from tests.encoders import HashEncoder

WACHTWOORD = "heide en water"
HUIZEN, LAREN = "Gemeente Huizen", "Gemeente Laren"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # a test needs no strong hash


@dataclass(frozen=True, slots=True)
class Opzet:
    """A version to make: enough to tell it from the others on a page."""

    titel: str
    zichtbaarheid: Zichtbaarheid = Zichtbaarheid.OPENBAAR
    organisatie: str = HUIZEN
    formaat: str = "pdf"
    status: Status = Status.VASTGESTELD
    datum: date = date(2025, 3, 3)
    themas: tuple[str, ...] = ("zorg",)
    inhoud: bytes = b""

    @property
    def naam(self) -> str:
        return f"{self.titel.lower().replace(' ', '-')}.{self.formaat}"


# A closed document has a word of its own, so that a leak can be seen anywhere on any page.
GESLOTEN = {
    Opzet("Gesloten geitenkaas", Zichtbaarheid.PROFESSIONAL): {
        "professional",
        "ambtenaar",
        "beheerder",
        "regisseur",
    },
    Opzet("Gesloten kamperfoelie", Zichtbaarheid.AMBTENAAR): {"ambtenaar", "beheerder", "regisseur"},
    Opzet("Gesloten nachtzwaluw", Zichtbaarheid.ORGANISATIE): {"ambtenaar", "beheerder", "regisseur"},
    Opzet("Gesloten boomklever", Zichtbaarheid.BEHEER): {"beheerder", "regisseur"},
    Opzet("Gesloten zandhagedis", Zichtbaarheid.ORGANISATIE, LAREN): {"regisseur"},
    Opzet("Gesloten wespendief", Zichtbaarheid.BEHEER, LAREN): {"regisseur"},
}
SCRIPT = b"<!doctype html><title>x</title><script>document.title='gekaapt'</script><p>Mantelzorg"
PDF = b"%PDF-1.4\n" + b"Woonvisie 0123456789 " * 60
WOONVISIE = Opzet("Woonvisie Huizen", inhoud=PDF, themas=("wonen", "zorg"))
BRIEF = Opzet("Brief over mantelzorg", formaat="html", organisatie=LAREN, inhoud=SCRIPT, datum=date(2024, 5, 16))
OUD = Opzet("Nota welzijn", datum=date(2019, 1, 1))
NIEUW = Opzet("Nota welzijn nieuw", datum=date(2024, 1, 1))
CONCEPT = Opzet("Nota welzijn concept", Zichtbaarheid.AMBTENAAR, status=Status.CONCEPT, datum=date(2025, 9, 1))
VEEL = tuple(Opzet(f"Verslag werkgroep {number}", formaat="docx", themas=("welzijn",)) for number in range(12))


@dataclass(slots=True)
class Wereld:
    """The installation with what is in it; ids are by title."""

    installatie: Installatie
    documenten: dict[str, int] = field(default_factory=dict)
    versies: dict[str, int] = field(default_factory=dict)
    passages: dict[str, int] = field(default_factory=dict)  # the second passage of each version

    @property
    def zoekdienst(self) -> Zoekdienst:
        return Zoekdienst(
            SearchEngine(self.installatie.config.index_dir, HashEncoder()), self.installatie.sessions, LADERS
        )


def make_wereld(config: Config) -> Wereld:
    """Fill an empty data folder and index it."""
    wereld = Wereld(open_installatie(config))
    store = FileStore(config.files_dir)
    with transaction(wereld.installatie.sessions) as session:
        organisaties = _add_organisaties(session)
        _add_gebruikers(session, organisaties)
        for versies in ([o] for o in (*GESLOTEN, WOONVISIE, BRIEF, *VEEL)):
            _add_document(wereld, session, store, organisaties, versies)
        _add_document(wereld, session, store, organisaties, [OUD, NIEUW, CONCEPT])
        session.add(Deskundigheid(naam="Mantelzorg", vastgesteld_op=now()))
        _add_kaart(session, organisaties, config)
        _add_vraag(session)
        _add_project(session, organisaties[HUIZEN])
        _add_verrekening(session)
        enqueue(session, [f"{BRON}:{number}" for number in wereld.versies.values()])
    Worker(wereld.installatie.sessions, config.index_dir, HashEncoder(), [DOCUMENTEN]).work_off()
    return wereld


class Browser(FlaskClient):
    """A client that reads every answer to its end, so that a file that was sent is closed."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return super().open(*args, **{"buffered": True, **kwargs})


class Compiled(BytecodeCache):
    """Templates as they were compiled for an earlier site of this test run."""

    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


def open_site(wereld: Wereld, config: Config) -> Flask:
    app = create_app(config, zoekdienst=wereld.zoekdienst)
    app.testing = True
    app.test_client_class = Browser
    app.jinja_env.bytecode_cache = Compiled()
    return app


def close_site(app: Flask) -> None:
    app.extensions["kennis"].installatie.close()


def email(rol: Rol | str) -> str:
    return f"{rol}@huizen.voorbeeld.nl"


def log_in(client: FlaskClient, wereld: Wereld, rol: Rol | str, *, begonnen: int, gezien: int) -> None:
    """Give the browser the cookie of somebody of this role, without the second that checking a password takes."""
    with wereld.installatie.sessions() as database:
        gebruiker = database.query(Gebruiker).filter_by(email=email(rol)).one()
        key = f"{gebruiker.id}.{gebruiker.sessie}"
    with client.session_transaction() as session:
        session.update({"_user_id": key, "begonnen": begonnen, "gezien": gezien})


def _add_organisaties(session: so.Session) -> dict[str, Organisatie]:
    rows = {naam: Organisatie(naam=naam, soort=OrganisatieSoort.GEMEENTE) for naam in (HUIZEN, LAREN)}
    session.add_all(rows.values())
    session.flush()
    return rows


def _add_gebruikers(session: so.Session, organisaties: dict[str, Organisatie]) -> None:
    accounts = [*((rol.value, rol) for rol in Rol if rol is not Rol.BURGER), ("vertrokken", Rol.REGISSEUR)]
    for naam, rol in accounts:
        session.add(
            Gebruiker(
                naam=f"{naam.capitalize()} Jansen",
                email=email(naam),
                wachtwoord_hash=CHEAP.hash(WACHTWOORD),
                rol=rol,
                organisatie=organisaties[HUIZEN],
                actief=naam != "vertrokken",
                sessie=f"sessie-{naam}",
            )
        )


def _add_kaart(session: so.Session, organisaties: dict[str, Organisatie], config: Config) -> None:
    """Add the card with id 1, of which everybody sees all there is, so that each of its addresses exists."""
    gebruiker = Gebruiker(
        naam="Kiki Kaarthouder",
        email=email("kaarthouder"),
        wachtwoord_hash=CHEAP.hash(WACHTWOORD),
        rol=Rol.AMBTENAAR,
        organisatie=organisaties[HUIZEN],
        sessie="sessie-kaarthouder",
    )
    foto = square_jpeg(_picture())
    kaart = Kaart(gebruiker=gebruiker, zichtbaarheid=Zichtbaarheid.OPENBAAR, werkdagen=["ma", "di"])
    kaart.velden = dict.fromkeys(Veld, Zichtbaarheid.OPENBAAR)
    kaart.foto_sha256 = hashlib.sha256(foto).hexdigest()
    session.add(kaart)
    _keep(FileStore(config.fotos_dir), foto, kaart.foto_sha256, config.data)


def _picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (200, 200)).save(target, "PNG")
    return target.getvalue()


def _add_vraag(session: so.Session) -> None:
    """Add the question with id 1 and its answer, that everybody finds, so that each of their addresses exists."""
    steller, schrijver = (
        session.query(Gebruiker).filter_by(email=email(rol)).one() for rol in ("ambtenaar", "beheerder")
    )
    vraag = Vraag(
        titel="Wie weet hoe een steunpunt begint?",
        tekst="Wie weet hoe een steunpunt begint?",
        steller=steller,
        organisatie_id=steller.organisatie_id,
        gericht=Gericht.NETWERK,
        zichtbaarheid=Zichtbaarheid.OPENBAAR,
        vindbaar=True,
    )
    vraag.antwoorden = [Antwoord(schrijver=schrijver, tekst="Begin klein, met koffie.", vindbaar=True)]
    session.add(vraag)


def _add_project(session: so.Session, huizen: Organisatie) -> None:
    """Add the project with id 1 and its lines, that everybody sees, so that each of their addresses exists."""
    project = Project(naam="Steunpunten", status=ProjectStatus.LOOPT, thema="zorg", organisatie=huizen)
    project.zichtbaarheid = Zichtbaarheid.OPENBAAR
    project.deelnemers = [Projectdeelnemer(organisatie=huizen)]
    session.add(project)


def _add_verrekening(session: so.Session) -> None:
    """Add the period with id 1 that is settled, so that its address exists."""
    besluit = {"orgaan": "PHO", "besloten_op": date(2025, 2, 3)}
    session.add(Verrekening(eerste=date(2024, 1, 1), laatste=date(2024, 12, 31), tarief=55_00, **besluit))


def _add_document(
    wereld: Wereld,
    session: so.Session,
    store: FileStore,
    organisaties: dict[str, Organisatie],
    opzetten: list[Opzet],
) -> None:
    document = Document()
    for opzet in opzetten:
        inhoud = opzet.inhoud or f"inhoud van {opzet.titel}".encode()
        versie = _versie(opzet, inhoud, organisaties[opzet.organisatie])
        document.versies.append(versie)
        session.add(document)
        session.flush()
        _keep(store, inhoud, versie.sha256, Path(wereld.installatie.config.data))
        wereld.documenten[opzet.titel] = document.id
        wereld.versies[opzet.titel] = versie.id
        wereld.passages[opzet.titel] = versie.passages[1].id


def _versie(opzet: Opzet, inhoud: bytes, organisatie: Organisatie) -> Versie:
    koppen = [opzet.titel, "1. Inleiding"]
    texts = [
        (
            1,
            koppen,
            f"{opzet.titel} gaat over mantelzorg.\nWie voor een ander zorgt, krijgt hulp van de gemeente.",
        ),
        (2, [*koppen, "1.1 Aanpak"], "De gemeente helpt mantelzorgers met respijtzorg & een <vast> steunpunt."),
        (3, [opzet.titel, "2. Geld"], "Voor de ondersteuning is jaarlijks 120.000 euro beschikbaar."),
    ]
    return Versie(
        sha256=hashlib.sha256(inhoud).hexdigest(),
        bestandsnaam=opzet.naam,
        formaat=opzet.formaat,
        omvang=len(inhoud),
        paginas=3 if opzet.formaat == "pdf" else None,
        titel=opzet.titel,
        organisatie=organisatie,
        documentsoort="beleidsnota",
        themas=list(opzet.themas),
        status=opzet.status,
        datum=opzet.datum,
        zichtbaarheid=opzet.zichtbaarheid,
        schets=b"",
        passages=[
            Passage(volgnummer=number, pagina=number if opzet.formaat == "pdf" else None, koppen=path, tekst=text)
            for number, path, text in texts
        ],
    )


def _keep(store: FileStore, inhoud: bytes, sha256: str, folder: Path) -> None:
    source = folder / "bron"
    source.write_bytes(inhoud)
    store.keep(source, sha256)
    source.unlink()
