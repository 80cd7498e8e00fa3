"""How likely reports have to do with each other, by pair, so that adding one compares it with its like alone."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make room for them. They are filled when the archive is weighed anew, which opening it does."""
    op.create_table(
        "links",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("likely", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("report", "other", name="pk_links"),
    )
    op.create_index("ix_links_other", "links", ["other"])
    op.execute("UPDATE reports SET state = 'read' WHERE state = 'kept'")


def downgrade() -> None:
    """As it was; tests go this way to come back."""
    op.drop_index("ix_links_other", "links")
    op.drop_table("links")
