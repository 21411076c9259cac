"""Terms can be retired in favour of another; forms may be ambiguous; the list has a number for each change."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "begrippenstand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_begrippenstand")),
    )
    op.create_table(
        "geweigerde_vondsten",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("afkorting", sa.String(length=50), nullable=False),
        sa.Column("voluit", sa.String(length=200), nullable=False),
        sa.Column("geweigerd_op", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_geweigerde_vondsten")),
        sa.UniqueConstraint("afkorting", "voluit", name=op.f("uq_geweigerde_vondsten_afkorting")),
    )
    # In plain SQL: other tables refer to this one, so SQLite may not make it anew, as Alembic would.
    op.execute(
        "ALTER TABLE begrippen ADD COLUMN opvolger_id INTEGER "
        "CONSTRAINT fk_begrippen_opvolger_id REFERENCES begrippen (id)"
    )
    op.create_index(op.f("ix_begrippen_opvolger_id"), "begrippen", ["opvolger_id"], unique=False)
    for column in (
        sa.Column("dubbelzinnig", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("bron", sa.String(length=500), nullable=False, server_default=""),
    ):
        op.add_column("begrip_varianten", column)


def downgrade() -> None:
    op.drop_column("begrip_varianten", "bron")
    op.drop_column("begrip_varianten", "dubbelzinnig")
    op.drop_index(op.f("ix_begrippen_opvolger_id"), "begrippen")
    op.drop_column("begrippen", "opvolger_id")
    op.drop_table("geweigerde_vondsten")
    op.drop_table("begrippenstand")
