"""The book of halen en brengen, with the triggers that keep it: regels add up to zero, nothing ever changes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NIET_WIJZIGEN = "het boek verandert niet: storneer een boeking"
NIET_NUL = "de regels van een boeking zijn samen niet nul"
TE_LAAT = "een boeking krijgt geen regels meer"

_SUM = "SELECT COALESCE(SUM(hoeveelheid), 0) FROM boekregels WHERE boeking_id = NEW.id"
_COUNT = "SELECT COUNT(*) FROM boekregels WHERE boeking_id = NEW.id"
_OTHER = (
    "SELECT 1 FROM boekregels WHERE boeking_id = NEW.id "
    "AND (eenheid <> NEW.eenheid OR datum <> NEW.datum OR telt_als <> NEW.telt_als)"
)
_UNSOUND = f"({_COUNT}) < 2 OR ({_SUM}) <> 0 OR EXISTS ({_OTHER})"
_DONE = "EXISTS (SELECT 1 FROM boekingen WHERE id = NEW.boeking_id)"
_TABLES = ("boekingen", "boekregels")


def _sqlite() -> list[str]:
    def trigger(name: str, what: str, table: str, when: str, message: str) -> str:
        condition = f" WHEN {when}" if when else ""
        body = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        return f"CREATE TRIGGER {name} BEFORE {what} ON {table}{condition} {body}"

    fixed = [
        trigger(f"{table}_{what.lower()}", what, table, "", NIET_WIJZIGEN)
        for table in _TABLES
        for what in ("UPDATE", "DELETE")
    ]
    return [
        trigger("boekingen_nul", "INSERT", "boekingen", _UNSOUND, NIET_NUL),
        trigger("boekregels_laat", "INSERT", "boekregels", _DONE, TE_LAAT),
        *fixed,
    ]


def _postgresql() -> list[str]:
    def function(name: str, when: str, message: str) -> str:
        return (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{message}'; END IF; RETURN NEW; END $$"
        )

    return [
        function("boekingen_nul", _UNSOUND, NIET_NUL),
        function("boekregels_laat", _DONE, TE_LAAT),
        function("boek_vast", "TRUE", NIET_WIJZIGEN),
        "CREATE TRIGGER nul BEFORE INSERT ON boekingen FOR EACH ROW EXECUTE FUNCTION boekingen_nul()",
        "CREATE TRIGGER laat BEFORE INSERT ON boekregels FOR EACH ROW EXECUTE FUNCTION boekregels_laat()",
        *(
            f"CREATE TRIGGER vast BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION boek_vast()"
            for table in _TABLES
        ),
        *(
            f"CREATE TRIGGER leeg BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION boek_vast()"
            for table in _TABLES
        ),
    ]


CREATE = {"sqlite": _sqlite(), "postgresql": _postgresql()}
FUNCTIONS = ("boekingen_nul", "boekregels_laat", "boek_vast")  # of PostgreSQL


def upgrade() -> None:
    op.create_table(
        "balansnormen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("orgaan", sa.String(length=200), nullable=False),
        sa.Column("besloten_op", sa.Date(), nullable=False),
        sa.Column("factoren", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_balansnormen")),
        sa.UniqueConstraint("van", name=op.f("uq_balansnormen_van")),
    )
    op.create_table(
        "inwonertallen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=False),
        sa.Column("peildatum", sa.Date(), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("bron", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisaties.id"], name=op.f("fk_inwonertallen_organisatie_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inwonertallen")),
        sa.UniqueConstraint("organisatie_id", "peildatum", name=op.f("uq_inwonertallen_organisatie_id")),
    )
    op.create_index(op.f("ix_inwonertallen_organisatie_id"), "inwonertallen", ["organisatie_id"], unique=False)
    op.create_table(
        "boekingen",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "document gebracht",
                "document gebruikt",
                "vraag beantwoord",
                "uren toegezegd",
                "uren gewerkt",
                "gegevens geleverd",
                "geld bijgedragen",
                "taak voor anderen gedaan",
                "overhead van de regio",
                "verrekening",
                "storno",
                name="boekingsoort",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column(
            "telt_als",
            sa.Enum(
                "document gebracht",
                "document gebruikt",
                "vraag beantwoord",
                "uren toegezegd",
                "uren gewerkt",
                "gegevens geleverd",
                "geld bijgedragen",
                "taak voor anderen gedaan",
                "overhead van de regio",
                "verrekening",
                "storno",
                name="boekingsoort",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("bron", sa.String(length=200), nullable=False),
        sa.Column(
            "eenheid",
            sa.Enum(
                "uren",
                "documenten",
                "antwoorden",
                "gegevens",
                "euro",
                name="eenheid",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("omschrijving", sa.String(length=500), nullable=False),
        sa.Column("thema", sa.String(length=100), nullable=False),
        sa.Column("geboekt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("geboekt_door_id", sa.Integer(), nullable=True),
        sa.Column("storno_van_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["geboekt_door_id"], ["gebruikers.id"], name=op.f("fk_boekingen_geboekt_door_id")),
        sa.ForeignKeyConstraint(["storno_van_id"], ["boekingen.id"], name=op.f("fk_boekingen_storno_van_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boekingen")),
        sa.UniqueConstraint("soort", "bron", name=op.f("uq_boekingen_soort")),
        sa.UniqueConstraint("storno_van_id", name=op.f("uq_boekingen_storno_van_id")),
    )
    op.create_index(op.f("ix_boekingen_geboekt_door_id"), "boekingen", ["geboekt_door_id"], unique=False)
    op.create_table(
        "boekregels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("boeking_id", sa.String(length=32), nullable=False),
        sa.Column("partij_id", sa.Integer(), nullable=True),
        sa.Column("hoeveelheid", sa.BigInteger(), nullable=False),
        sa.Column("brengt", sa.Boolean(), nullable=False),
        sa.Column(
            "eenheid",
            sa.Enum(
                "uren",
                "documenten",
                "antwoorden",
                "gegevens",
                "euro",
                name="eenheid",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column(
            "telt_als",
            sa.Enum(
                "document gebracht",
                "document gebruikt",
                "vraag beantwoord",
                "uren toegezegd",
                "uren gewerkt",
                "gegevens geleverd",
                "geld bijgedragen",
                "taak voor anderen gedaan",
                "overhead van de regio",
                "verrekening",
                "storno",
                name="boekingsoort",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("hoeveelheid <> 0", name=op.f("ck_boekregels_niet_niets")),
        sa.ForeignKeyConstraint(
            ["boeking_id"],
            ["boekingen.id"],
            name=op.f("fk_boekregels_boeking_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["partij_id"], ["organisaties.id"], name=op.f("fk_boekregels_partij_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boekregels")),
    )
    op.create_index(op.f("ix_boekregels_boeking_id"), "boekregels", ["boeking_id"], unique=False)
    op.create_index("ix_boekregels_partij", "boekregels", ["partij_id", "datum"], unique=False)
    op.create_index(
        "ix_boekregels_saldo",
        "boekregels",
        ["eenheid", "datum", "telt_als", "partij_id", "brengt", "hoeveelheid"],
        unique=False,
    )
    for statement in CREATE[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_index("ix_boekregels_saldo", table_name="boekregels")
    op.drop_index("ix_boekregels_partij", table_name="boekregels")
    op.drop_index(op.f("ix_boekregels_boeking_id"), table_name="boekregels")
    op.drop_table("boekregels")
    op.drop_index(op.f("ix_boekingen_geboekt_door_id"), table_name="boekingen")
    op.drop_table("boekingen")
    op.drop_index(op.f("ix_inwonertallen_organisatie_id"), table_name="inwonertallen")
    op.drop_table("inwonertallen")
    op.drop_table("balansnormen")
    if op.get_bind().dialect.name == "postgresql":
        for function in FUNCTIONS:
            op.execute(f"DROP FUNCTION {function}()")
