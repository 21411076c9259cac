"""The first tables: organisaties, gebruikers, documenten, begrippen and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "begrippen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=200), nullable=False),
        sa.Column("definitie", sa.Text(), nullable=False),
        sa.Column("bron", sa.String(length=500), nullable=False),
        sa.Column("bereik", sa.String(length=200), nullable=False),
        sa.Column("ingetrokken_op", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_begrippen")),
        sa.UniqueConstraint("term", name=op.f("uq_begrippen_term")),
    )
    op.create_table(
        "documenten",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documenten")),
    )
    op.create_table(
        "organisaties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("soort", sa.String(length=30), nullable=False),
        sa.Column("cbs_code", sa.String(length=10), nullable=True),
        sa.Column("geldig_van", sa.Date(), nullable=True),
        sa.Column("geldig_tot", sa.Date(), nullable=True),
        sa.Column("opvolger_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["opvolger_id"], ["organisaties.id"], name=op.f("fk_organisaties_opvolger_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisaties")),
        sa.UniqueConstraint("cbs_code", name=op.f("uq_organisaties_cbs_code")),
        sa.UniqueConstraint("naam", name=op.f("uq_organisaties_naam")),
    )
    with op.batch_alter_table("organisaties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisaties_opvolger_id"), ["opvolger_id"], unique=False)

    op.create_table(
        "wachtrij",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bron", sa.String(length=100), nullable=False),
        sa.Column("toegevoegd_op", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wachtrij")),
    )
    with op.batch_alter_table("wachtrij", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wachtrij_bron"), ["bron"], unique=False)

    op.create_table(
        "begrip_varianten",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("begrip_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=200), nullable=False),
        sa.Column("soort", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(["begrip_id"], ["begrippen.id"], name=op.f("fk_begrip_varianten_begrip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_begrip_varianten")),
        sa.UniqueConstraint("begrip_id", "variant", name=op.f("uq_begrip_varianten_begrip_id")),
    )
    with op.batch_alter_table("begrip_varianten", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_begrip_varianten_variant"), ["variant"], unique=False)

    op.create_table(
        "gebruikers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("wachtwoord_hash", sa.String(length=200), nullable=False),
        sa.Column("rol", sa.String(length=30), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=True),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.Column("sessie", sa.String(length=64), nullable=False),
        sa.Column("laatst_ingelogd_op", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisaties.id"], name=op.f("fk_gebruikers_organisatie_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebruikers")),
        sa.UniqueConstraint("email", name=op.f("uq_gebruikers_email")),
    )
    with op.batch_alter_table("gebruikers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gebruikers_organisatie_id"), ["organisatie_id"], unique=False)

    op.create_table(
        "versies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("bestandsnaam", sa.String(length=255), nullable=False),
        sa.Column("formaat", sa.String(length=20), nullable=False),
        sa.Column("omvang", sa.Integer(), nullable=False),
        sa.Column("paginas", sa.Integer(), nullable=True),
        sa.Column("ocr", sa.Boolean(), nullable=False),
        sa.Column("titel", sa.String(length=500), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=True),
        sa.Column("documentsoort", sa.String(length=100), nullable=True),
        sa.Column("themas", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=True),
        sa.Column("datum", sa.Date(), nullable=True),
        sa.Column("zichtbaarheid", sa.String(length=30), nullable=False),
        sa.Column("schets", sa.LargeBinary(), nullable=False),
        sa.Column("toegevoegd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ingetrokken_op", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documenten.id"], name=op.f("fk_versies_document_id")),
        sa.ForeignKeyConstraint(["organisatie_id"], ["organisaties.id"], name=op.f("fk_versies_organisatie_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versies")),
        sa.UniqueConstraint("sha256", name=op.f("uq_versies_sha256")),
    )
    with op.batch_alter_table("versies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_versies_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_versies_organisatie_id"), ["organisatie_id"], unique=False)

    op.create_table(
        "passages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("versie_id", sa.Integer(), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("pagina", sa.Integer(), nullable=True),
        sa.Column("koppen", sa.JSON(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["versie_id"], ["versies.id"], name=op.f("fk_passages_versie_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
        sa.UniqueConstraint("versie_id", "volgnummer", name=op.f("uq_passages_versie_id")),
    )
    op.create_table(
        "uitsluitingen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=True),
        sa.Column("gebruiker_id", sa.Integer(), nullable=True),
        sa.Column("reden", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "(organisatie_id IS NULL) <> (gebruiker_id IS NULL)", name=op.f("ck_uitsluitingen_een_partij")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documenten.id"], name=op.f("fk_uitsluitingen_document_id")),
        sa.ForeignKeyConstraint(["gebruiker_id"], ["gebruikers.id"], name=op.f("fk_uitsluitingen_gebruiker_id")),
        sa.ForeignKeyConstraint(
            ["organisatie_id"], ["organisaties.id"], name=op.f("fk_uitsluitingen_organisatie_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uitsluitingen")),
    )
    with op.batch_alter_table("uitsluitingen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_uitsluitingen_document_id"), ["document_id"], unique=False)

    op.create_table(
        "vindplaatsen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pad", sa.Text(), nullable=False),
        sa.Column("omvang", sa.Integer(), nullable=False),
        sa.Column("gewijzigd_ns", sa.BigInteger(), nullable=False),
        sa.Column("opgaaf", sa.String(length=64), nullable=False),
        sa.Column("versie_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["versie_id"], ["versies.id"], name=op.f("fk_vindplaatsen_versie_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vindplaatsen")),
        sa.UniqueConstraint("pad", name=op.f("uq_vindplaatsen_pad")),
    )
    with op.batch_alter_table("vindplaatsen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vindplaatsen_versie_id"), ["versie_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("vindplaatsen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vindplaatsen_versie_id"))

    op.drop_table("vindplaatsen")
    with op.batch_alter_table("uitsluitingen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_uitsluitingen_document_id"))

    op.drop_table("uitsluitingen")
    op.drop_table("passages")
    with op.batch_alter_table("versies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_versies_organisatie_id"))
        batch_op.drop_index(batch_op.f("ix_versies_document_id"))

    op.drop_table("versies")
    with op.batch_alter_table("gebruikers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gebruikers_organisatie_id"))

    op.drop_table("gebruikers")
    with op.batch_alter_table("begrip_varianten", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_begrip_varianten_variant"))

    op.drop_table("begrip_varianten")
    with op.batch_alter_table("wachtrij", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wachtrij_bron"))

    op.drop_table("wachtrij")
    with op.batch_alter_table("organisaties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisaties_opvolger_id"))

    op.drop_table("organisaties")
    op.drop_table("documenten")
    op.drop_table("begrippen")
