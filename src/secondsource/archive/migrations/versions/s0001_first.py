"""The first form of the tables."""

from alembic import op

from secondsource.archive import fulltext, schema

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    schema.metadata.create_all(op.get_bind())
    fulltext.create(op.get_bind())
