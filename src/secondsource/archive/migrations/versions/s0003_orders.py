"""Places and bodies by publication, and people by how many reports tell of them: long lists are read in their order."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Labels get the chronology of their reports."""
    op.add_column("labels", sa.Column("chronology", sa.BigInteger(), server_default="0", nullable=False))
    op.execute("UPDATE labels SET chronology = (SELECT chronology FROM reports WHERE number = labels.report)")
    op.create_index("ix_labels_order", "labels", ["kind", "label", "chronology"])
    op.drop_index("ix_identities_reports", "identities")
    op.create_index("ix_identities_order", "identities", ["reports", "id"])


def downgrade() -> None:
    """As it was; tests go this way to come back."""
    op.drop_index("ix_identities_order", "identities")
    op.create_index("ix_identities_reports", "identities", ["reports"])
    op.drop_index("ix_labels_order", "labels")
    op.drop_column("labels", "chronology")
