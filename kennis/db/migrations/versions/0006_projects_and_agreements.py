"""Projecten, agreements about the balance, settlements, and samenvoegingen of organisaties."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drempels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("orgaan", sa.String(length=200), nullable=False),
        sa.Column("besloten_op", sa.Date(), nullable=False),
        sa.Column("aandacht", sa.Integer(), nullable=False),
        sa.Column("overleg", sa.Integer(), nullable=False),
        sa.CheckConstraint("0 < aandacht AND aandacht < overleg", name=op.f("ck_drempels_oplopend")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drempels")),
        sa.UniqueConstraint("van", name=op.f("uq_drempels_van")),
    )
    op.create_table(
        "waarderingen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("orgaan", sa.String(length=200), nullable=False),
        sa.Column("besloten_op", sa.Date(), nullable=False),
        sa.Column("waarden", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waarderingen")),
        sa.UniqueConstraint("van", name=op.f("uq_waarderingen_van")),
    )
    op.create_table(
        "samenvoegingen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("van_id", sa.Integer(), nullable=False),
        sa.Column("naar_id", sa.Integer(), nullable=False),
        sa.Column("per", sa.Date(), nullable=False),
        sa.Column("geldig_tot_was", sa.Date(), nullable=True),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verwerkt_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bevestigd_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("teruggedraaid_op", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["naar_id"], ["organisaties.id"], name=op.f("fk_samenvoegingen_naar_id")),
        sa.ForeignKeyConstraint(["van_id"], ["organisaties.id"], name=op.f("fk_samenvoegingen_van_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_samenvoegingen")),
    )
    op.create_index(op.f("ix_samenvoegingen_naar_id"), "samenvoegingen", ["naar_id"], unique=False)
    op.create_index(op.f("ix_samenvoegingen_van_id"), "samenvoegingen", ["van_id"], unique=False)
    op.create_table(
        "seinen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=False),
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
        sa.Column(
            "soort", sa.Enum("aandacht", "overleg", name="seinsoort", native_enum=False, length=30), nullable=False
        ),
        sa.Column("gegeven_op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organisatie_id"], ["organisaties.id"], name=op.f("fk_seinen_organisatie_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seinen")),
        sa.UniqueConstraint("organisatie_id", "jaar", "eenheid", "soort", name=op.f("uq_seinen_organisatie_id")),
    )
    op.create_index(op.f("ix_seinen_organisatie_id"), "seinen", ["organisatie_id"], unique=False)
    op.create_table(
        "projecten",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "voorstel", "loopt", "afgerond", "gestopt", name="projectstatus", native_enum=False, length=30
            ),
            nullable=False,
        ),
        sa.Column("thema", sa.String(length=100), nullable=False),
        sa.Column(
            "zichtbaarheid",
            sa.Enum(
                "openbaar",
                "professional",
                "ambtenaar",
                "organisatie",
                "beheer",
                name="zichtbaarheid",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("organisatie_id", sa.Integer(), nullable=False),
        sa.Column("wat", sa.Text(), nullable=False),
        sa.Column("kader", sa.Text(), nullable=False),
        sa.Column("doelen", sa.Text(), nullable=False),
        sa.Column("hoe", sa.Text(), nullable=False),
        sa.Column("trekker", sa.String(length=200), nullable=False),
        sa.Column("trekker_id", sa.Integer(), nullable=True),
        sa.Column("projectgroep", sa.Text(), nullable=False),
        sa.Column("projectleider", sa.String(length=200), nullable=False),
        sa.Column("ambtelijk", sa.String(length=200), nullable=False),
        sa.Column("bestuurlijk", sa.String(length=200), nullable=False),
        sa.Column("uren_opgave", sa.Integer(), nullable=True),
        sa.Column("geld", sa.Text(), nullable=False),
        sa.Column("geld_begroot", sa.BigInteger(), nullable=True),
        sa.Column("van", sa.Date(), nullable=True),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("aangemaakt_door_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["aangemaakt_door_id"], ["gebruikers.id"], name=op.f("fk_projecten_aangemaakt_door_id")
        ),
        sa.ForeignKeyConstraint(["organisatie_id"], ["organisaties.id"], name=op.f("fk_projecten_organisatie_id")),
        sa.ForeignKeyConstraint(["trekker_id"], ["gebruikers.id"], name=op.f("fk_projecten_trekker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projecten")),
    )
    op.create_index(op.f("ix_projecten_aangemaakt_door_id"), "projecten", ["aangemaakt_door_id"], unique=False)
    op.create_index(op.f("ix_projecten_organisatie_id"), "projecten", ["organisatie_id"], unique=False)
    op.create_index(op.f("ix_projecten_trekker_id"), "projecten", ["trekker_id"], unique=False)
    op.create_table(
        "verhuizingen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("samenvoeging_id", sa.Integer(), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["gebruiker_id"], ["gebruikers.id"], name=op.f("fk_verhuizingen_gebruiker_id")),
        sa.ForeignKeyConstraint(
            ["samenvoeging_id"], ["samenvoegingen.id"], name=op.f("fk_verhuizingen_samenvoeging_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verhuizingen")),
    )
    op.create_index(op.f("ix_verhuizingen_gebruiker_id"), "verhuizingen", ["gebruiker_id"], unique=False)
    op.create_index(op.f("ix_verhuizingen_samenvoeging_id"), "verhuizingen", ["samenvoeging_id"], unique=False)
    op.create_table(
        "verrekeningen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("eerste", sa.Date(), nullable=False),
        sa.Column("laatste", sa.Date(), nullable=False),
        sa.Column("tarief", sa.Integer(), nullable=False),
        sa.Column("orgaan", sa.String(length=200), nullable=False),
        sa.Column("besloten_op", sa.Date(), nullable=False),
        sa.Column("aangezet_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("aangezet_door_id", sa.Integer(), nullable=True),
        sa.Column("uitgezet_op", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("eerste <= laatste AND tarief > 0", name=op.f("ck_verrekeningen_kan")),
        sa.ForeignKeyConstraint(
            ["aangezet_door_id"], ["gebruikers.id"], name=op.f("fk_verrekeningen_aangezet_door_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verrekeningen")),
    )
    op.create_index(op.f("ix_verrekeningen_aangezet_door_id"), "verrekeningen", ["aangezet_door_id"], unique=False)
    op.create_table(
        "projectdeelnemers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=True),
        sa.Column(
            "rol",
            sa.Enum("projectleiding", "deelnemer", name="projectrol", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("omschrijving", sa.String(length=200), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=True),
        sa.Column("uren_begroot", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisaties.id"], name=op.f("fk_projectdeelnemers_organisatie_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["projecten.id"], name=op.f("fk_projectdeelnemers_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projectdeelnemers")),
    )
    op.create_index(
        op.f("ix_projectdeelnemers_organisatie_id"), "projectdeelnemers", ["organisatie_id"], unique=False
    )
    op.create_index(op.f("ix_projectdeelnemers_project_id"), "projectdeelnemers", ["project_id"], unique=False)
    op.create_table(
        "projectfasen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("eerste_maand", sa.Date(), nullable=False),
        sa.Column("laatste_maand", sa.Date(), nullable=False),
        sa.CheckConstraint("eerste_maand <= laatste_maand", name=op.f("ck_projectfasen_vooruit")),
        sa.ForeignKeyConstraint(["project_id"], ["projecten.id"], name=op.f("fk_projectfasen_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projectfasen")),
    )
    op.create_index(op.f("ix_projectfasen_project_id"), "projectfasen", ["project_id"], unique=False)
    op.create_table(
        "projectresultaten",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documenten.id"], name=op.f("fk_projectresultaten_document_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projecten.id"], name=op.f("fk_projectresultaten_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projectresultaten")),
        sa.UniqueConstraint("project_id", "document_id", name=op.f("uq_projectresultaten_project_id")),
    )
    op.create_index(op.f("ix_projectresultaten_document_id"), "projectresultaten", ["document_id"], unique=False)
    op.create_index(op.f("ix_projectresultaten_project_id"), "projectresultaten", ["project_id"], unique=False)
    op.create_table(
        "voortgangen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("schrijver_id", sa.Integer(), nullable=True),
        sa.Column("geschreven_op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projecten.id"], name=op.f("fk_voortgangen_project_id")),
        sa.ForeignKeyConstraint(["schrijver_id"], ["gebruikers.id"], name=op.f("fk_voortgangen_schrijver_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voortgangen")),
    )
    op.create_index(op.f("ix_voortgangen_project_id"), "voortgangen", ["project_id"], unique=False)
    op.create_index(op.f("ix_voortgangen_schrijver_id"), "voortgangen", ["schrijver_id"], unique=False)
    op.create_table(
        "openbijdragen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=False),
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
                "herindeling",
                "storno",
                name="boekingsoort",
                native_enum=False,
                length=30,
            ),
            nullable=False,
        ),
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
        sa.Column("jaar", sa.Integer(), nullable=False),
        sa.Column("omschrijving", sa.String(length=500), nullable=False),
        sa.Column("thema", sa.String(length=100), nullable=False),
        sa.Column("gemeld_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gemeld_door_id", sa.Integer(), nullable=True),
        sa.Column("boeking_id", sa.String(length=32), nullable=True),
        sa.Column("vervallen_op", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["boeking_id"], ["boekingen.id"], name=op.f("fk_openbijdragen_boeking_id")),
        sa.ForeignKeyConstraint(
            ["gemeld_door_id"], ["gebruikers.id"], name=op.f("fk_openbijdragen_gemeld_door_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisaties.id"], name=op.f("fk_openbijdragen_organisatie_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_openbijdragen")),
    )
    op.create_index(op.f("ix_openbijdragen_boeking_id"), "openbijdragen", ["boeking_id"], unique=False)
    op.create_index(op.f("ix_openbijdragen_gemeld_door_id"), "openbijdragen", ["gemeld_door_id"], unique=False)
    op.create_index(op.f("ix_openbijdragen_organisatie_id"), "openbijdragen", ["organisatie_id"], unique=False)
    reference = sa.ForeignKey("projecten.id", name=op.f("fk_boekingen_project_id"))
    op.add_column("boekingen", sa.Column("project_id", sa.Integer(), reference), inline_references=True)
    op.create_index(op.f("ix_boekingen_project_id"), "boekingen", ["project_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_boekingen_project_id"), table_name="boekingen")
    op.drop_column("boekingen", "project_id")
    op.drop_index(op.f("ix_openbijdragen_organisatie_id"), table_name="openbijdragen")
    op.drop_index(op.f("ix_openbijdragen_gemeld_door_id"), table_name="openbijdragen")
    op.drop_index(op.f("ix_openbijdragen_boeking_id"), table_name="openbijdragen")
    op.drop_table("openbijdragen")
    op.drop_index(op.f("ix_voortgangen_schrijver_id"), table_name="voortgangen")
    op.drop_index(op.f("ix_voortgangen_project_id"), table_name="voortgangen")
    op.drop_table("voortgangen")
    op.drop_index(op.f("ix_projectresultaten_project_id"), table_name="projectresultaten")
    op.drop_index(op.f("ix_projectresultaten_document_id"), table_name="projectresultaten")
    op.drop_table("projectresultaten")
    op.drop_index(op.f("ix_projectfasen_project_id"), table_name="projectfasen")
    op.drop_table("projectfasen")
    op.drop_index(op.f("ix_projectdeelnemers_project_id"), table_name="projectdeelnemers")
    op.drop_index(op.f("ix_projectdeelnemers_organisatie_id"), table_name="projectdeelnemers")
    op.drop_table("projectdeelnemers")
    op.drop_index(op.f("ix_verrekeningen_aangezet_door_id"), table_name="verrekeningen")
    op.drop_table("verrekeningen")
    op.drop_index(op.f("ix_verhuizingen_samenvoeging_id"), table_name="verhuizingen")
    op.drop_index(op.f("ix_verhuizingen_gebruiker_id"), table_name="verhuizingen")
    op.drop_table("verhuizingen")
    op.drop_index(op.f("ix_projecten_trekker_id"), table_name="projecten")
    op.drop_index(op.f("ix_projecten_organisatie_id"), table_name="projecten")
    op.drop_index(op.f("ix_projecten_aangemaakt_door_id"), table_name="projecten")
    op.drop_table("projecten")
    op.drop_index(op.f("ix_seinen_organisatie_id"), table_name="seinen")
    op.drop_table("seinen")
    op.drop_index(op.f("ix_samenvoegingen_van_id"), table_name="samenvoegingen")
    op.drop_index(op.f("ix_samenvoegingen_naar_id"), table_name="samenvoegingen")
    op.drop_table("samenvoegingen")
    op.drop_table("waarderingen")
    op.drop_table("drempels")
