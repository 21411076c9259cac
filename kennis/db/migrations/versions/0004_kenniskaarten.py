"""Kenniskaarten: cards and what stands on them, questions and answers, mails to send and the links in them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "berichten",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=False),
        sa.Column("over", sa.String(length=50), nullable=False),
        sa.Column("onderwerp", sa.String(length=200), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("gemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("niet_voor", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("verstuurd_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fout", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["gebruiker_id"], ["gebruikers.id"], name=op.f("fk_berichten_gebruiker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_berichten")),
    )
    op.create_index(op.f("ix_berichten_gebruiker_id"), "berichten", ["gebruiker_id"], unique=False)
    op.create_index(op.f("ix_berichten_niet_voor"), "berichten", ["niet_voor"], unique=False)
    op.create_table(
        "deskundigheden",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("omschrijving", sa.String(length=500), nullable=False),
        sa.Column("boven_id", sa.Integer(), nullable=True),
        sa.Column("opvolger_id", sa.Integer(), nullable=True),
        sa.Column("voorgesteld_door_id", sa.Integer(), nullable=True),
        sa.Column("vastgesteld_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ingetrokken_op", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["boven_id"], ["deskundigheden.id"], name=op.f("fk_deskundigheden_boven_id")),
        sa.ForeignKeyConstraint(
            ["opvolger_id"], ["deskundigheden.id"], name=op.f("fk_deskundigheden_opvolger_id")
        ),
        sa.ForeignKeyConstraint(
            ["voorgesteld_door_id"], ["gebruikers.id"], name=op.f("fk_deskundigheden_voorgesteld_door_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deskundigheden")),
        sa.UniqueConstraint("naam", name=op.f("uq_deskundigheden_naam")),
    )
    op.create_index(op.f("ix_deskundigheden_boven_id"), "deskundigheden", ["boven_id"], unique=False)
    op.create_index(op.f("ix_deskundigheden_opvolger_id"), "deskundigheden", ["opvolger_id"], unique=False)
    op.create_index(
        op.f("ix_deskundigheden_voorgesteld_door_id"), "deskundigheden", ["voorgesteld_door_id"], unique=False
    )
    op.create_table(
        "instemmingen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=False),
        sa.Column(
            "soort", sa.Enum("kaart", "foto", name="instemmingsoort", native_enum=False, length=30), nullable=False
        ),
        sa.Column("tekstversie", sa.String(length=20), nullable=False),
        sa.Column("gegeven_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ingetrokken_op", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["gebruiker_id"], ["gebruikers.id"], name=op.f("fk_instemmingen_gebruiker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instemmingen")),
    )
    op.create_index(op.f("ix_instemmingen_gebruiker_id"), "instemmingen", ["gebruiker_id"], unique=False)
    op.create_table(
        "kaarten",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=False),
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
        sa.Column("velden", sa.JSON(), nullable=False),
        sa.Column("aanspreekbaar", sa.Text(), nullable=False),
        sa.Column("over", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("telefoon", sa.String(length=50), nullable=False),
        sa.Column("teams", sa.String(length=254), nullable=False),
        sa.Column("spreekuur", sa.String(length=500), nullable=False),
        sa.Column("werkdagen", sa.JSON(), nullable=False),
        sa.Column("talen", sa.JSON(), nullable=False),
        sa.Column("afwezig_van", sa.Date(), nullable=True),
        sa.Column("afwezig_tot", sa.Date(), nullable=True),
        sa.Column("vervanger_id", sa.Integer(), nullable=True),
        sa.Column("rechtstreeks", sa.Boolean(), nullable=False),
        sa.Column("foto_sha256", sa.String(length=64), nullable=True),
        sa.Column("aangemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bevestigd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("herinnerd_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vertrokken_op", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["gebruiker_id"], ["gebruikers.id"], name=op.f("fk_kaarten_gebruiker_id")),
        sa.ForeignKeyConstraint(["vervanger_id"], ["gebruikers.id"], name=op.f("fk_kaarten_vervanger_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kaarten")),
        sa.UniqueConstraint("gebruiker_id", name=op.f("uq_kaarten_gebruiker_id")),
    )
    op.create_index(op.f("ix_kaarten_vervanger_id"), "kaarten", ["vervanger_id"], unique=False)
    op.create_table(
        "sleutels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column(
            "soort", sa.Enum("bevestigen", name="sleutelsoort", native_enum=False, length=30), nullable=False
        ),
        sa.Column("gebruiker_id", sa.Integer(), nullable=False),
        sa.Column("gemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verloopt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gebruikt_op", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["gebruiker_id"], ["gebruikers.id"], name=op.f("fk_sleutels_gebruiker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sleutels")),
        sa.UniqueConstraint("hash", name=op.f("uq_sleutels_hash")),
    )
    op.create_index(op.f("ix_sleutels_gebruiker_id"), "sleutels", ["gebruiker_id"], unique=False)
    op.create_table(
        "aanbevelingen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("van_id", sa.Integer(), nullable=False),
        sa.Column("kaart_id", sa.Integer(), nullable=False),
        sa.Column("deskundigheid_id", sa.Integer(), nullable=False),
        sa.Column("gegeven_op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["deskundigheid_id"], ["deskundigheden.id"], name=op.f("fk_aanbevelingen_deskundigheid_id")
        ),
        sa.ForeignKeyConstraint(["kaart_id"], ["kaarten.id"], name=op.f("fk_aanbevelingen_kaart_id")),
        sa.ForeignKeyConstraint(["van_id"], ["gebruikers.id"], name=op.f("fk_aanbevelingen_van_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanbevelingen")),
        sa.UniqueConstraint("van_id", "kaart_id", "deskundigheid_id", name=op.f("uq_aanbevelingen_van_id")),
    )
    op.create_index(op.f("ix_aanbevelingen_deskundigheid_id"), "aanbevelingen", ["deskundigheid_id"], unique=False)
    op.create_index(op.f("ix_aanbevelingen_kaart_id"), "aanbevelingen", ["kaart_id"], unique=False)
    op.create_index(op.f("ix_aanbevelingen_van_id"), "aanbevelingen", ["van_id"], unique=False)
    op.create_table(
        "betrokkenheden",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kaart_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column(
            "rol", sa.Enum("auteur", "contact", name="betrokkenrol", native_enum=False, length=30), nullable=False
        ),
        sa.Column("toegevoegd_op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documenten.id"], name=op.f("fk_betrokkenheden_document_id")),
        sa.ForeignKeyConstraint(["kaart_id"], ["kaarten.id"], name=op.f("fk_betrokkenheden_kaart_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_betrokkenheden")),
        sa.UniqueConstraint("kaart_id", "document_id", "rol", name=op.f("uq_betrokkenheden_kaart_id")),
    )
    op.create_index(op.f("ix_betrokkenheden_document_id"), "betrokkenheden", ["document_id"], unique=False)
    op.create_index(op.f("ix_betrokkenheden_kaart_id"), "betrokkenheden", ["kaart_id"], unique=False)
    op.create_table(
        "deelnames",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kaart_id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column(
            "rol",
            sa.Enum(
                "trekker", "lid", "ambassadeur", "regisseur", name="deelnamerol", native_enum=False, length=30
            ),
            nullable=False,
        ),
        sa.Column("deskundigheid_id", sa.Integer(), nullable=True),
        sa.Column("van", sa.Date(), nullable=True),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["deskundigheid_id"], ["deskundigheden.id"], name=op.f("fk_deelnames_deskundigheid_id")
        ),
        sa.ForeignKeyConstraint(["kaart_id"], ["kaarten.id"], name=op.f("fk_deelnames_kaart_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deelnames")),
    )
    op.create_index(op.f("ix_deelnames_deskundigheid_id"), "deelnames", ["deskundigheid_id"], unique=False)
    op.create_index(op.f("ix_deelnames_kaart_id"), "deelnames", ["kaart_id"], unique=False)
    op.create_table(
        "functies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kaart_id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=True),
        sa.Column("van", sa.Date(), nullable=True),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["kaart_id"], ["kaarten.id"], name=op.f("fk_functies_kaart_id")),
        sa.ForeignKeyConstraint(["organisatie_id"], ["organisaties.id"], name=op.f("fk_functies_organisatie_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_functies")),
    )
    op.create_index(op.f("ix_functies_kaart_id"), "functies", ["kaart_id"], unique=False)
    op.create_index(op.f("ix_functies_organisatie_id"), "functies", ["organisatie_id"], unique=False)
    op.create_table(
        "kaart_deskundigheden",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kaart_id", sa.Integer(), nullable=False),
        sa.Column("deskundigheid_id", sa.Integer(), nullable=True),
        sa.Column("vrij", sa.String(length=200), nullable=False),
        sa.Column(
            "niveau",
            sa.Enum("basis", "gevorderd", "ervaren", "expert", name="niveau", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column(
            "interesse",
            sa.Enum("graag", "gewoon", "liever niet meer", name="interesse", native_enum=False, length=30),
            nullable=False,
        ),
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
        sa.Column("toegevoegd_op", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(deskundigheid_id IS NULL) <> (vrij = '')", name=op.f("ck_kaart_deskundigheden_lijst_of_vrij")
        ),
        sa.ForeignKeyConstraint(
            ["deskundigheid_id"], ["deskundigheden.id"], name=op.f("fk_kaart_deskundigheden_deskundigheid_id")
        ),
        sa.ForeignKeyConstraint(["kaart_id"], ["kaarten.id"], name=op.f("fk_kaart_deskundigheden_kaart_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kaart_deskundigheden")),
        sa.UniqueConstraint("kaart_id", "deskundigheid_id", name=op.f("uq_kaart_deskundigheden_kaart_id")),
    )
    op.create_index(
        op.f("ix_kaart_deskundigheden_deskundigheid_id"),
        "kaart_deskundigheden",
        ["deskundigheid_id"],
        unique=False,
    )
    op.create_index(op.f("ix_kaart_deskundigheden_kaart_id"), "kaart_deskundigheden", ["kaart_id"], unique=False)
    op.create_table(
        "meldingen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kaart_id", sa.Integer(), nullable=False),
        sa.Column("melder_id", sa.Integer(), nullable=False),
        sa.Column(
            "soort",
            sa.Enum(
                "werkt hier niet meer", "er klopt iets niet", name="meldingsoort", native_enum=False, length=30
            ),
            nullable=False,
        ),
        sa.Column("toelichting", sa.String(length=500), nullable=False),
        sa.Column("gemeld_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("afgehandeld_op", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["kaart_id"], ["kaarten.id"], name=op.f("fk_meldingen_kaart_id")),
        sa.ForeignKeyConstraint(["melder_id"], ["gebruikers.id"], name=op.f("fk_meldingen_melder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meldingen")),
    )
    op.create_index(op.f("ix_meldingen_kaart_id"), "meldingen", ["kaart_id"], unique=False)
    op.create_index(op.f("ix_meldingen_melder_id"), "meldingen", ["melder_id"], unique=False)
    op.create_table(
        "vragen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("titel", sa.String(length=200), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("steller_id", sa.Integer(), nullable=False),
        sa.Column("organisatie_id", sa.Integer(), nullable=True),
        sa.Column("deskundigheid_id", sa.Integer(), nullable=True),
        sa.Column(
            "gericht",
            sa.Enum("persoon", "groep", "netwerk", name="gericht", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("groep", sa.String(length=200), nullable=False),
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
        sa.Column("vindbaar", sa.Boolean(), nullable=False),
        sa.Column("gesteld_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gesloten_op", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["deskundigheid_id"], ["deskundigheden.id"], name=op.f("fk_vragen_deskundigheid_id")
        ),
        sa.ForeignKeyConstraint(["organisatie_id"], ["organisaties.id"], name=op.f("fk_vragen_organisatie_id")),
        sa.ForeignKeyConstraint(["steller_id"], ["gebruikers.id"], name=op.f("fk_vragen_steller_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vragen")),
    )
    op.create_index(op.f("ix_vragen_deskundigheid_id"), "vragen", ["deskundigheid_id"], unique=False)
    op.create_index(op.f("ix_vragen_organisatie_id"), "vragen", ["organisatie_id"], unique=False)
    op.create_index(op.f("ix_vragen_steller_id"), "vragen", ["steller_id"], unique=False)
    op.create_table(
        "antwoorden",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vraag_id", sa.Integer(), nullable=False),
        sa.Column("schrijver_id", sa.Integer(), nullable=False),
        sa.Column(
            "soort",
            sa.Enum("antwoord", "reactie", name="antwoordsoort", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("vindbaar", sa.Boolean(), nullable=False),
        sa.Column("geschreven_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nuttig_op", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["schrijver_id"], ["gebruikers.id"], name=op.f("fk_antwoorden_schrijver_id")),
        sa.ForeignKeyConstraint(["vraag_id"], ["vragen.id"], name=op.f("fk_antwoorden_vraag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_antwoorden")),
    )
    op.create_index(op.f("ix_antwoorden_schrijver_id"), "antwoorden", ["schrijver_id"], unique=False)
    op.create_index(op.f("ix_antwoorden_vraag_id"), "antwoorden", ["vraag_id"], unique=False)
    op.create_table(
        "vraag_documenten",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vraag_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documenten.id"], name=op.f("fk_vraag_documenten_document_id")),
        sa.ForeignKeyConstraint(["vraag_id"], ["vragen.id"], name=op.f("fk_vraag_documenten_vraag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vraag_documenten")),
        sa.UniqueConstraint("vraag_id", "document_id", name=op.f("uq_vraag_documenten_vraag_id")),
    )
    op.create_index(op.f("ix_vraag_documenten_document_id"), "vraag_documenten", ["document_id"], unique=False)
    op.create_index(op.f("ix_vraag_documenten_vraag_id"), "vraag_documenten", ["vraag_id"], unique=False)
    op.create_table(
        "vraag_ontvangers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vraag_id", sa.Integer(), nullable=False),
        sa.Column("gebruiker_id", sa.Integer(), nullable=False),
        sa.Column("via_netwerk", sa.Boolean(), nullable=False),
        sa.Column("gevraagd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("afgezien_op", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["gebruiker_id"], ["gebruikers.id"], name=op.f("fk_vraag_ontvangers_gebruiker_id")
        ),
        sa.ForeignKeyConstraint(["vraag_id"], ["vragen.id"], name=op.f("fk_vraag_ontvangers_vraag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vraag_ontvangers")),
        sa.UniqueConstraint("vraag_id", "gebruiker_id", name=op.f("uq_vraag_ontvangers_vraag_id")),
    )
    op.create_index(op.f("ix_vraag_ontvangers_gebruiker_id"), "vraag_ontvangers", ["gebruiker_id"], unique=False)
    op.create_index(op.f("ix_vraag_ontvangers_vraag_id"), "vraag_ontvangers", ["vraag_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_vraag_ontvangers_vraag_id"), table_name="vraag_ontvangers")
    op.drop_index(op.f("ix_vraag_ontvangers_gebruiker_id"), table_name="vraag_ontvangers")
    op.drop_table("vraag_ontvangers")
    op.drop_index(op.f("ix_vraag_documenten_vraag_id"), table_name="vraag_documenten")
    op.drop_index(op.f("ix_vraag_documenten_document_id"), table_name="vraag_documenten")
    op.drop_table("vraag_documenten")
    op.drop_index(op.f("ix_antwoorden_vraag_id"), table_name="antwoorden")
    op.drop_index(op.f("ix_antwoorden_schrijver_id"), table_name="antwoorden")
    op.drop_table("antwoorden")
    op.drop_index(op.f("ix_vragen_steller_id"), table_name="vragen")
    op.drop_index(op.f("ix_vragen_organisatie_id"), table_name="vragen")
    op.drop_index(op.f("ix_vragen_deskundigheid_id"), table_name="vragen")
    op.drop_table("vragen")
    op.drop_index(op.f("ix_meldingen_melder_id"), table_name="meldingen")
    op.drop_index(op.f("ix_meldingen_kaart_id"), table_name="meldingen")
    op.drop_table("meldingen")
    op.drop_index(op.f("ix_kaart_deskundigheden_kaart_id"), table_name="kaart_deskundigheden")
    op.drop_index(op.f("ix_kaart_deskundigheden_deskundigheid_id"), table_name="kaart_deskundigheden")
    op.drop_table("kaart_deskundigheden")
    op.drop_index(op.f("ix_functies_organisatie_id"), table_name="functies")
    op.drop_index(op.f("ix_functies_kaart_id"), table_name="functies")
    op.drop_table("functies")
    op.drop_index(op.f("ix_deelnames_kaart_id"), table_name="deelnames")
    op.drop_index(op.f("ix_deelnames_deskundigheid_id"), table_name="deelnames")
    op.drop_table("deelnames")
    op.drop_index(op.f("ix_betrokkenheden_kaart_id"), table_name="betrokkenheden")
    op.drop_index(op.f("ix_betrokkenheden_document_id"), table_name="betrokkenheden")
    op.drop_table("betrokkenheden")
    op.drop_index(op.f("ix_aanbevelingen_van_id"), table_name="aanbevelingen")
    op.drop_index(op.f("ix_aanbevelingen_kaart_id"), table_name="aanbevelingen")
    op.drop_index(op.f("ix_aanbevelingen_deskundigheid_id"), table_name="aanbevelingen")
    op.drop_table("aanbevelingen")
    op.drop_index(op.f("ix_sleutels_gebruiker_id"), table_name="sleutels")
    op.drop_table("sleutels")
    op.drop_index(op.f("ix_kaarten_vervanger_id"), table_name="kaarten")
    op.drop_table("kaarten")
    op.drop_index(op.f("ix_instemmingen_gebruiker_id"), table_name="instemmingen")
    op.drop_table("instemmingen")
    op.drop_index(op.f("ix_deskundigheden_voorgesteld_door_id"), table_name="deskundigheden")
    op.drop_index(op.f("ix_deskundigheden_opvolger_id"), table_name="deskundigheden")
    op.drop_index(op.f("ix_deskundigheden_boven_id"), table_name="deskundigheden")
    op.drop_table("deskundigheden")
    op.drop_index(op.f("ix_berichten_niet_voor"), table_name="berichten")
    op.drop_index(op.f("ix_berichten_gebruiker_id"), table_name="berichten")
    op.drop_table("berichten")
