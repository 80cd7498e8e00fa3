"""What the weighing needs to grow: keys that reports are looked up under, their outlets, and the parts they form."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make room for them. They are filled when the archive is weighed anew, which opening it does."""
    op.drop_index("ix_signs_report", "signs")
    op.drop_table("signs")
    op.create_table(
        "keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "day", "report", name="pk_keys"),
    )
    op.create_index("ix_keys_report", "keys", ["report"])
    op.create_table(
        "outlets",
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("state", sa.Boolean(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("outlet", "state", "report", name="pk_outlets"),
    )
    op.create_index("ix_outlets_report", "outlets", ["report"])
    op.add_column("reports", sa.Column("part", sa.Integer(), nullable=True))
    op.create_index("ix_reports_part", "reports", ["part"])
    # Kept reports are to be weighed anew: without parts nothing could be added to what is there.
    op.execute("UPDATE reports SET state = 'read' WHERE state = 'kept'")


def downgrade() -> None:
    """As it was; tests go this way to come back."""
    op.drop_index("ix_reports_part", "reports")
    op.drop_column("reports", "part")
    op.drop_table("outlets")
    op.drop_table("keys")
    op.create_table(
        "signs",
        sa.Column("sign", sa.BigInteger(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sign", "report", name="pk_signs"),
    )
    op.create_index("ix_signs_report", "signs", ["report"])
