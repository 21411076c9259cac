"""What was asked is counted per week, without who asked it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vraagtellingen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("vraag", sa.String(length=200), nullable=False),
        sa.Column("rol", sa.String(length=30), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("zonder_resultaat", sa.Integer(), nullable=False),
        sa.Column("met_klik", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vraagtellingen")),
        sa.UniqueConstraint("week", "vraag", "rol", name=op.f("uq_vraagtellingen_week")),
    )
    op.create_table(
        "vraagbesluiten",
        sa.Column("vraag", sa.String(length=200), nullable=False),
        sa.Column("besluit", sa.String(length=30), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("vraag", name=op.f("pk_vraagbesluiten")),
    )


def downgrade() -> None:
    op.drop_table("vraagbesluiten")
    op.drop_table("vraagtellingen")
